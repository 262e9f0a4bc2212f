"""What a spreadsheet has room for."""

from .tree import DataTable, NotATable, Workbook

LONGEST_TEXT, LONGEST_HEADER, MOST_ROWS = 32_767, 255, 1_048_576
ROOM_FOR_LINES = 100


def check(workbook: Workbook) -> None:
    """Raises NotATable for the first table that no spreadsheet could open whole."""
    for table in workbook.tables:
        if len(table.rows) > MOST_ROWS - ROOM_FOR_LINES:
            raise NotATable(
                f"“{table.name}” has {len(table.rows):,} rows, and a spreadsheet holds {MOST_ROWS:,}, lines above "
                "them among these. Choose CSV, or part the table."
            )
        for column in table.columns:
            if len(column.header) > LONGEST_HEADER:
                raise NotATable(f"A header of “{table.name}” is longer than {LONGEST_HEADER} letters. Shorten it.")
        _check_texts(table)


def _check_texts(table: DataTable) -> None:
    for number, row in enumerate(table.rows, start=1):
        for column, value in zip(table.columns, row, strict=True):
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                raise NotATable(
                    f"Row {number} of “{table.name}” has {len(value):,} letters under “{column.name}”, and a "
                    f"spreadsheet holds {LONGEST_TEXT:,} in a cell. Choose CSV, or shorten it."
                )
