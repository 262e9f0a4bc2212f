"""A gathering is called, people come in the way they can, and are told what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from leal.calculations.selection.tables import tables
from leal.foundations.audit.record import entries
from leal.foundations.invitations import operations as invitations
from leal.foundations.invitations.coding import code_for
from leal.foundations.invitations.refusals import Closed
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import ANYONE
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped
from leal.thread.panels.models import (
    EqualityAnswers,
    Experience,
    GatheringNeed,
    Missing,
    Organisation,
    PanelQuestion,
    Seat,
)
from leal.thread.panels.operations import gatherings as operations
from leal.thread.panels.operations import mailing, seating
from leal.thread.panels.queries import gatherings as queries
from tests.factories import (
    CommitmentFactory,
    CoreGroupFactory,
    MeasureFactory,
    PanelFactory,
    PanelMemberFactory,
    PersonFactory,
    ResultFactory,
)
from tests.forms import written

pytestmark = pytest.mark.django_db


ASKED = {"why_asked": "To know", "called": "It", "choices": [], "place": 1, "asked_since": "2020-01-01"}


def tell_nobody(done, of, saying=""):
    """Nobody watches."""


def stop_at_once(done, of, saying=""):
    raise Stopped


def today():
    return timezone.localdate()


@pytest.fixture
def nadia(db):
    return PersonFactory(name="Nadia", role="researcher", within="charter agency")


@pytest.fixture
def panel(db):
    return PanelFactory(service="agency", code="experience")


def a_gathering(panel, by, *, days=14, **more):
    starts = timezone.now().replace(hour=10, minute=30) + timedelta(days=days)
    given = {
        "kind": "workshop",
        "name": "What is a kind letter?",
        "purpose": "We read letters together and say what is wrong with them",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "The Town House\nInvermore",
        "tell_by": starts.date() + timedelta(days=30),
    }
    return operations.call(panel=panel, by=by, **given | more)


@pytest.fixture
def gathering(panel, nadia):
    return a_gathering(panel, nadia)


def member(panel, name="Ishbel", **fields):
    return PanelMemberFactory(panel=panel, name=name, **fields)


def invited(gathering, who, by):
    """Someone on the list who has their invitation."""
    operations.put_on_list(gathering=gathering, members=[who], by=by)
    operations.invite_people(gathering=gathering, on=min(today(), gathering.ends_at.date()), by=by)
    return queries.invited_by_key(key=gathering.invited.get(member=who).pk)


def code_of(gathering) -> str:
    gathering.refresh_from_db()
    return code_for(gathering.asking.invitations.latest("place"))


def came(gathering, *who, by):
    operations.note_who_came(gathering=gathering, came=list(who), by=by)


# Inviting


def test_each_is_invited_once_in_the_way_they_chose_and_their_needs_come_along(panel, gathering, nadia):
    people = [
        member(panel, "Ishbel", told_by="letter", postal_address="1 Shore Street", needs="A chair with arms"),
        member(panel, "Ewan"),
    ]
    carers = Organisation.objects.create(
        panel=panel, name="Carers", speaks_for="Carers", email="c@example.org", asked_on=today(), joined_on=today()
    )
    given = {"gathering": gathering, "members": people, "organisations": [carers], "by": nadia}
    assert [operations.put_on_list(**given), operations.put_on_list(**given)] == [3, 0]

    assert operations.invite_people(gathering=gathering, on=today(), by=nadia) == 3
    with pytest.raises(operations.NobodyToInvite):
        operations.invite_people(gathering=gathering, on=today(), by=nadia)

    told = {(one.channel, one.name, one.within) for one in Notice.objects.all()}
    assert told == {
        (way, name, "charter agency") for way, name in [("letter", "Ishbel"), ("email", "Ewan"), ("email", "Carers")]
    }
    assert "The Town House, Invermore" in Notice.objects.first().words
    assert [(need.words, need.met_on) for need in GatheringNeed.objects.all()] == [("A chair with arms", None)]


def test_only_who_has_not_answered_is_reminded(panel, gathering, nadia):
    ishbel, ewan = (invited(gathering, member(panel, name), nadia) for name in ("Ishbel", "Ewan"))
    operations.answer_gathering(invited=ishbel, answer="no", on=today(), by=ANYONE)
    Notice.objects.all().delete()

    assert operations.remind_people(gathering=gathering, on=today(), by=nadia) == 1
    assert [one.name for one in Notice.objects.all()] == [ewan.member.name]


def test_nobody_is_reminded_twice_in_a_day_however_often_the_button_is_pressed(visit, panel, gathering, nadia):
    invited(gathering, member(panel), nadia)
    at, here = visit.as_(nadia), f"/gatherings/{gathering.pk}/reminder/"

    assert "1 reminder on the way" in at.post(here).text
    assert "Everyone has answered, or has been reminded today already" in at.post(here).text
    assert Notice.objects.count() == 2


def test_many_are_invited_and_reminded_as_work_that_begun_again_writes_to_nobody_twice(panel, gathering, nadia):
    people = [member(panel, f"Person {n}") for n in range(3)]
    operations.put_on_list(gathering=gathering, members=people, by=nadia)
    mailing.ask_to_invite(gathering=gathering, on=today(), by=nadia)
    with pytest.raises(operations.UnderWay):
        mailing.ask_to_invite(gathering=gathering, on=today(), by=nadia)
    with pytest.raises(operations.UnderWay):
        operations.call_off(gathering=gathering, because="Snow", on=today(), by=nadia)
    gathering.refresh_from_db()
    with pytest.raises(Stopped):
        mailing.written_invitations(gathering, today(), nadia, stop_at_once)
    mailing.written_invitations(gathering, today(), nadia, tell_nobody)
    assert (Notice.objects.count(), gathering.invited.filter(invited_on=today()).count()) == (3, 3)

    Work.objects.update(ended_at=timezone.now())
    gathering.invited.filter(member=people[0]).update(answer="yes")
    answered = gathering.asking.invitations.get(place=0)
    invitations.answer(invitation=answered, way="phone", on=today(), by=nadia)
    mailing.ask_to_remind(gathering=gathering, on=today(), by=nadia)
    gathering.asking.refresh_from_db()
    for _ in range(2):
        mailing.written_reminders(gathering, today(), nadia, tell_nobody)
    assert (Notice.objects.count(), gathering.invited.filter(reminded_on=today()).count()) == (5, 2)


def test_a_list_too_long_for_one_request_is_written_as_work(visit, panel, gathering, nadia, monkeypatch):
    monkeypatch.setattr(mailing, "AT_ONCE", 0)
    operations.put_on_list(gathering=gathering, members=[member(panel)], by=nadia)
    at = visit.as_(nadia)

    assert "Invitations: What is a kind letter?" in at.post(f"/gatherings/{gathering.pk}/invitations/").text
    assert "Letters are being written" in at(f"/gatherings/{gathering.pk}/").text
    assert "are being written already" in at.post(f"/gatherings/{gathering.pk}/invitations/").text


def test_who_is_missing_stands_on_the_page_of_a_gathering(visit, panel, gathering, nadia):
    words = {"words": "Few people under 25 are here", "doing": "We ask at colleges.", "since": today()}
    Missing.objects.create(panel=panel, owner=nadia, **words)

    text = visit.as_(nadia)(f"/gatherings/{gathering.pk}/").text

    assert "Few people under 25 are here" in text
    assert "We ask at colleges." in text


def test_nobody_is_reminded_of_what_they_were_never_sent(gathering, nadia):
    with pytest.raises(operations.NotInvitedYet):
        operations.remind_people(gathering=gathering, on=today(), by=nadia)


# Answering, by code, by keyboard and without


def test_whoever_is_invited_answers_with_their_code_says_what_they_need_and_changes_their_mind(
    visit, panel, gathering, nadia
):
    one = invited(gathering, member(panel), nadia)
    at = f"/gatherings/invited/{code_of(gathering)}/"
    page = visit(at)
    assert "Will you come? What is a kind letter?" in page.text

    after = visit.post(
        at, written(page) | {"answer": "yes", "need_interpreter": "BSL, please", "need_breaks": "Each hour"}
    )
    assert "We look forward to meeting you" in after.text
    assert "BSL, please: not met yet. We are working on it." in after.text
    visit.post(at, written(visit(at)) | {"answer": "no", "need_breaks": ""})

    one = queries.invited_by_key(key=one.pk)
    assert (one.answer, one.answered_on) == ("no", today())
    assert [(need.kind, need.words) for need in one.needs.all()] == [("interpreter", "BSL, please")]
    assert entries(of=one) == ["gathering.answered", "gathering.answered"]


def test_who_says_neither_yes_nor_no_is_asked_and_loses_nothing(visit, panel, gathering, nadia):
    invited(gathering, member(panel), nadia)

    page = visit.post(f"/gatherings/invited/{code_of(gathering)}/", {"need_other": "A quiet corner"})

    assert "Say if you will come, or not" in page.text
    assert page.main.find("input", {"name": "need_other"})["value"] == "A quiet corner"


def test_after_the_day_and_when_called_off_the_page_says_so(visit, panel, gathering, nadia):
    one = invited(gathering, member(panel), nadia)
    code = code_of(gathering)
    with pytest.raises(Closed):
        operations.answer_gathering(invited=one, answer="yes", on=today() + timedelta(days=15), by=ANYONE)

    operations.call_off(gathering=gathering, because="The hall has no lift", on=today(), by=nadia)

    assert "This was called off" in visit(f"/gatherings/invited/{code}/").text
    assert "The hall has no lift." in Notice.objects.last().words
    with pytest.raises(operations.CalledOff):
        operations.answer_gathering(invited=one, answer="yes", on=today(), by=ANYONE)


def test_a_code_of_something_else_opens_no_gathering(visit):
    visit("/gatherings/invited/nonsense/", status=404)


def test_a_member_who_signs_in_sees_their_own_invitations_and_no_others(visit, panel, gathering, nadia):
    ishbel = PersonFactory(name="Ishbel", role="panel-member")
    invited(gathering, member(panel, person=ishbel), nadia)
    other = a_gathering(panel, nadia, name="Another day")
    invited(other, member(panel, "Ewan"), nadia)
    at = visit.as_(ishbel)

    page = at("/gatherings/invited/")
    assert "What is a kind letter?" in page.text
    assert "Another day" not in page.text
    at.post(f"/gatherings/invited/as/{gathering.pk}/", {"answer": "yes"})
    assert gathering.invited.get().answer == "yes"
    at(f"/gatherings/invited/as/{other.pk}/", status=404)


def test_a_colleague_notes_what_someone_said_on_the_phone(visit, panel, gathering, nadia):
    one = invited(gathering, member(panel), nadia)

    visit.as_(nadia).post(f"/gatherings/{gathering.pk}/people/{one.pk}/", {"answer": "yes"})

    gathering.refresh_from_db()
    assert gathering.invited.get().answer == "yes"
    assert gathering.asking.sheet.phone == 1


def test_the_gathering_comes_as_a_file_for_diaries(client, panel, gathering, nadia):
    invited(gathering, member(panel), nadia)

    answer = client.get(f"/gatherings/invited/{code_of(gathering)}/calendar/")

    [event] = Calendar.from_ical(answer.content).events
    assert (str(event["summary"]), event["dtstart"].dt) == (gathering.name, gathering.starts_at.replace(microsecond=0))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


# Needs, met one by one


def test_a_need_that_is_not_met_stands_first_until_a_colleague_says_how_it_is(visit, panel, gathering, nadia):
    one = invited(gathering, member(panel), nadia)
    operations.answer_gathering(invited=one, answer="yes", needs={"interpreter": "BSL"}, on=today(), by=ANYONE)
    need = GatheringNeed.objects.get()
    at = visit.as_(nadia)
    assert "Not met yet (1)" in at(f"/gatherings/{gathering.pk}/").text

    after = at.post(f"/gatherings/{gathering.pk}/needs/{need.pk}/", {"how_met": "Ms Lindsay interprets"})

    assert "Not met yet" not in after.text
    assert "Met: Ms Lindsay interprets (Nadia" in after.text
    assert "BSL: Ms Lindsay interprets" in visit(f"/gatherings/invited/{code_of(gathering)}/").text


def test_what_someone_says_anew_is_to_be_met_anew(panel, gathering, nadia):
    one = invited(gathering, member(panel), nadia)
    operations.answer_gathering(invited=one, answer="yes", needs={"breaks": "Each hour"}, on=today(), by=ANYONE)
    operations.meet_need(need=GatheringNeed.objects.get(), how_met="At 11 and 12", on=today(), by=nadia)

    operations.answer_gathering(invited=one, answer="yes", needs={"breaks": "Each hour"}, on=today(), by=ANYONE)
    assert GatheringNeed.objects.get().met_on
    operations.answer_gathering(invited=one, answer="yes", needs={"breaks": "Each half hour"}, on=today(), by=ANYONE)
    assert GatheringNeed.objects.get().met_on is None


# The day, and after


def test_those_who_came_are_told_what_came_of_it_each_in_their_form(panel, nadia):
    over = a_gathering(panel, nadia, days=-40)
    ishbel = invited(over, member(panel, "Ishbel"), nadia)
    easy = invited(over, member(panel, "Ewan", format="easy-read"), nadia)
    away = invited(over, member(panel, "Isla"), nadia)
    came(over, ishbel, easy, by=nadia)
    Notice.objects.all().delete()
    assert list(queries.not_told(service="agency", on=today())) == [over]

    given = {"gathering": over, "what_came": "We rewrote the letter.", "easy_read": "We changed it.", "by": nadia}
    assert operations.tell_back(**given, on=today()) == 2

    assert {one.name: (one.format, one.written_as) for one in Notice.objects.all()} == {
        "Ishbel": ("plain", "plain"),
        "Ewan": ("easy-read", "easy-read"),
    }
    assert list(queries.not_told(service="agency", on=today())) == []
    away.refresh_from_db()
    assert (away.came, away.told_on) == (False, None)


def test_nobody_is_told_before_it_is_known_who_came(gathering, nadia):
    with pytest.raises(operations.NobodyCame):
        operations.tell_back(gathering=gathering, what_came="Much", on=today(), by=nadia)


@pytest.mark.parametrize(("days", "off", "broken"), [(-40, False, True), (-10, False, False), (-40, True, False)])
def test_a_gathering_is_a_broken_thread_once_its_day_for_telling_is_past(panel, nadia, days, off, broken):
    held = a_gathering(panel, nadia, days=days)
    came(held, invited(held, member(panel), nadia), by=nadia)
    if off:
        operations.call_off(gathering=held, because="Snow", on=today(), by=nadia)

    assert queries.not_told(service="agency", on=today()).exists() is broken


def coming(panel, gathering, by, many, **about):
    people = [member(panel, f"Person {n}", **about) for n in range(many)]
    operations.put_on_list(gathering=gathering, members=people, by=by)
    operations.invite_people(gathering=gathering, on=today(), by=by)
    gathering.invited.update(answer="yes")
    return list(gathering.invited.order_by("pk"))


def test_everyone_who_comes_is_seated_and_the_page_says_how_good_that_is(visit, panel, gathering, nadia):
    one, two, *_ = coming(panel, gathering, nadia, 5)
    for each in (one, two):
        need = each.needs.create(kind="interpreter", words="BSL")
        operations.meet_need(need=need, how_met="Ms Lindsay interprets", on=today(), by=nadia)
    at = visit.as_(nadia)

    asked = at.post(f"/gatherings/{gathering.pk}/tables/", {"most": "3", "rounds": "2"})
    assert "Small tables: What is a kind letter?" in asked.text
    seating.made_tables(gathering, 3, 2, nadia, lambda done, of, saying: None)

    one.refresh_from_db()
    two.refresh_from_db()
    assert one.tables == two.tables
    assert sorted(len(each.tables) for each in gathering.invited.all()) == [2] * 5
    page = at(f"/gatherings/{gathering.pk}/").text
    assert "5 people at two tables, 2 rounds." in page
    assert "Whoever shares an interpreter or a reader sits at one table with them" in page
    assert "No seating lets more than" in page


def test_nobody_is_seated_who_does_not_come_and_tables_are_not_made_of_who_has_changed(panel, gathering, nadia):
    with pytest.raises(seating.NobodyComes):
        seating.ask_for_tables(gathering=gathering, most=6, rounds=1, by=nadia)
    people = coming(panel, gathering, nadia, 3)
    found = tables([()] * 3, 6, seed="1")
    gathering.invited.filter(pk=people[0].pk).update(answer="no")

    with pytest.raises(seating.OthersCome):
        seating.seat(gathering=gathering, people=people, found=found, sharing=0, seed="1", by=nadia)


def test_tables_are_mixed_by_nothing_that_was_told_for_comparing_the_panel(panel, gathering, nadia):
    PanelQuestion.objects.create(panel=panel, about="equality", code="age", wording="Age", **ASKED)
    PanelQuestion.objects.create(panel=panel, about="experience", code="caring", wording="Do you care?", **ASKED)
    one, *_ = coming(panel, gathering, nadia, 1, council_area="Highland", urban_rural="Remote")
    EqualityAnswers.objects.create(member=one.member, answers={"age": "16-24"}, answered_on=today())
    Experience.objects.create(member=one.member, answers={"caring": "yes"}, answered_on=today())

    assert seating.mixed_by(gathering, list(queries.to_be_seated(gathering=gathering))) == [
        ("Highland", "Remote", "yes")
    ]


# The pages of those who look after it


def test_a_gathering_is_called_looked_over_and_said_anew(visit, panel, nadia):
    at, here = visit.as_(nadia), reverse("gatherings:new", args=["agency", "experience"])
    words = {
        "kind": "interview",
        "name": "Alone with one person",
        "purpose": "To hear one person out",
        "starts_at": "2/3/2030 10:30",
        "ends_at": "2/3/2030 11.30",
        "place": "Their kitchen",
        "tell_by": "30/3/2030",
    }
    page = at.post(here, words | {"ends_at": "2/3/2030 9:30", "do": "save"})
    assert "It ends before it begins" in page.text

    after = at.post(here, words | {"do": "save"})
    assert "Alone with one person" in after.text
    called = panel.gatherings.get()
    assert f"{timezone.localtime(called.ends_at):%Y-%m-%d %H:%M}" == "2030-03-02 11:30"

    at_words = f"/gatherings/{called.pk}/words/"
    at.post(at_words, written(at(at_words)) | {"place": "The library", "do": "save"})
    called.refresh_from_db()
    assert (called.place, called.name) == ("The library", "Alone with one person")


def test_a_core_group_is_put_on_the_list_as_a_whole_and_members_by_name(visit, panel, gathering, nadia):
    group = CoreGroupFactory(panel=panel)
    Seat.objects.create(group=group, member=member(panel, "Ishbel"), because="Drawn", since=today())
    ewan = member(panel, "Ewan")
    at = visit.as_(nadia)
    here = f"/gatherings/{gathering.pk}/people/"
    assert "Choose whom to invite" in at.post(here, {}).text

    page = at.post(here, {"group": group.pk, "members": [ewan.pk]})

    assert "2 more on the list. Nothing has been sent yet." in page.text
    assert not Notice.objects.exists()
    assert "2 invitations on the way" in at.post(f"/gatherings/{gathering.pk}/invitations/").text


def test_who_came_is_ticked_and_then_told(visit, panel, nadia):
    over = a_gathering(panel, nadia, days=-40)
    one = invited(over, member(panel), nadia)
    at = visit.as_(nadia)
    assert "They have not been told" in at(f"/gatherings/{over.pk}/").text

    at.post(f"/gatherings/{over.pk}/attendance/", {"came": [one.pk]})
    assert "Write what came of it" in at.post(f"/gatherings/{over.pk}/telling/", {"what_came": ""}).text
    page = at.post(f"/gatherings/{over.pk}/telling/", {"what_came": "We rewrote the letter."})

    assert "We rewrote the letter." in page.text
    assert "They have not been told" not in page.text


def test_nobody_else_sees_who_is_invited(visit, gathering, fergus):
    elsewhere = PersonFactory(role="researcher", within="charter another")

    for person in (fergus, elsewhere):
        visit.as_(person)(f"/gatherings/{gathering.pk}/", status=403)
        visit.as_(person)("/gatherings/agency/experience/", status=403)


def test_pages_ask_the_database_as_often_for_three_as_for_one(visit, panel, gathering, nadia):
    at = visit.as_(nadia)

    def another_guest():
        one = invited(gathering, member(panel, needs="A lift"), nadia)
        operations.answer_gathering(invited=one, answer="yes", needs={"breaks": "Often"}, on=today(), by=ANYONE)

    at.asks_the_same(f"/gatherings/{gathering.pk}/", another_guest)
    at.asks_the_same("/gatherings/agency/experience/", lambda: a_gathering(panel, nadia))


# Where it is seen when something is left undone


def test_what_is_not_met_and_who_is_not_told_stand_at_the_desk_and_readers_see_the_second(visit):
    promise = CommitmentFactory()
    service = promise.edition.charter.slug
    ResultFactory(measure=MeasureFactory(charter=promise.edition.charter, serves=[promise]), of=2023)
    panel = PanelFactory(service=service)
    nadia = PersonFactory(role="researcher", within=f"charter {service}")
    over = a_gathering(panel, nadia, days=-40, kind="focus-group", name="Letters again")
    came(over, invited(over, member(panel), nadia), by=nadia)
    alone = a_gathering(panel, nadia, days=-50, kind="interview", name="Interview with Ishbel")
    came(alone, invited(alone, member(panel), nadia), by=nadia)
    invited(a_gathering(panel, nadia, name="To come"), member(panel, needs="A lift"), nadia)

    desk = visit.as_(nadia)("/desk/").text
    assert "One thing that someone needs is not met yet." in desk
    assert f"Tell those who came: Letters again, no. {over.pk}" in desk
    public = visit(f"/charters/{service}/broken-threads/").text
    assert "Letters again (focus group)" in public
    assert "People who took part and have not been told" in public
    assert "Ishbel" not in public, "a meeting with one person is told of and not named"

    operations.tell_back(gathering=over, what_came="We rewrote it.", on=today(), by=nadia)
    assert "Letters again" not in visit(f"/charters/{service}/broken-threads/").text
    assert "Letters again" not in visit.as_(nadia)("/desk/").text
