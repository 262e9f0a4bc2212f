"""What reading a file gives: figures, rows refused, and what the reader should be told."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .numbers import Base, Number
from .periods import Period


class Refused(NamedTuple):
    """A row, or one cell of it, that gives no figure. Row 1 is the first row of the sheet; None is the whole file."""

    row: int | None
    field: str
    why: str


class NotTheseFigures(Exception):
    """The file as a whole cannot be taken in; nothing of it was. `refused` says why and how to mend it."""

    def __init__(self, *refused: Refused):
        self.refused = refused
        super().__init__("\n".join(each.why for each in refused))


class SourceRead(NamedTuple):
    """Where a figure was published."""

    address: str
    name: str
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as published.

    row, field    where it stands in the file
    published_as  its label there, word for word
    question      the reviewed code of its question; for a question nobody reviewed, the file's own code
    reviewed      whether a mapping knows the question
    """

    row: int
    field: str
    published_as: str
    question: str
    reviewed: bool
    period: Period
    number: Number
    unit: str
    base: Base
    group: str
    answer: str
    source: SourceRead
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FiguresRead:
    """A whole file, read.

    digest     SHA-256 of the file's bytes
    mapping    the code of the mapping that fitted
    told       sentences about what was guessed, left alone or kept apart
    """

    name: str
    digest: str
    mapping: str
    figures: tuple[Figure, ...]
    refused: tuple[Refused, ...] = ()
    told: tuple[str, ...] = field(default=())
