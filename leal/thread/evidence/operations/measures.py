from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from django.db.models import Q, QuerySet

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.charters.queries import current_edition

from ..belonging import settle
from ..definitions import Definition
from ..models import Break, Level, Measure, Service
from ..reviewed import Fault, Misread

MIRRORED = (
    *("name", "number", "asks", "kind", "unit", "feeling", "base", "population", "source", "better"),
    *("matters_points", "matters_relative", "smallest_base", "good_for_years", "rounding"),
    *("every", "published_after"),
    *("why_it_matters", "caveat", "gap", "answer"),
)


class Adoption(NamedTuple):
    """What adopting a set of definitions did: codes of measures, and how many results found another measure."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    results_moved: int


def within_charter(*, charter: Charter, **_) -> str:
    return charter.scope


@operation(needs=Permission.MEASURE_ADOPT, within=within_charter)
def adopt_measures(*, charter: Charter, definitions: Sequence[Definition], on: date, by: Person | Outsider) -> Adoption:
    """Make a charter's measures what their reviewed files say, all or none.

    A measure whose file is gone is retired, never removed. Results find the
    measure that now claims their question or label.

    Raises Misread when a file serves a commitment or part that the edition does not have.
    """
    promises = _promises(charter, definitions)
    known = {measure.code: measure for measure in Measure.objects.filter(charter=charter)}
    new, changed = [], []
    for definition in definitions:
        measure = known.pop(definition.code, None)
        if measure and measure.definition == definition.digest and measure.retired_on is None:
            continue
        (changed if measure else new).append(definition.code)
        measure = measure or Measure(charter=charter, code=definition.code)
        _mirror(measure, definition, promises)
        record("measure.changed" if definition.code in changed else "measure.adopted", of=measure, by=by)
    retired = [measure for measure in known.values() if measure.retired_on is None]
    for measure in retired:
        measure.retired_on = on
        measure.save(update_fields=["retired_on"])
        record("measure.retired", of=measure, by=by, because="Its reviewed file is gone")
    moved = settle(charter)
    record("measures.compared", of=charter, by=by, because=f"{len(definitions)} reviewed files")
    return Adoption(tuple(new), tuple(changed), tuple(m.code for m in retired), moved)


def _mirror(measure: Measure, definition: Definition, promises: dict[str, Commitment]) -> None:
    for name in MIRRORED:
        setattr(measure, name, getattr(definition, name))
    measure.labels, measure.codes = list(definition.labels), list(definition.codes)
    measure.definition, measure.retired_on = definition.digest, None
    measure.save()
    for rows in (measure.services, measure.levels, measure.breaks):
        rows.all().delete()
    Service.objects.bulk_create(
        Service(
            measure=measure,
            commitment=promises[serving.commitment],
            part=_part(promises[serving.commitment], serving.part),
            decides=serving.decides,
        )
        for serving in definition.serves
    )
    Level.objects.bulk_create(Level(measure=measure, **vars(level)) for level in definition.levels)
    Break.objects.bulk_create(Break(measure=measure, **vars(each)) for each in definition.breaks)


def _part(commitment: Commitment, letter: str):
    return next((part for part in commitment.parts.all() if part.letter == letter), None)


def _promises(charter: Charter, definitions: Sequence[Definition]) -> dict[str, Commitment]:
    """The commitments by code; every unknown one that a file serves is a fault.

    A bare code is that of the first edition to have it, for the same promise is
    followed from there; "2024/PS4" is that of the edition named.
    """
    edition = current_edition(charter=charter) or charter.editions.order_by("-pk").first()
    found: dict[str, Commitment] = {}
    for each in _every_commitment(charter, edition):
        found.setdefault(each.code, each)
        found[f"{each.edition.code}/{each.code}"] = each
    faults = [
        Fault(f"{definition.code}.toml", f"serves {number}, {field}", why)
        for definition in definitions
        for number, serving in enumerate(definition.serves, start=1)
        for field, why in _unknown(serving, found, edition)
    ]
    if faults:
        raise Misread(faults)
    return found


def _every_commitment(charter: Charter, edition: Edition | None) -> QuerySet[Commitment]:
    """Those of the first edition first; of a draft only where nothing is published."""
    editions = Q(edition__published_on__isnull=False) | Q(edition=edition)
    rows = Commitment.objects.filter(editions, edition__charter=charter).order_by("edition__published_on", "edition")
    return rows.select_related("edition").prefetch_related("parts")


def _unknown(serving, found: dict[str, Commitment], edition: Edition | None):
    commitment = found.get(serving.commitment)
    if commitment is None:
        near = get_close_matches(serving.commitment, found, n=1)
        mend = f"Did you mean {near[0]}?" if near else "Use the code of one of its commitments."
        yield "commitment", f"“{serving.commitment}” is no commitment of {edition or charter_words()}. {mend}"
    elif serving.part and not _part(commitment, serving.part):
        letters = ", ".join(part.letter for part in commitment.parts.all()) or "none"
        yield "part", f"{commitment.code} has no part “{serving.part}”. Its parts: {letters}."


def charter_words() -> str:
    return "this charter, which has no edition yet"
