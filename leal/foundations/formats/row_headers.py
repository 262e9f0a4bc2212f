"""Rows that say whose they are: the first cell of a row, tagged as its header.

The compiler has a word for it, and the wheel keeps it locked; so the tags of
the finished file are mended. Its pages are not touched.
"""

from collections.abc import Iterator
from io import BytesIO

# What a table can stand in; elsewhere nobody need look.
AROUND = {"/Document", "/Part", "/Sect", "/Div", "/Figure", "/Table", "/TBody", "/NonStruct"}


def with_row_headers(content: bytes) -> bytes:
    """A tagged PDF, in which a voice tells the header of its row with each cell of a table.

    Source: ISO 32000-1, 14.8.5.7: cells without “Headers” of their own belong to what “Scope” says of the others.
    """
    import pikepdf  # a tenth of a second to load, and only documents with tables need it

    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as file:
        for row in _rows(file.Root.StructTreeRoot, pikepdf):
            head, *cells = row.K if isinstance(row.K, pikepdf.Array) else [row.K]
            head.S = pikepdf.Name.TH
            head.A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row), *_looks(head)])
            for cell in cells:
                cell.A = pikepdf.Array(_looks(cell))
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _rows(root, pikepdf) -> Iterator:
    """Every row of a table's body."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        inside = part.get("/K")
        for one in inside if isinstance(inside, pikepdf.Array) else [inside]:
            if not isinstance(one, pikepdf.Dictionary) or "/S" not in one:
                continue
            if one.S == "/TR" and part.get("/S") == "/TBody":
                yield one
            elif one.S in AROUND:
                waiting.append(one)


def _looks(cell) -> list:
    """What is said of a cell besides which headers it has."""
    return [said for said in cell.get("/A", []) if said.O != "/Table"]
