"""Reads a charter file strictly: what it cannot be sure of it refuses, every fault at once, and it guesses nothing."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from leal.thread.evidence.reviewed import Fault, Misread, did_you_mean

from .schema import schema
from .shape import CharterFile, Table

Rows = Iterator[tuple[int, list[str | None]]]
MOST_FAULTS = 200
# Checking every field for every fault keeps the whole file in memory several times over.
LARGEST_CHECKED = 60_000_000
_ROW = msgspec.json.Decoder(list[list[str | None]])


def read(content: bytes, name: str = "the file") -> CharterFile:
    """The charter in a file, its rows of results still unread.

    Raises Misread with every fault: where, what is wrong, how to mend it.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise Misread([Fault(name, "", "The file is empty. Export the charter again.")])
    try:
        return msgspec.json.decode(content, type=CharterFile)
    except msgspec.ValidationError as first:
        raise Misread(_faults(content, name) or [Fault(name, "", f"{first}.")]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        raise Misread([_broken(content, name, reason)]) from None


def _broken(content: bytes, name: str, reason: Exception) -> Fault:
    if isinstance(reason, UnicodeDecodeError) or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Fault(name, "", "The file is not in UTF-8. Save it as UTF-8.")
    if "truncated" in str(reason):
        end = content[-40:].decode(errors="ignore").strip()
        why = f"It stops in the middle, after “{end}”: part of it was cut off. Export or download it again."
        return Fault(name, "", why)
    at = re.search(r"byte (\d+)", str(reason))
    line = content.count(b"\n", 0, int(at[1])) + 1 if at else 1
    return Fault(name, f"line {line}", f"This is not well-formed JSON: {reason}. Mend that line.")


def _faults(content: bytes, name: str) -> list[Fault]:
    if len(content) > LARGEST_CHECKED:
        return []
    try:
        whole = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        return [_broken(content, name, reason)]
    found = Draft202012Validator(schema()).iter_errors(whole)
    said = (Fault(name, *_said(error)) for _, error in zip(range(MOST_FAULTS), found, strict=False))
    return list(dict.fromkeys(said))


def place(path: Iterable[str | int]) -> str:
    """Where in the file, in words.

    >>> place(["editions", 0, "sections", 2, "name"])
    'editions 1, sections 3, name'
    """
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def _said(error: ValidationError) -> tuple[str, str]:
    at = place(error.absolute_path)
    given = error.instance
    match error.validator:
        case "required":
            missing = next(name for name in error.validator_value if name not in given)
            return at, f"“{missing}” is missing. Add it."
        case "additionalProperties":
            known = sorted(error.schema["properties"])
            strange = next(name for name in given if name not in known)
            return at, f"“{strange}” is not known here. {did_you_mean(strange, known)}"
        case "enum" | "const":
            choices = error.validator_value if error.validator == "enum" else [error.validator_value]
            return at, f"“{given}” is not known. {did_you_mean(str(given), map(str, choices))}"
        case "minLength":
            return at, "This is empty. Write it."
        case "maxLength":
            return at, f"This is {len(given)} characters long and may be {error.validator_value}. Shorten it."
        case "pattern":
            meant = error.schema.get("description", error.validator_value)
            return at, f"“{given}” does not look like what stands here ({meant}). Mend it."
        case "type" | "anyOf" | "format":
            return at, f"This is {_kind(given)}, and another kind of thing stands here. See the schema."
    return at, f"{error.message}. See the schema."


def _kind(given: object) -> str:
    kinds = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "fields"}
    return kinds.get(type(given), "nothing")


def rows(table: Table | None, name: str, columns: tuple[str, ...]) -> Rows:
    """Each row of a table with its number, in the order of `columns`. Held in memory a piece at a time.

    Raises Misread for a row of another length, or columns that are not these.
    """
    if table is None:
        return
    if sorted(table.columns) != sorted(columns):
        raise Misread([Fault(name, "columns", f"These should be: {', '.join(columns)}.")])
    order = [table.columns.index(column) for column in columns]
    turn = order != sorted(order)
    number = 0
    for piece in _pieces(bytes(table.rows)):
        try:
            read = _ROW.decode(piece)
        except msgspec.ValidationError as reason:
            why = f"Near row {number + 1}: every value of a table is text in quotation marks, or null ({reason})."
            raise Misread([Fault(name, "rows", why)]) from None
        for row in read:
            number += 1
            if len(row) != len(columns):
                why = f"This row has {len(row)} values and should have {len(columns)}."
                raise Misread([Fault(name, f"row {number}", why)])
            yield number, [row[at] for at in order] if turn else row


def _pieces(content: bytes, size: int = 1 << 20) -> Iterator[bytes]:
    """A list of lists in pieces that are lists too, when it is written one row a line as we write it; else whole.

    A line break stands only between rows: inside text it is written as two characters.
    """
    inner = content.strip()
    begun, end = 1, len(inner) - 1
    while end - begun > size and (cut := inner.find(b"],\n[", begun + size, end)) != -1:
        yield b"[" + inner[begun : cut + 1] + b"]"
        begun = cut + 2
    yield b"[" + inner[begun:end] + b"]"
