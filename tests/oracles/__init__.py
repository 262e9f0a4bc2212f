"""What other people's software says of the same input, kept so that tests need none of it."""

import csv
from pathlib import Path

HERE = Path(__file__).parent


def said_by_r() -> dict[str, float]:
    """What R's `survey` package says of `people.csv`, figure by figure: see survey.R."""
    with (HERE / "survey.csv").open(newline="") as lines:
        return {row["figure"]: float(row["value"]) for row in csv.DictReader(lines)}


def people() -> dict[str, list[str]]:
    """The made-up answers that survey.R speaks of, column by column."""
    with (HERE / "people.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {name: [row[name] for row in rows] for name in rows[0]}
