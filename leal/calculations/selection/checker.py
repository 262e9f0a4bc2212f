"""A second pair of eyes: checks a lottery and its proof, and shares no code with what made them.

    python -m leal.calculations.selection.checker people.csv targets.csv lottery.json [already.csv]

Reads the files with the standard library, adds up the tickets, and asks
another solver (HiGHS through SciPy's `milp`) for the most weight any panel
can have in each stage of the proof. Short on purpose: read it.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

SLACK = 1e-6
DIALECTS = (("feature", "value"), ("category", "name"), ("category", "feature"))


def check(people: Path, targets: Path, lottery: Path, already: Path | None = None) -> list[str]:
    """What is wrong with a lottery, one sentence each; nothing when the list is empty.

    already  the file of those who sat already, where there was one
    """
    seated = rows_of(already) if already else []
    case = Case(rows_of(people), rows_of(targets), json.loads(Path(lottery).read_text(encoding="utf-8")), seated)
    return case.wrong_panels() + case.wrong_chances() or case.wrong_proof()


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by heading, without the empty ones."""
    with Path(file).open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines) if any((cell or "").strip() for cell in row.values())]


def target_of(row: dict[str, str]) -> tuple[tuple[str, str], int, int]:
    """(feature, value), minimum and maximum of a row in any of the dialects."""
    row = {key.strip().lower(): cell for key, cell in row.items() if key}
    feature, value = next(names for names in DIALECTS if set(names) <= set(row))
    return (row[feature], row[value]), int(row["min"]), int(row["max"])


class Case:
    """A lottery beside the people and targets it is for."""

    def __init__(self, people: list[dict], targets: list[dict], lottery: dict, seated: list[dict] = ()) -> None:
        read, marks = lottery["read"], [target_of(row) for row in targets]
        held = Counter((feature, row[feature]) for row in seated for feature in {mark[0] for mark, _, _ in marks})
        self.lottery, self.seats = lottery, read["seats"] - len(seated)
        self.targets = [(mark, low - held[mark], high - held[mark]) for mark, low, high in marks]
        self.values, home, pairs = {}, {}, defaultdict(list)
        for number, row in enumerate(people, start=1):
            id = row[read["id_column"]] if read["id_column"] else str(number)
            if any(self.is_one_of(row, other, read) for other in seated):
                continue
            self.values[id] = {(feature, row[feature]) for (feature, _), _, _ in self.targets}
            home[id] = row[read["household"]].strip() if read["household"] else ""
            pair = row[read["pair"]].strip() if read["pair"] else ""
            pairs[("pair", pair) if pair else ("alone", id)].append(id)
        self.units = list(pairs.values())  # who can only be chosen together
        self.unit_of = {id: unit for unit in self.units for id in unit}
        self.homes = {unit[0]: {home[id] for id in unit} - {""} for unit in self.units}
        self.lodgers = Counter(home for homes in self.homes.values() for home in homes)

    @staticmethod
    def is_one_of(row: dict, seated: dict, read: dict) -> bool:
        """Whether a row is that of someone seated, or of one who shares a household or a pair with them."""
        same = [
            row[read[what]].strip() == seated[read[what]].strip() != "" for what in ("household", "pair") if read[what]
        ]
        return row[read["id_column"]] == seated[read["id_column"]] or any(same)

    def wrong_panels(self) -> list[str]:
        """Panels of the wrong size, that miss a target, hold a household twice or part a pair."""
        wrong = []
        for number, panel in enumerate(self.lottery["panels"], start=1):
            ids = set(panel["ids"])
            if not ids <= self.values.keys():
                wrong.append(f"Panel {number} has people who are not in the file")
                continue
            seen = Counter(value for id in ids for value in self.values[id])
            homes = Counter(home for id in ids for home in self.homes.get(id, ()))
            faults = {
                f"has {len(ids)} people for {self.seats} seats": len(ids) == len(panel["ids"]) == self.seats,
                "parts a pair": all(ids.issuperset(self.unit_of[id]) for id in ids),
                "holds two of one household": max(homes.values(), default=0) <= 1,
            } | {f"has {seen[mark]} of {mark}": low <= seen[mark] <= high for mark, low, high in self.targets}
            wrong += [f"Panel {number} {fault}" for fault, fine in faults.items() if not fine]
        return wrong

    def wrong_chances(self) -> list[str]:
        """Tickets that do not sum up, and chances that are not those of the tickets."""
        panels, total, held = self.lottery["panels"], self.lottery["tickets"], Counter()
        for panel in panels:
            held.update(dict.fromkeys(panel["ids"], panel["tickets"]))
        given = self.lottery["chances"]
        wrong = [f"The chance of {id} is not that of its tickets" for id in given if given[id] != held[id] / total]
        if set(given) != set(self.values):
            wrong.append("The chances are not those of the people in the file")
        if sum(panel["tickets"] for panel in panels) != total or min(panel["tickets"] for panel in panels) <= 0:
            wrong.append("The tickets of the panels do not make up the whole")
        if any(panel["probability"] != panel["tickets"] / total for panel in panels):
            wrong.append("A panel's probability is not that of its tickets")
        return wrong

    def wrong_proof(self) -> list[str]:
        """Stages whose bound lies above the chance reached, or that do not pin whom they claim to pin."""
        proof, chances, wrong = self.lottery["certificate"], self.lottery["chances"], []
        type_of = {id: t for t, ids in enumerate(proof["types"]) for id in ids}
        sizes = np.array([len(ids) for ids in proof["types"]])
        if set(type_of) != set(chances) or sizes.sum() != len(type_of):
            return ["The types of the proof do not list each person once"]
        sums = np.array([sum(chances[id] for id in ids) for ids in proof["types"]])
        least = np.array([min(chances[id] for id in ids) for ids in proof["types"]])
        most_weight, free = self.maximum(type_of), np.ones(len(sizes), dtype=bool)
        for number, stage in enumerate(proof["stages"], start=1):
            weights = np.zeros(len(sizes))
            weights[[int(t) for t in stage["weights"]]] = list(stage["weights"].values())
            whole = (weights * sizes)[free].sum()
            bound = (most_weight(weights) - (weights * sums)[~free].sum()) / whole
            gap = max(bound - least[free].min(), 0.0)
            if weights[free].min() < 0 or gap > (0 if proof["exact"] else proof["gap"]) + SLACK:
                wrong.append(f"Stage {number} reaches {least[free].min():.9f}; its weights only rule out {bound:.9f}")
            for t in stage["pinned"] if proof["exact"] else []:
                if not free[t] or gap * whole > SLACK * weights[t] * sizes[t] or weights[t] <= 0:
                    wrong.append(f"Stage {number} does not prove that type {t} can have no more")
            free[stage["pinned"]] = False
        return wrong + ["Not everyone's chance is proven"] * bool(proof["exact"] and free.any())

    def maximum(self, type_of: dict[str, int]) -> Callable[[np.ndarray], float]:
        """A function: from weights, one per type, to the most weight a panel can have."""
        alike = defaultdict(list)
        for unit in self.units:
            single = len(unit) == 1 and all(self.lodgers[home] == 1 for home in self.homes[unit[0]])
            alike[(type_of[unit[0]], frozenset(self.values[unit[0]])) if single else unit[0]].append(unit)
        columns = list(alike.values())
        shared = [home for home, number in self.lodgers.items() if number > 1]
        limits = [(None, self.seats, self.seats), *self.targets, *((home, 0, 1) for home in shared)]
        row_of = {mark: row for row, (mark, _, _) in enumerate(limits)}
        rows = np.zeros((len(limits), len(columns)))
        for column, (unit, *_) in enumerate(columns):
            rows[0, column] = len(unit)
            for home in self.homes[unit[0]].intersection(row_of):
                rows[row_of[home], column] = 1
            for mark in (mark for id in unit for mark in self.values[id]):
                rows[row_of[mark], column] += 1
        constraint = LinearConstraint(rows, [low for _, low, _ in limits], [high for _, _, high in limits])
        bounds = Bounds(0, [len(same) for same in columns])

        def most(weights: np.ndarray) -> float:
            gains = np.array([sum(weights[type_of[id]] for id in unit) for unit, *_ in columns])
            exactly = {"integrality": np.ones(len(columns)), "options": {"mip_rel_gap": 0}}
            answer = milp(-gains, constraints=constraint, bounds=bounds, **exactly)
            return -min(answer.mip_dual_bound, answer.fun)

        return most


if __name__ == "__main__":
    found = check(*map(Path, sys.argv[1:5]))
    sys.stdout.write("\n".join(found) + "\n" if found else "The lottery and its proof hold.\n")
    sys.exit(bool(found))
