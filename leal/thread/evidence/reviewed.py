"""Reads files that people review (TOML) strictly: nothing unknown, nothing misspelt, nothing guessed.

Every fault is a sentence with the file, the field, what is wrong and how to
mend it, and all faults of a file are told at once.
"""

import datetime
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

MISSING = object()


class Fault(NamedTuple):
    """One thing wrong in a reviewed file."""

    file: str
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.why}" if self.field else f"{self.file}: {self.why}"


class Misread(Exception):
    """A reviewed file breaks its rules; `faults` says where and how to mend it."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or the known words when none is near.

    >>> did_you_mean("beter", ["better", "base"])
    'Did you mean “better”?'
    >>> did_you_mean("x", ["higher", "lower"])
    'Use one of: higher, lower.'
    """
    near = get_close_matches(word.casefold(), known := list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(known)}."


def read_toml(path: Path, faults: list[Fault]) -> "Fields":
    """The fields of one file; a file that is not TOML is one fault and no fields."""
    try:
        table = tomllib.loads(path.read_bytes().decode())
    except UnicodeDecodeError:
        table = {}
        faults.append(Fault(path.name, "", "The file is not in UTF-8. Save it as UTF-8."))
    except tomllib.TOMLDecodeError as reason:
        table = {}
        faults.append(Fault(path.name, "", f"The file is not well-formed TOML: {reason}. Mend that line."))
    return Fields(path.name, table, faults)


class Fields:
    """The fields of one table, each asked for by name; `finished` tells of those nobody asked for."""

    def __init__(self, file: str, table: dict[str, Any], faults: list[Fault], at: str = ""):
        self.file, self.table, self.faults, self.at = file, table, faults, at
        self.asked: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self.table

    def fault(self, name: str, why: str) -> None:
        self.faults.append(Fault(self.file, self.at + name, why))

    def _value(self, name: str, kind: tuple[type, ...], words: str, default: Any) -> Any:
        self.asked.append(name)
        value = self.table.get(name, MISSING)
        if value is MISSING:
            if default is MISSING:
                self.fault(name, f"This field is missing. Add it: {words}.")
            return None if default is MISSING else default
        if not isinstance(value, kind) or (isinstance(value, bool) and bool not in kind):
            self.fault(name, f"This should be {words}, and is {_said(value)}.")
            return None if default is MISSING else default
        return value

    def text(self, name: str, default: Any = MISSING) -> str:
        value = self._value(name, (str,), "words in quotation marks", default)
        if default is MISSING and isinstance(value, str) and not value.strip():
            self.fault(name, "This is empty. Write it.")
        return " ".join(value.split()) if isinstance(value, str) else value or ""

    def one_of(self, name: str, choices: Iterable[str], default: Any = MISSING) -> str:
        value = self._value(name, (str,), "one of " + ", ".join(choices := list(choices)), default)
        if isinstance(value, str) and value not in choices and value != default:
            self.fault(name, f"“{value}” is not known. {did_you_mean(value, choices)}")
        return value or ""

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._value(name, (list,), 'a list of words, like ["one", "two"]', [])
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.fault(name, f"Every item should be words in quotation marks, and one is {_said(value)}.")
        return tuple(" ".join(value.split()) for value in values if isinstance(value, str))

    def number(self, name: str, default: Any = MISSING) -> Decimal | None:
        value = self._value(name, (int, float), "a number without quotation marks", default)
        if isinstance(value, float) and value != value or value in (float("inf"), float("-inf")):
            self.fault(name, "This is not a number that can be counted with.")
            return None
        return Decimal(repr(value)) if isinstance(value, int | float) else value

    def whole(self, name: str, default: Any = MISSING) -> int | None:
        return self._value(name, (int,), "a whole number", default)

    def truth(self, name: str, default: Any = MISSING) -> bool:
        return bool(self._value(name, (bool,), "true or false", default))

    def day(self, name: str, default: Any = MISSING) -> datetime.date | None:
        value = self._value(name, (datetime.date,), "a date like 2022-04-01, without quotation marks", default)
        return value.date() if isinstance(value, datetime.datetime) else value

    def fields(self, name: str) -> "Fields | None":
        value = self._value(name, (dict,), "fields in curly brackets, like { points = 5 }", None)
        return None if value is None else Fields(self.file, value, self.faults, f"{self.at}{name}.")

    def each(self, name: str) -> list["Fields"]:
        values = self._value(name, (list,), f"a list, or [[{name}]] tables", [])
        for value in values:
            if not isinstance(value, dict):
                self.fault(name, f"Every item should be fields in curly brackets, and one is {_said(value)}.")
        return [
            Fields(self.file, value, self.faults, f"{self.at}{name} {number}, ")
            for number, value in enumerate(values, start=1)
            if isinstance(value, dict)
        ]

    def words_by_word(self, name: str) -> dict[str, str]:
        """A table whose keys are words of the world's, each with words of ours."""
        table = self._value(name, (dict,), 'a table like { "as written" = "as we say it" }', {})
        for key, value in table.items():
            if not isinstance(value, str):
                self.fault(f"{name}.{key}", f"This should be words in quotation marks, and is {_said(value)}.")
        return {key: value for key, value in table.items() if isinstance(value, str)}

    def finished(self) -> None:
        """Tell of every field that nobody asked for."""
        for name in self.table:
            if name not in self.asked:
                self.fault(name, f"This field is not known. {did_you_mean(name, sorted(self.asked))}")


def _said(value: Any) -> str:
    return f"“{value}” in quotation marks" if isinstance(value, str) else f"{value!r}"
