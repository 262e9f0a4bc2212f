"""Members are asked whether they still want to take part: each in their way, nobody twice, and silence is settled."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leal.foundations.invitations.coding import code_for
from leal.foundations.invitations.models import Invitation
from leal.foundations.invitations.refusals import Closed
from leal.foundations.notices.carriers import LONGEST_TEXT
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import ANYONE
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped
from leal.thread.panels.keeping import letters
from leal.thread.panels.models import Panel, PanelMember, Renewal
from leal.thread.panels.operations import groups, renewing, staying
from leal.thread.panels.queries import gatherings, keeping
from leal.thread.panels.queries import renewing as queries
from leal.thread.panels.queries.groups import candidates
from tests.factories import CoreGroupFactory, PanelMemberFactory, PersonFactory
from tests.forms import written

from .making import a_panel

pytestmark = pytest.mark.django_db

LETTER = {"told_by": "letter", "postal_address": "1 Shore Street"}


def today():
    return timezone.localdate()


def days(number):
    return today() + timedelta(days=number)


def tell_nobody(done, of, saying=""):
    """Nobody watches."""


def stop_at_once(done, of, saying=""):
    raise Stopped


@pytest.fixture
def panel(db):
    return a_panel()


@pytest.fixture
def nadia(panel):
    return PersonFactory(name="Nadia", role="researcher", within=panel.scope)


def member(panel, name="Ishbel", **fields):
    return PanelMemberFactory(panel=panel, name=name, **fields)


def begun(panel, by, **more):
    given = {"since": days(-365), "answer_by": days(28), "silence": "stay", "on": today()} | more
    return renewing.begin_renewal(panel=panel, by=by, **given)


def of(who) -> Renewal:
    return queries.renewals().get(member=who)


def code_of(who) -> str:
    return code_for(Invitation.objects.get(to=letters.named(of(who))))


def answered(who, answer):
    return staying.answer_renewal(renewal=of(who), answer=answer, on=today(), by=ANYONE)


def long_ago(round):
    """The same round, its time for answers over."""
    round = queries.rounds().get(pk=round.pk)
    round.asking.opens_on = round.begun_on = days(-60)
    round.asking.closes_on, round.answer_by = days(-2), days(-16)
    round.asking.save()
    round.save()
    return queries.rounds().get(pk=round.pk)


# Whom we ask, and how


def test_each_is_asked_in_the_way_and_form_they_chose(panel, nadia):
    member(panel, "Ishbel", **LETTER)
    member(panel, "Ewan", format="easy-read")

    begun(panel, nadia, silence="leave")

    told = {one.name: one for one in Notice.objects.all()}
    assert {name: (one.channel, one.written_as) for name, one in told.items()} == {
        "Ishbel": ("letter", "plain"),
        "Ewan": ("email", "easy-read"),
    }
    assert {one.within for one in told.values()} == {panel.scope}
    for one in told.values():
        assert f"{days(28):%-d %B %Y}" in one.words, "by when"
        assert f"{days(42):%-d %B %Y}" in one.words, "and when a membership would end"
        assert "/invited/" in one.words


def test_the_question_is_short_enough_for_a_text_message(panel, nadia):
    member(panel, "Someone with quite a long name", told_by="text", phone="07700 900123")
    Panel.objects.filter(pk=panel.pk).update(name="The Panels of People with Experience")
    panel.refresh_from_db()

    round = begun(panel, nadia, silence="leave")
    renewing.remind_the_silent(round=round, on=today(), by=nadia)

    assert max(len(one.words) for one in Notice.objects.all()) <= LONGEST_TEXT


def test_who_was_asked_or_joined_since_rests_left_or_waits_to_confirm_is_passed_over(panel, nadia):
    asked, rests, here = (member(panel, name) for name in ("Asked", "Rests", "Here"))
    member(panel, "Joined since", confirmed_on=days(-5))
    member(panel, "Left", left_on=days(-5))
    member(panel, "Waits", confirmed_on=None)
    earlier = begun(panel, nadia, on=days(-20), answer_by=days(-10))
    answered_then = {asked: "yes", rests: "later"}
    for who, answer in answered_then.items():
        staying.answer_renewal(renewal=of(who), answer=answer, on=days(-15), by=ANYONE)
    long_ago(earlier)
    Renewal.objects.exclude(member=asked).update(asked_on=days(-500))

    again = begun(panel, nadia)

    assert [one.member for one in again.renewals.all()] == [here]


def test_only_one_wave_is_asked_where_that_was_chosen_and_nobody_while_another_asking_is_open(panel, nadia):
    wave = panel.waves.create(name="The first", opened_on=days(-900))
    theirs = member(panel, wave=wave)
    member(panel, "Of no wave")

    assert [one.member for one in begun(panel, nadia, wave=wave, since=days(-1)).renewals.all()] == [theirs]

    Renewal.objects.update(asked_on=days(-400))
    with pytest.raises(renewing.NobodyToAsk):
        begun(panel, nadia, wave=wave)
    assert panel.renewal_rounds.count() == 1


def test_more_than_can_be_written_to_at_once_are_written_to_as_work_that_can_be_watched(
    visit, panel, nadia, monkeypatch
):
    monkeypatch.setattr(renewing, "AT_ONCE", 1)
    for name in ("Ishbel", "Ewan", "Ailsa"):
        member(panel, name)

    round = begun(panel, nadia)

    assert not Notice.objects.exists(), "the worker writes"
    assert "Letters are being written" in visit.as_(nadia)(hub_of(panel)).text
    with pytest.raises(renewing.StillBeingWritten):
        renewing.ask_the_rest(round=round, on=today(), by=nadia)
    renewing.write_renewals.func(work=str(Work.objects.get().key), round=round.pk)
    assert (Notice.objects.count(), round.renewals.count()) == (3, 3)


def test_a_kill_in_the_middle_writes_to_nobody_twice_and_forgets_nobody(panel, nadia, monkeypatch):
    monkeypatch.setattr(renewing, "AT_ONCE", 1)
    for number in range(4):
        member(panel, f"Member {number}")
    round = begun(panel, nadia)

    with pytest.raises(Stopped):
        renewing.written_to_all(round, today(), nadia, stop_at_once)
    assert Notice.objects.count() == 1

    def lost(*given, **more):
        raise ConnectionError("The worker is gone")

    with monkeypatch.context() as broken, pytest.raises(ConnectionError):
        broken.setattr(renewing.invitations, "invite", lost)
        renewing.written_to_all(round, today(), nadia, tell_nobody)
    assert round.renewals.count() == 1, "a chunk is asked and written to whole, or not at all"

    for _ in range(2):
        renewing.written_to_all(round, today(), nadia, tell_nobody)
    assert sorted(Notice.objects.values_list("name", flat=True)) == [f"Member {number}" for number in range(4)]
    assert round.renewals.count() == 4


def test_work_that_was_stopped_can_be_gone_on_with_from_the_page(visit, panel, nadia, monkeypatch):
    monkeypatch.setattr(renewing, "AT_ONCE", 1)
    member(panel, "Ishbel")
    member(panel, "Ewan")
    round = begun(panel, nadia)
    renewing.ask_next(round=round, on=today(), by=nadia)
    Work.objects.update(ended_at=timezone.now())
    as_nadia = visit.as_(nadia)
    assert "1 has not been written to yet." in as_nadia(here(round)).text

    page = as_nadia.post(f"{here(round)}rest/")

    assert "Everyone who was left is being asked." in page.text
    assert sorted(Notice.objects.values_list("name", flat=True)) == ["Ewan", "Ishbel"]


def test_only_who_has_not_answered_is_reminded_and_nobody_twice_in_a_day(visit, panel, nadia):
    ishbel, ewan = member(panel, "Ishbel"), member(panel, "Ewan")
    round = begun(panel, nadia)
    answered(ishbel, "yes")
    Notice.objects.all().delete()
    as_nadia, at = visit.as_(nadia), f"{here(round)}reminder/"

    assert "Only those who have not answered" in as_nadia.post(at).text
    assert "has been reminded today already" in as_nadia.post(at).text

    assert [one.name for one in Notice.objects.all()] == [ewan.name]
    assert code_of(ewan) in Notice.objects.get().words, "the code of their first letter"


def test_a_kill_among_reminders_reminds_nobody_twice(panel, nadia, monkeypatch):
    for number in range(3):
        member(panel, f"Member {number}")
    round = begun(panel, nadia)
    Notice.objects.all().delete()
    monkeypatch.setattr(renewing, "AT_ONCE", 1)
    round = renewing.remind_the_silent(round=round, on=today(), by=nadia)
    with pytest.raises(Stopped):
        renewing.reminded_all(round, today(), nadia, stop_at_once)

    for _ in range(2):
        renewing.reminded_all(round, today(), nadia, tell_nobody)

    assert sorted(Notice.objects.values_list("name", flat=True)) == [f"Member {number}" for number in range(3)]


# Answering


def here(round):
    return reverse("panels:round", args=[round.pk])


def groups_at(name, group):
    return reverse(f"groups:{name}", args=[group.panel.service, group.panel.code, group.code])


def hub_of(panel):
    return reverse("panels:keeping", args=[panel.service, panel.code])


def test_a_member_answers_with_their_code_without_signing_in_and_changes_their_mind(visit, panel, nadia):
    ishbel = member(panel)
    begun(panel, nadia)
    at = visit(f"/invited/{code_of(ishbel)}/", follow=True)
    assert "Hello Ishbel. You are a member of" in at.text
    at = reverse("panels:still", args=[code_of(ishbel)])
    assert "Choose one answer" in visit.post(at, {}).text

    assert "until" in visit.post(at, {"answer": "later"}).text
    assert of(ishbel).rests_until == today() + staying.REST
    assert "You stay a member" in visit.post(at, {"answer": "yes"}).text
    assert (of(ishbel).answer, of(ishbel).rests_until) == ("yes", None)


def test_whoever_opens_their_code_again_reads_what_they_said_and_is_not_warned_of_silence(visit, panel, nadia):
    ishbel = member(panel)
    begun(panel, nadia, silence="leave")
    at = reverse("panels:still", args=[code_of(ishbel)])
    assert "If we hear nothing, we remind you." in visit(at).text

    answered(ishbel, "later")
    page = visit(at)
    day = "{0.day} {0:%B %Y}".format
    assert f"On {day(today())} you said “not now”, and rest until {day(today() + staying.REST)}." in page.text
    assert f"You can change your answer until {day(days(42))}." in page.text
    assert "If we hear nothing" not in page.text

    answered(ishbel, "no")
    page = visit(at)
    assert "You have not left yet." in page.text
    assert page.main.find("a", href=reverse("panels:still-leave", args=[code_of(ishbel)]))


@pytest.mark.parametrize("name", ["panels:still", "panels:still-leave"])
def test_a_code_that_opens_nothing_is_told_why_beside_what_was_typed(visit, panel, nadia, name):
    ishbel = member(panel)
    round = begun(panel, nadia)
    code = code_of(ishbel)
    for typed, said in ((code[:-1], "You wrote 11"), ("3PMQ-5F44-NRGD", "We know no such code.")):
        page = visit(reverse(name, args=[typed]), status=404, follow=True)
        assert said in page.text
        assert page.main.find("input", value=typed)

    long_ago(round)
    assert f"this closed on {days(-2):%-d %B %Y}. We take no more answers" in visit(reverse(name, args=[code])).text


def test_whoever_has_left_and_presses_twice_reads_that_they_are_no_member_any_more(visit, panel, nadia):
    ishbel = member(panel)
    begun(panel, nadia)
    answered(ishbel, "no")
    leave = reverse("panels:still-leave", args=[code_of(ishbel)])
    assert "You have left" in visit.post(leave).text

    assert "you are not a member any more" in visit.post(leave, status=404).text
    assert PanelMember.objects.get().left_on == today()


def test_whoever_rests_is_neither_asked_to_join_a_core_group_nor_drawn_for_one_they_would_have_joined(panel, nadia):
    ishbel, donald = member(panel), member(panel, "Donald")
    group = CoreGroupFactory(panel=panel, not_since_months=0)
    begun(panel, nadia)
    staying.answer_renewal(renewal=of(ishbel), answer="later", on=today(), by=ANYONE)

    assert groups.ask_who_is_willing(group=group, on=today(), by=nadia) == 1
    for one in (ishbel, donald):
        groups.note_willing(group=group, member=one, willing=True, on=today(), by=nadia)
    assert [one.key for one in candidates(group=group, on=today())] == [str(donald.pk)]

    staying.take_part_again(member=ishbel, by=nadia)
    assert len(candidates(group=group, on=today())) == 2


def test_the_page_of_a_group_says_how_many_are_passed_over_as_they_rest_and_until_that_is_over(visit, panel, nadia):
    ishbel, donald = member(panel), member(panel, "Donald")
    group = CoreGroupFactory(panel=panel, not_since_months=0)
    begun(panel, nadia)
    answered(ishbel, "later")
    as_nadia, (page, people) = visit.as_(nadia), (groups_at(name, group) for name in ("group", "answers"))
    assert (
        "Nobody has been asked yet. One member has said “not now” to the panel, and will not be asked until"
        in as_nadia(page).text
    )

    assert "One member is noted as asked." in as_nadia.post(groups_at("ask", group)).text
    for one in (ishbel, donald):
        groups.note_willing(group=group, member=one, willing=True, on=today(), by=nadia)
    said = as_nadia(page).text
    assert (
        "1 of those who would join said “not now” to the panel, and will not be drawn until their rest is over." in said
    )
    assert "1 may be chosen." in said
    assert "took part lately" not in said, "who rests is not said to be left out for something else"
    assert as_nadia(people).text.count("do not ask") == 1

    Renewal.objects.filter(answer="later").update(rests_until=today())
    assert "2 may be chosen." in as_nadia(page).text
    assert "not now" not in as_nadia(people).text


def test_no_leads_to_a_second_step_and_nothing_is_erased_before_its_button(visit, panel, nadia):
    ishbel = member(panel, needs="A chair with arms")
    begun(panel, nadia)
    at, leave = (reverse(name, args=[code_of(ishbel)]) for name in ("panels:still", "panels:still-leave"))
    assert "Do you still want to take part?" in visit.post(leave).text, "who has not said no does not leave by a slip"

    page = visit.post(at, {"answer": "no"})
    assert "What we erase" in page.text
    assert PanelMember.objects.get().needs == "A chair with arms"

    assert "You have left" in visit.post(leave).text
    left = PanelMember.objects.get()
    assert (left.name, left.needs, left.left_on) == ("", "", today())
    assert "Your membership has ended" in visit(at, status=404).text


def test_a_letter_to_something_else_opens_no_renewal_and_a_late_answer_counts_for_a_while(visit, panel, nadia):
    ishbel = member(panel)
    round = begun(panel, nadia)
    staying.answer_renewal(renewal=of(ishbel), answer="yes", way="paper", on=days(28 + 14), by=nadia)
    with pytest.raises(Closed):
        staying.answer_renewal(renewal=of(ishbel), answer="no", way="paper", on=days(28 + 15), by=nadia)
    Invitation.objects.update(to="panels.invited 1")
    code = code_for(round.asking.invitations.get())
    visit(reverse("panels:still", args=[code]), status=404)


def test_a_member_answers_on_their_own_page(visit, panel, nadia):
    person = PersonFactory()
    ishbel = member(panel, person=person)
    begun(panel, nadia)
    at = visit.as_(person)
    assert "Do you still want to take part?" in at("/panels/me/").text

    page = at.post("/panels/me/still/", {"answer": "later"})
    assert "you said “not now”" in page.text.lower()
    assert "Welcome back" in at.post("/panels/me/again/").text
    assert of(ishbel).rests_until is None
    assert "What we erase" in at.post("/panels/me/still/", {"answer": "no"}).text


def test_a_colleague_finds_who_rang_by_name_and_notes_what_they_said(visit, panel, nadia):
    ishbel, _ = member(panel, "Ishbel MacAulay"), member(panel, "Ewan")
    round = begun(panel, nadia)
    as_nadia = visit.as_(nadia)
    found = as_nadia(f"{here(round)}?name=macaul")
    assert "Ewan" not in found.text
    note = found.main.find("a", href=reverse("panels:round-for-them", args=[round.pk, of(ishbel).pk]))["href"]
    assert "Say how they told you" in as_nadia.post(note, {"answer": "yes"}).text

    page = as_nadia.post(note, {"answer": "yes", "way": "phone"})

    assert "Noted: Ishbel MacAulay said yes." in page.text
    assert "1 by phone" in page.text
    assert "1 of 2 have answered" in page.text


def test_who_said_not_now_is_invited_to_nothing_until_they_say_otherwise(visit, panel, nadia):
    ishbel = member(panel)
    begun(panel, nadia)
    answered(ishbel, "later")
    to_invite = lambda: list(gatherings.members_to_invite(panel=panel, on=today()))  # noqa: E731 - asked twice
    assert to_invite() == []

    visit.as_(nadia).post(reverse("panels:member-again", args=[panel.service, panel.code, ishbel.pk]))

    assert to_invite() == [ishbel]


def test_nobody_else_says_that_someone_takes_part_again(visit, panel, nadia, fergus):
    ishbel = member(panel)
    visit.as_(fergus).post(reverse("panels:member-again", args=[panel.service, panel.code, ishbel.pk]), status=403)


# Silence


def test_silence_is_settled_by_a_colleague_once_late_answers_are_in_and_a_reminder_went_out(visit, panel, nadia):
    silent, _, gone = (member(panel, name, needs="Rest") for name in ("Silent", "Said yes", "Said no"))
    round = begun(panel, nadia, silence="leave")
    answered(gone, "no")
    answered(_, "yes")
    with pytest.raises(renewing.AnswersStillCome):
        renewing.settle_silence(round=round, on=days(42), by=nadia)
    with pytest.raises(renewing.NotReminded):
        renewing.settle_silence(round=round, on=days(43), by=nadia)
    renewing.remind_the_silent(round=round, on=today(), by=nadia)
    Notice.objects.update(sent_at=timezone.now())
    round = long_ago(round)
    as_nadia, settle = visit.as_(nadia), f"{here(round)}silence/"
    assert "The time for answers is over" in as_nadia(here(round)).text
    looked = as_nadia(settle)
    assert "One member: their membership ends" in looked.text
    assert "Read it, and tick the box" in as_nadia.post(settle, {}).text
    assert not PanelMember.objects.filter(left_on__isnull=False).exists(), "nothing happens by itself"

    as_nadia.post(settle, {"sure": "on"})

    assert [one.name for one in PanelMember.objects.filter(left_on=None)] == ["Said yes"]
    with pytest.raises(renewing.SettledAlready):
        renewing.settle_silence(round=round, on=today(), by=nadia)
    assert silent.pk in PanelMember.objects.filter(name="", needs="").values_list("pk", flat=True)


def test_who_could_not_be_told_in_their_form_was_not_silent_and_stays(panel, nadia):
    member(panel, "Never told", format="braille", **LETTER)
    member(panel, "Silent")
    round = begun(panel, nadia, silence="leave")
    renewing.remind_the_silent(round=round, on=today(), by=nadia)
    Notice.objects.filter(name="Silent").update(sent_at=timezone.now())
    Notice.objects.filter(name="Never told").update(missed_at=timezone.now(), missed_because="No words in Braille")

    renewing.settle_silence(round=long_ago(round), on=today(), by=nadia)

    assert [one.name for one in PanelMember.objects.filter(left_on=None)] == ["Never told"]


def test_where_silence_means_staying_nobody_leaves_who_did_not_say_so(panel, nadia):
    member(panel, "Silent")
    round = long_ago(begun(panel, nadia))

    renewing.settle_silence(round=round, on=today(), by=nadia)

    assert PanelMember.objects.filter(left_on=None).count() == 1


def test_many_leave_as_work_and_a_kill_in_the_middle_is_made_good(panel, nadia, monkeypatch):
    monkeypatch.setattr(renewing, "FEW", 0)
    for number in range(2):
        member(panel, f"Member {number}")
    round = begun(panel, nadia, silence="leave")
    renewing.remind_the_silent(round=round, on=today(), by=nadia)
    Notice.objects.update(sent_at=timezone.now())
    round = renewing.settle_silence(round=long_ago(round), on=today(), by=nadia)
    assert PanelMember.objects.filter(left_on=None).count() == 2, "the worker does it"

    with pytest.raises(Stopped):
        renewing.let_go_all(round, today(), nadia, stop_at_once)
    renewing.let_them_go.func(work=str(round.settling.key), round=round.pk)

    assert not PanelMember.objects.filter(left_on=None).exists()


# The pages


def test_the_letter_is_looked_over_with_how_many_get_it_before_anything_is_sent(visit, panel, nadia):
    member(panel)
    as_nadia, at = visit.as_(nadia), reverse("panels:new-renewal", args=[panel.service, panel.code])
    asked = {"since": f"{days(-9):%d/%m/%Y}", "answer_by": f"{days(30):%d/%m/%Y}", "silence": "leave"}
    assert "still to come" in as_nadia.post(at, asked | {"since": f"{days(9):%d/%m/%Y}"}).text
    assert "a week or more" in as_nadia.post(at, asked | {"answer_by": f"{days(1):%d/%m/%Y}"}).text

    looked = as_nadia.post(at, asked)
    assert "1 member gets this" in looked.text
    assert "do you still want to be a member of" in looked.text
    assert not Notice.objects.exists()

    assert "1 member gets this" in as_nadia.post(at, asked | {"do": "save"}).text, "looked over, whatever is pressed"
    assert not Notice.objects.exists()

    page = as_nadia.post(at, written(looked) | {"do": "save"})
    assert "They are being asked" in page.text
    assert Notice.objects.count() == 1
    assert "Everyone has been asked since that day" in as_nadia.post(at, written(looked) | {"do": "save"}).text


def test_the_page_of_a_round_asks_as_often_for_three_as_for_one(visit, panel, nadia):
    member(panel)
    round = begun(panel, nadia)

    def another():
        one = member(panel)
        Renewal.objects.create(round=round, member=one, asked_on=today())

    visit.as_(nadia).asks_the_same(here(round), another)


def test_nobody_else_sees_who_was_asked(visit, panel, nadia, fergus):
    ishbel = member(panel)
    round = begun(panel, nadia)
    for at in (here(round), f"{here(round)}silence/", f"{here(round)}people/{of(ishbel).pk}/"):
        visit.as_(fergus)(at, status=403)


def test_what_is_owed_is_said_before_anyone_leaves(visit, panel, nadia):
    person = PersonFactory()
    ishbel = member(panel, person=person)
    ishbel.expenses.create(kind="travel", for_what="Bus", pounds="8.40", claimed_on=today())

    assert keeping.owed_to(member=ishbel) == ishbel.expenses.get().pounds
    assert "We owe you £8.40." in visit.as_(person)("/panels/me/leave/").text
