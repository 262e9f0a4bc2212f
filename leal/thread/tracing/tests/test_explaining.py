"""Pages that explain: the law beside the promises, who does what, words, roles, and how accessible it all is."""

import pytest
from django.urls import reverse

from leal.foundations.access.permissions import ROLES, Permission
from leal.thread.charters.models import Passage
from leal.thread.practice.models import Ownership
from leal.thread.statements.models import Principle
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    SectionFactory,
    StatementFactory,
    ThemeFactory,
    before_publication,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def charter():
    return CharterFactory(
        slug="ours",
        act="The Act",
        body="The Agency",
        contact="Call us.",
        accessibility_enforced_by="Ask them.",
    )


@pytest.fixture
def section(charter):
    return SectionFactory(edition=EditionFactory(charter=charter), name="A service")


def address(page):
    return reverse(f"tracing:{page}", args=["ours"])


def law(*numbers):
    return [Principle.objects.create(act="The Act", number=n, wording=f"Line {n}.") for n in numbers]


def answering(section, *principles, **fields):
    said = StatementFactory(theme__service="ours", principles=principles)
    return CommitmentFactory(section=section, answers=[said], **fields)


def write(section, kind, heading, words, place=1):
    with before_publication():
        section.edition.passages.create(kind=kind, heading=heading, words=words, place=place)


def bind(commitment, *bodies):
    with before_publication():
        commitment.binds.add(*bodies)


def part(page, id):
    return page.main.find(id=id).find_parent("section")


def test_the_matrix_says_first_in_words_what_nothing_answers(visit, section):
    first, second = law(1, 2)
    answering(section, first, title="Kindness")
    CommitmentFactory(section=section, title="Alone", answers=[])

    page = visit(address("matrix"))

    lead = "The law has two principles. People said what each should mean. Promises answer them. One has no promise."
    assert page.main.find(class_="le_lead").text == lead
    assert [li.text.strip() for li in part(page, "bare")("li")] == ["2. Line 2."]
    assert [a.text for a in part(page, "adrift").ul("a")] == ["Alone"]


def test_the_matrix_counts_the_statements_that_carry_a_promise_to_a_principle(visit, section):
    first, second = law(1, 2)
    theme = ThemeFactory(service="ours")
    said = [StatementFactory(theme=theme, principles=those) for those in ([first], [first, second])]
    CommitmentFactory(section=section, title="Kindness", answers=said)

    page = visit(address("matrix"))

    row = page.main.find("th", string="Kindness").parent
    assert [cell.text for cell in row("td")] == ["2", "1"]
    assert [a.text for a in page.main.find(id="principle-2").find_next("ul")("a")] == ["Kindness"]


def test_a_charter_without_a_law_says_so(visit, section):
    CommitmentFactory(section=section)

    page = visit(address("matrix"))

    assert page.main.find(class_="le_lead").text == "No principles of a law have been written down for this charter."
    assert page.main("table") == []
    assert page.main("section") == []


def test_each_body_says_what_it_must_keep_and_who_answers_for_it(visit, charter, section):
    agency = BodyFactory(charter=charter, name="The Agency", does="Pays people.")
    BodyFactory(charter=charter, name="The Parliament")
    commitment = CommitmentFactory(section=section, code="PS1", title="Kindness")
    bind(commitment, agency)
    CommitmentFactory(section=section, title="Nobody’s")
    Ownership.objects.create(commitment=commitment, role="Head of Calls", body=agency)
    write(section, Passage.Kind.WHO_DOES_WHAT, "What The Agency does", "It is what you meet.")

    page = visit(address("who-does-what"))

    own = part(page, f"body-{agency.pk}").text
    assert "It is what you meet." in own
    assert "It must keep one promise." in own
    assert "Answers for one promise: PS1." in own
    assert "It keeps no promise itself." in page.text
    assert [a.text for a in part(page, "unbound")("a")] == ["Nobody’s"]


def test_the_words_of_a_charter_are_explained_in_the_order_of_the_alphabet(visit, section):
    for place, word in enumerate(("Stigma", "appeal"), 1):
        write(section, Passage.Kind.WORD, word, f"About {word}.", place)

    page = visit(address("words"))

    assert [dt.text for dt in page.main("dt")] == ["appeal", "Stigma"]
    assert "Call us." in page.text


def test_words_explained_are_no_part_of_the_introduction(visit, section):
    write(section, Passage.Kind.WORD, "Stigma", "Shame.")

    assert "Shame." not in visit(address("about")).text


def test_a_charter_that_explains_no_word_says_so(visit, section):
    assert "No words have been explained here yet." in visit(address("words")).text


def test_the_page_of_permissions_says_what_the_code_decides(visit):
    page = visit("/who-can-do-what/")

    assert [dt.text for dt in page.main("dt")] == [role.name for role in ROLES.values()]
    rows = {row.th.text: row.td.text for row in page.main.select("tbody tr")}
    assert list(rows) == [permission.plain for permission in Permission]
    assert rows[Permission.FINDING_FILE.plain] == "Independent reviewer"
    assert rows[Permission.REPLY_GIVE.plain] == "Anyone"


def test_the_accessibility_statement_says_what_was_not_tested_and_whom_to_turn_to(visit, charter):
    page = visit("/accessibility/")

    assert "nobody who is disabled has tested this website for us yet" in page.text
    assert "partially compliant" in page.text
    assert "Call us." in part(page, "tell").text
    assert "Ask them." in part(page, "enforced").text


@pytest.mark.parametrize("page", ["matrix", "who-does-what", "words"])
def test_a_charter_that_does_not_exist_has_none_of_these(visit, page):
    assert visit(address(page), status=404).status == 404


@pytest.mark.parametrize("page", ["matrix", "who-does-what", "words"])
def test_a_charter_with_nothing_known_has_its_pages_all_the_same(visit, section, page):
    CommitmentFactory(section=section, answers=[])

    assert visit(address(page)).status == 200


@pytest.mark.parametrize("page", ["matrix", "who-does-what"])
def test_a_page_asks_as_often_for_many_promises_as_for_one(visit, charter, section, page):
    body, (line,) = BodyFactory(charter=charter), law(1)

    def add_a_row():
        bind(answering(section, line), body)

    visit.asks_the_same(address(page), add_a_row)


def test_every_page_is_found_within_two_steps_of_the_first(visit, section):
    CommitmentFactory(section=section)
    begun = visit("/charters/ours/").soup
    near = {a["href"].partition("#")[0] for a in begun("a", href=True)}

    wanted = ["home", "statements", "matrix", "words", "who-does-what", "about", "changes", "broken", "how-we-know"]
    assert {address(page) for page in wanted} | {"/who-can-do-what/", "/accessibility/"} <= near
