"""What was done stays known: by entry, by row history, and sealed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.history import history_of
from leal.foundations.audit.models import Arrival, Entry, RowHistory, Seal
from leal.foundations.audit.record import NothingRecorded, entries, record
from leal.foundations.operation import operation
from leal.foundations.people.actors import ANYONE, CLOCK, name_of
from leal.thread.statements import operations
from leal.thread.statements.models import Principle, Quote, Reply, Statement, Theme
from tests.factories import QuoteFactory, StatementFactory

pytestmark = pytest.mark.django_db

PRINCIPLE = {"act": "An Act", "number": 1, "wording": "Dignity comes first"}


def test_an_operation_leaves_an_entry_and_the_history_of_each_row_it_touched(morag):
    principle = operations.write_principle(**PRINCIPLE, by=morag)

    [entry] = Entry.objects.filter(event="principle.written")
    [history] = history_of(principle)
    assert entries(of=principle) == ["principle.written"]
    assert (history.did, history.after["wording"]) == ("added", "Dignity comes first")
    assert entry.by == history.by == name_of(morag)
    assert entry.act == history.act


def test_an_operation_that_records_nothing_is_undone(morag):
    @operation(needs=Permission.CHARTER_WRITE)
    def quietly(*, by):
        Principle.objects.create(**PRINCIPLE)

    with pytest.raises(NothingRecorded):
        quietly(by=morag)

    assert not Principle.objects.exists()
    assert not RowHistory.objects.filter(row_table="statements_principle").exists()


def test_someone_who_may_not_is_refused_and_leaves_no_trace(fergus):
    with pytest.raises(PermissionDenied):
        operations.write_principle(**PRINCIPLE, by=fergus)

    assert not Principle.objects.exists()


@pytest.mark.parametrize("outsider", [ANYONE, CLOCK])
def test_neither_anyone_nor_the_clock_may_write_a_charter(outsider):
    with pytest.raises(PermissionDenied):
        operations.write_principle(**PRINCIPLE, by=outsider)


def test_bulk_writes_leave_history_too():
    Theme.objects.bulk_create(Theme(code=f"t{n}", name="Before") for n in range(3))
    Theme.objects.update(name="After")
    Theme.objects.all().delete()

    did = RowHistory.objects.filter(row_table="statements_theme").order_by("pk").values_list("did", "before", "after")
    assert [d for d, _, _ in did] == ["added"] * 3 + ["changed"] * 3 + ["removed"] * 3
    assert [(b, a) for d, b, a in did if d == "changed"] == [({"name": "Before"}, {"name": "After"})] * 3


def test_a_write_that_changes_nothing_leaves_no_history():
    theme = Theme.objects.create(code="t", name="Same")
    theme.save()

    assert [h.did for h in history_of(theme)] == ["added"]


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("model", [Entry, RowHistory, Arrival, Seal], ids=lambda m: m.__name__)
@pytest.mark.database
def test_the_application_can_neither_change_nor_empty_the_record(model, statement):
    table, key = model._meta.db_table, model._meta.pk.column
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, key, key))


@pytest.mark.database
def test_the_application_cannot_forge_history():
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        RowHistory.objects.create(row_table="x", row_key="1", did="added", by="person 1", written_at=timezone.now())


def test_words_a_person_said_are_in_history_only_as_a_digest():
    quote = QuoteFactory(words="I was treated like a number")

    [history] = history_of(quote)
    assert "number" not in str(history.after)
    assert history.after["words"].startswith("digest:")
    assert history.after["credit"] == quote.credit


def test_the_same_words_of_two_people_have_different_digests():
    one, other = (history_of(QuoteFactory(words="Yes"))[0].after["words"] for _ in range(2))
    assert one != other


def test_many_rows_written_at_once_each_have_a_secret_of_their_own():
    with connection.cursor() as cursor:
        quotes = Quote.objects.bulk_create(QuoteFactory.build(words="Yes") for _ in range(9))
        cursor.execute("SELECT count(DISTINCT secret) FROM audit_subjectkey WHERE subject LIKE 'statements_quote:%'")
        assert cursor.fetchone() == (9,)
    assert len({history_of(quote)[0].after["words"] for quote in quotes}) == 9


def test_a_write_does_not_read_the_secrets_of_everyone():
    def read_through() -> int:
        cursor.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'audit_subjectkey'")
        return cursor.fetchone()[0]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a small table is read through where it may be
        before = read_through()
        QuoteFactory()
        assert read_through() == before


def test_erased_words_are_gone_and_the_row_remains(morag):
    quote = QuoteFactory(words="My street and my illness")

    operations.erase_quote(quote=quote, because="They asked us to", by=morag)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_subjectkey WHERE subject = %s", [f"statements_quote:{quote.pk}"])
        assert cursor.fetchone() == (0,)
    assert Quote.objects.get(pk=quote.pk).words == ""
    assert entries(of=quote) == ["quote.erased"]


def test_an_anonymous_reply_leaves_no_history_no_key_and_no_time(fergus):
    statement = StatementFactory()
    before = RowHistory.objects.count(), Entry.objects.count()

    given = operations.reply(statement=statement, right="no", words="Nobody rang me", on=date(2024, 5, 1), by=fergus)

    [arrival] = Arrival.objects.all()
    assert (RowHistory.objects.count(), Entry.objects.count()) == before
    assert arrival.event == "reply.given"
    assert arrival.key != given.key
    assert {f.get_internal_type() for f in Reply._meta.fields} & {"DateTimeField", "BigAutoField"} == set()
    assert {f.get_internal_type() for f in Arrival._meta.fields} & {"DateTimeField", "BigAutoField"} == set()


def test_an_entry_names_a_person_by_key_so_that_erasing_them_is_real(morag):
    record("theme.seen", of=Theme.objects.create(code="t", name="T"), by=morag)

    assert morag.name not in str(Entry.objects.values().get())


def test_every_statement_keeps_its_links_in_history_too():
    statement = StatementFactory(principles=[Principle.objects.create(**PRINCIPLE)])

    links = RowHistory.objects.filter(row_table=Statement.principles.through._meta.db_table)
    assert [h.after["statement_id"] for h in links] == [statement.pk]
