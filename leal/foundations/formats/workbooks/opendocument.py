"""A workbook as ODS: OpenDocument 1.3, written as the text it is.

No library writes this fast: what is kept up takes a second for what this does
in a twentieth.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ..packing import packed
from .cells import Cell
from .sheets import Laid, Line, sheets
from .sizes import check
from .tree import AS_GIVEN, Workbook

FOLDER = Path(__file__).parent / "opendocument_parts"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
LOOKS = {"title": "title", "heading": "heading", "text": "line"}


def ods(workbook: Workbook) -> bytes:
    """The whole workbook, the same bytes for the same tree.

    Raises NotATable when a spreadsheet cannot hold it: too many rows, a text too long.
    """
    check(workbook)
    laid = sheets(workbook)
    language, _, country = workbook.language.partition("-")
    named = {
        "language": escape(language),
        "country": escape(country or "none"),
        "tag": escape(workbook.language),
        "title": escape(workbook.title),
        "publisher": escape(workbook.publisher),
        "when": f"{workbook.published or '2000-01-01'}T00:00:00",
        "writing": "rl-tb" if workbook.direction == "rtl" else "lr-tb",
    }
    files = {
        "META-INF/manifest.xml": _part("manifest.xml"),
        "meta.xml": _part("meta.xml").format(**named),
        "styles.xml": _part("styles.xml").format(**named),
        "content.xml": _content(laid, named),
    }
    return packed(files.items(), kind=KIND)


def _part(name: str) -> str:
    return (FOLDER / name).read_text()


def _content(laid: list[Laid], named: dict[str, str]) -> str:
    digits = sorted({digits for sheet in laid for digits in sheet.digits})
    widths = sorted({width for sheet in laid for width in sheet.widths})
    styles = [*map(_number_style, digits), *map(_width_style, widths)]
    ranges = [_range(sheet) for sheet in laid if sheet.table]
    body = "".join(text for sheet in laid for text in _sheet(sheet))
    return _part("content.xml").format(**named, styles="".join(styles), sheets=body, ranges="".join(ranges))


def _number_style(digits: int) -> str:
    if digits == AS_GIVEN:
        return (
            f'<style:style style:name="{_named(digits)}" style:family="table-cell" style:parent-style-name="figure"/>'
        )
    shown = f'<number:number number:decimal-places="{digits}" number:min-decimal-places="{digits}"'
    return (
        f'<number:number-style style:name="n{digits}">{shown} number:min-integer-digits="1" number:grouping="true"/>'
        f'</number:number-style><style:style style:name="{_named(digits)}" style:family="table-cell" '
        f'style:parent-style-name="figure" style:data-style-name="n{digits}"/>'
    )


def _named(digits: int) -> str:
    return "as-given" if digits == AS_GIVEN else f"number{digits}"


def _width_style(width: int) -> str:
    return (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.25:.2f}cm"/></style:style>'
    )


def _range(sheet: Laid) -> str:
    """The marked table: what programs and screen readers find by its name."""
    top = len(sheet.lines) + 1
    name, right = _sheet_name(sheet.name), _letters(len(sheet.headers))
    return (
        f'<table:database-range table:name="{sheet.table}" table:contains-header="true" '
        f'table:target-range-address="{name}.A{top}:{name}.{right}{top + len(sheet.rows)}"/>'
    )


def _sheet_name(name: str) -> str:
    quoted = name.replace("'", "''")
    return escape(f"'{quoted}'")


def _letters(count: int) -> str:
    """The name of a column, by its number from 1.

    >>> _letters(1), _letters(26), _letters(27), _letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    count, last = divmod(count - 1, 26)
    return (_letters(count) if count else "") + chr(65 + last)


def _sheet(sheet: Laid) -> Iterator[str]:
    yield f'<table:table table:name="{escape(sheet.name)}" table:style-name="sheet">'
    for width in sheet.widths:
        yield f'<table:table-column table:style-name="w{width}" table:default-cell-style-name="words"/>'
    for line in sheet.lines:
        yield _row(_line(line, wrap=not sheet.headers))
    if sheet.headers:
        heads = zip(sheet.headers, sheet.columns, strict=True)
        yield "<table:table-header-rows>"
        yield _row(
            "".join(_text("head-end" if kind.kind in ("number", "date") else "head", head) for head, kind in heads)
        )
        yield "</table:table-header-rows>"
        looks = [_look(column.kind, digits) for column, digits in zip(sheet.columns, sheet.digits, strict=True)]
        for row in sheet.rows:
            yield _row("".join(map(_cell, row, looks)))
    yield "</table:table>"


def _row(cells: str) -> str:
    return f'<table:table-row table:style-name="row">{cells}</table:table-row>'


def _line(line: Line, wrap: bool) -> str:
    look = LOOKS[line.kind] if not wrap else f"{LOOKS[line.kind]}-wrapped"
    return _text(look, line.text, line.sheet)


def _look(kind: str, digits: int) -> tuple[str, str]:
    """The styles of a column: of its figures, and of words in their place."""
    return {"number": (_named(digits), "figure"), "date": ("day", "figure")}.get(kind, ("words", "words"))


def _cell(cell: Cell, looks: tuple[str, str]) -> str:
    if cell.number is not None:
        value = f'office:value-type="float" office:value="{cell.number}"'
    elif cell.day is not None:
        value = f'office:value-type="date" office:date-value="{cell.day}"'
    elif cell.text:
        return _text(looks[1], cell.text, cell.sheet)
    else:
        return "<table:table-cell/>"
    return f'<table:table-cell table:style-name="{looks[0]}" {value}><text:p>{cell.text}</text:p></table:table-cell>'


def _text(look: str, words: str, sheet: str = "") -> str:
    paragraphs = "".join(f"<text:p>{_linked(_words(line), sheet)}</text:p>" for line in words.split("\n"))
    return f'<table:table-cell table:style-name="{look}" office:value-type="string">{paragraphs}</table:table-cell>'


SPACES = re.compile("(?<= ) +|^ +| +$")


def _words(line: str) -> str:
    """OpenDocument drops a second space, unless it is told to keep it."""
    written = escape(line, quote=False)
    if "  " in line or line[:1] == " " or line[-1:] == " ":
        return SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', written)
    return written


def _linked(words: str, sheet: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href="#{_sheet_name(sheet)}.A1">{words}</text:a>' if sheet else words
