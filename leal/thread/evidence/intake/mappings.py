"""The small reviewed files that say how a family of layouts is recognised and read.

Two shapes: `Long` (one figure a row) and `Wide` (one organisation a row, one
question a column).
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..reviewed import Fault, Fields, Misread, read_toml

MAPPINGS = Path(__file__).parents[1] / "mappings"
LONG_COLUMNS = (
    "measure",
    "code",
    "period",
    "starts",
    "ends",
    "value",
    "unit",
    "base",
    "breakdown",
    "source",
    "section",
)
LONG_NEEDS = ("measure", "period", "value")
MARKS = ("approx", "over", "under", "rounded")


@dataclass(frozen=True)
class Publisher:
    """Who stands behind an address, known by how the address's host ends."""

    host: str
    name: str
    licence: str


@dataclass(frozen=True)
class SourceMade:
    """What to call the source when the file itself is one; may hold {year}."""

    name: str
    publisher: str
    address: str
    licence: str


@dataclass(frozen=True)
class Long:
    """One figure a row."""

    code: str
    title: str
    columns: dict[str, tuple[str, ...]]
    groups: tuple[str, ...]
    answers: tuple[str, ...]
    group_words: dict[str, str]
    notes: tuple[re.Pattern, ...]
    question: re.Pattern | None
    another_body: re.Pattern | None
    marks: tuple[tuple[re.Pattern, str], ...]
    publishers: tuple[Publisher, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        return LONG_NEEDS


@dataclass(frozen=True)
class Question:
    """A question whose identity was reviewed: every code and wording it has been published under.

    bare  codes that mean this question where a header gives the code and no words
    """

    code: str
    unit: str
    published: tuple[str, ...]
    bare: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class Wide:
    """One organisation a row, one question a column."""

    code: str
    title: str
    period: str
    year: re.Pattern
    organisation: tuple[tuple[str, str], ...]
    organisations: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]
    coded_header: re.Pattern
    left_out_of_wording: tuple[re.Pattern, ...]
    answers: tuple[tuple[re.Pattern, str], ...]
    lookup: tuple[tuple[str, str], ...]
    fractions_below: float
    source: SourceMade
    questions: tuple[Question, ...] = field(repr=False)

    @property
    def needs(self) -> tuple[str, ...]:
        return self.organisation[0]

    @cached_property
    def question_by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}


Mapping = Long | Wide


def read_mappings(folder: Path = MAPPINGS) -> tuple[Mapping, ...]:
    """Every mapping in the folder, by name of file.

    Raises Misread with every fault of every file.
    """
    faults: list[Fault] = []
    mappings = [_mapping(path, faults) for path in sorted(folder.glob("*.toml"))]
    if faults:
        raise Misread(faults)
    return tuple(mappings)


def _mapping(path: Path, faults: list[Fault]) -> Mapping | None:
    before = len(faults)
    fields = read_toml(path, faults)
    if len(faults) > before:
        return None
    shape = fields.one_of("shape", ("long", "wide"))
    mapping = {"long": _long, "wide": _wide}.get(shape, lambda *_: None)(path.stem, fields)
    if mapping:
        fields.finished()
    return mapping


def _long(code: str, fields: Fields) -> Long:
    return Long(
        code=code,
        title=fields.text("title"),
        columns=_columns(fields),
        groups=fields.texts("groups"),
        answers=fields.texts("answers"),
        group_words=fields.words_by_word("group_words"),
        notes=_patterns(fields, "notes"),
        question=_pattern(fields, "question", None),
        another_body=_pattern(fields, "another_body", None),
        marks=tuple(_marks(fields)),
        publishers=tuple(_publishers(fields)),
    )


def _columns(fields: Fields) -> dict[str, tuple[str, ...]]:
    columns = fields.fields("columns")
    if columns is None:
        fields.fault("columns", "This field is missing. Add it: the headers that each column may bear.")
        return {}
    headers = {name: columns.texts(name) for name in LONG_COLUMNS}
    for name in LONG_NEEDS:
        if not headers[name]:
            columns.fault(name, "No header is given for this column, and no figure can be read without it. Add one.")
    columns.finished()
    return {name: found for name, found in headers.items() if found}


def _marks(fields: Fields):
    for each in fields.each("marks"):
        yield _pattern(each, "words"), each.one_of("mark", MARKS)
        each.finished()


def _publishers(fields: Fields):
    for each in fields.each("publishers"):
        yield Publisher(each.text("host"), each.text("name"), each.text("licence", ""))
        each.finished()


def _wide(code: str, fields: Fields) -> Wide:
    return Wide(
        code=code,
        title=fields.text("title"),
        period=fields.text("period"),
        year=_pattern(fields, "year", groups=("year",)),
        organisation=tuple(_pairs(fields, "organisation", "code", "name")),
        organisations=tuple(_aliases(fields)),
        left_out=fields.texts("left_out"),
        coded_header=_pattern(fields, "coded_header", groups=("code", "words")),
        left_out_of_wording=_patterns(fields, "left_out_of_wording"),
        answers=tuple(_answers(fields)),
        lookup=tuple(_pairs(fields, "lookup", "code", "words")),
        fractions_below=float(fields.number("fractions_below", 0) or 0),
        source=_source(fields),
        questions=tuple(_questions(fields)),
    )


def _pairs(fields: Fields, name: str, first: str, second: str):
    for each in fields.each(name):
        yield each.text(first), each.text(second)
        each.finished()


def _aliases(fields: Fields):
    for each in fields.each("organisations"):
        yield (each.text("name"), *each.texts("codes"))
        each.finished()


def _answers(fields: Fields):
    for each in fields.each("answers"):
        yield _pattern(each, "words"), each.text("answer")
        each.finished()


def _source(fields: Fields) -> SourceMade:
    source = fields.fields("source")
    if source is None:
        fields.fault("source", "This field is missing. Add it: what the file is called, who published it and where.")
        return SourceMade("", "", "", "")
    made = SourceMade(*(source.text(name, "") for name in ("name", "publisher", "address", "licence")))
    source.finished()
    return made


def _questions(fields: Fields):
    seen: dict[str, str] = {}
    for each in fields.each("questions"):
        code = each.text("code")
        if code in seen:
            each.fault("code", f"“{code}” is given twice. Give each question one entry.")
        seen[code] = code
        yield Question(
            code=code,
            unit=each.text("unit", "%"),
            published=each.texts("published") or (code,),
            bare=each.texts("bare"),
            wordings=each.texts("wordings"),
        )
        each.finished()


def _patterns(fields: Fields, name: str) -> tuple[re.Pattern, ...]:
    return tuple(found for words in fields.texts(name) if (found := _compiled(fields, name, words)))


def _pattern(fields: Fields, name: str, *default, groups: tuple[str, ...] = ()) -> re.Pattern | None:
    words = fields.text(name, *default)
    return _compiled(fields, name, words, groups) if words else None


def _compiled(fields: Fields, name: str, words: str, groups: tuple[str, ...] = ()) -> re.Pattern | None:
    try:
        pattern = re.compile(words, re.IGNORECASE)
    except re.error as reason:
        fields.fault(name, f"“{words}” is not a pattern: {reason}. Mend it.")
        return None
    for group in groups:
        if group not in pattern.groupindex:
            fields.fault(name, f"The pattern does not say which part is the {group}. Write it as (?P<{group}>…).")
    return pattern
