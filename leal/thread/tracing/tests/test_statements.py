"""What people said, on pages: on whose word, what answers it, and what nothing does."""

from datetime import date

import pytest
from django.urls import reverse

from leal.thread.learning.models import Change, Lesson
from leal.thread.statements.models import Principle, Statement
from tests.factories import (
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    QuoteFactory,
    SectionFactory,
    StatementFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return SectionFactory(edition=EditionFactory(charter=CharterFactory(slug="ours", name="Our Charter")))


@pytest.fixture
def theme():
    return ThemeFactory(service="ours", code="staff", name="How staff behave", summary="What staff should be like.")


def address(page, *args):
    return reverse(f"tracing:{page}", args=["ours", *args])


def part(page, id):
    found = page.main.find(id=id)
    return found if found.name == "li" else found.find_parent("section")


def test_what_nothing_answers_is_said_first_in_words(visit, section, theme):
    kind = StatementFactory(theme=theme, code="kind", wording="Be kind")
    StatementFactory(theme=theme, code="quick", wording="Be quick")
    CommitmentFactory(section=section, title="Kindness", answers=[kind])

    page = visit(address("statements"))

    assert page.main.find(class_="le_lead").text == (
        "Two statements, in our words, each resting on what people told us. One of them is answered by no promise."
    )
    assert [a.text for a in part(page, "unanswered")("a")] == ["Be quick"]
    assert "Nothing answers this." in part(page, "unanswered").text
    rows = part(page, "theme-staff").select(".le_heard > li")
    assert [[a.text for a in row("a")] for row in rows] == [["Be kind", "Kindness"], ["Be quick"]]


def test_a_statement_says_on_whose_word_it_rests_and_who_was_not_heard(visit, section, theme):
    law = Principle.objects.create(act="The Act", number=4, wording="Dignity comes first.")
    said = StatementFactory(
        theme=theme, code="kind", wording="Be kind", people=30, not_heard="Nobody under 25", principles=[law]
    )
    QuoteFactory(service="ours", words="They were kind to me").statements.add(said)
    CommitmentFactory(section=section)

    page = visit(address("statement", "kind"))

    facts = {row.dt.text: row.dd.text for row in part(page, "said").select(".le_summary > div")}
    assert facts["How many people"] == "30"
    assert facts["Who was not heard"] == "Nobody under 25."
    assert "“They were kind to me”" in page.text
    assert "4. Dignity comes first." in page.text
    assert page.main.find("a", string="Tell us if we have got this right")["href"] == "/statements/ours/kind/"


def test_it_is_said_when_nobody_wrote_down_who_was_not_heard(visit, section, theme):
    StatementFactory(theme=theme, code="kind")
    CommitmentFactory(section=section)

    assert "Nobody wrote down who was not heard." in visit(address("statement", "kind")).text


def test_a_statement_leads_to_what_answers_it_and_to_what_changed(visit, section, theme):
    said = StatementFactory(theme=theme, code="kind")
    commitment = CommitmentFactory(section=section, title="Kindness", answers=[said])
    lesson = Lesson.objects.create(
        charter=section.edition.charter, code="again", title="Once is not enough", wording="W", learned_from="F"
    )
    lesson.commitments.add(commitment)
    Change.objects.create(lesson=lesson, what="A refresher for everyone.", made_on="2022-01-01")

    page = visit(address("statement", "kind"))

    assert [(a.text, a["href"]) for a in part(page, "answers")("a")] == [
        ("Kindness", f"/charters/ours/promises/{commitment.code}/")
    ]
    assert "Not in place yet" in part(page, "answers").text
    assert "A refresher for everyone." in part(page, "changed").text


def test_a_statement_nothing_answers_is_a_thread_that_ends(visit, section, theme):
    StatementFactory(theme=theme, code="kind")
    CommitmentFactory(section=section)

    page = visit(address("statement", "kind"))

    assert "The thread is broken here" in part(page, "answers").text
    assert "No promise in this edition answers it." in part(page, "answers").text


def test_a_theme_gathers_its_statements_and_peoples_own_words(visit, section, theme):
    said = StatementFactory(theme=theme, wording="Be kind")
    StatementFactory(theme__service="ours", theme__name="The system", wording="Own up")
    QuoteFactory(service="ours", words="They were kind to me").statements.add(said)
    CommitmentFactory(section=section)

    page = visit(address("theme", "staff"))

    assert [a.text for a in part(page, "said")("a")] == ["Be kind"]
    assert [quote.text for quote in page.main("blockquote")] == ["“They were kind to me”"]
    assert [a.text for a in part(page, "others")("a")] == ["The system"]


def test_what_people_said_to_another_service_is_not_here(visit, section, theme):
    StatementFactory(theme__service="council", code="letters", wording="Answer our letters")
    CommitmentFactory(section=section, answers=[StatementFactory(theme=theme)])

    assert "Answer our letters" not in visit(address("statements")).text
    assert visit(address("statement", "letters"), status=404).status == 404


def test_a_statement_that_was_withdrawn_is_in_no_list_and_its_page_says_why(visit, section, theme):
    StatementFactory(
        theme=theme, code="kind", wording="Be kind", withdrawn_on=date(2024, 1, 2), withdrawn_because="Said twice"
    )
    StatementFactory(theme=theme, wording="Be quick")
    CommitmentFactory(section=section)

    assert "Be kind" not in visit(address("statements")).text
    assert "Be kind" not in visit(address("theme", "staff")).text
    assert "On 2 January 2024. Said twice." in visit(address("statement", "kind")).text


def test_words_that_were_erased_are_on_no_page(visit, section, theme):
    said = StatementFactory(theme=theme, code="kind")
    QuoteFactory(service="ours", words="").statements.add(said)
    CommitmentFactory(section=section)

    assert visit(address("statement", "kind")).main("blockquote") == []
    assert visit(address("theme", "staff")).main("blockquote") == []


@pytest.mark.parametrize(("page", "code"), [("statement", "no"), ("theme", "no")])
def test_what_nobody_said_is_not_found(visit, section, page, code):
    CommitmentFactory(section=section)

    assert visit(address(page, code), status=404).status == 404


@pytest.mark.parametrize(("answered", "said"), [(True, "A promise answers it."), (False, "No promise answers it.")])
def test_a_single_statement_is_spoken_of_as_one(visit, section, theme, answered, said):
    one = StatementFactory(theme=theme)
    CommitmentFactory(section=section, answers=[one] if answered else [])

    lead = visit(address("statements")).main.find(class_="le_lead").text

    assert lead == f"One statement, in our words, that rests on what people told us. {said}"


def test_a_charter_to_which_nothing_was_said_still_has_its_page(visit, section):
    CommitmentFactory(section=section, answers=[])

    page = visit(address("statements"))

    assert page.main.find(class_="le_lead").text == "Nothing that people said has been written down here yet."


@pytest.mark.parametrize(("page", "args"), [("statements", ()), ("theme", ("staff",)), ("statement", ("kind",))])
def test_a_page_asks_as_often_for_many_statements_as_for_one(visit, section, theme, page, args):
    CommitmentFactory(section=section, answers=[StatementFactory(theme=theme, code="kind")])

    def add_a_row():
        said = StatementFactory(theme=theme, wording=f"Be kind {Statement.objects.count()}")
        QuoteFactory(service="ours").statements.add(said)
        CommitmentFactory(section=section, answers=[said])

    visit.asks_the_same(address(page, *args), add_a_row)
