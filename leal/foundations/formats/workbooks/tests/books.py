"""Tables that tests write and read again."""

from datetime import date
from decimal import Decimal

from leal.foundations.formats.workbooks import (
    CONFIDENTIAL,
    NOT_APPLICABLE,
    Column,
    DataTable,
    Noted,
    Workbook,
)

LONG_WORD = "Donaudampfschiff" * 5
AWKWARD = (
    "=cmd|' /C calc'!A0",
    "+44 131",
    "@SUM(A1)",
    "-",
    LONG_WORD,
    "said ميثاقنا in an English row",
    "🎉 <b>&amp;</b> \"quoted\" 'so'",
    "  two  spaces  ",
    "first line\nsecond line",
    "https://example.org/",
    "007",
    "1e5",
    "_x0041_",
)

WAITS = DataTable(
    name="Table 1",
    title="How long people waited to be answered",
    columns=(
        Column("Year"),
        Column("Average wait", "number", "seconds", notes=("Calls that were answered.",)),
        Column("Answered", "number", "%", places=1),
        Column("Published", "date"),
        Column("Target met", "truth"),
    ),
    rows=(
        ("2021–22", 351, 89.25, date(2022, 7, 1), True),
        (
            Noted("2022–23", ("Until October.", "Calls that were answered.")),
            1337,
            CONFIDENTIAL,
            date(2023, 7, 1),
            False,
        ),
        ("2023–24", None, NOT_APPLICABLE, None, None),
    ),
    lines=("All benefit lines.",),
    source="Freedom of information reply",
    notes=("Counted by the telephone system.",),
)
WORDS = DataTable(
    "What was said",
    "Awkward words",
    (Column("Words"), Column("Number", "number")),
    tuple((words, Decimal(at)) for at, words in enumerate(AWKWARD)),
    blank=None,
)
EMPTY = DataTable("Table 3", "Nothing yet", (Column("Name"), Column("Number", "number")), ())
BOOK = Workbook(
    title="Is it kept? 2022–23",
    publisher="The Agency",
    tables=(WAITS, WORDS, EMPTY),
    about=("Every figure here stands in the report, too.",),
    contact="Ask us: charter@example.org",
    licence="Open Government Licence v3.0",
    published=date(2023, 11, 1),
)
