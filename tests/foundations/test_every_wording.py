"""Every wording there was, and putting one back: a new wording, by a named person."""

import pytest
from django.db import connection
from django.urls import reverse

from leal.foundations.audit.versions import versions_of
from leal.foundations.revision import revision
from leal.thread.statements import operations
from leal.thread.statements.models import Principle, Quote, Statement
from leal.thread.statements.tests.test_writing import SERVICE, address
from tests.factories import PersonFactory
from tests.forms import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def researcher():
    return PersonFactory(name="Nadia", role="researcher")


@pytest.fixture
def statement(researcher):
    theme = operations.name_theme(service=SERVICE, code="staff", name="Staff", by=researcher)
    words = {"wording": "Be kind", "heard_in": "Workshops", "on_whose_words": "30 people", "source": "A report"}
    return operations.write_statement(theme=theme, code="be-kind", by=researcher, **words)


def rewrite(statement, by, because="", **words):
    stands = Statement.objects.get(pk=statement.pk)
    return operations.rewrite_statement(statement=stands, seen=revision(stands), because=because, by=by, **words)


def history(statement) -> str:
    return reverse("editing:history", args=["statement", statement.pk])


def test_versions_are_put_together_from_rows_and_the_links_between_them(statement, researcher):
    morag, principle = (
        PersonFactory(name="Morag", role="charter-lead"),
        Principle.objects.create(act="The Act", number=1, wording="Dignity"),
    )
    rewrite(statement, morag, because="They said more", wording="Be kind always", principles=[principle])
    rewrite(statement, researcher, wording="Be kind always", principles=[])

    first, second, third = versions_of(statement)

    assert (first.by, first.event, first.words["wording"], first.words.get("principles", [])) == (
        *("Nadia", "statement.written", "Be kind"),
        [],
    )
    assert (second.by, second.because, second.changed) == ("Morag", "They said more", ("wording", "principles"))
    assert (second.words["wording"], second.words["principles"]) == ("Be kind always", [principle.pk])
    assert (third.changed, third.words["principles"]) == (("principles",), [])


def test_the_page_shows_who_wrote_what_when_and_why_the_newest_first(visit, statement, researcher):
    morag = PersonFactory(name="Morag", role="charter-lead")
    rewrite(statement, morag, because="They said always", wording="Be kind always")

    page = visit.as_(researcher)(history(statement))

    newest, oldest = page.main.find_all(class_="le_version")
    assert newest.p.get_text(" ", strip=True).startswith("By Morag. Because: They said always.")
    assert newest.dd.get_text() == "Be kind [added: always]"
    assert "By Nadia." in oldest.get_text()
    assert oldest.dd.get_text() == "Be kind"
    assert newest.find("a") is None


def test_an_old_wording_is_put_back_by_saving_it_anew(visit, statement, researcher):
    morag = PersonFactory(name="Morag", role="charter-lead")
    rewrite(statement, morag, wording="Be quick", source="Another")
    visit = visit.as_(researcher)
    back = visit(history(statement)).main.find("a", string=lambda text: text and text.startswith("Put this"))
    back = back or visit(history(statement)).main.find_all(class_="le_version")[1].find("a")

    page = visit(back["href"])
    assert "These are words of before" in page.text
    assert Statement.objects.get().wording == "Be quick"
    look = visit.post(back["href"], written(page) | {"do": "look"})
    assert "[removed: quick ] [added: kind ]" in look.text
    visit.post(back["href"], written(look) | {"because": "It was right", "do": "save"})

    assert Statement.objects.get().wording == "Be kind"
    third = versions_of(statement)[-1]
    assert (third.by, third.because, third.words["source"]) == ("Nadia", "It was right", "A report")


def test_putting_back_is_refused_when_someone_was_quicker(visit, statement, researcher):
    morag = PersonFactory(name="Morag", role="charter-lead")
    rewrite(statement, morag, wording="Be quick")
    first = versions_of(statement)[0]
    there = f"{address('rewrite-statement', 'be-kind')}?as={first.key}"
    sent = written(visit.as_(researcher)(there)) | {"do": "save"}
    rewrite(statement, morag, wording="Be quicker")

    page = visit.as_(researcher).post(there, sent, status=409)

    assert page.main.h1.get_text() == "Morag changed this meanwhile"
    assert Statement.objects.get().wording == "Be quicker"


def test_history_is_for_those_who_write_and_those_who_read_the_record(visit, statement):
    for role, status in (("auditor", 200), ("charter-lead", 200), ("adviser", 403), ("panel-member", 403)):
        visit.as_(PersonFactory(role=role))(history(statement), status=status)
    auditor = PersonFactory(role="auditor")
    rewrite(statement, PersonFactory(role="researcher"), wording="Be quick")
    assert visit.as_(auditor)(history(statement)).main.find_all(class_="le_version")[1].find("a") is None
    assert visit(history(statement), status=302).status == 302


@pytest.mark.parametrize("where", ["statement/0", "statement/no", "nothing/1", "statement/99999999999999999999999"])
def test_a_thing_that_is_not_there_has_no_history(visit, researcher, where):
    visit.as_(researcher)(f"/history/{where}/", status=404)


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30, "-1"])
def test_a_version_that_never_was_is_passed_over(visit, statement, researcher, asked):
    page = visit.as_(researcher)(f"{address('rewrite-statement', 'be-kind')}?as={asked}")

    assert written(page)["wording"] == "Be kind"


def test_what_someone_said_is_not_kept_twice_so_that_it_can_be_erased(visit, statement, researcher):
    said = {
        "words": "They listend",
        "credit": "Panel member",
        "occasion": "Workshop",
        "year": 2018,
        "source": "A report",
    }
    quote = operations.keep_quote(service=SERVICE, by=researcher, **said)
    operations.rewrite_quote(quote=quote, seen=revision(quote), words="They listened", by=researcher)

    page = visit.as_(researcher)(reverse("editing:history", args=["quote", quote.pk]))

    assert "listend" not in page.text
    assert "What the words were is not kept here, so that they can be erased." in page.text
    operations.erase_quote(quote=Quote.objects.get(), because="Asked", by=researcher)
    assert "listened" not in visit.as_(researcher)(reverse("editing:history", args=["quote", quote.pk])).text


def test_what_no_operation_did_is_told_too(visit, statement, researcher):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('leal.by', '', true), set_config('leal.act', '', true)")
    Statement.objects.update(wording="Written past every rule")

    newest = versions_of(statement)[-1]

    assert (newest.by, newest.event, newest.words["wording"]) == (
        *("outside an operation", ""),
        "Written past every rule",
    )
