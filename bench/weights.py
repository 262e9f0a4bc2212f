"""Raking 300,000 people to five groups beside svy (Rust), weightipy, ipfn and, where it is installed, R's survey.

Each is asked for its best; the row says how far its shares stay from their targets.
"""

import shutil
import subprocess
import tempfile
import warnings
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np

from bench.beside import row, say, seconds
from leal.calculations.answers import Answers
from leal.calculations.weights import Target, rake

PEOPLE = 300_000
LEVELS = [2, 7, 6, 32, 5]
SIZE = f"{PEOPLE:,} people × {len(LEVELS)} groups"


def main() -> None:
    """Print a row for each peer: name | ours | theirs | ratio."""
    chance = np.random.default_rng(2023)
    groups = [_group(f"g{place}", size, chance) for place, size in enumerate(LEVELS)]
    targets = [Target(group, tuple(chance.dirichlet(np.full(len(group.labels), 20)))) for group in groups]
    for peer in (by_svy, by_weightipy, by_ipfn, by_r):
        peer(targets)
    _bounded(targets)


def _group(name: str, size: int, chance: np.random.Generator) -> Answers:
    codes = chance.choice(size, PEOPLE, p=chance.dirichlet(np.full(size, 8)))
    return Answers(name, tuple(map(str, range(size))), codes.astype(np.int8))


def _miss(targets: list[Target], weights: np.ndarray) -> float:
    """How far the furthest share is from its target, in percentage points."""
    whole = weights.sum()
    held = [np.bincount(target.group.codes, weights=weights) / whole for target in targets]
    return 100 * max(np.abs(part - target.shares).max() for part, target in zip(held, targets, strict=True))


def _beside(name: str, targets: list[Target], theirs, runs: int = 3) -> None:
    ours, peer = seconds(lambda: rake(targets), theirs, runs=runs)
    miss, missed = _miss(targets, rake(targets).weights), _miss(targets, theirs())
    row(f"raking {SIZE}; off by {miss:.0e} points, {name} by {missed:.0e}", ours, name, peer)


def _frame(targets: list[Target]) -> dict[str, np.ndarray]:
    return {target.group.name: target.group.codes for target in targets}


def by_svy(targets: list[Target]) -> None:
    """svy's rake, to its tightest sensible tolerance."""
    import polars
    import svy

    sample = svy.Sample(polars.DataFrame(_frame(targets) | {"w": np.ones(PEOPLE)}), svy.Design(wgt="w"))
    shares = {target.group.name: dict(enumerate(target.shares)) for target in targets}

    def raked() -> np.ndarray:
        found = sample.weighting.rake(shares=shares, wgt_name="raked", tol=1e-10, max_iter=1000)
        return found.data["raked"].to_numpy()

    _beside("svy", targets, raked)


def by_weightipy(targets: list[Target]) -> None:
    """weightipy's RIM weighting."""
    import pandas
    import weightipy

    frame = pandas.DataFrame(_frame(targets))
    shares = {
        target.group.name: {place: 100 * share for place, share in enumerate(target.shares)} for target in targets
    }
    scheme = weightipy.scheme_from_dict(shares, rim_params={"convcrit": 1e-10, "max_iterations": 1000})

    def raked() -> np.ndarray:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return weightipy.weight_dataframe(frame, scheme, weight_column="raked")["raked"].to_numpy()

    _beside("weightipy", targets, raked)


def by_ipfn(targets: list[Target]) -> None:
    """ipfn on the table of all five groups; each person then has their cell's weight."""
    from ipfn import ipfn

    shape = [len(target.shares) for target in targets]

    def raked() -> np.ndarray:
        cell = np.ravel_multi_index([target.group.codes for target in targets], shape)
        people = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float)
        totals = [np.array(target.shares) * PEOPLE for target in targets]
        places = [[place] for place in range(len(targets))]
        with redirect_stdout(StringIO()):  # it says each time that it converged
            fitted = ipfn.ipfn(people.copy(), totals, places, convergence_rate=1e-10, max_iteration=1000).iteration()
        return np.divide(fitted, people, out=np.zeros(shape), where=people > 0).ravel()[cell]

    _beside("ipfn", targets, raked)


R = """
suppressMessages(library(survey))
people <- read.csv("people.csv", colClasses = "factor")
design <- svydesign(ids = ~1, weights = rep(1, nrow(people)), data = people)
shares <- read.csv("shares.csv", colClasses = c("character", "character", "numeric"))
margins <- lapply(names(people), function(name) {
  mine <- shares[shares$group == name, ]
  setNames(data.frame(mine$level, mine$share * nrow(people)), c(name, "Freq"))
})
began <- proc.time()[["elapsed"]]
raked <- rake(design, lapply(names(people), function(name) reformulate(name)), margins,
              control = list(maxit = 1000, epsilon = 1e-6))
cat(proc.time()[["elapsed"]] - began, "\\n")
writeLines(formatC(weights(raked), digits = 17, format = "g"), "raked.txt")
"""


def by_r(targets: list[Target]) -> None:
    """R's survey, timed inside R so that neither its start nor the file counts."""
    if not shutil.which("Rscript"):
        say("R is not installed, so raking is not measured beside R's survey (Debian: r-cran-survey)")
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        np.savetxt(
            place / "people.csv",
            np.column_stack(list(_frame(targets).values())),
            "%d",
            ",",
            header=",".join(_frame(targets)),
            comments="",
        )
        lines = [f"{each.group.name},{at},{share!r}" for each in targets for at, share in enumerate(each.shares)]
        (place / "shares.csv").write_text("group,level,share\n" + "\n".join(lines))
        (place / "rake.R").write_text(R)
        told = subprocess.run(["Rscript", "rake.R"], cwd=folder, capture_output=True, text=True, check=False)
        if told.returncode:
            say(f"R's survey could not be run: {told.stderr.strip().splitlines()[-1]}")
            return
        (ours,) = seconds(lambda: rake(targets))
        missed = _miss(targets, np.loadtxt(place / "raked.txt"))
    row(f"raking {SIZE}; R's survey is off by {missed:.0e} points", ours, "R survey", float(told.stdout))


def _bounded(targets: list[Target]) -> None:
    """No peer rakes within bounds and meets its targets, so the row's second figure is our own raking without."""
    free = rake(targets)
    lowest, highest = free.weights.min() * 1.2, free.weights.max() * 0.9
    within, without = seconds(lambda: rake(targets, lowest=lowest, highest=highest), lambda: rake(targets))
    row(f"raking {SIZE}, weights from {lowest:.2f} to {highest:.1f}, targets met", within, "without bounds", without)


if __name__ == "__main__":
    main()
