"""Tables and measures beside pandas, Polars, DuckDB and one read of the same data from Parquet.

Every peer adds up the same three sums (people, weights, squared weights)
for the same 1,200 tables, and must find what we find before it is timed.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.beside import row, say, seconds
from leal.calculations.answers import Answers
from leal.calculations.tables import EventMeasure, Statistic, measure_events, tabulate

PEOPLE, QUESTIONS = 300_000, 100
LEVELS = [2, 3, 4, 5, 6, 8, 10, 12, 4, 5, 7, 9]
EVENTS, CLIENTS, MONTHS = 10_000_000, 2_000_000, 36
SIZE = f"{PEOPLE:,} × {QUESTIONS} × {len(LEVELS)}, weighted, three sums"
Work = tuple[Callable[[], object], int]  # what a peer does, and how many times over that is the whole
EVENTS_SIZE = f"{EVENTS:,} events × 12 groups × {MONTHS} months × 80 measures"


def main() -> None:
    """Print a row for each way and each peer: name | ours | theirs | ratio."""
    chance = np.random.default_rng(2023)
    survey(chance)
    events(chance)


# -- survey tables


def survey(chance: np.random.Generator) -> None:
    """1,200 tables of a survey of 300,000."""
    sizes = chance.integers(3, 8, QUESTIONS)
    questions = [_column(f"q{place}", int(size), chance, lowest=-2) for place, size in enumerate(sizes)]
    groups = [_column(f"g{place}", size, chance) for place, size in enumerate(LEVELS)]
    weights = chance.lognormal(0, 0.5, PEOPLE)

    compiling = perf_counter()
    tabulate(questions[:1], groups[:1], weights=weights, compiled=True)
    say(f"loading numba and compiling, once a process: {perf_counter() - compiling:.1f} s, in no figure below")

    def by_scipy():
        return tabulate(questions, groups, weights=weights)

    def compiled():
        return tabulate(questions, groups, weights=weights, compiled=True)

    with tempfile.TemporaryDirectory() as folder:
        read = _parquet(Path(folder) / "survey.parquet", [*questions, *groups], weight=weights)
        plainly, fast, limit = seconds(by_scipy, compiled, read, runs=9)
    row(f"tables by scipy: {SIZE}", plainly, "one read from Parquet", limit)
    row(f"tables compiled: {SIZE}", fast, "one read from Parquet", limit)
    found = by_scipy()
    for name, peer in PEERS.items():
        work, times = peer(questions, groups, weights, found)
        plainly, fast, theirs = seconds(by_scipy, compiled, work, runs=3)
        part = f" (a part, times {times})" if times > 1 else ""
        row(f"tables by scipy: {SIZE}", plainly, f"{name}{part}", theirs * times)
        row(f"tables compiled: {SIZE}", fast, f"{name}{part}", theirs * times)


def _column(name: str, size: int, chance: np.random.Generator, lowest: int = 0, many: int = PEOPLE) -> Answers:
    return Answers(name, tuple(map(str, range(size))), chance.integers(lowest, size, many).astype(np.int8))


def _parquet(path: Path, columns: list[Answers], **others: np.ndarray) -> Callable[[], object]:
    """Write the same data as Parquet (zstd), and how to read it with every processor."""
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({column.name: column.codes for column in columns} | others)
    pyarrow.parquet.write_table(table, path, compression="zstd")
    return lambda: pyarrow.parquet.read_table(path)


def _same(found, question: str, group: str, rows: dict[tuple[int, int], tuple[float, float, float]]) -> None:
    """The gate: a peer's cells are ours."""
    table = found[question, group]
    ours = {
        (level, answer): (table.people[level, answer], table.weights[level, answer], table.squares[level, answer])
        for level in range(len(table.group.labels))
        for answer in range(len(table.question.labels))
    }
    theirs = {cell: sums for cell, sums in rows.items() if cell[1] >= 0}
    assert ours.keys() == theirs.keys()
    assert np.allclose([ours[cell] for cell in ours], [theirs[cell] for cell in ours])


def by_pandas(questions, groups, weights, found) -> Work:
    """A groupby a table; a twentieth of the questions, times twenty."""
    import pandas

    part = questions[: QUESTIONS // 20]
    frame = pandas.DataFrame({column.name: column.codes for column in [*part, *groups]})
    frame["w"], frame["w2"] = weights, weights * weights

    def count():
        return {
            (question.name, group.name): frame.groupby([group.name, question.name]).agg(
                people=("w", "size"), w=("w", "sum"), w2=("w2", "sum")
            )
            for question in part
            for group in groups
        }

    table = count()["q0", "g3"]
    _same(found, "q0", "g3", {cell: tuple(table.loc[cell]) for cell in table.index})
    return count, 20


def by_polars(questions, groups, weights, found) -> Work:
    """Every table lazily, collected together."""
    import polars

    frame = polars.DataFrame({column.name: column.codes for column in [*questions, *groups]} | {"w": weights}).lazy()
    sums = [polars.len().alias("people"), polars.col("w").sum(), (polars.col("w") ** 2).sum().alias("w2")]
    pairs = [(group.name, question.name) for question in questions for group in groups]

    def count():
        tables = [frame.select(*pair, "w").group_by(pair).agg(sums) for pair in pairs]
        return dict(zip(pairs, polars.collect_all(tables), strict=True))

    _same(found, "q0", "g3", {line[:2]: line[2:] for line in count()["g3", "q0"].iter_rows()})
    return count, 1


def by_duckdb(questions, groups, weights, found) -> Work:
    """A query a question, with a grouping set a group, from DuckDB's own table."""
    import duckdb
    import pyarrow

    answers = pyarrow.table({column.name: column.codes for column in [*questions, *groups]} | {"w": weights})
    database = duckdb.connect()
    database.register("given", answers)
    database.execute("create table answers as select * from given")
    names = ", ".join(group.name for group in groups)

    def count(some):
        tables = {}
        for question in some:
            sets = ", ".join(f"({question.name}, {group.name})" for group in groups)
            asked = f"select {question.name}, {names}, count(*), sum(w), sum(w * w) from answers "
            tables[question.name] = database.execute(f"{asked} group by grouping sets ({sets})").fetchall()
        return tables

    lines = [line for line in count(questions[:1])["q0"] if line[4] is not None]
    _same(found, "q0", "g3", {(line[4], line[0]): line[-3:] for line in lines})
    return lambda: count(questions), 1


PEERS = {"DuckDB": by_duckdb, "Polars": by_polars, "pandas": by_pandas}


# -- measures from events


def events(chance: np.random.Generator) -> None:
    """80 measures of 10 million events, 8 of the 12 groups on 2 million clients."""
    months = _column("month", MONTHS, chance, many=EVENTS)
    months.codes.sort()
    facets = [_column(name, size, chance, many=EVENTS) for name, size in FACETS.items()]
    by = [facets[0], *(_column(f"b{place}", size, chance, many=EVENTS) for place, size in enumerate([8, 12, 4]))]
    by_client = [
        _column(f"c{place}", size, chance, many=CLIENTS) for place, size in enumerate([2, 7, 6, 32, 5, 4, 8, 3])
    ]
    clients = chance.integers(0, CLIENTS, EVENTS).astype(np.int32)
    waits = chance.integers(0, 4000, EVENTS).astype(np.float32)
    measures = _eighty()

    def counted(compiled: bool):
        found = measure_events(
            measures,
            months=months,
            facets=facets,
            by=by,
            by_client=by_client,
            clients=clients,
            amounts=waits,
            compiled=compiled,
        )
        return [found.values(group.name) for group in (*by, *by_client)]

    with tempfile.TemporaryDirectory() as folder:
        told = [months, *facets, *by[1:]]
        read_events = _parquet(Path(folder) / "events.parquet", told, client=clients, wait=waits)
        read_clients = _parquet(Path(folder) / "clients.parquet", by_client)
        plainly, fast, limit = seconds(
            lambda: counted(False), lambda: counted(True), lambda: (read_events(), read_clients()), runs=5
        )
    row(f"measures by scipy: {EVENTS_SIZE}", plainly, "one read from Parquet", limit)
    row(f"measures compiled: {EVENTS_SIZE}", fast, "one read from Parquet", limit)


FACETS = {"channel": 5, "outcome": 6, "late": 2, "first": 2, "helped": 2, "again": 2, "waited": 3}  # 1,440 classes


def _eighty() -> list[EventMeasure]:
    """16 conditions × 5 statistics, between them asking about every facet."""
    conditions = [{"channel": [str(place)]} for place in range(5)] + [{"outcome": [str(place)]} for place in range(6)]
    conditions += [{"late": ["1"]}, {"first": ["1"], "channel": ["0"]}, {"helped": ["1"], "waited": ["2"]}]
    conditions += [{"again": ["1"], "outcome": ["0", "1"]}, {"waited": ["0", "1"], "late": ["0"]}]
    return [
        EventMeasure(f"{place} {statistic} {'of those who waited' if among else ''}", statistic, where, among)
        for place, where in enumerate(conditions)
        for statistic, among in [*((each, {}) for each in Statistic), (Statistic.SHARE, {"waited": ["1", "2"]})]
    ]


if __name__ == "__main__":
    main()
