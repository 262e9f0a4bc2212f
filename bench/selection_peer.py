"""What the peer makes of a pool: run as a program of its own, because its licence (GPL) is not ours.

Reads {"targets": CSV, "people": CSV, "seats": N, "solver": name} and writes
the seconds that its maximin took and the smallest chance it reached.
"""

import csv
import io
import json
import sys
from time import perf_counter


def main() -> None:
    """One pool from standard input, one answer to standard output."""
    from sortition_algorithms import Settings, read_in_features, read_in_people
    from sortition_algorithms.committee_generation import find_distribution_maximin

    asked = json.load(sys.stdin)
    targets, people = (csv.DictReader(io.StringIO(asked[name])) for name in ("targets", "people"))
    features, *_ = read_in_features(targets.fieldnames, list(targets), asked["seats"])
    settings = Settings(id_column="id", columns_to_keep=[], solver_backend=asked["solver"])
    pool, _ = read_in_people(people.fieldnames, list(people), features, settings)
    begun = perf_counter()
    panels, shares, _ = find_distribution_maximin(features, pool, asked["seats"], [], asked["solver"])
    taken = perf_counter() - begun
    chances = dict.fromkeys((id for panel in panels for id in panel), 0.0)
    for panel, share in zip(panels, shares, strict=True):
        for id in panel:
            chances[id] += share
    everyone = asked["people"].count("\n") - 1
    smallest = min(chances.values()) if len(chances) == everyone else 0.0
    json.dump({"seconds": taken, "smallest": smallest}, sys.stdout)


if __name__ == "__main__":
    main()
