"""The files of a release, as plain values: every form of the report of its year, with what was put right said first."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from leal.calculations.periods import day_words

from .charter_file.writing import at_one_moment
from .models import Correction, Release
from .report.account import account
from .report.forms import FORMS, Report

Progress = Callable[[int, int, str], None]


class File(NamedTuple):
    """A file as it is handed in: its name and the words of its link, its format, and what is in it."""

    name: str
    text: str
    format: str
    media_type: str
    content: bytes


def files_of(release: Release, *, on: date, tell: Progress) -> list[File]:
    """Every file of the report of a release’s year, all made from one account.

    on  the day of the report

    Raises NothingToTell and CannotBeWritten, each with a sentence.
    """
    with at_one_moment():
        told = account(charter=release.charter, year=release.year, on=on)
        report = Report(told, corrections=put_right(release))
        report.document  # noqa: B018  everything that is read from the database is read here
    made = []
    for done, (name, form) in enumerate(FORMS.items()):
        tell(done, len(FORMS), form.text)
        made += [File(path, form.text, form.format, kind, content) for path, content, kind in form.files(report, name)]
    tell(len(FORMS), len(FORMS), "Keeping the files")
    return made


def put_right(release: Release) -> tuple[str, ...]:
    """What was wrong in the releases in whose place this one stands, one sentence or two each, newest mistake first."""
    found, one = [], release.corrects
    while one:
        found += [told_of(row) for row in reversed(one.corrections.all())]
        one = one.corrects
    return tuple(found)


def told_of(row: Correction) -> str:
    """A correction as readers are told it."""
    return f"Corrected on {day_words(row.told_on)}. It had been wrong since {day_words(row.since)}: {row.wrong}"
