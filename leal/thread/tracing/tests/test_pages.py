"""The public pages of a charter: the whole thread, read both ways, nothing hidden."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from leal.thread.learning.models import Change, Lesson
from leal.thread.practice.models import Ownership
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    PersonFactory,
    QuoteFactory,
    ResultFactory,
    SectionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def charter():
    return CharterFactory(slug="ours", name="Our Charter", body="The Agency")


@pytest.fixture
def section(charter):
    return SectionFactory(edition=EditionFactory(charter=charter))


def promised(section, *values, code="PW2", **fields):
    """A commitment with something in place and a measure that decides, with a result a year up to 2022-23."""
    commitment = CommitmentFactory(section=section, code=code, title=f"No needless waiting {code}", **fields)
    KeepingFactory(commitment=commitment)
    measure = MeasureFactory(
        charter=section.edition.charter, code=f"wait-{code.lower()}", name=f"The wait {code}", serves=[commitment]
    )
    for of, value in zip(range(2024 - len(values), 2024), values, strict=True):
        ResultFactory(measure=measure, of=of, value=value)
    return commitment


def address(page, *args):
    return reverse(f"tracing:{page}", args=["ours", *args])


def test_a_promise_that_falls_short_comes_first_on_the_first_page_with_its_figure(visit, section):
    promised(section, 351, 1337)
    promised(section, 351, 350, code="PW3")

    page = visit("/")

    short = page.main.find(id="short").find_parent("section")
    assert [a.text for a in short("a")] == ["No needless waiting PW2"]
    assert "22 minutes 17 seconds" in short.text
    assert "Base: calls on all lines" in short.text


def test_the_first_page_says_how_many_are_kept_how_many_not_and_how_many_nobody_knows(visit, section):
    promised(section, 351, 1337)
    CommitmentFactory(section=section, title="Nobody counts this")

    lead = visit("/").main.find(class_="le_lead").text

    assert lead == "Two promises to the people who use The Agency. None is kept. One falls short."


def test_one_disagreement_that_two_promises_rest_on_is_told_once_and_names_both(visit, section):
    measure = MeasureFactory(charter=section.edition.charter, code="wait", serves=[])
    for of, value in ((2022, 351), (2023, 1337)):
        ResultFactory(measure=measure, of=of, value=value)
    for code in ("PS1", "PW4"):
        commitment = CommitmentFactory(section=section, code=code, title=f"Promise {code}")
        KeepingFactory(commitment=commitment)
        measure.services.create(commitment=commitment, decides=True)

    short = visit("/").main.find(id="short").find_parent("section")

    assert [a.text for a in short("a")] == ["Promise PS1", "Promise PW4"]
    assert short.text.count("22 minutes 17 seconds") == 1


def test_a_promise_shows_every_stage_of_its_thread(visit, section):
    said = StatementFactory(wording="Answer me soon")
    QuoteFactory(words="I waited an hour").statements.add(said)
    commitment = promised(section, 351, 1337, answers=[said])
    Ownership.objects.create(
        commitment=commitment,
        role="Head of Calls",
        body=BodyFactory(charter=section.edition.charter, name="The Agency"),
    )
    lesson = Lesson.objects.create(
        charter=section.edition.charter, code="lines", title="More lines", wording="Full", learned_from="Callers"
    )
    lesson.commitments.add(commitment)
    Change.objects.create(lesson=lesson, what="We opened ten more lines.", made_on=date(2023, 5, 1))

    page = visit(address("promise", "PW2"))

    stages = {stage["id"]: stage.text for stage in page.main.select("li.le_stage")}
    assert "Answer me soon" in stages["said"]
    assert "“I waited an hour”" in stages["said"]
    assert "Head of Calls, The Agency" in stages["keep"]
    assert "Is it kept? Falling short" in stages["kept"]
    assert "We opened ten more lines." in stages["changed"]
    assert page.main.find("svg", class_="le_chart") is not None


def test_a_thread_is_shown_broken_where_it_is_broken_with_who_can_mend_it(visit, section):
    CommitmentFactory(section=section, code="PW9", title="Nothing behind it", answers=[])

    page = visit(address("promise", "PW9"))

    stages = {stage["id"]: stage.text for stage in page.main.select("li.le_stage")}
    assert "The thread is broken here" in stages["said"]
    assert stages["keep"].count("The thread is broken here") == 2
    assert "Nothing behind it" in visit(address("broken")).text


def test_a_promise_can_be_read_as_it_stood_in_another_year(visit, section):
    promised(section, 351, 1337, 1300)

    page = visit(address("promise", "PW2") + "?year=2021-22")

    assert "Falling short" in page.text
    assert "For 2021–22." in page.text


@pytest.mark.parametrize("year", ["2031-32", "now", "2022-24", "'; DROP TABLE"])
def test_a_year_nobody_knows_is_not_found(visit, section, year):
    promised(section, 351)

    assert visit(address("home") + f"?year={year}", status=404).status == 404


@pytest.mark.parametrize("page", ["home", "broken", "changes", "about", "how-we-know"])
def test_a_charter_that_does_not_exist_is_not_found(visit, page):
    assert visit(address(page), status=404).status == 404


def test_a_promise_or_measure_that_does_not_exist_is_not_found(visit, section):
    promised(section, 351)

    assert visit(address("promise", "XX"), status=404).status == 404
    assert visit(address("measure", "xx"), status=404).status == 404


def test_a_measure_shows_every_result_and_the_promises_it_serves(visit, section):
    promised(section, 351, 1337)

    page = visit(address("measure", "wait-pw2"))

    table = page.main.find(id="results").find_parent("section").table
    assert [row.th.text.strip() for row in table.select("tbody tr")] == ["2022–23", "2021–22"]
    assert "No needless waiting PW2" in page.main.find(id="serves").find_parent("section").text


def test_a_late_lesson_is_shown_late_and_before_those_that_are_done(visit, section):
    commitment = promised(section, 351)
    for code, due, made in (("done", None, date(2023, 1, 1)), ("late", date(2023, 1, 1), None)):
        lesson = Lesson.objects.create(
            charter=section.edition.charter,
            code=code,
            title=f"It is {code}",
            wording="W",
            learned_from="F",
            due_on=due,
        )
        lesson.commitments.add(commitment)
        Change.objects.create(lesson=lesson, what="Do it.", due_on=due, made_on=made)

    page = visit(address("changes"))

    assert [h.text for h in page.main("h2")] == ["It is late", "It is done"]
    assert "We said that we would do this by 1 January 2023. We have not done it." in page.text


def test_script_in_any_words_is_shown_and_never_run(visit, section):
    promised(section, 351, wording="<script>alert(1)</script>")

    page = visit(address("promise", "PW2"))

    assert page.main.find("script") is None
    assert "<script>alert(1)</script>" in page.soup.h1.text


@pytest.mark.parametrize("page", ["home", "broken", "changes", "about", "how-we-know"])
def test_every_page_of_a_charter_with_nothing_known_still_stands(visit, section, page):
    CommitmentFactory(section=section)

    assert visit(address(page)).status == 200


@pytest.mark.parametrize(("page", "args"), [("home", ()), ("promise", ("PW2",)), ("broken", ()), ("changes", ())])
def test_a_page_asks_the_database_twelve_times_at_most_for_one_charter_and_for_fifty(visit, section, page, args):
    promised(section, 351, 1337)
    PersonFactory()
    visit(address("how-we-know"))  # whether this is the story is asked once a process
    few = len(visit(address(page, *args)).queries)
    for n in range(3):
        promised(section, 351, 1337, code=f"X{n}")
    for _ in range(50):
        CommitmentFactory()

    many = visit(address(page, *args)).queries

    assert len(many) == few <= 12, "\n".join(many)


def due_again(section, of):
    """A promise whose measure is published every year by August, with a newest result of the year that ends in `of`."""
    commitment = promised(section)
    measure = MeasureFactory(
        charter=section.edition.charter,
        code="wait",
        name="The wait",
        serves=[commitment],
        every="year",
        published_after=150,
    )
    ResultFactory(measure=measure, of=of)


LATE = "We have published nothing newer here than 2021–22. The result for 2022–23 was due by 28 August 2023."


def test_what_is_late_is_said_on_the_page_of_the_measure_and_of_the_promise_it_decides(visit, section):
    due_again(section, of=2022)
    assert LATE in visit(address("measure", "wait")).text
    assert f"“The wait”: {LATE}" in visit(address("promise", "PW2")).text


def test_nothing_is_called_late_before_its_day_nor_where_an_older_year_is_looked_at(visit, section):
    due_again(section, of=timezone.localdate().year)
    assert "This is late" not in visit(address("measure", "wait")).text
    assert "What is late" not in visit(address("promise", "PW2")).text
    due = visit(address("measure", "wait")).text
    assert f"is due by 28 August {timezone.localdate().year + 1}." in due


def test_an_older_year_says_nothing_of_what_is_late_today(visit, section):
    due_again(section, of=2022)
    ResultFactory(measure__charter=section.edition.charter, of=2023, measure__serves=[section.commitments.get()])
    assert LATE not in visit(f"{address('promise', 'PW2')}?year=2021-22").text
    assert LATE in visit(f"{address('promise', 'PW2')}?year=2022-23").text
