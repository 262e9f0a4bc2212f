"""Standing of all commitments with 77 measures × 12 groups × 60 months: the limit is one second from cold."""

from calendar import monthrange
from datetime import date
from random import Random
from time import perf_counter

from leal.calculations.change import Line
from leal.calculations.periods import charter_year
from leal.calculations.series import Reading
from leal.calculations.standing import (
    CommitmentFacts,
    Evidence,
    MeasureRule,
    PartFact,
    PracticeFact,
    Serving,
    standings,
)

MEASURES, GROUPS, MONTHS, COMMITMENTS, LIMIT = 77, 12, 60, 51, 1.0


def main() -> None:
    """Print one row: what it is, ours, the limit, the ratio."""
    evidence, commitments = _evidence(Random(2023)), _commitments()
    begun = perf_counter()
    found = standings(commitments, evidence, charter_year("2022-23"))
    ours = perf_counter() - begun
    name = f"standing of {len(found)} commitments, {MEASURES} measures × {GROUPS} groups × {MONTHS} months, sums only"
    print(f"{name} | {ours:.3f} s | {LIMIT:.0f} s | {ours / LIMIT:.2f}")  # noqa: T201


def _evidence(random: Random) -> dict[str, Evidence]:
    return {f"m{at}": _measure(random, at) for at in range(MEASURES)}


def _measure(random: Random, at: int) -> Evidence:
    rule = MeasureRule(f"m{at}", f"Measure {at}", feeling=at % 2 == 0, line=Line(points=5), base="people")
    groups = ["", *(f"group: {group}" for group in range(GROUPS))]
    readings = (
        Reading(*_month(month), round(random.gauss(80, 3), 1), group, base=random.randint(20, 5000), rounding=0.1)
        for group in groups
        for month in range(MONTHS)
    )
    return Evidence(rule, tuple(readings))


def _month(at: int) -> tuple[date, date]:
    year, month = 2018 + (at + 3) // 12, (at + 3) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _commitments() -> list[CommitmentFacts]:
    parts = PartFact("a", "one"), PartFact("b", "two")
    return [
        CommitmentFacts(
            f"X{at}",
            parts=parts,
            practices=(PracticeFact("Something", "in_place"),),
            servings=tuple(
                Serving(f"m{(at * 3 + step) % MEASURES}", "ab"[step % 2], decides=step < 2) for step in range(4)
            ),
        )
        for at in range(COMMITMENTS)
    ]


if __name__ == "__main__":
    main()
