"""What needs whom: theirs and nobody else’s, what matters most first, gone once it is done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.notices.sending import send_waiting
from leal.foundations.people.actors import ANYONE
from leal.foundations.tasks.models import Work
from leal.thread.charters import operations as charters
from leal.thread.charters.models import Approval, Comment
from leal.thread.charters.queries import fingerprint
from leal.thread.evidence.models import Finding, OwnerDecision, Result, Service, WaitingFile
from leal.thread.evidence.queries import known
from leal.thread.learning.models import Lesson
from leal.thread.panels.models import Missing
from leal.thread.practice.models import Holder, Keeping
from tests.factories import (
    CommitmentFactory,
    EditionFactory,
    MeasureFactory,
    PanelFactory,
    PartFactory,
    PersonFactory,
    ResultFactory,
    SectionFactory,
)

from .making import a_section, filling, learned, today, whole

pytestmark = pytest.mark.django_db
DESK = "/desk/"


@pytest.fixture
def section():
    return a_section()


@pytest.fixture
def scope(section):
    return section.edition.charter.scope


def kinds(page) -> dict[str, list[str]]:
    """The sections of the page, each with the titles of what stands in it, in order."""
    return {heading["id"]: [" ".join(one.text.split()) for one in heading.parent("h3")] for heading in page.main("h2")}


def links(page, kind) -> list[tuple[str, str]]:
    """What can be done about the things of one kind."""
    return [(a.text, a["href"]) for a in page.main.find(id=kind).parent("a")]


def test_nobody_sees_it_who_is_not_signed_in(visit):
    assert visit(DESK, status=302).response["Location"] == "/sign-in/?next=/desk/"


def decided(promise, *, standing="", agrees=True):
    """The owner’s word on the newest year, on top of what the rule proposes today."""
    proposed = known(edition=promise.edition, year="2022-23").standings[promise.code].word.value
    said = {"agrees": agrees, "standing": standing or proposed, "proposed": proposed, "reason": "Because"}
    return OwnerDecision.objects.create(commitment=promise, year="2022-23", role="Head of Calls", on=today(), **said)


# Nothing


def test_who_has_no_role_is_told_honestly_that_nothing_needs_them(visit, section, fergus):
    whole(section, "PW2", answers=[])
    page = visit.as_(fergus)(DESK)
    assert "Nothing needs you today." in page.text
    assert kinds(page) == {}
    assert "PW2" not in page.text


def test_an_owner_whose_promises_want_for_nothing_sees_an_empty_desk(visit, section):
    promise = whole(section, "PW2")
    decided(promise)
    page = visit.as_(filling(section))(DESK)
    assert "You answer for one promise, as Head of Calls. Nothing needs you today." in page.text


def test_a_charter_with_no_results_yet_has_a_desk_too(visit, section):
    page = visit.as_(filling(section))(DESK)
    assert "You are Head of Calls. No promise is yours yet. Nothing needs you today." in page.text


# Broken threads


def test_an_owner_sees_what_is_broken_in_their_own_promises_and_in_no_others(visit, section):
    mine, other = whole(section, "PW2"), whole(section, "PW3", role="Head of Doors")
    for promise in (mine, other):
        PartFactory(commitment=promise)
    Keeping.objects.all().delete()
    page = visit.as_(filling(section))(DESK)
    assert kinds(page)["broken"] == ["PW2, Promise PW2"]
    assert links(page, "broken") == [("Mend PW2", "/charters/ours/practice/promises/PW2/")]


def test_the_charter_lead_sees_every_break_and_words_and_measures_are_theirs(visit, section, scope):
    whole(section, "PW2", answers=[])
    whole(section, "PW3", role="")
    page = visit.as_(PersonFactory(role="charter-lead", within=scope))(DESK)
    assert kinds(page)["broken"] == ["PW2, Promise PW2", "PW3, Promise PW3"]
    assert links(page, "broken") == [
        ("See what is missing from PW2", "/charters/ours/promises/PW2/#said"),
        ("Mend PW3", "/charters/ours/practice/promises/PW3/"),
    ]


def test_a_role_that_nobody_fills_needs_the_charter_lead_until_someone_does(visit, section, scope):
    whole(section, "PW2")
    lead = visit.as_(PersonFactory(role="charter-lead", within=scope))
    page = lead(DESK)
    assert kinds(page)["unfilled"] == ["Head of Calls, The Agency"]
    assert links(page, "unfilled") == [
        ("Say who is Head of Calls", "/charters/ours/roles/#role-head-of-calls-the-agency")
    ]
    filling(section)
    assert "unfilled" not in kinds(lead(DESK))


# Lessons


def test_an_owner_sees_the_overdue_lessons_of_their_role_the_longest_first_and_none_of_others(visit, section):
    promise = whole(section, "PW2")
    learned(section, promise, title="Ring back", due=-5, role="Head of Calls")
    learned(section, promise, title="Answer sooner", due=-50, role="Head of Calls")
    learned(section, promise, title="Open doors", due=-50, role="Head of Doors")
    learned(section, promise, title="Nobody’s yet", due=-1)
    page = visit.as_(filling(section))(DESK)
    assert kinds(page)["lessons"] == ["Answer sooner", "Ring back", "Nobody’s yet"]
    assert links(page, "lessons")[0] == (
        "Say what followed “Answer sooner”",
        "/charters/ours/lessons/answer-sooner/",
    )


def test_a_lesson_that_was_followed_is_gone_and_one_whose_change_is_late_is_not(visit, section, scope):
    promise = whole(section, "PW2")
    learned(section, promise, title="Done", changes=[("Did it", -12, True)])
    learned(section, promise, title="Half done", changes=[("Did this", -12, True), ("Do that", -3, False)])
    page = visit.as_(PersonFactory(role="manager", within=scope))(DESK)
    assert kinds(page)["lessons"] == ["Half done"]
    assert "Do that It was due by" in page.text


def test_what_was_withdrawn_with_a_reason_is_waited_for_no_more(visit, section, scope):
    promise = whole(section, "PW2")
    withdrawn = {"withdrawn_on": today(), "withdrawn_because": "It was said twice"}
    Lesson.objects.filter(pk=learned(section, promise, title="Gone").pk).update(**withdrawn)
    half = learned(section, promise, title="Half", changes=[("Do this", -3, False), ("Do that", -3, False)])
    half.changes.filter(what="Do this").update(**withdrawn)
    page = visit.as_(PersonFactory(role="manager", within=scope))(DESK)
    assert kinds(page)["lessons"] == ["Half"]
    assert "Do that" in page.text
    assert "Do this" not in page.text


def test_what_is_due_within_two_months_is_said_and_what_is_later_is_not(visit, section, scope):
    promise = whole(section, "PW2")
    learned(section, promise, title="Today", due=0)
    learned(section, promise, title="Soon", due=60)
    learned(section, promise, title="Later", due=61)
    page = visit.as_(PersonFactory(role="charter-lead", within=scope))(DESK)
    assert kinds(page)["coming"] == ["Today", "Soon"]
    assert "lessons" not in kinds(page)


# Standings


def test_an_owner_is_asked_to_confirm_the_newest_standings_of_their_promises_worst_first(visit, section):
    whole(section, "PW2")
    whole(section, "PW3", results=(351, 1337))
    whole(section, "PW4", role="Head of Doors", results=(351, 1337))
    page = visit.as_(filling(section))(DESK)
    assert kinds(page)["decide"] == ["PW3, Promise PW3", "PW2, Promise PW2"]
    assert links(page, "decide")[0] == (
        "Confirm or overrule PW3",
        "/charters/ours/promises/PW3/standing/?year=2022-23",
    )


def test_a_standing_that_was_confirmed_is_gone_until_the_rule_proposes_something_else(visit, section):
    promise, mine = whole(section, "PW2", results=(351, 1337)), visit.as_(filling(section))
    decided(promise)
    assert "decide" not in kinds(mine(DESK))
    Result.objects.filter(value=1337).update(value=350)
    page = mine(DESK)
    assert kinds(page)["decide"] == ["PW2, Promise PW2"]
    assert "When you decided, the rule proposed “Falling short”." in page.text
    assert links(page, "decide")[0][0] == "Look again at PW2"


def test_a_reviewer_is_shown_what_owners_overruled_and_what_falls_short_until_they_have_found(visit, section, scope):
    whole(section, "PW2")
    overruled, short = whole(section, "PW3"), whole(section, "PW4", results=(351, 1337))
    decided(overruled, standing="kept", agrees=False)
    reviewer = visit.as_(PersonFactory(role="reviewer", within=scope))
    page = reviewer(DESK)
    assert kinds(page) == {"review": ["PW4, Promise PW4", "PW3, Promise PW3"]}
    assert "The owner does not agree, and says “Kept”." in page.text
    found = {"year": "2022-23", "standing": "kept", "reason": "x", "role": "Reviewer", "on": today()}
    for promise in (overruled, short):
        Finding.objects.create(commitment=promise, **found)
    assert kinds(reviewer(DESK)) == {}


def test_people_and_figures_that_disagree_need_their_owner_until_a_lesson_speaks_of_it(visit, section):
    promise = whole(section, "PW2", results=(351, 1337))
    Service.objects.update(decides=False)
    kind = MeasureFactory(
        charter=section.edition.charter,
        name="Kindness",
        serves=[promise],
        kind="share",
        unit="%",
        feeling=True,
        better="higher",
        matters_relative=None,
        matters_points=5,
    )
    for of, value in ((2022, 94), (2023, 93)):
        ResultFactory(measure=kind, of=of, value=value, unit="%", base=1000)
    mine = visit.as_(filling(section))
    page = mine(DESK)
    assert kinds(page)["disagree"] == ["PW2, Promise PW2"]
    assert links(page, "disagree") == [("Write what we learn from PW2", "/charters/ours/lessons/new/?commitments=PW2")]
    learned(section, promise, due=300)
    assert "disagree" not in kinds(mine(DESK))


# Evidence


def published(promise, *, of=2022, every="year", after=30, source="Client survey", **fields):
    measure = MeasureFactory(
        charter=promise.edition.charter,
        serves=[promise],
        every=every,
        published_after=after,
        source=source,
        **fields,
    )
    ResultFactory(measure=measure, of=of)
    return measure


def test_results_that_are_overdue_stand_under_what_needs_the_owner_by_source_and_oldest_first(visit, section):
    mine, other = whole(section, "PW2"), whole(section, "PW3", role="Head of Doors")
    published(mine, name="Kindness", of=2022)
    published(mine, name="Patience", of=2022)
    published(mine, name="Waits", of=2020, source="Phones")
    published(other, name="Doors", of=2020)
    page = visit.as_(filling(section))(DESK)
    assert kinds(page)["results"] == ["Waits", "2 measures of one source: Client survey"]
    assert "They are: Kindness · Patience." in page.text
    assert "Readers see that it is late" in page.text


def test_who_takes_in_figures_sees_all_that_is_overdue_and_where_to_take_a_file_in(visit, section, nadia):
    published(whole(section, "PW2"), name="Waits")
    page = visit.as_(nadia)(DESK)
    assert kinds(page) == {"results": ["Waits"]}
    assert links(page, "results") == [("Take in a file", "/charters/ours/figures/taking-in/")]


def test_a_result_that_is_due_soon_is_coming_and_not_overdue(visit, section, nadia):
    promise = whole(section, "PW2")
    newest = today().replace(day=1) - timedelta(days=1)
    measure = published(promise, name="Waits", every="month", after=30)
    Result.objects.filter(measure=measure).update(starts_on=newest.replace(day=1), ends_on=newest)
    assert kinds(visit.as_(nadia)(DESK)) == {"coming": ["Waits"]}


# Files and work


def test_files_that_wait_and_work_under_way_or_failed_are_shown_to_whom_they_concern(visit, section, nadia, scope):
    whole(section, "PW2")
    WaitingFile.objects.create(
        charter=section.edition.charter, name="waits.csv", content=b"", handed_in_by=PersonFactory(name="Isla")
    )
    now = timezone.now()
    Work.objects.create(title="Taking in waits.csv", asked_by=nadia, asked_at=now)
    Work.objects.create(title="Taking in old.csv", asked_by=nadia, asked_at=now, ended_at=now, trouble="Row 7")
    Work.objects.create(title="Done", asked_by=nadia, asked_at=now, ended_at=now)
    Work.objects.create(title="Someone else’s", asked_by=PersonFactory(), asked_at=now)
    long_ago = now - timedelta(days=15)
    Work.objects.create(title="Long ago", asked_by=nadia, asked_at=long_ago, ended_at=long_ago, trouble="Row 8")
    page = visit.as_(nadia)(DESK)
    assert sorted(kinds(page)["work"]) == ["Taking in old.csv", "Taking in waits.csv", "waits.csv"]
    assert "Handed in by Isla." in page.text


# Roles, charters, size


def test_who_could_not_be_told_waits_at_the_desk_of_those_who_may_tell_them(visit, section, nadia, callum, scope):
    for n in range(2):
        tell(
            Recipient(f"Isla {n}", "phone", "07700 900123"), subject="Hello", words="Words", about="test", within=scope
        )
    send_waiting()

    page = visit.as_(nadia)("/desk/").text
    assert "2 people could not be told" in page
    assert "See who waits, and tell them" in page
    assert "could not be told" not in visit.as_(callum)("/desk/").text


def test_a_person_with_several_roles_sees_what_each_brings(visit, section, scope):
    person = filling(section, access="manager")
    person.role_holdings.create(role="owner", scope="charter", within="ours", since=date(2020, 1, 1))
    person.role_holdings.create(role="reviewer", scope="charter", within="ours", since=date(2020, 1, 1))
    whole(section, "PW2", results=(351, 1337))
    whole(section, "PW3", role="Head of Doors", results=(351, 1337))
    page = visit.as_(person)(DESK)
    assert kinds(page) == {"decide": ["PW2, Promise PW2"], "review": ["PW3, Promise PW3"]}


def test_a_role_that_has_ended_brings_nothing(visit, section):
    person = filling(section)
    whole(section, "PW2")
    assert "decide" in kinds(visit.as_(person)(DESK))
    person.role_holdings.update(until=today())
    assert kinds(visit.as_(person)(DESK)) == {}


def test_each_charter_has_its_own_desk_and_none_is_shown_to_who_does_not_work_on_it(visit, section, morag):
    whole(section, "PW2", answers=[])
    second = a_section("theirs", "Their Charter")
    whole(second, "T1", answers=[])
    lead = visit.as_(morag)
    assert kinds(lead(DESK))["broken"] == ["PW2, Promise PW2"]
    assert kinds(lead(f"{DESK}?charter=theirs"))["broken"] == ["T1, Promise T1"]
    assert "Their Charter" in lead(DESK).text
    only = visit.as_(PersonFactory(role="charter-lead", within="charter theirs"))
    assert kinds(only(DESK))["broken"] == ["T1, Promise T1"]
    assert only(f"{DESK}?charter=ours", status=404)
    assert "Our Charter" not in only(DESK).text


def test_a_lead_with_fifty_promises_sees_each_counted_a_few_at_once_and_the_rest_in_a_fold(visit, section, morag):
    for number in range(50):
        whole(section, f"C{number}", title=f"Promise {number}", results=(), answers=[])
    ResultFactory(measure__charter=section.edition.charter, measure__serves=[section.commitments.first()])
    page = visit.as_(morag)(DESK)
    assert len(kinds(page)["broken"]) == 50
    counts = page.main.find(class_="le_counts")
    assert "Threads to mend 50" in " ".join(counts.text.split())
    broken = page.main.find(id="broken").parent
    assert len(broken.find("details")("h3")) == 45
    assert broken.summary.text == "45 more: threads to mend"


def test_the_desk_asks_the_database_twelve_times_at_most_however_much_there_is(visit, section, morag):
    person = filling(section, person=morag)
    morag.role_holdings.create(role="owner", since=date(2020, 1, 1))
    morag.role_holdings.create(role="reviewer", since=date(2020, 1, 1))
    made = iter(range(100))

    def one_more():
        promise = whole(section, f"C{next(made)}", results=(351, 1337), answers=[])
        learned(section, promise, title=promise.code)
        published(promise)
        Work.objects.create(title=promise.code, asked_by=person, asked_at=timezone.now())

    visit.as_(person).asks_the_same(DESK, one_more)


def test_script_in_a_title_is_shown_and_never_run(visit, section, morag):
    whole(section, "PW2", answers=[], title="<script>alert(1)</script>")
    page = visit.as_(morag)(DESK)
    assert "PW2, <script>alert(1)</script>" in kinds(page)["broken"]


# Who fills which role


def test_the_charter_lead_says_who_fills_a_role_and_what_it_needs_reaches_them(visit, section, morag):
    whole(section, "PW2")
    eilidh = PersonFactory(role="owner", name="Eilidh")
    answers = {"role": "head-of-calls-the-agency", "person": eilidh.pk}
    page = visit.as_(morag).post("/charters/ours/roles/", answers)
    assert "Eilidh fills this role now: Head of Calls, The Agency." in page.text
    assert kinds(visit.as_(eilidh)(DESK))["decide"] == ["PW2, Promise PW2"]
    again = visit.as_(morag).post("/charters/ours/roles/", answers)
    assert "They fill this role already." in again.text


def test_who_no_longer_fills_a_role_is_asked_for_nothing_more(visit, section, morag):
    whole(section, "PW2")
    eilidh = filling(section)
    page = visit.as_(morag).post(f"/charters/ours/roles/{Holder.objects.get().pk}/end/")
    assert "no longer fills this role: Head of Calls, The Agency." in page.text
    assert kinds(visit.as_(eilidh)(DESK)) == {}
    assert Holder.objects.get().until == today()


def test_only_who_may_say_who_keeps_a_charter_opens_its_roles(visit, section, scope, callum, fergus):
    whole(section, "PW2")
    for person in (callum, fergus, PersonFactory(role="charter-lead", within="charter another")):
        assert visit.as_(person)("/charters/ours/roles/", status=403)
        assert visit.as_(person).post("/charters/ours/roles/1/end/", status=403)


def test_the_page_of_roles_asks_the_same_for_one_and_for_three(visit, section, morag):
    made = iter(range(100))

    def one_more():
        number = next(made)
        whole(section, f"C{number}", role=f"Head {number}", results=())
        filling(section, role=f"Head {number}")

    visit.as_(morag).asks_the_same("/charters/ours/roles/", one_more)


# Drafts


def a_draft(section, title="Our Charter 2027"):
    """An edition that follows the published one, with one promise, that everything is accounted for in."""
    edition = EditionFactory(
        charter=section.edition.charter,
        code="2027",
        title=title,
        agreed_on=None,
        published_on=None,
        follows=section.edition,
    )
    return CommitmentFactory(section=SectionFactory(edition=edition), code="N1").edition


def test_a_draft_waits_for_who_may_approve_it_until_they_have_and_again_when_its_words_change(visit, section, morag):
    whole(section, "PW2")
    draft, lead = a_draft(section), visit.as_(morag)
    page = lead(DESK)
    assert kinds(page)["drafts"] == ["Our Charter 2027"]
    assert "Nobody has approved it so far." in page.text
    assert links(page, "drafts") == [("Read and approve “Our Charter 2027”", "/charters/ours/write/2027/agreeing/")]

    Approval.objects.create(edition=draft, by=morag, fingerprint=fingerprint(edition=draft), at=timezone.now())
    assert "drafts" not in kinds(lead(DESK))

    draft.commitments.update(wording="We will listen to you, and act")
    page = lead(DESK)
    assert "You approved it, and its words have changed since." in page.text


def test_comments_wait_for_whoever_writes_the_charter_until_they_are_settled(visit, section, morag, callum):
    whole(section, "PW2")
    draft, lead = a_draft(section), visit.as_(morag)
    said = Comment.objects.create(edition=draft, words="Too long", by=callum, at=timezone.now())
    page = lead(DESK)
    assert links(page, "drafts")[0] == (
        "Settle what was said about “Our Charter 2027”",
        "/charters/ours/write/2027/comments/",
    )
    Comment.objects.filter(pk=said.pk).update(settled_by=morag, settled_at=timezone.now(), outcome="Shortened")
    assert len(links(lead(DESK), "drafts")) == 1


def test_who_may_comment_is_shown_a_draft_until_they_have_said_something(visit, section, scope):
    whole(section, "PW2")
    draft, ishbel = a_draft(section), PersonFactory(role="panel-member", within=scope)
    page = visit.as_(ishbel)(DESK)
    assert links(page, "drafts") == [("Read and comment on “Our Charter 2027”", "/charters/ours/write/2027/reading/")]
    Comment.objects.create(edition=draft, words="Good", by=ishbel, at=timezone.now())
    assert kinds(visit.as_(ishbel)(DESK)) == {}


def test_the_lead_sees_who_waits_for_a_form_and_what_nobody_has_checked_until_it_is_done(visit, section, scope):
    morag = PersonFactory(role="charter-lead", within=scope)
    whole(section, "PS1")
    edition, charter = section.edition, section.edition.charter
    wish = charters.ask_for_format(charter=charter, kind="bsl", on=today() - timedelta(days=9), by=ANYONE)
    told = {"made_by": "A group in Leith", "on": today(), "by": morag}
    row = charters.give_format(edition=edition, kind="easy-read", language="en-GB", words="[care] Kind.", **told)

    page = visit.as_(morag)(DESK)
    assert kinds(page)["formats"] == ["British Sign Language, English", "Easy Read, English"]
    assert "One person asked for it. The first has waited 9 days." in page.text
    assert "It is drafted, and no reader group has checked it." in page.text
    assert "formats" not in kinds(visit.as_(PersonFactory(role="adviser", within=scope))(DESK))

    charters.answer_wish(wish=wish, answer="It is made", on=today(), by=morag)
    charters.check_format(format=row, reader_group="Readers", on=today(), by=morag)
    assert "formats" not in kinds(visit.as_(morag)(DESK))


def test_what_was_made_for_an_edition_before_is_to_be_made_anew(visit, section, scope):
    morag = PersonFactory(role="charter-lead", within=scope)
    edition = section.edition
    told = {"made_by": "A group in Leith", "on": today(), "by": morag}
    charters.give_format(edition=edition, kind="easy-read", language="en-GB", words="[care] Kind.", **told)
    later = EditionFactory(charter=edition.charter, code="2024", published_on=date(2024, 6, 26), follows=edition)
    whole(SectionFactory(edition=later), "PS1")

    page = visit.as_(morag)(DESK)
    assert kinds(page)["formats"] == ["Easy Read, English"]
    assert "It was made for the edition 2019. See which words have changed since." in page.text


def test_whoever_sees_to_people_who_are_missing_is_told_while_nothing_is_done(visit, section, scope):
    slug = section.edition.charter.slug
    nadia, other = (PersonFactory(role="researcher", within=scope) for _ in range(2))
    panel = PanelFactory(service=slug, code="experience")
    gap = Missing.objects.create(
        panel=panel, words="Nobody under 25 is here yet", owner=nadia, doing="", since=date(2018, 7, 1)
    )

    page = visit.as_(nadia)(DESK)
    assert kinds(page)["missing"] == ["Nobody under 25 is here yet"]
    assert links(page, "missing")[0][1] == f"/panels/{slug}/experience/missing/{gap.pk}/"
    assert "missing" not in kinds(visit.as_(other)(DESK))

    Missing.objects.update(doing="We asked two colleges.")
    assert "missing" not in kinds(visit.as_(nadia)(DESK))
