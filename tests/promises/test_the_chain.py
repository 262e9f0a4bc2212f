"""The chain: whoever changes, removes or remakes what was sealed is found out."""

import pytest
from django.db import connection, connections

from leal.foundations.audit import chain
from leal.foundations.audit.chain import Broken, Head
from leal.foundations.audit.models import Arrival, Entry, Seal
from tests.factories import QuoteFactory

pytestmark = pytest.mark.database


def broken(anchor=None):
    return [said for said in chain.verify(anchor=anchor) if isinstance(said, Broken)]


@pytest.mark.django_db
def test_an_untouched_record_verifies():
    QuoteFactory.create_batch(3)

    head = chain.seal()

    assert head.position == Seal.objects.count() > 0
    assert list(chain.verify(anchor=head)) == [head]


@pytest.mark.django_db
def test_sealing_again_adds_only_what_is_new():
    QuoteFactory()
    first = chain.seal()
    assert chain.seal() == first

    QuoteFactory()

    assert chain.seal().position > first.position
    assert broken(anchor=first) == []


@pytest.mark.django_db
def test_nothing_sealed_yet_is_no_fault():
    assert list(chain.verify()) == [Head(0, bytes(32))]


@pytest.mark.django_db
def test_arrivals_of_today_wait_until_the_day_is_over():
    Arrival.objects.create(event="reply.given", arrived_on="2024-05-01")
    today = Arrival.objects.create(event="reply.given", arrived_on="2999-01-01")

    chain.seal()

    sealed = Seal.objects.filter(of="arrival").values_list("row_key", flat=True)
    assert str(today.key) not in sealed
    assert len(sealed) == 1


@pytest.fixture
def tampered(committed):
    """Someone with the owner’s password, who switches the rules off, does their worst and switches them on again."""
    QuoteFactory.create_batch(3)
    anchor = chain.seal()

    def tamper(statement):
        with connections["owner"].cursor() as cursor:
            for table in ("audit_rowhistory", "audit_seal", "audit_entry"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement)
            for table in ("audit_rowhistory", "audit_seal", "audit_entry"):
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return anchor

    return tamper


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (
            "UPDATE audit_rowhistory SET by = 'someone else' WHERE id = (SELECT min(id) FROM audit_rowhistory)",
            "changed",
        ),
        ("DELETE FROM audit_rowhistory WHERE id = (SELECT min(id) FROM audit_rowhistory)", "is gone"),
        ("DELETE FROM audit_seal WHERE position = 2", "missing"),
        (
            "UPDATE audit_seal SET chain = set_byte(chain, 0, (get_byte(chain, 0) + 1) % 256) WHERE position = 2",
            "follow",
        ),
        ("DELETE FROM audit_seal WHERE position = (SELECT max(position) FROM audit_seal)", "taken away"),
        ("DELETE FROM audit_seal", "taken away"),
    ],
    ids=["a byte altered", "a row removed", "a link removed", "a link altered", "the end cut off", "all cut off"],
)
def test_tampering_is_found(tampered, statement, why):
    anchor = tampered(statement)

    assert any(why in one.why for one in broken(anchor))


def test_even_the_owner_is_refused_while_the_rules_stand(committed):
    QuoteFactory()
    with pytest.raises(Exception, match="never changed"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM audit_rowhistory")


@pytest.mark.django_db
def test_a_later_entry_with_an_earlier_number_is_sealed_all_the_same():
    QuoteFactory()
    chain.seal()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (id, event, subject, subject_key, by, because, recorded_at) "
            "VALUES (-1, 'late.committed', 'x', '1', 'person 1', '', now())"
        )

    chain.seal()

    assert Seal.objects.filter(of="entry", row_key="-1").exists()
    assert Entry.objects.filter(pk=-1).exists()
