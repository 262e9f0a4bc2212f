"""What `leal missing` found, as files say it."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from leal.calculations.answers.faults import Fault, Faulty, gathered
from leal.calculations.answers.written import People, read_people

from .comparing import Comparison, Line, MakeUp, make_up
from .counting import tallies_of
from .population import Key, Population, read_population
from .telling import WITH_CARE, base_in_words, hidden_in_words, lead, sentence, withheld_in_words

Row = dict[str, str | int | float | None]
NAMES = ("feature", "value", "and feature", "and value")
MARK = "[c]"  # the sign for "confidential" of the Government Statistical Service


class Report(NamedTuple):
    """A make-up, beside the two files it is of.

    like   what the population is called: "Scotland"
    notes  what a reader must be told
    """

    people: People
    population: Population
    made: MakeUp
    like: str
    notes: list[str]

    def tree(self) -> dict:
        """All that may be shown, as plain values for JSON."""
        return {
            "people_file": {"name": self.people.name, "sha256": self.people.digest},
            "population_file": {"name": self.population.name, "sha256": self.population.digest},
            "people": self.made.people,
            "smallest_shown": self.made.smallest,
            "in_words": lead(self.made, self.like),
            "notes": self.notes,
            "tables": [self._table(one) for one in self.made.comparisons],
        }

    def _table(self, one: Comparison) -> dict:
        return {
            "by": list(one.features),
            "base": one.base,
            "not_said": {str(kind): count for kind, count in one.unsaid},
            "source": one.source,
            "year": one.year,
            "withheld": one.withheld,
            "lines": [self._line(line) for line in one.lines],
        }

    def _line(self, line: Line) -> dict:
        return {
            "values": list(line.values),
            "count": line.count,
            "shown": str(line.hidden),
            "share": _share(line),
            "population": _rounded(line.population),
            "match": _rounded(line.match, 2),
            "gap": _rounded(line.gap, 2),
            "nobody": line.nobody,
            "missing": line.is_missing,
            "in_words": sentence(line, self.like),
        }

    def rows(self) -> Iterator[Row]:
        """A row a line, for CSV; what is hidden is marked [c]."""
        for one in self.made.comparisons:
            for line in one.lines:
                hidden = line.count is None
                yield _named(line) | {
                    "people": MARK if hidden else line.count,
                    "base": one.base,
                    "share": MARK if hidden else _share(line),
                    "population": _rounded(line.population),
                    "match": _rounded(line.match, 2),
                    "gap": MARK if hidden else _rounded(line.gap, 2),
                    "in words": sentence(line, self.like),
                    "source": one.source,
                    "year": one.year,
                }

    def summary(self) -> Iterator[str]:
        """What is found, for the person who asked: worst first, then what the figures rest on."""
        yield lead(self.made, self.like)
        for one in self.made.comparisons:
            yield ""
            yield f"{' and '.join(one.features)[:1].upper()}{' and '.join(one.features)[1:]}"
            if one.withheld:
                yield f"  {withheld_in_words(one)}"
            yield from (f"  {sentence(line, self.like)}" for line in one.lines)
            yield f"  {base_in_words(one)} Population: {one.source}, {one.year}."
        yield ""
        yield from self.notes


def _named(line: Line) -> Row:
    (feature, second), (value, other) = ((*pair, "")[:2] for pair in (line.features, line.values))
    return dict(zip(NAMES, (feature, value, second, other), strict=True))


def _share(line: Line) -> float | None:
    """A share to as few places as tell what the count beside it tells, and no more."""
    return _rounded(line.share, 2 if line.base < 100 else 3)


def _rounded(figure: float | None, places: int = 4) -> float | None:
    return None if figure is None else round(figure, places)


def reported(people: Path, population: Path, *, by: Sequence[Key], smallest: int, like: str) -> Report:
    """The make-up of the people of one file beside the population of another.

    by  features, or pairs of them; none for every feature that both files have
    Raises Faulty with every fault of both files.
    """
    group, table = gathered(lambda: read_people(people), lambda: read_population(population))
    chosen = [_as_in(table, features) for features in by] or _in_both(group, table)
    made = make_up(tallies_of(group, table, chosen), table, smallest=smallest)
    left = [] if by else [one for one in table.single() if (one,) not in chosen]
    notes = [hidden_in_words(made), WITH_CARE, *table.notes, *group.notes]
    if left:
        notes.append(f"Not compared, because {group.name} has no such column: {', '.join(left)}.")
    return Report(group, table, made, like, notes)


def _as_in(table: Population, features: Key) -> Key:
    found = table.of(*features)
    return found.features if found else features


def _in_both(group: People, table: Population) -> list[Key]:
    """Every feature of the population that the people have; a header one slip away is asked about, not passed over."""
    there = [(feature,) for feature in table.single() if feature in group.columns]
    faults = []
    for feature in (one for one in table.single() if one not in group.columns):
        try:
            group.column(feature)
        except Faulty as wrong:
            faults += [fault for fault in wrong.faults if "Did you mean" in fault.what]
    if not there and not faults:
        listed = ", ".join(table.single())
        faults = [Fault(group.name, 1, "", f"none of its columns is a feature of {table.name}: {listed}.")]
    if faults:
        raise Faulty(faults)
    return there


def write(report: Report, folder: Path) -> list[Path]:
    """Write makeup.csv and report.json, both or neither."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [folder / "makeup.csv.draft", folder / "report.json.draft"]
    rows = list(report.rows())
    with drafts[0].open("w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, list(rows[0]) if rows else list(NAMES))
        writer.writeheader()
        writer.writerows(rows)
    drafts[1].write_text(json.dumps(report.tree(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [draft.replace(draft.with_suffix("")) for draft in drafts]
