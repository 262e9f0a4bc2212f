"""Tables as files say them: plain rows, the same in CSV and in JSON."""

import math
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from leal.calculations.answers.written import People

from .comparing import Compared
from .table import Table
from .tabulation import Tables

Row = dict[str, str | int | float | None]
SHARE_PLACES, OTHER_PLACES = 4, 6  # four places of a share are a hundredth of a percentage point
WIDTH = 1.96  # standard errors to each side: 19 times in 20


class Chosen(StrEnum):
    """How people came to be among those who answered. Only a sample has a margin of error."""

    NOT_SAID = "not-said"
    ALL = "all"
    CENSUS = "census"
    SAMPLE = "sample"
    SELF_SELECTED = "self-selected"


WHY_NO_MARGIN = {
    Chosen.NOT_SAID: "No margin of error is given, because nothing says how people were chosen. If they were drawn by "
    "chance, say --population sample.",
    Chosen.ALL: "No margin of error is given: everyone was counted.",
    Chosen.CENSUS: "No margin of error is given: everyone was asked, and chance did not choose who answered. Show how "
    "many were asked beside how many answered.",
    Chosen.SELF_SELECTED: "No margin of error is given: people chose themselves, and no formula says whom they stand "
    "for.",
}


class Report(NamedTuple):
    """Everything one run of `leal tables` found.

    numbers  the questions answered with a number
    notes    what a reader must be told
    """

    people: People
    tables: Tables
    tests: list[Compared]
    chosen: Chosen
    weighted: bool
    numbers: Collection[str]
    notes: list[str]

    def tree(self) -> dict:
        """All of it as plain values, for JSON."""
        return {
            "file": {"name": self.people.name, "sha256": self.people.digest},
            "people": self.tables.people,
            "weighted": self.weighted,
            "population": str(self.chosen),
            "notes": self.notes,
            "answers": list(self.answer_rows()),
            "numbers": list(self.number_rows()),
            "tests": list(self.test_rows()),
        }

    def answer_rows(self) -> Iterator[Row]:
        """A row an answer, in each level of each group; the group "" is everyone."""
        for (question, group), table in self.tables.items():
            if question not in self.numbers:
                low, high = table.intervals(z=WIDTH)
                for row, level in enumerate(table.levels):
                    for place, label in enumerate(table.question.labels):
                        sure = (low[row, place], high[row, place]) if self.chosen == Chosen.SAMPLE else (None, None)
                        yield {
                            "question": question,
                            "group": group,
                            "level": level,
                            "answer": label,
                            "people": int(table.people[row, place]),
                            "share": rounded(table.shares[row, place], SHARE_PLACES),
                            "low": rounded(sure[0], SHARE_PLACES),
                            "high": rounded(sure[1], SHARE_PLACES),
                        } | _bases(table, row)

    def number_rows(self) -> Iterator[Row]:
        """A row a level, for questions whose answers stand for numbers."""
        for (question, group), table in self.tables.items():
            if table.question.values:
                errors = table.mean_errors * WIDTH if self.chosen == Chosen.SAMPLE else [math.nan] * len(table.levels)
                for row, level in enumerate(table.levels):
                    yield {
                        "question": question,
                        "group": group,
                        "level": level,
                        "people": int(table.mean_bases[row]),
                        "mean": rounded(table.means[row]),
                        "low": rounded(table.means[row] - errors[row]),
                        "high": rounded(table.means[row] + errors[row]),
                        "median": rounded(table.quantiles()[row]),
                    } | _bases(table, row)

    def test_rows(self) -> Iterator[Row]:
        """A row a test, in the order made."""
        for test in self.tests:
            yield {
                "question": test.question,
                "group": test.group,
                "answer": test.answer,
                "statistic": rounded(test.difference.statistic),
                "degrees": rounded(test.difference.degrees),
                "denominator_degrees": rounded(test.difference.others) or None,
                "chance": rounded(test.difference.p),
                "chance_corrected": rounded(test.corrected),
                "smallest_expected": rounded(test.difference.smallest),
            }


def _bases(table: Table, row: int) -> Row:
    return {
        "base": int(table.bases[row]),
        "weighted_base": rounded(table.weighted_bases[row]),
        "effective_base": rounded(table.effective_bases[row], 1),
        "skipped": int(table.skipped[row]),
        "not_asked": int(table.not_asked[row]),
    }


def rounded(figure: float | None, places: int = OTHER_PLACES) -> float | None:
    """A figure rounded at the last step; None for what cannot be said."""
    return None if figure is None or math.isnan(figure) else round(float(figure), places)
