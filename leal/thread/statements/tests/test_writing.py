"""Writing down what people said: from the list to what readers see, and back again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leal.foundations.audit.models import Entry
from leal.foundations.audit.record import entries
from leal.foundations.revision import revision
from leal.thread.statements import operations, queries
from leal.thread.statements.models import Principle, Quote, Statement, Theme
from tests.factories import PersonFactory, QuoteFactory, StatementFactory, ThemeFactory
from tests.forms import written

pytestmark = pytest.mark.django_db
SERVICE = "the-agency"
SCRIPT = "<script>alert('Be “kind”')</script>"


@pytest.fixture
def statement():
    theme = ThemeFactory(service=SERVICE, code="staff", name="How staff behave")
    return StatementFactory(service=SERVICE, code="be-kind", wording="Be kind", theme=theme)


@pytest.fixture
def researcher():
    return PersonFactory(name="Nadia", role="researcher", within=f"charter {SERVICE}")


def address(page: str, *parts) -> str:
    return reverse(f"statements:{page}", args=[SERVICE, *parts])


# The list


def test_an_empty_list_says_where_to_begin(visit, researcher):
    page = visit.as_(researcher)(address("write"))

    assert "No theme is named yet. A charter promises only what people asked for, so it begins here." in page.text
    assert page.main.find(class_="ds_button").get_text() == "Name a theme"


def test_the_list_shows_each_statement_under_its_theme_with_who_changed_it_last(visit, researcher, statement):
    words = {"wording": "Be kind to all", "theme": statement.theme}
    operations.rewrite_statement(statement=statement, seen=revision(statement), by=researcher, **words)

    page = visit.as_(researcher)(address("write"))

    [listed] = page.main.find_all("a", href=address("rewrite-statement", "be-kind"))
    assert listed.get_text() == "Be kind to all, be-kind"
    assert "Changed last by Nadia, " in page.text


def test_the_list_asks_the_same_of_the_database_however_long_it_is(visit, researcher):
    def add():
        StatementFactory(service=SERVICE)
        QuoteFactory(service=SERVICE)

    visit.as_(researcher).asks_the_same(address("write"), add)


@pytest.mark.parametrize("role", ["adviser", "auditor", "panel-member"])
def test_whoever_does_not_write_statements_is_refused(visit, role):
    visit.as_(PersonFactory(role=role))(address("write"), status=403)


def test_a_role_held_for_one_charter_opens_no_other(visit, statement):
    other = PersonFactory(role="researcher", within="charter another")

    visit.as_(other)(address("write"), status=403)
    visit.as_(other)(address("rewrite-statement", "be-kind"), status=403)
    with pytest.raises(PermissionDenied):
        operations.rewrite_statement(statement=statement, seen="", wording="x", by=other)


# Writing


def test_a_statement_is_looked_at_before_it_is_saved(visit, researcher, statement):
    visit = visit.as_(researcher)
    new = {"wording": "Be patient", "theme": statement.theme.pk, "on_whose_words": "30 people"}
    new |= {"heard_in": "Workshops", "source": "A report", "do": "look"}

    page = visit.post(address("new-statement"), new)
    assert "Nothing is saved yet." in page.text
    assert page.main.find(class_="le_sheet").h3.get_text() == "Be patient"
    assert Statement.objects.count() == 1

    visit.post(address("new-statement"), written(page) | {"do": "save"}, follow=True)
    saved = Statement.objects.get(code="be-patient")
    assert (saved.wording, saved.service, saved.theme) == ("Be patient", SERVICE, statement.theme)
    assert entries(of=saved) == ["statement.written"]


def test_two_statements_of_the_same_words_have_addresses_of_their_own(visit, researcher, statement):
    new = {"wording": "Be kind!", "theme": statement.theme.pk, "on_whose_words": "30 people"}
    new |= {"heard_in": "Workshops", "source": "A report", "do": "save"}

    visit.as_(researcher).post(address("new-statement"), new)

    assert Statement.objects.filter(wording="Be kind!").values_list("code", flat=True).get() == "be-kind-2"


def test_what_changes_is_marked_word_by_word_before_it_is_saved(visit, researcher, statement):
    visit = visit.as_(researcher)
    there = address("rewrite-statement", "be-kind")

    page = visit.post(there, written(visit(there)) | {"wording": "Be very kind", "do": "look"})

    [change] = page.main.find_all("dd", class_="le_asis")
    assert change.get_text() == "Be [added: very] kind"

    visit.post(there, written(page) | {"because": "They said very", "do": "save"})
    assert Statement.objects.get().wording == "Be very kind"
    entry = Entry.objects.get(event="statement.rewritten")
    assert (entry.by, entry.because) == (f"person {researcher.pk}", "They said very")


def test_going_on_writing_after_a_look_keeps_every_word(visit, researcher, statement):
    visit = visit.as_(researcher)
    there = address("rewrite-statement", "be-kind")
    sent = written(visit(there)) | {"wording": "Be very kind\n\nand patient", "because": "Why not"}

    page = visit.post(there, written(visit.post(there, sent | {"do": "look"})) | {"do": "write"})

    assert {name: written(page)[name] for name in ("wording", "because")} == {
        "wording": "Be very kind\n\nand patient",
        "because": "Why not",
    }


def test_saving_what_stands_there_already_changes_nothing(visit, researcher, statement):
    visit = visit.as_(researcher)
    there = address("rewrite-statement", "be-kind")

    page = visit.post(there, written(visit(there)) | {"do": "save"})

    assert "Nothing was different, so nothing was saved." in page.text
    assert entries(of=statement) == []


def test_a_statement_of_a_theme_and_a_line_of_the_law_with_many_is_written_anew(visit, researcher, statement):
    law = Principle.objects.create(act="An act", number=1, wording="Respect")
    for one in (statement, *StatementFactory.create_batch(2, service=SERVICE, theme=statement.theme)):
        one.principles.add(law)
    visit, there = visit.as_(researcher), address("rewrite-statement", "be-kind")

    page = visit(there)
    visit.post(there, written(page) | {"wording": "Be kind to all", "do": "save"})

    statement.refresh_from_db()
    assert statement.wording == "Be kind to all"
    assert [one.get_text(strip=True) for one in page.main.find(id="id_theme").find_all("option")][1:] == [
        "How staff behave"
    ]


def test_a_mistake_is_said_and_what_was_written_is_kept(visit, researcher, statement):
    visit = visit.as_(researcher)
    there = address("rewrite-statement", "be-kind")

    page = visit.post(there, written(visit(there)) | {"wording": "", "people": "many", "because": "No words"})

    assert page.title.startswith("Error: ")
    assert [link.get_text() for link in page.main.find(id="error-summary").find_all("a")] == [
        "Write the statement",
        "Write the number in digits, such as 30",
    ]
    assert written(page)["because"] == "No words"


@pytest.mark.parametrize("do", ["look", "save", "write", "theirs:wording", "", "nonsense"])
def test_script_in_any_field_is_shown_as_text(visit, researcher, statement, do):
    visit = visit.as_(researcher)
    there = address("rewrite-statement", "be-kind")
    fields = ("wording", "on_whose_words", "not_heard", "heard_in", "source", "because")
    sent = written(visit(there)) | dict.fromkeys(fields, SCRIPT) | {"heard_on": "<b>now</b>", "do": do}
    travels = {"both": '{"by": "<script>", "mine": {"wording": ["<script>"]}, "theirs": {"wording": ["<b>"]}}'}

    for more in ({}, travels, {"both": "[", "began": "{"}, {"both": "[" * 100_000}):
        page = visit.post(there, sent | more)
        assert [tag for tag in page.soup.find_all("script") if not tag.get("src")] == []
    for shown in (address("write"), there, reverse("statements:statement", args=[SERVICE, "be-kind"])):
        assert [tag for tag in visit(shown).soup.find_all("script") if not tag.get("src")] == []


# Two at once


def test_whoever_saves_second_sees_both_wordings_and_loses_no_word(visit, researcher, statement):
    other = PersonFactory(name="Morag", role="charter-lead")
    there = address("rewrite-statement", "be-kind")
    mine, theirs = written(visit.as_(researcher)(there)), written(visit.as_(other)(there))
    visit.as_(other).post(there, theirs | {"wording": "Be kind always", "source": "A better report", "do": "save"})

    page = visit.as_(researcher).post(there, mine | {"wording": "Be kind to me", "do": "save"}, status=409)

    assert page.main.h1.get_text() == "Morag changed this meanwhile"
    left, right = (box.p.get_text() for box in page.main.find_all(class_="le_opinion"))
    assert (left, right) == ("Be kind [removed: always]", "Be kind [added: to me]")
    assert "What you had not touched is now as Morag saved it: “Where can it be read?”." in page.text
    sent = written(page)
    assert (sent["wording"], sent["source"]) == ("Be kind to me", "A better report")
    assert Statement.objects.get().wording == "Be kind always"

    visit.as_(researcher).post(there, sent | {"wording": "Be kind to me, always", "do": "save"}, status=200)
    saved = Statement.objects.get()
    assert (saved.wording, saved.source) == ("Be kind to me, always", "A better report")


def test_either_wording_goes_into_the_field_at_one_press_and_the_other_stays_in_sight(visit, researcher, statement):
    other = PersonFactory(name="Morag", role="charter-lead")
    there = address("rewrite-statement", "be-kind")
    sent = written(visit.as_(researcher)(there)) | {"wording": "Be kind to me", "do": "save"}
    operations.rewrite_statement(statement=statement, seen=revision(statement), wording="Be kind always", by=other)
    visit = visit.as_(researcher)

    page = visit.post(there, sent, status=409)
    page = visit.post(there, written(page) | {"do": "theirs:wording"})
    assert written(page)["wording"] == "Be kind always"
    assert "to me" in page.text
    page = visit.post(there, written(page) | {"do": "mine:wording"})
    assert written(page)["wording"] == "Be kind to me"

    # A look and back again keeps both.
    page = visit.post(there, written(page) | {"do": "look"})
    page = visit.post(there, written(page) | {"do": "write"})
    assert len(page.main.find_all(class_="le_opinion")) == 2


def test_who_changed_other_fields_than_i_did_keeps_them_without_a_word_from_me(visit, researcher, statement):
    other = PersonFactory(name="Morag", role="charter-lead")
    there = address("rewrite-statement", "be-kind")
    sent = written(visit.as_(researcher)(there)) | {"wording": "Be kind to me", "do": "save"}
    operations.rewrite_statement(statement=statement, seen=revision(statement), heard_in="A hall", by=other)

    page = visit.as_(researcher).post(there, sent, status=409)
    assert page.main.find_all(class_="le_opinion") == []
    visit.as_(researcher).post(there, written(page) | {"do": "save"})

    saved = Statement.objects.get()
    assert (saved.wording, saved.heard_in) == ("Be kind to me", "A hall")


def test_words_about_a_theme_that_is_gone_can_still_be_copied(visit, researcher):
    theme = ThemeFactory(service=SERVICE, code="old", name="Old")
    there = address("rewrite-theme", "old")
    sent = written(visit.as_(researcher)(there)) | {"name": "Much better name", "do": "save"}
    Theme.objects.filter(pk=theme.pk).update(code="gone")

    visit.as_(researcher).post(there, sent, status=404)


# Themes, principles, quotes


def test_a_theme_is_named_and_named_anew(visit, researcher):
    visit = visit.as_(researcher)
    visit.post(address("new-theme"), {"name": "How staff behave", "do": "save"})
    there = address("rewrite-theme", "how-staff-behave")

    visit.post(there, written(visit(there)) | {"summary": "What the people you meet are like", "do": "save"})

    theme = Theme.objects.get()
    assert (theme.name, theme.summary, entries(of=theme)) == (
        "How staff behave",
        "What the people you meet are like",
        ["theme.named", "theme.rewritten"],
    )


def test_a_principle_of_a_law_that_one_service_rests_on_lies_within_it(visit, researcher, statement):
    principle = Principle.objects.create(act="The Act", number=1, wording="Dignity")
    statement.principles.add(principle)
    there = address("rewrite-principle", principle.pk)
    visit_ = visit.as_(researcher)

    visit_.post(there, written(visit_(there)) | {"wording": "Respect for dignity", "do": "save"})
    assert Principle.objects.get().wording == "Respect for dignity"

    StatementFactory(service="another", principles=[principle])
    visit_(there, status=403)
    everywhere = PersonFactory(role="researcher")
    visit.as_(everywhere)(there)


def test_a_quote_is_kept_put_right_and_erased_for_good(visit, researcher, statement):
    visit = visit.as_(researcher)
    said = {"words": "They listend", "credit": "Panel member", "occasion": "Workshop", "year": "2018"}
    page = visit.post(address("new-quote"), said | {"source": "A report", "statements": [statement.pk], "do": "look"})
    assert page.main.find("blockquote").get_text() == "“They listend”"
    visit.post(address("new-quote"), written(page) | {"do": "save"})
    quote = Quote.objects.get()
    there = address("rewrite-quote", quote.pk)
    stale = written(visit(there)) | {"words": "They listened", "do": "save"}
    visit.post(there, stale)
    assert Quote.objects.get().words == "They listened"

    visit.post(address("erasing", quote.pk), {"because": ""})
    assert Quote.objects.get().words == "They listened"
    visit.post(address("erasing", quote.pk), {"because": "They asked us to"})
    assert Quote.objects.get().words == ""
    visit(there, status=404)
    with pytest.raises(operations.Erased):
        operations.rewrite_quote(quote=quote, seen=revision(Quote.objects.get()), words="They listened", by=researcher)


# Withdrawing


def test_a_statement_is_withdrawn_with_a_reason_that_readers_see_and_stands_again(visit, researcher, statement):
    visit = visit.as_(researcher)
    read = reverse("statements:statement", args=[SERVICE, "be-kind"])

    page = visit.post(address("withdrawal", "be-kind"), {"because": " "})
    assert "Write why" in page.text

    visit.post(address("withdrawal", "be-kind"), {"because": "Nobody said it"})
    assert "We withdrew this statement" in visit(read).text
    assert "Nobody said it." in visit(read).text
    assert "Withdrawn" in visit(address("write")).text

    visit.post(address("restoring", "be-kind"), {"because": "Somebody did"})
    assert "We withdrew" not in visit(read).text
    assert entries(of=statement) == ["statement.withdrawn", "statement.restored"]


# Themes and principles that should not stand


def test_what_hangs_on_a_theme_is_said_before_it_is_withdrawn_and_readers_see_why(visit, researcher, statement):
    visit, theme = visit.as_(researcher), statement.theme
    there = address("withdrawing", "themes", theme.code)
    page = visit(there)
    assert "One statement hangs on it." in page.text
    assert "Be kind" in page.main.get_text()

    visit.post(there, {"because": "It was two themes"})

    assert entries(of=theme) == ["theme.withdrawn"]
    page = visit(address("write"))
    assert "Withdrawn: It was two themes" in page.text
    new = visit(address("new-statement"))
    assert new.main.find("option", string=theme.name) is None
    there_still = visit(address("rewrite-statement", "be-kind"))
    assert written(there_still)["theme"] == str(theme.pk)


def test_a_theme_stands_again(visit, researcher, statement):
    visit, theme = visit.as_(researcher), statement.theme
    there = address("withdrawing", "themes", theme.code)
    visit.post(there, {"because": "It was two themes"})
    assert "because: It was two themes" in visit(there).text

    visit.post(there, {"because": "It is one after all"})

    theme.refresh_from_db()
    assert (theme.withdrawn_on, theme.withdrawn_because) == (None, "")
    assert entries(of=theme) == ["theme.withdrawn", "theme.restored"]


def test_a_line_of_the_law_that_was_withdrawn_asks_for_no_promise_any_more(visit, researcher, statement):
    law = Principle.objects.create(act="An Act", number=1, wording="Be kind by law")
    statement.principles.add(law)
    visit, there = visit.as_(researcher), address("withdrawing", "principles", law.pk)
    assert "One statement hangs on it." in visit(there).text
    assert "Write why" in visit.post(there, {"because": " "}).text

    visit.post(there, {"because": "Parliament took it back"})

    assert entries(of=law) == ["principle.withdrawn"]
    assert list(queries.principles()) == []
    assert list(statement.principles.all()) == [law]


@pytest.mark.parametrize(("kind", "key"), [("themes", "no-such"), ("principles", "no-such"), ("principles", "9" * 30)])
def test_what_is_not_there_is_not_withdrawn(visit, researcher, kind, key):
    visit.as_(researcher)(address("withdrawing", kind, key), status=404)


def test_the_law_of_several_services_is_withdrawn_by_none_of_them_alone(visit, researcher, statement):
    law = Principle.objects.create(act="An Act", number=1, wording="Be kind by law")
    for row in (statement, StatementFactory(service="another", theme=ThemeFactory(service="another"))):
        row.principles.add(law)

    visit.as_(researcher)(address("withdrawing", "principles", law.pk), status=403)
