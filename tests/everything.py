"""`make test`: every part in turn, timed; stops for nothing and says at the end what failed."""

import os
import subprocess
import sys
import time
from typing import NamedTuple

from . import debian_postgres
from .journeys import browser


class Part(NamedTuple):
    """One run of the tests: what it is called, what it runs, and where its database is ("" for our own server)."""

    name: str
    options: list[str]
    database: str = ""


def main() -> int:
    """Run every part and return 0 when all of them passed."""
    browser.make_sure_it_is_there()
    parts = [Part("everything but journeys, on the server we bring", ["-n", "2", "-m", "not journey"])]
    if url := debian_postgres.started():
        parts.append(Part("what leans on the database, on Debian’s PostgreSQL 15", ["-m", "database"], url))
    parts.append(Part("journeys in the browser", ["-m", "journey"]))
    results = [(part.name, *timed(part)) for part in parts]
    print("\nPart by part:")
    for name, passed, seconds in results:
        print(f"  {'passed' if passed else 'FAILED'}  {seconds:6.0f} s  {name}")
    return 0 if all(passed for _, passed, _ in results) else 1


def timed(part: Part) -> tuple[bool, float]:
    print(f"\n== {part.name}", flush=True)
    environment = os.environ | ({"LEAL_TEST_DATABASE_URL": part.database} if part.database else {})
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-m", "pytest", *part.options], env=environment, check=False)
    return ended.returncode == 0, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
