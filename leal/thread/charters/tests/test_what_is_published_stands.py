"""A published edition never changes: not by an operation, not by one row’s save, not by a thousand rows at once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, ProgrammingError

from leal.foundations.revision import revision
from leal.thread.charters import operations
from leal.thread.charters.models import Approval, Ask, Body, Commitment, Edition, Lineage, Part, Passage, Section
from leal.thread.statements.models import Statement

from .conftest import AT, IN_2024, published

pytestmark = pytest.mark.database


@pytest.fixture
def second(draft, write, morag, eilidh):
    """A second edition, published, so that there is lineage; and a draft that follows it, to move rows from."""
    write.rewrite("PS1", wording="We will be kind to you.", because="People asked to whom")
    edition = published(draft, IN_2024, morag, eilidh)
    operations.draft_from(edition=edition, code="2029", title="2029", by=morag)
    return edition


TEXT = {
    Passage: {"words": "Other"},
    Section: {"name": "Other"},
    Commitment: {"wording": "Other"},
    Ask: {"wording": "Other"},
    Lineage: {"reason": "Other"},
    Approval: {"fingerprint": "other"},
}


def given_away(model):
    return lambda edition: model.objects.filter(edition=edition).update(edition=edition.followed_by.get())


def put_in(model):
    return lambda edition: model.objects.filter(edition=edition.followed_by.get()).update(edition=edition)


def a_passage_more(edition):
    Passage.objects.bulk_create([Passage(edition=edition, kind="word", heading="H", words="W", place=9)])


def bound(edition):
    edition.commitments.first().binds.add(Body.objects.create(charter=edition.charter, name="B", kind="other"))


def answered(edition):
    theme = Statement.objects.get().theme
    Commitment.answers.through.objects.update(statement=Statement.objects.create(code="n", wording="N", theme=theme))


WRITES = {
    **{f"{m.__name__} changed": lambda e, m=m, w=w: m.objects.filter(edition=e).update(**w) for m, w in TEXT.items()},
    **{f"{m.__name__} taken": lambda e, m=m: m.objects.filter(edition=e)._raw_delete("default") for m in TEXT},
    **{f"{model.__name__} given away": given_away(model) for model in TEXT},
    **{f"{model.__name__} put in": put_in(model) for model in TEXT if model is not Approval},
    "Approval put in": lambda e: Approval.objects.create(edition=e, by=e.approvals.first().by, fingerprint="x", at=AT),
    "Passage inserted": a_passage_more,
    "Part changed": lambda e: Part.objects.filter(commitment__edition=e).update(wording="Other"),
    "Part taken": lambda e: Part.objects.filter(commitment__edition=e).delete(),
    "Part inserted": lambda e: Part.objects.create(commitment=e.commitments.first(), letter="z", wording="Z"),
    "bodies unbound": lambda e: e.commitments.first().binds.clear(),
    "a body bound": bound,
    "statements no longer answered": lambda e: e.commitments.first().answers.clear(),
    "another statement answered": answered,
    "the edition changed": lambda e: Edition.objects.filter(pk=e.pk).update(title="Other"),
    "the edition unpublished": lambda e: Edition.objects.filter(pk=e.pk).update(published_on=None),
    "the edition deleted": lambda e: Edition.objects.filter(pk=e.pk)._raw_delete("default"),
    "the charter deleted": lambda e: e.charter.delete(),
    "a body renamed": lambda e: Body.objects.update(name="Other"),
    "a body taken away": lambda e: Body.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("what", WRITES)
def test_the_database_refuses(second, what):
    with pytest.raises(IntegrityError, match="A published edition never changes"), transaction.atomic():
        WRITES[what](second)


@pytest.mark.parametrize("table", ["edition", "section", "commitment", "part", "lineage", "commitment_binds", "body"])
def test_nobody_empties_a_table_that_holds_what_is_published(committed, table):
    import psycopg

    from tests.factories import CommitmentFactory

    CommitmentFactory()
    with (
        psycopg.connect(committed.owner) as owner,
        pytest.raises(psycopg.errors.RestrictViolation, match="A published edition never changes"),
    ):
        owner.execute(f"TRUNCATE charters_{table} CASCADE")
    with pytest.raises((ProgrammingError, InternalError, IntegrityError)), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE charters_{table} CASCADE")


def test_what_does_not_belong_to_the_text_may_still_be_written(second, morag):
    Body.objects.update(does="Answers the phone.")
    operations.name_body(charter=second.charter, name="Another", kind="other", by=morag)

    assert Body.objects.filter(does="Answers the phone.").count() == 1


OPERATIONS = {
    "write_section": lambda e: {"edition": e, "code": "X", "name": "X"},
    "write_passage": lambda e: {"edition": e, "kind": "word", "heading": "X", "words": "X"},
    "rewrite_edition": lambda e: {"edition": e, "seen": revision(e), "title": "X"},
    "rewrite_commitment": lambda e: {
        "commitment": (row := e.commitments.first()),
        "seen": revision(row),
        "wording": "X",
    },
    "remove": lambda e: {"commitment": (row := e.commitments.first()), "seen": revision(row), "because": "X"},
    "move_section": lambda e: {"section": e.sections.first(), "place": 2},
    "approve": lambda e: {"edition": e, "seen": "", "at": AT},
    "publish": lambda e: {"edition": e, "agreed_on": IN_2024, "on": IN_2024},
    "comment": lambda e: {"edition": e, "words": "Too late", "at": AT},
    "abandon": lambda e: {"edition": e, "because": "X"},
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_says_in_words_what_to_do_instead(second, morag, name):
    with pytest.raises(
        operations.AlreadyPublished, match="“Our Charter, 2024” is published, and its words never change"
    ):
        getattr(operations, name)(**OPERATIONS[name](second), by=morag)
