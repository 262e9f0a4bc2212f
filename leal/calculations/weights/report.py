"""What `leal weights` found, as files say it."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from leal.calculations.answers.written import People

from .raking import Raked, Target

Row = dict[str, str | int | float]
WEIGHT_PLACES = 10


class Report(NamedTuple):
    """Weights, beside the people they are of and the targets they meet."""

    people: People
    identifier: str
    targets: list[Target]
    raked: Raked

    def weight_rows(self) -> Iterator[Row]:
        """A row a person: the row of the file, or who they are, and their weight."""
        told = self.people.columns[self.identifier].told() if self.identifier else self.people.rows.tolist()
        for who, weight in zip(told, self.raked.weights, strict=True):
            yield {self.identifier or "row": who, "weight": round(float(weight), WEIGHT_PLACES)}

    def level_rows(self) -> Iterator[Row]:
        """A row a level: how many answered, and its share before and after beside its target."""
        for target in self.targets:
            known, labels = target.group.codes >= 0, len(target.shares)
            counted = [
                np.bincount(target.group.codes[known], weights[known], labels)
                for weights in (np.ones(len(known)), self.raked.start, self.raked.weights)
            ]
            for place, label in enumerate(target.group.labels):
                people, before, after = (sums[place] for sums in counted)
                yield {
                    "group": target.group.name,
                    "level": label,
                    "people": int(people),
                    "before": round(before / counted[1].sum(), 6),
                    "target": round(target.shares[place], 6),
                    "after": round(after / counted[2].sum(), 6),
                }

    def tree(self) -> dict:
        """All but the weights themselves, as plain values for JSON."""
        low, high = self.raked.at_bounds
        return {
            "file": {"name": self.people.name, "sha256": self.people.digest},
            "people": len(self.people),
            "effective_base": round(self.raked.effective_base, 1),
            "design_effect": round(self.raked.design_effect, 4),
            "smallest": round(float(self.raked.weights.min()), 6),
            "largest": round(float(self.raked.weights.max()), 6),
            "at_lowest": low,
            "at_highest": high,
            "rounds": self.raked.rounds,
            "furthest_from_target": self.raked.miss,
            "levels": list(self.level_rows()),
        }

    def summary(self) -> Iterator[str]:
        """A few lines for the person who asked."""
        raked, low_high = self.raked, self.raked.at_bounds
        yield (
            f"People: {len(self.people):,}. Groups: {len(self.targets)}. The weighted answers tell as much as those of "
            f"{raked.effective_base:,.0f} people of one weight (design effect {raked.design_effect:.2f})."
        )
        yield f"Weights run from {raked.weights.min():.2f} to {raked.weights.max():.2f}, with an average of 1."
        if any(low_high):
            yield f"At the lowest weight allowed: {low_high[0]:,} people; at the highest: {low_high[1]:,}."


def write(report: Report, folder: Path) -> list[Path]:
    """Write weights.csv and report.json, both or neither."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [folder / "weights.csv.draft", folder / "report.json.draft"]
    with drafts[0].open("w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, [report.identifier or "row", "weight"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(report.weight_rows())
    drafts[1].write_text(json.dumps(report.tree(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [draft.replace(draft.with_suffix("")) for draft in drafts]
