"""Hiding and rounding 60 linked tables beside τ-ARGUS's own engine (pytauargus), on the very same system of sums.

Both are given the same cells, costs and demands. Each one's answer is then
attacked by our attacker, so that equal protection is measured, not believed.
The peer keeps no time limit it is given, so it works in a process that is
ended after PATIENCE seconds; the start of that process is not counted.
"""

import json
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from bench.beside import row, say, seconds
from leal.calculations.disclosure import (
    Demands,
    Dimension,
    Loss,
    Release,
    Rules,
    Table,
    as_release,
    attack,
    demands,
    rounded,
    rounding_attack,
    suppress,
    withstands,
)
from leal.calculations.disclosure.published import Settings, check_files

PEOPLE, QUESTIONS, GROUPS, LIMIT = 6000, 12, 5, 30.0
PATIENCE = 60


def main() -> None:
    """Print the rows: name | ours | the peer's or the limit's | ratio."""
    tables = survey()
    release = as_release(tables)
    asked = _same_demands(release, demands(release, Rules()))
    with tempfile.TemporaryDirectory() as folder:
        _within_the_limit(tables, release)
        for count, loss, runs in ((60, Loss.PEOPLE, 3), (20, Loss.CELLS, 1), (5, Loss.CELLS, 3)):
            some = release if count == len(tables) else as_release(tables[:count])
            some_asked = _same_demands(some, demands(some, Rules()))
            cost = some.values + 1 if loss is Loss.PEOPLE else np.ones(len(some.values))
            name = f"{count} linked tables, fewest {loss}"
            _hiding(name, some, some_asked, loss, cost, Path(folder), runs)
        _grants(Path(folder))
        _rounding(release, Path(folder))
        _from_files(tables, release, Path(folder))
    _always_the_same(release, asked)


def _within_the_limit(tables: list[Table], release: Release) -> None:
    """The issue's own figure: choice and proof, by our usual rules."""
    for loss in Loss:
        begun = perf_counter()
        found = suppress(release, demands(release, Rules()), loss=loss)
        name = f"{len(tables)} linked tables, {len(release.cells):,} cells, {found.primary.sum()} to protect"
        row(f"{name}, fewest {loss}, chosen and proven", perf_counter() - begun, "limit", LIMIT)
        proof = "no choice loses less" if found.is_best else f"at most {found.gap:.1%} from the best there can be"
        say(f"loss {found.loss:,.0f}: {proof}; {found.hidden.sum()} cells hidden")


def survey(seed: int = 1) -> list[Table]:
    """Every question by every group of one survey: 12 questions of 5 answers by 5 groups of 8 classes."""
    chance = np.random.default_rng(seed)
    groups = [chance.choice(8, PEOPLE, p=chance.dirichlet(np.full(8, 1.5))) for _ in range(GROUPS)]
    answers = [chance.choice(5, PEOPLE, p=chance.dirichlet(np.full(5, 1.2))) for _ in range(QUESTIONS)]
    return [_table(f"q{q}", answers[q], f"g{g}", groups[g]) for q, g in product(range(QUESTIONS), range(GROUPS))]


def _table(question: str, answers: np.ndarray, group: str, classes: np.ndarray) -> Table:
    by = (Dimension.flat(question, [f"{question} a{at}" for at in range(5)]),)
    by += (Dimension.flat(group, [f"{group} c{at}" for at in range(8)]),)
    counts = np.zeros((5, 8), dtype=int)
    np.add.at(counts, (answers, classes), 1)
    keys = product(by[0].leaves(), by[1].leaves())
    return Table(f"{question} by {group}", by, dict(zip(keys, counts.ravel().tolist(), strict=True)))


def _same_demands(release: Release, asked: Demands) -> Demands:
    """Three people up and two down: the peer knows no demand on the range as a whole."""
    up = np.where(asked.hidden, 3.0, 0.0)
    down = np.where(asked.hidden, np.minimum(release.values, 2.0), 0.0)
    return Demands(asked.hidden, up, down, np.zeros(len(up)))


def _hiding(name, release: Release, asked: Demands, loss, cost: np.ndarray, folder: Path, runs: int) -> None:
    file = folder / "system.jj"
    _write_jj(release, asked, cost, file)
    times = {"ours": [], "theirs": []}
    theirs = None
    for _ in range(runs):
        begun = perf_counter()
        found = suppress(release, asked, loss=loss)
        times["ours"].append(perf_counter() - begun)
        taken, hidden = _peer("hide", file)
        times["theirs"].append(taken)
        if hidden is not None:
            theirs = asked.hidden.copy()
            theirs[hidden] = True
    row(name, median(times["ours"]), "pytauargus", median(times["theirs"]))
    proof = "no choice loses less" if found.is_best else f"at most {found.gap:.1%} from the best there can be"
    say(f"ours: {_lost(release, asked, found.hidden)}; {proof}; {_protected(release, asked, found.hidden)}")
    if theirs is None:
        say(f"pytauargus: no answer in {PATIENCE} s")
    else:
        say(f"pytauargus: {_lost(release, asked, theirs)}; {_protected(release, asked, theirs)}")


def _lost(release: Release, asked: Demands, hidden: np.ndarray) -> str:
    besides = hidden & ~asked.hidden
    return f"{besides.sum()} cells hidden besides, {release.values[besides].sum():,.0f} in them"


def _protected(release: Release, asked: Demands, hidden: np.ndarray) -> str:
    met = withstands(release, asked, attack(release, hidden))
    return f"of {len(met)} hidden cells {(~met).sum()} can be worked out or nearly so"


def _write_jj(release: Release, asked: Demands, loss: np.ndarray, file: Path) -> None:
    """The system in the format the peer's engine reads: cells, then sums."""
    most = int(release.values.max() * 2)
    kept = [not parts for _, parts in release.cells]
    marks = ["u" if asked.hidden[at] else "z" if kept[at] else "s" for at in range(len(kept))]
    lines = ["0", str(len(marks))]
    for at, value in enumerate(release.values):
        limits = f"0 {most} {asked.down[at]:.3f} {asked.up[at]:.3f} 0"
        lines.append(f"{at} {value:.0f} {loss[at]:.0f} {marks[at]} {limits}")
    lines.append(str(release.sums.shape[0]))
    for first, last in zip(release.sums.indptr, release.sums.indptr[1:], strict=False):
        terms = zip(release.sums.indices[first:last], release.sums.data[first:last], strict=True)
        lines.append(f"0 {last - first} : " + " ".join(f"{at} ({sign:.0f})" for at, sign in terms) + " ")
    file.write_text("\n".join(lines) + "\n")


def _peer(work: str, file: Path) -> tuple[float, list | None]:
    """Seconds and answer of the peer, in a process and a folder of its own; no answer when it takes too long."""
    command = [sys.executable, "-W", "ignore", "-c", f"from bench.disclosure import {work}_as_peer as run; run()", file]
    root = {"PYTHONPATH": str(Path(__file__).parents[1])}
    try:
        subprocess.run(command, cwd=file.parent, env=root, capture_output=True, timeout=PATIENCE, check=True)
    except subprocess.TimeoutExpired:
        return float(PATIENCE), None
    taken, answer = json.loads(file.with_suffix(".json").read_text())
    return taken, answer


def hide_as_peer() -> None:
    """The cells the peer's engine hides besides, beside the file. Run in a process of its own."""
    from pytauargus._tauargus import HiTaSCtrl

    file = Path(sys.argv[1])
    answer = file.with_suffix(".out")
    answer.write_text("")
    begun = perf_counter()
    status = HiTaSCtrl().full_jj(in_file_jj=str(file), out_file=str(answer), max_time=PATIENCE)
    taken = perf_counter() - begun
    _tell(file, taken, [int(one) for one in answer.read_text().split()] if status <= 1 else None)


def round_as_peer() -> None:
    """The figures the peer's engine rounds to, beside the file. Run in a process of its own."""
    from pytauargus._tauargus import RounderCtrl

    file = Path(sys.argv[1])
    answer = file.with_suffix(".out")
    rounder = RounderCtrl()
    for number, value in ((101, 1e-7), (102, 2.14e13), (103, 1e-4), (104, 1e-2)):
        rounder.set_double_constant(number, value)
    options = {"upper_bound": [1e40], "lower_bound": [0.0], "max_time": PATIENCE}
    files = {"solution_file": str(answer), "statistics_file": str(file.with_suffix(".stat"))}
    begun = perf_counter()
    result, *_ = rounder.do_round(solver="SCIP", in_file=str(file), base=5.0, **options, **files)
    taken = perf_counter() - begun
    lines = answer.read_text().splitlines() if result <= 0 else []
    # One line per cell, and one of statistics behind them.
    _tell(file, taken, [float(line.split()[-1]) for line in lines if line.strip() and "=" not in line] or None)


def _tell(file: Path, taken: float, answer: list | None) -> None:
    file.with_suffix(".json").write_text(json.dumps([taken, answer]))


def _grants(folder: Path) -> None:
    """One table of sums of money, 20 by 15, protected from the second largest contributor (p = 10 per cent)."""
    chance = np.random.default_rng(7)
    by = (
        Dimension.flat("place", [f"p{at}" for at in range(20)]),
        Dimension.flat("kind", [f"k{at}" for at in range(15)]),
    )
    values, largest = {}, {}
    for key in product(by[0].leaves(), by[1].leaves()):
        gifts = np.sort(np.rint(chance.lognormal(4, 1.3, size=chance.integers(1, 14))))[::-1]
        values[key], largest[key] = float(gifts.sum()), tuple(gifts[:3])
    release = as_release([Table("grants", by, values, "pounds", largest)])
    asked = demands(release, Rules(smallest=0, p_percent=10))
    name = f"one table 20 × 15 of money, {asked.hidden.sum()} to protect, least money lost"
    cost = np.rint(release.values) + 1
    _hiding(name, release, asked, cost, cost, folder, runs=3)


def _rounding(release: Release, folder: Path) -> None:
    file = folder / "rounding.jj"
    _write_jj(release, Demands(*[np.zeros(len(release.values))] * 4), np.ones(len(release.values)), file)
    begun = perf_counter()
    found = rounded(release, base=5, proof=False)
    ours = perf_counter() - begun
    rounding_attack(release, found.values, base=5)
    attacked = perf_counter() - begun
    taken, values = _peer("round", file)
    row("60 linked tables rounded to 5", ours, "pytauargus", taken)
    row("60 linked tables rounded to 5, every cell attacked", attacked, "limit", LIMIT)
    proof = "none is nearer" if found.is_best else f"none is nearer than {found.at_least:,.0f}"
    say(f"ours: {found.loss:,.0f} from the truth; {proof}; {found.strayed.sum()} figures strayed")
    if values is None:
        say(f"pytauargus: no answer in {PATIENCE} s, or none at all")
    else:
        apart = np.abs(np.array(values) - release.values)
        say(f"pytauargus: {apart.sum():,.0f} from the truth; {(apart >= 5).sum()} figures strayed")


def _from_files(tables: list[Table], release: Release, folder: Path) -> None:
    """The 60 tables as CSV files, read, linked and attacked by `leal disclosure`."""
    hidden = suppress(release, demands(release, Rules())).hidden
    place = {cell: at for at, cell in enumerate(release.cells)}
    paths = [folder / f"{number}.csv" for number in range(len(tables))]
    for path, table in zip(paths, tables, strict=True):
        rows, columns = table.dimensions
        lines = [",".join([rows.name, *columns.classes()])]
        for one in rows.classes():
            places = [place[table.identity((one, other))] for other in columns.classes()]
            lines.append(",".join([one, *("[c]" if hidden[at] else f"{release.values[at]:.0f}" for at in places)]))
        path.write_text("\n".join(lines) + "\n")
    (taken,) = seconds(lambda: check_files(paths, Settings(spread=5)), runs=3)
    row(f"{len(paths)} CSV files read, linked and attacked", taken, "limit", LIMIT)
    say(f"safe: {check_files(paths, Settings(spread=5)).is_safe}")


def _always_the_same(release: Release, asked: Demands) -> None:
    first = suppress(release, asked)
    same = all((suppress(release, asked).hidden == first.hidden).all() for _ in range(2))
    say(f"the same cells hidden on every run: {same}")
