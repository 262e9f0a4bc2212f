"""The versions of a thing, told for a page: what was done, by whom, and which words changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime

from leal.calculations.comparing import Run
from leal.foundations.audit.versions import Version

from .forms import Words, plain, said
from .kinds import Kind
from .parts import changed

UNTOLD = "Changed. What the words were is not kept here, so that they can be erased."


@dataclass(frozen=True)
class ChangeTold:
    """One field of a version: its label and what became of its words, or why that cannot be told."""

    label: str
    runs: tuple[Run, ...] = ()
    untold: str = ""


@dataclass(frozen=True)
class VersionTold:
    """A version as a page shows it. `put_back` leads to where its words can be saved anew; "" for who may not."""

    key: int
    what: str
    when: str
    by: str
    because: str
    stands: bool
    changes: tuple[ChangeTold, ...]
    put_back: str = ""


def told(kind: Kind, row: models.Model, versions: Sequence[Version], *, may_edit: bool) -> list[VersionTold]:
    """Every version, the newest first."""
    form, found, before = kind.form(row), [], {}
    for version in versions:
        stands, words = version is versions[-1], version.words | form.of_version(row, version.words)
        found.append(
            VersionTold(
                key=version.key,
                what=deed(version.event),
                when=localtime(version.at).strftime("%-d %B %Y, %H:%M:%S"),
                by=version.by,
                because=version.because,
                stands=stands,
                changes=tuple(change(form, row, name, before, words) for name in version.changed),
                put_back=f"{kind.rewrite(row)}?as={version.key}" if may_edit and not stands else "",
            )
        )
        before = words
    return found[::-1]


def change(form: Words, row: models.Model, name: str, before: dict, after: dict) -> ChangeTold:
    """What became of one field; of the first wording nothing is marked, for all of it is new."""
    label = str(form.fields[name].label if name in form.fields else row._meta.get_field(name).verbose_name.capitalize())
    if name in getattr(row, "personal", ()):
        return ChangeTold(label, untold=UNTOLD)
    earlier, later = (in_words(form, row, name, side.get(name)) for side in (before, after))
    return ChangeTold(label, changed(earlier if before else later, later))


def in_words(form: Words, row: models.Model, name: str, value: object) -> str:
    """The value of a field as a person reads it; of what no form holds, such as the day it ended, as it is."""
    if name in form.fields:
        return said(form, name, plain(value, form.fields[name]))
    if value and row._meta.get_field(name).is_relation:
        other = row._meta.get_field(name).related_model._base_manager.filter(pk=value).first()
        return str(other or "something that is gone")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "")


def deed(event: str) -> str:
    """What was done, as a page says it: "theme.rewritten" → "Rewritten"."""
    return event.rpartition(".")[2].replace("-", " ").capitalize() or "Changed"
