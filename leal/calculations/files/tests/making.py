"""Spreadsheets made by hand, sound and unsound, for the tests of the reader."""

import io
import zipfile
from xml.sax.saxutils import escape

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
)
STYLES = (
    '<office:automatic-styles><style:style style:name="ta9" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def ods(*sheets: str, before: str = "") -> bytes:
    body = f"{STYLES}<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    head = HEAD.replace("?><", f"?>{before}<", 1)
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{head}{body}</office:document-content>",
        }
    )


def sheet(*rows: str, name: str = "Table_1", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{escape(text)}</text:p></table:table-cell>'
        if text
        else f"<table:table-cell {more}/>"
    )


def number(value: str, text: str, kind: str = "float") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
