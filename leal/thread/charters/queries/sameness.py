"""The same promise in other editions, as a piece of any query: what hangs on it there hangs on it here."""

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from ..models import Commitment, Edition

# Back and on are walked apart: two promises merged into one are each the same as that one, not as each other.
# What a draft says counts for that draft alone.
WALK = """
WITH RECURSIVE back(id) AS (
    SELECT id FROM charters_commitment WHERE {where}
    UNION
    SELECT told.earlier_id FROM charters_lineage told JOIN back ON told.later_id = back.id WHERE told.same_promise
), ahead(id) AS (
    SELECT id FROM charters_commitment WHERE {where}
    UNION
    SELECT told.later_id FROM charters_lineage told JOIN ahead ON told.earlier_id = ahead.id
    JOIN charters_edition ON charters_edition.id = told.edition_id AND charters_edition.published_on IS NOT NULL
    WHERE told.same_promise
) SELECT id FROM back UNION SELECT id FROM ahead
"""


def promises_of(*, edition: Edition) -> RawSQL:
    """The keys of an edition’s commitments and of those of other editions that are the same promises.

    For `commitment__in=…`: it costs no query of its own.
    """
    return _walk("edition_id = %s", edition.pk)


def same_as(*, commitment: Commitment) -> RawSQL:
    """The keys of a commitment and of those of other editions that are the same promise, for `commitment__in=…`."""
    return _walk("id = %s", commitment.pk)


def _walk(where: str, key: int) -> RawSQL:
    return RawSQL(WALK.format(where=where), [key, key], output_field=BigIntegerField())
