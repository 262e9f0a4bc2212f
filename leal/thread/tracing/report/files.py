"""The report of a year, and its files, each made once while nobody writes."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.urls import reverse

from leal.foundations.database import while_unchanged
from leal.foundations.formats import CannotBeWritten
from leal.foundations.formats.packing import packed
from leal.foundations.pages.parts import Download, Link
from leal.thread.charters.models import Charter
from leal.thread.learning.report.account import account
from leal.thread.learning.report.foreword import Foreword
from leal.thread.learning.report.forms import FORMS, File, Folder, Form, Report

SHELVES = {
    "The short version": ("short.pdf", "short.html", "short.txt", "on-one-page.pdf", "on-one-page.html"),
    "Easy Read": ("easy-read.pdf", "easy-read.html", "easy-read.txt"),
    "The whole report": (
        *("report.pdf", "report.html", "report-large-18.pdf", "report-large-24.pdf"),
        *("report.epub", "report.txt"),
    ),
    "Every table": ("tables.ods", "tables.xlsx", "tables.zip", "lists.zip", "disclosure.json"),
}


# What is long to make is made when somebody asks for it, and not to say how large it is.
QUICK = ("The short version", "Easy Read")
SLOW = {file.replace(".", "-"): file for name, files in SHELVES.items() if name not in QUICK for file in files}


@dataclass(frozen=True)
class Shelf:
    """Files that belong together: those that are there, those that are made when asked for, and why one is not."""

    name: str
    files: tuple[Download, ...]
    slow: tuple[Link, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class _Told:
    """A report, known by what it says: the same words make the same files, whatever else is written."""

    key: Hashable
    report: Report = field(compare=False)


def report_of(*, charter: Charter, year: str, on: date) -> Report:
    """The report of a year; "" is the newest. Raises NothingToTell where there is none."""
    told = account(charter=charter, year=year, on=on)
    return while_unchanged(("report", charter.pk, told.year, on), lambda: Report(told, Foreword(running=on)))


def shelves(report: Report) -> list[Shelf]:
    """Every file there is, by what people come for."""
    return [_shelf(report, name, files) for name, files in SHELVES.items()]


def _shelf(report: Report, name: str, names: tuple[str, ...]) -> Shelf:
    files, refused = [], []
    slow = [_slow(report, one) for one, made in SLOW.items() if made in names]
    for one in names:
        if one in SLOW.values():
            continue
        try:
            _, content, _ = file(report, one)
        except CannotBeWritten as reason:
            refused.append(f"{_form(one).text}: not yet. {reason}")
        else:
            files.append(Download(_form(one).text, _address(report, one), _form(one).format, len(content)))
    return Shelf(name, tuple(files), tuple(slow), tuple(refused))


def _slow(report: Report, name: str) -> Link:
    form = _form(SLOW[name])
    return Link(f"{form.text} ({form.format}, made when you ask: some seconds)", _address(report, name))


def _form(name: str) -> Form | Folder:
    return FORMS[name.removesuffix(".zip")]


def _address(report: Report, name: str) -> str:
    return reverse("tracing:report-file", args=[report.account.charter.slug, report.account.year.name, name])


def file(report: Report, name: str) -> File | None:
    """One file by its name; None where no form has it. Raises CannotBeWritten when it cannot hold every word."""
    name = SLOW.get(name, name)
    form = FORMS.get(name.removesuffix(".zip"))
    if form is None or isinstance(form, Folder) is not name.endswith(".zip"):
        return None
    said = (report.document, report.lists) if name in SLOW.values() else (report.short, report.one_page, report.easy)
    return _made(name, _Told((*said, report.account.on), report))


@lru_cache(maxsize=128)
def _made(name: str, told: _Told) -> File:
    files = list(_form(name).files(told.report, name.removesuffix(".zip")))
    if not name.endswith(".zip"):
        return files[0]
    return name, packed((inside, content) for inside, content, _ in files), "application/zip"
