"""The folder of a report: whole or not at all, with a list of what is in it."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from .forms import FORMS, Report

MANIFEST = "manifest.json"
Progress = Callable[[list[str]], Iterable[str]]


class CannotWriteThere(Exception):
    """The folder cannot be made; the sentence says why."""


def fault_of_place(folder: Path) -> str:
    """Why a folder cannot be made there, known before the long work begins; "" when it can."""
    if folder.exists():
        return f"{folder} is there already. Name a new folder, or move that one away: a report is never written over."
    there = next(place for place in folder.absolute().parents if place.exists())
    if not there.is_dir():
        return f"{there} is a file, so no folder can be made in it."
    return "" if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written to."


def write(report: Report, folder: Path, *, progress: Progress | None = None) -> dict[str, Any]:
    """Write every form of a report, and give the list of what was written, as `manifest.json` has it.

    The files are made in a folder beside, which takes its name when all are
    there: whoever looks, or whoever is cut off, sees the whole or nothing.

    Raises CannotWriteThere, and CannotBeWritten where a form cannot hold every word.
    """
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}-unfinished-"))
    except OSError as reason:
        raise CannotWriteThere(f"{folder} could not be made: {reason.strerror}.") from None
    try:
        listing = _filled(report, beside, progress or iter)
        beside.chmod(0o755)
        _moved(beside, folder)
    except OSError as reason:
        raise CannotWriteThere(f"{folder} could not be written: {reason.strerror}.") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return listing


def _moved(beside: Path, folder: Path) -> None:
    if folder.exists():
        raise CannotWriteThere(f"{folder} was made by someone else meanwhile. Nothing was written.")
    beside.rename(folder)
    _synced(folder.absolute().parent)


def _filled(report: Report, beside: Path, progress: Progress) -> dict[str, Any]:
    listing = {
        "title": report.title,
        "charter": report.account.charter.slug,
        "edition": report.account.edition.code,
        "year": report.account.year.name,
        "made_on": report.account.on.isoformat(),
        "files": [],
    }
    for name in progress(list(FORMS)):
        for path, content, media_type in FORMS[name].files(report, name):
            _put(beside / path, content)
            listing["files"].append(
                {
                    "name": path,
                    "is": FORMS[name].text,
                    "media_type": media_type,
                    "bytes": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
            )
    _put(beside / MANIFEST, (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode())
    for place in _folders(beside):
        _synced(place)
    return listing


def _folders(beside: Path) -> Iterator[Path]:
    yield from (place for place in beside.rglob("*") if place.is_dir())
    yield beside


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
