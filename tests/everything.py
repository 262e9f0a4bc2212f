"""`make test`: every part in turn, timed; stops for nothing and says at the end what failed."""

import os
import subprocess
import sys
import time
from typing import NamedTuple

from . import debian_postgres
from .journeys import browser

PASSED, UNSTEADY, FAILED = "passed", "UNSTEADY", "FAILED"
SOME_FAILED = 1  # pytest’s own code for it: nothing was interrupted, broken or empty
BY_THEMSELVES = ["--last-failed", "--last-failed-no-failures", "none", "-rA"]


class Part(NamedTuple):
    """One run of the tests: what it is called, which it runs, how many at once, where its database is ("" for ours)."""

    name: str
    which: str
    at_once: int = 0
    database: str = ""
    within: str = ""
    """The folder that holds them all, where there is one: the rest need not be read."""


def main() -> int:
    """Run every part and return 0 when all of them passed."""
    browser.make_sure_it_is_there()
    parts = [Part("everything but journeys, on the server we bring", "not journey", at_once=2)]
    if url := debian_postgres.started():
        parts.append(Part("what leans on the database, on Debian’s PostgreSQL 15", "database", database=url))
    parts.append(Part("journeys in the browser", "journey", at_once=2, within="tests/journeys"))
    results = [(part.name, *timed(part)) for part in parts]
    print("\nPart by part:")
    for name, said, seconds in results:
        print(f"  {said:<8}  {seconds:6.0f} s  {name}")
    return 1 if any(said == FAILED for _, said, _ in results) else 0


def timed(part: Part) -> tuple[str, float]:
    """How a part ended, and after how many seconds."""
    print(f"\n== {part.name}", flush=True)
    began = time.monotonic()
    return ended(part), time.monotonic() - began


def ended(part: Part) -> str:
    """Run a part. What fails is tried once more, by itself.

    Tests of real processes and browsers can trip over a busy machine. One that passes only by itself is called
    unsteady, by name, so that it is mended and not forgotten; one that is wrong fails both times.
    """
    # Tests that stand together stay together: many of them share a page that is open.
    code = run(part, "-n", str(part.at_once), "--dist", "worksteal") if part.at_once else run(part)
    if code == 0:
        return PASSED
    if code != SOME_FAILED or run(part, *BY_THEMSELVES) != 0:
        return FAILED
    print(f"\nUNSTEADY: what is listed above failed among all the others and passed by itself ({part.name}).")
    return UNSTEADY


def run(part: Part, *options: str) -> int:
    environment = os.environ | ({"LEAL_TEST_DATABASE_URL": part.database} if part.database else {})
    # Hundreds of processes are started; where bytecode may not be kept, each would compile everything anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "pytest", "-m", part.which, *options, *([part.within] if part.within else [])]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
