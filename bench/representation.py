"""The make-up of a large panel beside pandas, which only counts: no hiding, no words.

A group of 100,000 people in ten features, and all 45 pairs of them at once.
pandas must find our counts before it is timed.
"""

import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np

from bench.beside import row, say, seconds
from leal.calculations.answers.written import read_people
from leal.calculations.representation import make_up, read_population, tallies_of
from leal.calculations.representation.protecting import protected

PEOPLE = 100_000
SIZES = [4, 2, 3, 32, 6, 8, 2, 5, 4, 7]
SMALL = 30


def main() -> None:
    """Print: name | ours | pandas's | ratio."""
    import pandas

    chance = np.random.default_rng(2018)
    names = [f"feature {place}" for place in range(len(SIZES))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "panel.csv"
        frame = pandas.DataFrame(
            {name: chance.integers(0, size, PEOPLE) for name, size in zip(names, SIZES, strict=True)}
        )
        frame.to_csv(file, index=False)
        population, group = read_population(_population(names)), read_people(file)
        singles, pairs = [(name,) for name in names], list(combinations(names, 2))

        ours, theirs = seconds(
            lambda: read_people(file), lambda: pandas.read_csv(file, dtype="category", keep_default_na=False), runs=3
        )
        row(f"read {PEOPLE:,} people × {len(names)} features", ours, "pandas, as categories", theirs)
        told = frame.astype(str).astype("category")
        counted = tallies_of(group, population, pairs)[0].counts
        table = pandas.crosstab(told[names[0]], told[names[1]])
        assert all(counted[str(a), str(b)] == table.at[str(a), str(b)] for a in range(4) for b in range(2))

        def made(by):
            return make_up(tallies_of(group, population, by), population)

        ours, theirs = seconds(lambda: made(singles), lambda: [told[name].value_counts() for name in names])
        row(f"make-up of {PEOPLE:,} in {len(names)} features", ours, "pandas value_counts", theirs)
        ours, theirs = seconds(
            lambda: made(pairs), lambda: [pandas.crosstab(told[a], told[b]) for a, b in pairs], runs=3
        )
        row(f"make-up of {PEOPLE:,} in {len(pairs)} pairs", ours, "pandas crosstab", theirs)

    few = read_people(_people(frame.head(SMALL)))
    tallies = tallies_of(few, population, singles)
    first, again = seconds(lambda: _forgotten(tallies), lambda: make_up(tallies, population), runs=5)
    say(f"of a group of {SMALL}, with small numbers hidden in {len(names)} tables: {first:.3f} s, again {again:.4f} s")


def _forgotten(tallies) -> None:
    from leal.calculations.representation import protecting

    protecting._protected.cache_clear()
    protected(tallies)


def _people(frame) -> bytes:
    return frame.to_csv(index=False).encode()


def _population(names: list[str]) -> bytes:
    lines = ["feature,value,and feature,and value,count,source,year"]
    sized = list(zip(names, SIZES, strict=True))
    lines += [f"{name},{value},,,10,made up,2022" for name, size in sized for value in range(size)]
    for (one, size), (other, its) in combinations(sized, 2):
        lines += [f"{one},{a},{other},{b},10,made up,2022" for a in range(size) for b in range(its)]
    return "\n".join(lines).encode()


if __name__ == "__main__":
    main()
