"""A make-up as pages show it: who is missing in words, as empty chairs, and every number with its base."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from leal.calculations.amounts import number
from leal.calculations.periods import day_words
from leal.calculations.representation import Comparison, Hidden, Line, MakeUp, telling
from leal.calculations.representation.several import Several
from leal.foundations.pages.parts import Basis, ChairRow, Column, DataTable, EmptyChairs

from ..models import PanelQuestion, PopulationTable

DRAWN = 8  # the widest gaps; everything stands in the tables
COLUMNS = (Column("Who"), Column("Here", number=True), Column("Share", number=True), Column("Would match", number=True))


def lead(made: MakeUp, table: PopulationTable) -> str:
    """The first sentence: who is not here at all, or the widest gap."""
    return telling.lead(made, table.like)


def empty_chairs(made: MakeUp, table: PopulationTable, *, group: str, on: date, level: int = 2) -> EmptyChairs | None:
    """The widest gaps as people and empty chairs; None when nothing can be shown.

    group  what the people are called: "the core group"
    """
    known = [line for line in made.gaps() if line.base]
    gaps = [line for line in known if line.most is not None and line.match - line.most >= 0.5] or known
    if not gaps:
        return None
    return EmptyChairs(
        id="gaps",
        heading="The gaps, largest first",
        group=group,
        like=table.like,
        rows=tuple(_row(line, table.like) for line in gaps[:DRAWN]),
        basis=Basis(
            base=f"{number(made.people)} people; of each question those who answered it",
            period=day_words(on),
            source=sources(made.comparisons),
        ),
        note=f"Groups overlap. {telling.hidden_in_words(made)}",
        level=level,
    )


def _row(line: Line, like: str) -> ChairRow:
    at_most = line.most if line.hidden is Hidden.FEW else None
    here, match = telling.count_in_words(line), telling.match_in_words(line, like)
    return ChairRow(name_of(line), line.count, line.match_whole, here, match, at_most)


def name_of(line: Line) -> str:
    """Whom a line is about: "People under 25"."""
    return f"People {line.words}"


def sources(comparisons: Iterable[Comparison]) -> str:
    """Where the shares of everyone are from, each source once."""
    found = dict.fromkeys(f"{one.source}, {one.year}" for one in comparisons)
    return f"of everyone: {'; '.join(found)}"


def tables(made: MakeUp, table: PopulationTable) -> tuple[tuple[str, str, DataTable | None], ...]:
    """Every comparison: what it is by, its base with what was not said, and its table; None when it is withheld."""
    return tuple(
        (_by(one.features), _based(one), None if one.withheld else _table(one, f"by-{at}", table.like))
        for at, one in enumerate(made.comparisons)
    )


def _by(features: Sequence[str]) -> str:
    first, *second = features
    return first + "".join(f" and {one[:1].lower()}{one[1:]}" for one in second)


def _based(one: Comparison) -> str:
    withheld = f" {telling.withheld_in_words(one)}" if one.withheld else ""
    return f"{telling.base_in_words(one)} Of everyone: {one.source}, {one.year}.{withheld}"


def _table(one: Comparison, id: str, like: str) -> DataTable:
    rows = tuple(
        (
            name_of(line),
            telling.count_in_words(line),
            "not shown" if line.share is None else percent(line.share),
            f"{match_of(line)} ({percent(line.population)} of {like})",
        )
        for line in one.lines
    )
    return DataTable(id, f"{_by(one.features)}: who is missing first", COLUMNS, rows)


@dataclass(frozen=True)
class SeveralAnswers:
    """A question to which several answers may be given: its name, how to read it, its table where there is one."""

    called: str
    said: str
    table: DataTable | None


def several_answers(question: PanelQuestion, found: Several) -> SeveralAnswers:
    """How many gave each answer; a person stands in each answer they gave."""
    rows = tuple(
        (
            one.answers[0] if len(one.answers) == 1 else f"One of these: {'; '.join(one.answers)}",
            number(one.count) if one.count else "Nobody",
            percent(one.count / found.base),
        )
        for one in found.given
    )
    columns = (Column("Answer"), Column("Here", number=True), Column("Share", number=True))
    table = (
        None
        if found.withheld
        else DataTable("several", f"{question.called}: each answer that was given", columns, rows)
    )
    return SeveralAnswers(question.called, telling.several_in_words(found), table)


def match_of(line: Line) -> str:
    """How many would match, as a cell of a table says it."""
    return number(line.match_whole) if line.match_whole else "fewer than 1"


def percent(share: float) -> str:
    """A share as whole per cent; what is there is never called nothing.

    >>> percent(0.136), percent(0.004), percent(0)
    ('14%', 'under 1%', '0%')
    """
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"
