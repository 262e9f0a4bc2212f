"""Set a panel beside everyone it speaks for, and see to it that those who are missing are looked for."""

from collections.abc import Mapping
from datetime import date

from leal.calculations.answers.faults import Faulty
from leal.calculations.representation import read_population
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import take_hold, write_anew

from ..models import CoreGroup, Missing, Panel, PopulationTable
from ..queries.features import asked_of, in_codes
from .founding import within_panel


class NotComparable(Exception):
    """A file that is no population table for this panel; `faults` holds every reason, row by row."""

    def __init__(self, wrong: Faulty):
        super().__init__(str(wrong))
        self.faults = wrong.faults


class FilledAlready(Exception):
    """A gap is filled once."""

    def __str__(self) -> str:
        return "This gap is filled already"


def within_missing(*, missing: Missing, **_) -> str:
    return missing.scope


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def load_population(
    *, panel: Panel, content: bytes, name: str, like: str, made_up: bool = False, on: date, by: Person | Outsider
) -> PopulationTable:
    """Load a population table from a file, whole or not at all. From then on the panel is compared with it.

    like     what everyone is called: “Scotland”
    made_up  whether its figures are of the story

    Raises NotComparable with every fault of the file.
    """
    features = asked_of(panel=panel)
    try:
        read = read_population(content, name=name, known={one.called: list(one.choices) for one in features.values()})
    except Faulty as wrong:
        raise NotComparable(wrong) from None
    tables, words = in_codes(read, features)
    loaded = panel.population_tables.create(
        name=name,
        digest=read.digest,
        like=like,
        tables=tables,
        words=words,
        notes=list(read.notes),
        made_up=made_up,
        loaded_on=on,
    )
    record("population.loaded", of=loaded, by=by)
    return loaded


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def note_missing(
    *,
    panel: Panel,
    group: CoreGroup | None = None,
    features: Mapping[str, str] | None = None,
    words: str,
    owner: Person,
    doing: str = "",
    source: str = "",
    on: date,
    by: Person | Outsider,
) -> Missing:
    """Say who is missing from a panel or a group, who sees to it, and what is being done.

    words  as readers see it: “Nobody under 25 is here yet”
    doing  "" while nothing is
    """
    noted = panel.missing.create(
        group=group, features=dict(features or {}), words=words, owner=owner, doing=doing, source=source, since=on
    )
    record("missing.noted", of=noted, by=by)
    return noted


@operation(needs=Permission.PANEL_WRITE, within=within_missing)
def rewrite_missing(
    *, missing: Missing, seen: str, because: str = "", by: Person | Outsider, **words: object
) -> Missing:
    """Say anew who is missing, who sees to it, or what is being done. Raises ChangedMeanwhile."""
    rewritten = write_anew(missing, seen=seen, words=words)
    record("missing.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.PANEL_WRITE, within=within_missing)
def fill_gap(*, missing: Missing, seen: str, on: date, because: str, by: Person | Outsider) -> Missing:
    """Say that a gap is filled, and by what. It stays to be read. Raises ChangedMeanwhile, FilledAlready."""
    held = take_hold(missing, seen=seen)
    if held.filled_on:
        raise FilledAlready
    held.filled_on, held.filled_because = on, because
    held.save(update_fields=["filled_on", "filled_because"])
    record("missing.filled", of=held, by=by, because=because)
    return held
