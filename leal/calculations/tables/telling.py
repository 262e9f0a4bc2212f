"""What `leal tables` does with a file: count it, write it, and say in a few lines what was found."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from leal.calculations.answers.faults import gathered
from leal.calculations.answers.listing import read_listing
from leal.calculations.answers.written import read_people
from leal.calculations.corrections import benjamini_hochberg, holm

from .asking import Asked, to_count, weights_of
from .comparing import compare
from .report import WHY_NO_MARGIN, Chosen, Report, Row
from .tabulation import tabulate

CORRECTIONS = {"holm": holm, "benjamini-hochberg": benjamini_hochberg}
SMALL = 10
ROUGH = 5
SURE = 0.05


def counted(
    file: Path,
    asked: Asked,
    *,
    answers: Path | None = None,
    weight: str = "",
    weights: Path | None = None,
    identifier: str = "",
    chosen: Chosen = Chosen.NOT_SAID,
    correction: str = "holm",
) -> Report:
    """Everything there is to say of a file of answers.

    asked    which columns to count; `listed` and `apart` are filled in here
    answers  a file of the answers there can be
    weight, weights, identifier   the column or the file that holds weights

    Raises Faulty with every fault of the file and of those that go with it.
    """
    people, listed, weighting = gathered(
        lambda: read_people(file),
        lambda: read_listing(answers) if answers else {},
        lambda: read_people(weights) if weights else None,
    )
    asked = asked._replace(listed=listed, apart=[name for name in (identifier, weight) if name])
    columns, each = gathered(
        lambda: to_count(people, asked),
        lambda: weights_of(people, column=weight, file=weighting, identifier=identifier),
    )
    tables = tabulate(columns.questions, columns.groups, weights=each)
    tests = compare(tables, correction=CORRECTIONS[correction]) if chosen == Chosen.SAMPLE else []
    report = Report(people, tables, tests, chosen, each is not None, set(asked.numbers), [])
    report.notes.extend([*people.notes, *columns.notes, *_notes(report)])
    return report


def _notes(report: Report) -> Iterator[str]:
    if report.chosen in WHY_NO_MARGIN:
        yield WHY_NO_MARGIN[report.chosen]
    small = sum(int(((table.bases > 0) & (table.bases < SMALL)).sum()) for table in report.tables.values())
    if small:
        yield (
            f"Rows that rest on fewer than {SMALL} people: {small:,}. Hide them before you publish, and check with "
            "`leal disclosure` that nobody can work them out."
        )
    rough = sum(test.difference.smallest < ROUGH for test in report.tests)
    if rough:
        yield f"Tests with a cell where fewer than {ROUGH} people were expected, so their chance is rough: {rough:,}."


def files_of(report: Report) -> dict[str, list[Row]]:
    """The files a report is written as, leaving out those with nothing in them."""
    rows = {
        "tables.csv": list(report.answer_rows()),
        "numbers.csv": list(report.number_rows()),
        "tests.csv": list(report.test_rows()),
    }
    return {name: found for name, found in rows.items() if found}


def write(report: Report, folder: Path) -> list[Path]:
    """Write a report as CSV files and `report.json`, all or none."""
    about = {key: value for key, value in report.tree().items() if key not in ("answers", "numbers", "tests")}
    return write_rows(files_of(report), folder, about=about)


def write_rows(files: dict[str, list[Row]], folder: Path, *, about: dict | None = None) -> list[Path]:
    """Write rows as CSV files, by name, and what they are about as `report.json`: all or none."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = []
    for name, rows in files.items():
        drafts.append(folder / f"{name}.draft")
        with drafts[-1].open("w", newline="", encoding="utf-8") as lines:
            writer = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    if about is not None:
        drafts.append(folder / "report.json.draft")
        drafts[-1].write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [draft.replace(draft.with_suffix("")) for draft in drafts]


def summary(report: Report) -> Iterator[str]:
    """A few lines for the person who asked."""
    questions, groups = ({names[place] for names in report.tables} for place in (0, 1))
    counted = (
        f"People: {report.tables.people:,}. Questions: {len(questions):,}. Groups: {len(groups) - 1:,}, and everyone."
    )
    yield f"{counted} Weighted." if report.weighted else counted
    if report.tests:
        found = sum(test.corrected < SURE for test in report.tests)
        yield f"Tests that show a difference, corrected for being many: {found:,} of {len(report.tests):,}."
    yield from report.notes
