"""The whole yearly report of the story’s charter, every form but audio, beside the limit of 30 s."""

import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from bench.beside import row, say
from bench.scratch import scratch_database

YEAR, LIMIT = "2022-23", 30.0


def main() -> None:
    """One row: what | ours | the limit | ratio; and how much of it each form took."""
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        from leal.config.story.telling import tell
        from leal.thread.charters.models import Charter
        from leal.thread.learning.report.account import account
        from leal.thread.learning.report.folder import write
        from leal.thread.learning.report.forms import Report

        list(tell())
        took: dict[str, float] = {}
        begun = perf_counter()
        report = Report(account(charter=Charter.objects.first(), year=YEAR, on=date(2023, 10, 2)))
        took["the account"] = perf_counter() - begun
        listing = write(report, Path(folder, "out"), progress=lambda names: _timed(names, took))
        whole = perf_counter() - begun
        promises, tables = len(report.account.stood), len(report.tables) + len(report.lists)
        row(
            f"the report of {promises} promises and {tables} tables, {len(listing['files'])} files",
            whole,
            "limit",
            LIMIT,
        )
        slowest = sorted(took.items(), key=lambda one: -one[1])[:5]
        say("Longest: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in slowest) + ".")


def _timed(names, took: dict[str, float]):
    for name in names:
        begun = perf_counter()
        yield name
        took[name] = perf_counter() - begun


if __name__ == "__main__":
    main()
