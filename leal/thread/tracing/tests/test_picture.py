"""The whole thread of a promise as one picture and as a list."""

from datetime import date

import pytest

from leal.thread.learning.models import Change, Lesson
from leal.thread.practice.models import Ownership
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    QuoteFactory,
    ResultFactory,
    SectionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/charters/ours/promises/PW2/thread/"


@pytest.fixture
def section():
    return SectionFactory(edition=EditionFactory(charter=CharterFactory(slug="ours"), title="Our Charter, 2019"))


def stages(page):
    """The list: each stage with its knots, as words and where they lead."""
    return {
        stage["id"].removeprefix("list-"): [(a.text, a["href"]) for a in stage("a")]
        for stage in page.main.select(".le_thread > li")
    }


def whole(section):
    """A promise whose thread is whole, with one lesson that led to a change and one that led nowhere."""
    charter = section.edition.charter
    said = StatementFactory(theme__service="ours", code="soon", wording="Answer me soon", people=30)
    QuoteFactory(service="ours", words="I waited an hour", credit="A caller", year=2018).statements.add(said)
    promise = CommitmentFactory(section=section, code="PW2", title="No needless waiting", answers=[said])
    Ownership.objects.create(commitment=promise, role="Head of Calls", body=BodyFactory(charter=charter))
    KeepingFactory(commitment=promise)
    measure = MeasureFactory(charter=charter, code="wait", name="The wait", serves=[promise])
    for of, value in ((2022, 351), (2023, 1337)):
        ResultFactory(measure=measure, of=of, value=value)
    for code in ("lines", "letters"):
        lesson = Lesson.objects.create(
            charter=charter, code=code, title=f"More {code}", wording="Full", learned_from="Callers"
        )
        lesson.commitments.add(promise)
    Change.objects.create(lesson=Lesson.objects.get(code="lines"), what="Ten more lines.", made_on=date(2023, 5, 1))
    return promise


def test_the_thread_runs_from_what_people_said_to_the_next_edition(visit, section):
    whole(section)

    page = visit(ADDRESS)

    promise = "/charters/ours/promises/PW2/"
    assert stages(page) == {
        "words": [("“I waited an hour”", "/charters/ours/statements/soon/#said")],
        "said": [("Answer me soon", "/charters/ours/statements/soon/")],
        "promised": [("PW2: No needless waiting", f"{promise}#promised")],
        "keep": [("Head of Calls", f"{promise}#keep"), ("Lines that are open on weekdays", f"{promise}#keep")],
        "shown": [("The wait", "/charters/ours/measures/wait/")],
        "kept": [("Falling short", f"{promise}#kept")],
        "learned": [
            ("More lines", "/charters/ours/changes/#lesson-lines"),
            ("More letters", "/charters/ours/changes/#lesson-letters"),
        ],
        "changed": [
            ("Ten more lines.", "/charters/ours/changes/#lesson-lines"),
            ("Nothing has followed “More letters”", "/charters/ours/changes/#lesson-letters"),
        ],
        "next": [("The next edition", "/charters/ours/editions/")],
    }
    assert "22 minutes 17 seconds, 2022–23" in page.text


def test_the_picture_and_the_list_have_the_same_knots(visit, section):
    whole(section)

    page = visit(ADDRESS)

    listed = [href for knots in stages(page).values() for _, href in knots]
    for picture in page.main.select("svg.le_picture"):
        assert [a["href"] for a in picture("a")] == listed


def test_where_the_thread_is_broken_the_picture_is_open_and_says_so(visit, section):
    CommitmentFactory(section=section, code="PW2", title="Nothing behind it", answers=[])

    page = visit(ADDRESS)

    assert "The thread is broken in four places." in page.main.find(class_="le_lead").text
    for picture in page.main.select("svg.le_picture"):
        assert [use["href"] for use in picture("use")].count("#k-broken") == 4
    assert "How we keep it. The thread is broken here" in [h.text for h in page.main("h3")]
    assert "Who can mend it: the charter lead." in page.text


def test_a_thread_that_is_whole_says_so(visit, section):
    promise = whole(section)
    Lesson.objects.filter(code="letters").delete()

    assert promise and "The thread is whole." in visit(ADDRESS).main.find(class_="le_lead").text


def test_what_does_not_fit_in_the_picture_is_counted_there_and_stands_in_the_list(visit, section):
    said = [StatementFactory(theme__service="ours", wording=f"Statement {n}") for n in range(9)]
    CommitmentFactory(section=section, code="PW2", answers=said)

    page = visit(ADDRESS)

    more = page.main.select_one("svg.le_picture").find("a", href="#list-said")
    assert " ".join(text.text for text in more("text")) == "and four more of the statements"
    assert len(stages(page)["said"]) == 9


def test_what_was_withdrawn_is_no_part_of_the_thread(visit, section):
    whole(section)
    Lesson.objects.filter(code="letters").update(withdrawn_on=date(2024, 1, 2), withdrawn_because="Said twice")

    assert [text for text, _ in stages(visit(ADDRESS))["learned"]] == ["More lines"]


def test_a_thread_of_an_earlier_edition_leads_into_the_one_that_followed(visit, section):
    whole(section)
    EditionFactory(
        charter=section.edition.charter,
        code="2024",
        title="Our Charter, 2024",
        published_on=date(2024, 11, 12),
        follows=section.edition,
    )

    assert stages(visit(f"{ADDRESS}?year=2022-23"))["next"] == [("Our Charter, 2024", "/charters/ours/editions/2024/")]


def test_a_promise_that_does_not_exist_has_no_thread(visit, section):
    CommitmentFactory(section=section, code="PW3")

    assert visit(ADDRESS, status=404).status == 404


def test_it_asks_as_often_for_much_as_for_little(visit, section):
    promise = whole(section)

    def add_a_row():
        said = StatementFactory(theme__service="ours", wording=f"Answer {KeepingFactory(commitment=promise).pk}")
        QuoteFactory(service="ours").statements.add(said)

    visit.asks_the_same(ADDRESS, add_a_row)
