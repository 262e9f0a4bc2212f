"""The files of a release, as plain values: every form of the report of its year, with what was put right said first."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from .charter_file.writing import at_one_moment
from .models import Release
from .report.account import account
from .report.foreword import Foreword, PutRight
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
        report = Report(told, Foreword(corrections=put_right(release)))
        report.document  # noqa: B018  everything that is read from the database is read here
    made = []
    for done, (name, form) in enumerate(FORMS.items()):
        tell(done, len(FORMS), form.text)
        made += [File(path, form.text, form.format, kind, content) for path, content, kind in form.files(report, name)]
    tell(len(FORMS), len(FORMS), "Keeping the files")
    return made


def put_right(release: Release) -> tuple[PutRight, ...]:
    """What was wrong in the releases in whose place this one stands, newest mistake first."""
    found, one = [], release.corrects
    while one:
        found += [PutRight(row.wrong, row.since, row.told_on) for row in reversed(one.corrections.all())]
        one = one.corrects
    return tuple(found)
