"""A document on paper: PDF/UA-1, tagged, in its language, re-laid for the size of letters asked for.

The layout is `document.typ`. It draws with the fonts beside it and no others:
what they cannot draw is refused, never left out.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, singledispatchmethod
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from . import columns
from .document import (
    Document,
    Drawn,
    Facts,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Picture,
    Pictured,
    Quote,
    Run,
    Sheet,
    Strong,
    Table,
)
from .pictures import kind_and_content, namespaced
from .refusals import CannotBeWritten, NoLetterFor, UnreadablePicture
from .row_headers import with_row_headers

HERE = Path(__file__).parent
USUAL, LARGE = 12, (18, 24)

# A long word or address may break anywhere; scripts that break by themselves or join their letters are left alone.
LONG = re.compile(rf"[^\s\u0600-\u06ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]{{{columns.LONGEST + 1},}}")
MAY_BREAK = "\u200b"
AFTER = re.compile(r"(?<=[/.?&=_-])(?=[^/.?&=_-])")
# A picture is tried by itself first, so that the one that is damaged can be named.
ALONE = b'#set document(title: "a"); #image("picture.%b", alt: "a")'
NO_GLYPH = re.compile(r'the text `"(?P<sign>.+)"` could not be displayed')
TOO_MANY = re.compile(r"too many pages: (\d+)")


def pdf(document: Document, *, points: int = USUAL, to: Sequence[str] = ()) -> bytes:
    """The whole document as PDF/UA-1, the same bytes for the same document.

    points  the size of its letters: 12, or 18 or 24 for large print
    to      name and address of whom a letter goes to, line by line: they stand in the window of its envelope

    Raises NoLetterFor when a sign is in none of our fonts, MissingPicture and
    UnreadablePicture when a picture cannot be shown.
    """
    if points not in (USUAL, *LARGE):
        raise ValueError(f"{points} point is none of our sizes: {USUAL}, {LARGE[0]} or {LARGE[1]}")
    return compiled(document, points, to=to)


def compiled(
    document: Document,
    points: float,
    *,
    to: Sequence[str] = (),
    most_pages: tuple[int, type[CannotBeWritten]] | None = None,
    paper: str = "a4",
) -> bytes:
    """The document laid out for letters of any size.

    most_pages  how many pages it may have, and the refusal when it has more (told the pages, and how many it may have)
    paper       “a4” or “a3”
    """
    laid = _Paper(document, points)
    most, refused = most_pages or (None, CannotBeWritten)
    said = {
        "document": json.dumps(laid.data | {"most_pages": most, "to": list(to), "paper": paper}, ensure_ascii=False)
    }
    try:
        content = _compiled(_layout(), laid.files, said)
    except typst.TypstError as refusal:
        if found := TOO_MANY.search(refusal.message):
            raise refused(int(found[1]), most) from None
        if not (found := NO_GLYPH.search(refusal.message)):
            raise
        raise NoLetterFor(found["sign"], _where(document, found["sign"])) from None
    return with_row_headers(content) if any(isinstance(block, Table | Figure) for block in document.flat) else content


def _compiled(layout: bytes, files: dict[str, bytes], said: dict[str, str]) -> bytes:
    options = {"font_paths": _fonts(), "sys_inputs": said, "pdf_standards": ["ua-1"]}
    if not files:
        return typst.compile(layout, **options)
    # The compiler takes pictures from files only.
    with TemporaryDirectory() as folder:
        for name, content in {"main.typ": layout, **files}.items():
            Path(folder, name).write_bytes(content)
        return typst.compile(Path(folder, "main.typ"), root=folder, **options)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    # The compiler brings arrows and ticks in a font of its own; nothing of the machine's is used.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"])


@lru_cache(maxsize=1)
def _layout() -> bytes:
    return (HERE / "document.typ").read_bytes()


def texts(part: object) -> Iterator[str]:
    """Every stretch of text in a part of a document, in order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    else:
        for name in getattr(part, "__dataclass_fields__", ()):
            yield from texts(getattr(part, name))


def _where(document: Document, sign: str) -> str:
    found = next((text for text in texts(document) if sign in text), document.title)
    at = max(0, found.find(sign))
    begin, end = max(0, at - 30), at + 30
    return ("…" if begin else "") + found[begin:end].strip() + ("…" if end < len(found) else "")


def _breakable(text: str) -> str:
    return LONG.sub(lambda word: MAY_BREAK.join(map(_anywhere, AFTER.split(word[0]))), text)


def _anywhere(part: str) -> str:
    return MAY_BREAK.join(part) if len(part) > columns.LONGEST else part


class _Paper:
    """A document as the data that the layout reads, and the pictures it shows."""

    def __init__(self, document: Document, points: float):
        self.points = points
        self.files: dict[str, bytes] = {}
        language, *rest = document.language.split("-")
        self.data = {
            "title": _breakable(document.title),
            "publisher": _breakable(document.publisher),
            "language": language,
            "region": next((part for part in rest if len(part) == 2), None),
            "direction": document.direction,
            "points": points,
            "contents": document.contents,
            "blocks": [data for block in document.blocks for data in self.written(block)],
        }

    @singledispatchmethod
    def written(self, block: object) -> list[dict]:
        """One block as what the layout knows."""
        raise TypeError(f"{type(block).__name__} is no block of a document")

    @written.register
    def _(self, heading: Heading) -> list[dict]:
        return [{"kind": "heading", "level": heading.level, "text": _breakable(heading.text)}]

    @written.register
    def _(self, paragraph: Paragraph) -> list[dict]:
        return [{"kind": "paragraph", "runs": _runs(paragraph)}]

    @written.register
    def _(self, items: List) -> list[dict]:
        return [{"kind": "list", "numbered": items.numbered, "items": [_runs(item) for item in items.items]}]

    @written.register
    def _(self, quote: Quote) -> list[dict]:
        language = quote.language.split("-")[0]
        words, credit = _breakable(quote.words), _breakable(quote.credit)
        return [{"kind": "quote", "words": words, "credit": credit, "language": language}]

    @written.register
    def _(self, facts: Facts) -> list[dict]:
        return [{"kind": "facts", "rows": [[_breakable(name), _breakable(said)] for name, said in facts.rows]}]

    @written.register
    def _(self, table: Table) -> list[dict]:
        layout = columns.layout(table, points=self.points)
        return [
            {
                "kind": "table",
                "caption": _breakable(table.caption),
                "columns": [_breakable(column) for column in table.columns],
                "rows": [[_breakable(cell) for cell in row] for row in table.rows],
                "widths": layout.shares,
                "share": layout.width,
                "numeric": columns.numeric(table),
                "note": _breakable(table.note),
            }
        ]

    @written.register
    def _(self, figure: Figure) -> list[dict]:
        heading, basis = Heading(figure.heading, figure.level), Paragraph.of(figure.basis)
        shown = (
            [self.shown("svg", namespaced(figure.svg).encode(), figure.description, "")]
            if figure.svg
            else self.written(Paragraph.of(figure.description))
        )
        return [*self.written(heading), *shown, *self.written(basis), *self.written(figure.table)]

    @written.register
    def _(self, picture: Picture) -> list[dict]:
        kind, content = kind_and_content(picture)
        if not _can_be_shown(kind, content):
            raise UnreadablePicture(picture.file)
        return [self.shown(kind, content, picture.description, picture.credit)]

    @written.register
    def _(self, row: Pictured) -> list[dict]:
        [picture] = self.written(row.picture)
        return [{"kind": "pictured", "picture": picture, "words": [_runs(paragraph) for paragraph in row.words]}]

    @written.register
    def _(self, drawn: Drawn) -> list[dict]:
        picture = self.shown("svg", namespaced(drawn.svg).encode(), drawn.description, "")
        return [
            {"kind": "drawn", "large": drawn.large, "picture": picture, "words": [_runs(one) for one in drawn.words]}
        ]

    @written.register
    def _(self, sheet: Sheet) -> list[dict]:
        return [{"kind": "sheet", "blocks": [data for block in sheet.blocks for data in self.written(block)]}]

    def shown(self, kind: str, content: bytes, description: str, credit: str) -> dict:
        # One picture shown often is one file.
        file = next((name for name, there in self.files.items() if there == content), "")
        file = file or f"picture-{len(self.files) + 1}.{kind}"
        self.files[file] = content
        return {"kind": "picture", "file": file, "description": description, "credit": _breakable(credit)}


@lru_cache(maxsize=512)
def _can_be_shown(kind: str, content: bytes) -> bool:
    try:
        _compiled(ALONE % kind.encode(), {f"picture.{kind}": content}, {})
    except typst.TypstError:
        return False
    return True


def _runs(paragraph: Paragraph) -> list[str | dict]:
    return [_run(run) for run in paragraph.runs]


def _run(run: Run) -> str | dict:
    if isinstance(run, Link):
        shown = _breakable(run.href) if run.href != run.text else ""
        return {"text": _breakable(run.text), "href": run.href, "shown": shown}
    return {"strong": _breakable(run.text)} if isinstance(run, Strong) else _breakable(run)
