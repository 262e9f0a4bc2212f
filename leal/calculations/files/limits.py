"""How large a file may be before it is refused rather than read."""

from typing import NamedTuple

MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """Sizes in bytes, counts of cells and characters.

    `unpacked` is for any one part of a spreadsheet once unzipped. `ratio` is
    how many times larger a part over `ratio_from` may be than its zipped
    form: real spreadsheets stay under 100, bombs are near 1,000.
    """

    file: int = 100 * MEGABYTE
    unpacked: int = 600 * MEGABYTE
    ratio: int = 250
    ratio_from: int = 8 * MEGABYTE
    cells: int = 6_000_000
    rows: int = 1_048_576
    columns: int = 16_384
    characters: int = 131_072


USUAL = Limits()
LONG = Limits(file=1024 * MEGABYTE)  # read row by row, so a gigabyte of answers is not a gigabyte of cells
