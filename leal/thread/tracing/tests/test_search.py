"""Search: everything anyone may read, by its words or by plainer ones, and never what nobody published."""

import tomllib
from datetime import date

import pytest
from django.db import connection, connections

from leal.thread.charters.models import Passage
from leal.thread.learning.models import Change, Lesson
from leal.thread.statements.models import Principle
from leal.thread.statements.operations import erase_quote
from leal.thread.tracing.search import asked
from leal.thread.tracing.search.asking import SYNONYMS
from leal.thread.tracing.search.finding import EVERYTHING
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    QuoteFactory,
    SectionFactory,
    StatementFactory,
    ThemeFactory,
    before_publication,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(charter=CharterFactory(slug="ours", act="The Act"))


@pytest.fixture
def section(edition):
    return SectionFactory(edition=edition, code="PS", name="A service")


@pytest.fixture
def look(visit):
    """Search as a visitor does; gives the page."""

    def look(words, **more):
        return visit("/search/?" + "&".join(f"{key}={value}" for key, value in {"q": words, **more}.items()))

    return look


def hits(page):
    """What was found, by kind: titles and where they lead."""
    return {
        part.h2.text: [(hit.a.text, hit.a["href"]) for hit in part.select(".le_hits > li")]
        for part in page.main("section")
    }


def test_words_of_every_kind_are_found_each_where_it_stands(look, edition, section):
    theme = ThemeFactory(service="ours", code="staff", name="Zebra in a theme")
    said = StatementFactory(theme=theme, code="said", wording="Zebra in a statement")
    QuoteFactory(service="ours", words="I saw a zebra", credit="A member", year=2018).statements.add(said)
    Principle.objects.create(act="The Act", number=3, wording="Zebra in the law")
    commitment = CommitmentFactory(section=section, code="PS1", title="Zebra in a promise", answers=[said])
    with before_publication():
        commitment.parts.create(letter="a", wording="Zebra in a part")
        edition.passages.create(kind=Passage.Kind.WELCOME, heading="Zebra in a passage", words="W", place=1)
        edition.passages.create(kind=Passage.Kind.WORD, heading="Zebra", words="An animal", place=2)
        edition.asks.create(code="C1", wording="Zebra in an ask", why="W", how_we_make_it_easy="H", if_not="I", place=1)
    BodyFactory(charter=edition.charter, name="Zebra body")
    KeepingFactory(commitment=commitment).practice.__class__.objects.update(name="Zebra in a practice")
    MeasureFactory(charter=edition.charter, code="zebras", name="Zebras counted", serves=[commitment])
    lesson = Lesson.objects.create(
        charter=edition.charter, code="learned", title="Zebra in a lesson", wording="W", learned_from="F"
    )
    lesson.commitments.add(commitment)
    Change.objects.create(lesson=lesson, what="We changed the zebra.")

    page = look("zebra")

    home = "/charters/ours"
    assert hits(page) == {
        "Promise": [("Zebra in a promise", f"{home}/promises/PS1/")],
        "Part of a promise": [("Zebra in a promise, part a", f"{home}/promises/PS1/#promised")],
        "Theme": [("Zebra in a theme", f"{home}/themes/staff/")],
        "What people said": [("Zebra in a statement", f"{home}/statements/said/")],
        "In people’s own words": [("A member, 2018", f"{home}/statements/said/")],
        "Principle of the law": [("Zebra in the law", f"{home}/matrix/#principle-3")],
        "About this charter": [("Zebra in a passage", f"{home}/about/#welcome")],
        "Word explained": [("Zebra", f"{home}/words/#word-2")],
        "What we ask of you": [("Zebra in an ask", f"{home}/about/#asks")],
        "Who does what": [("Zebra body", f"{home}/who-does-what/")],
        "What is done": [("Zebra in a practice", f"{home}/promises/PS1/#keep")],
        "Measure": [("Zebras counted", f"{home}/measures/zebras/")],
        "Lesson": [("Zebra in a lesson", f"{home}/changes/#lesson-learned")],
        "Change": [("Zebra in a lesson", f"{home}/changes/#lesson-learned")],
    }
    assert page.main.find(class_="le_lead").text == "14 things found for “zebra”."
    assert {mark.text.lower() for mark in page.main("mark")} == {"zebra", "zebras"}


def test_nothing_is_found_that_nobody_published(look, section):
    CommitmentFactory(section=section, title="In force")
    draft = SectionFactory(edition=EditionFactory(charter=section.edition.charter, code="next", published_on=None))
    CommitmentFactory(section=draft, title="Zebra to come")
    elsewhere = SectionFactory(edition=EditionFactory(charter__slug="council", published_on=None))
    CommitmentFactory(section=elsewhere, title="Zebra of a council", answers=[])
    StatementFactory(theme__service="council", wording="Zebra said to a council")
    MeasureFactory(charter=section.edition.charter, name="Zebra that serves nothing")
    StatementFactory(
        theme__service="ours", wording="Zebra taken back", withdrawn_on=date(2024, 1, 2), withdrawn_because="Said twice"
    )

    page = look("zebra")

    assert hits(page) == {}
    assert page.main.find(class_="le_lead").text == "Nothing that anyone may read here holds “zebra”."


def test_only_the_newest_edition_is_found(look, section):
    CommitmentFactory(section=section, code="PS1", title="Old zebra")
    newer = EditionFactory(charter=section.edition.charter, code="2024", published_on=date(2024, 1, 1))
    CommitmentFactory(section=SectionFactory(edition=newer), code="PS1", title="New zebra")

    assert hits(look("zebra")) == {"Promise": [("New zebra", "/charters/ours/promises/PS1/")]}


def test_what_hangs_on_the_same_promise_in_an_earlier_edition_is_found_and_leads_to_the_one_in_force(look, section):
    before = CommitmentFactory(section=section, code="PS1", title="Kindness")
    KeepingFactory(commitment=before).practice.__class__.objects.update(name="Zebra practice")
    ended = CommitmentFactory(section=section, code="PS2", title="Ended")
    MeasureFactory(charter=section.edition.charter, name="Zebra measure of what ended", serves=[ended])
    newer = EditionFactory(charter=section.edition.charter, code="2024", published_on=date(2024, 1, 1))
    now = CommitmentFactory(section=SectionFactory(edition=newer), code="K1", title="Kindness")
    with before_publication():
        newer.lineage.create(earlier=before, later=now, kind="kept", same_promise=True)

    assert hits(look("zebra")) == {"What is done": [("Zebra practice", "/charters/ours/promises/K1/#keep")]}


def test_what_was_erased_is_found_no_more(look, section, morag):
    CommitmentFactory(section=section)
    quote = QuoteFactory(service="ours", words="I saw a zebra")
    assert list(hits(look("zebra"))) == ["In people’s own words"]

    erase_quote(quote=quote, because="They asked us to", by=morag)

    assert hits(look("zebra")) == {}


@pytest.mark.parametrize(
    ("written", "title"),
    [("sacked", "Patience and kindness"), ("rudely", "Patience and kindness"), ("cash", "The right payment")],
)
def test_plain_synonyms_find_what_a_charter_calls_otherwise_and_the_page_says_so(look, section, written, title):
    CommitmentFactory(section=section, title="Patience and kindness")
    CommitmentFactory(section=section, title="The right payment", wording="On the day")

    page = look(written)

    assert [text for text, _ in hits(page)["Promise"]] == [title]
    assert "We also looked for" in page.text


def test_ones_own_words_come_before_their_synonyms(look, section):
    CommitmentFactory(section=section, title="The right payment", wording="Payment payment payment")
    CommitmentFactory(section=section, title="Cash", wording="In your hand")

    assert [text for text, _ in hits(look("cash"))["Promises"]] == ["Cash", "The right payment"]


@pytest.mark.parametrize("written", ["PW2", "pw2", " PW2. ", "pw2.b", "PW2 b"])
def test_a_code_finds_its_promise(look, section, written):
    CommitmentFactory(section=section, code="PW2", title="No needless waiting")
    CommitmentFactory(section=section, code="PW3", title="Another")

    assert [text for text, _ in hits(look(written))["Promise"]] == ["No needless waiting"]


def test_where_nothing_has_every_word_what_has_some_is_shown_and_said(look, section):
    CommitmentFactory(section=section, title="Zebra crossings")

    page = look("zebra giraffe")

    assert page.main.find(class_="le_lead").text == (
        "Nothing has all of the words “zebra giraffe”. These have some of them."
    )
    assert [text for text, _ in hits(page)["Promise"]] == ["Zebra crossings"]


def test_a_word_spelt_wrongly_is_asked_about(look, section):
    CommitmentFactory(section=section, title="Patience and kindness")

    page = look("kindnes patiense")

    meant = page.main.find("a", string="kindness patience")
    assert meant["href"] == "/search/?q=kindness+patience"


def test_somebodys_own_words_are_never_offered_as_a_spelling(look, section):
    CommitmentFactory(section=section)
    QuoteFactory(service="ours", words="Ask for Farquharson")

    assert "Did you mean" not in look("Farquharsom").text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "Write what you are looking for, in your own words. You can also write a code, such as PW2."),
        ("%20%20", "Write what you are looking for, in your own words. You can also write a code, such as PW2."),
        ("?!", "There is no word in what you wrote. Write at least one word."),
        ("the", "Nothing that anyone may read here holds “the”."),
        ("%27%3B DROP TABLE x", "Nothing that anyone may read here holds “‘; DROP TABLE x”."),
        ("<script>alert(1)</script>", "Nothing that anyone may read here holds “<script>alert(1)</script>”."),
        ("zebra%00", "Nothing that anyone may read here holds “zebra”."),
    ],
)
def test_an_odd_question_gets_a_clear_sentence(look, section, written, said):
    CommitmentFactory(section=section)

    assert look(written).main.find(class_="le_lead").text == said


def test_a_very_long_question_is_cut_and_the_page_says_so(look, section):
    CommitmentFactory(section=section, title="Zebra")

    page = look("zebra " * 5000)

    assert "That was long. We looked for the first words only" in page.text
    assert [text for text, _ in hits(page)["Promise"]] == ["Zebra"]


def test_words_that_were_found_are_marked_and_markup_in_them_is_only_words(look, section):
    CommitmentFactory(section=section, title="<b>Zebra</b> & more", wording="W")

    page = look("zebra")

    assert str(page.main.select_one(".le_hits h3 a").mark) == "<mark>Zebra</mark>"
    assert page.main.select_one(".le_hits h3 a").text == "<b>Zebra</b> & more"


def test_with_several_charters_each_hit_names_its_own_and_one_can_look_in_one(look, section):
    CommitmentFactory(section=section, title="Zebra here")
    there = EditionFactory(charter=CharterFactory(slug="council", name="Council promise", body="The Council"))
    CommitmentFactory(section=SectionFactory(edition=there), title="Zebra there")

    every, one = look("zebra"), look("zebra", charter="council")

    assert "Council promise, The Council" in every.text
    assert [text for text, _ in hits(one)["Promise"]] == ["Zebra there"]
    assert one.main.find("a", string="Look in all charters")["href"] == "/search/?q=zebra"


def test_all_of_one_kind_can_be_seen(look, section):
    for n in range(6):
        CommitmentFactory(section=section, title=f"Zebra {n}")

    few = look("zebra")
    every = look("zebra", kind="commitment")

    assert len(hits(few)["Promises"]) == 4
    assert "6 found; the best 4 are here." in few.text
    assert few.main.find("a", string="More under “Promises”")["href"] == "/search/?q=zebra&kind=commitment"
    assert len(hits(every)["Promises"]) == 6


@pytest.mark.parametrize("more", [{"kind": "secret"}, {"charter": "no"}])
def test_a_kind_or_charter_that_does_not_exist_is_not_found(visit, section, more):
    ((key, value),) = more.items()

    assert visit(f"/search/?q=zebra&{key}={value}", status=404).status == 404


def test_every_page_has_a_search_that_needs_no_script(visit, section):
    CommitmentFactory(section=section)

    form = visit("/charters/ours/").soup.find("form", role="search")

    assert form["action"] == "/search/"
    assert form.find("input", type="search")["name"] == "q"


def test_it_asks_as_often_for_many_hits_as_for_one(visit, section):
    def add_a_row():
        CommitmentFactory(section=section, answers=[StatementFactory(theme__service="ours", wording="Zebra")])
        KeepingFactory(commitment=CommitmentFactory(section=section, title=f"Zebra {section.commitments.count()}"))

    visit.asks_the_same("/search/?q=zebra&kind=commitment", add_a_row)


def searched(table: str) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, vector::text FROM found_{table}")
        return dict(cursor.fetchall())


def written(table: str, vector: str) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, ({vector})::text FROM {table}")
        return dict(cursor.fetchall())


@pytest.mark.parametrize("kind", EVERYTHING)
def test_what_is_searched_is_what_is_written_through_every_change(section, kind):
    one = EVERYTHING[kind]
    commitment = CommitmentFactory(section=section, title="Before")
    quote = QuoteFactory(service="ours", words="Before")
    assert searched(one.table) == written(one.table, one.vector)

    with before_publication():
        type(commitment).objects.update(title="After", wording="After")
        type(quote).objects.update(words="After")
        commitment.answers.clear()
        StatementFactory._meta.model.objects.all().delete()

    assert searched(one.table) == written(one.table, one.vector)


def test_the_application_cannot_write_what_is_searched():
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('found_statements_quote', 'INSERT, UPDATE, DELETE')")
        assert cursor.fetchone() == (connections["default"].settings_dict["USER"] == "owner",)


def test_no_synonym_stands_twice_or_for_nothing():
    for alike in tomllib.loads(SYNONYMS.read_text())["alike"]:
        assert sorted(alike) == ["find", "write"]
        assert alike["write"] and alike["find"]
        assert len({*alike["write"]}) == len(alike["write"])


@pytest.mark.parametrize("typed", ["a & b", "(", "'", "x:*", "!y", "<->", "\\", "a\0b", "é", "𝔘", "١٢٣", "-" * 300])
def test_whatever_is_typed_is_only_words(look, section, typed):
    CommitmentFactory(section=section)

    assert set(asked(typed).exact) <= set("'& -") | {letter for letter in typed.lower() if letter.isalnum()}
    assert look("".join(f"%{byte:02X}" for byte in typed.encode())).status == 200
