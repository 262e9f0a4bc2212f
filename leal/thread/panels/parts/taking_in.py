"""What pages about files of members show."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from leal.foundations.pages.parts import Column, DataTable, Row

from ..intake import MembersRead, RowFault, harmless
from ..models import MembersFile, PanelMember, WaitingLookup
from ..operations.taking_in import TakenIn

MOST = 500


class Report(NamedTuple):
    """What came of a file: in a sentence, as facts, and every fault in a table."""

    sentence: str
    facts: list[Row]
    faults: DataTable | None
    more: int


class Pair(NamedTuple):
    """Two members who may be one, each fact beside the other's."""

    id: str
    name: str
    table: DataTable


def report(read: MembersRead, done: TakenIn) -> Report:
    """What came of a file."""
    return _report(done.taken, len(done.here_already), read.left_alone, read.faults)


def report_of(file: MembersFile) -> Report:
    """What came of a file that was handed in."""
    came, faults = file.came, [RowFault(*fault) for fault in file.faults]
    return _report(came["taken"], came["here_already"], came["left_alone"], faults)


def _report(taken: int, here_already: int, left_alone: Sequence[str], faults: Sequence[RowFault]) -> Report:
    faulty = len({fault.row for fault in faults})
    facts = [
        Row("Taken in", f"{taken:,}"),
        Row("Here already", f"{here_already:,}"),
        Row("Rows to mend", f"{faulty:,}"),
    ]
    if left_alone:
        facts.append(Row("Columns nobody asked for", ", ".join(left_alone)))
    sentence = "Everyone in the file is on the panel."
    if faulty:
        sentence = "Mend these rows in your file and give it again: who is here already is not taken in twice."
    return Report(sentence, facts, faults_in(faults), max(0, len(faults) - MOST))


def faults_as_csv(file: MembersFile | WaitingLookup) -> str:
    """Every fault of a file that was handed in, a row for each."""
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(("row", "column", "what is wrong", "how to mend it"))
    out.writerows((row, *map(harmless, words)) for row, *words in file.faults)
    return written.getvalue()


def faults_in(faults: Sequence[RowFault]) -> DataTable | None:
    if not faults:
        return None
    rows = tuple((f"Row {one.row}", one.column or "The row", one.what, one.mend) for one in faults[:MOST])
    columns = (Column("Row"), Column("Column"), Column("What is wrong"), Column("How to mend it"))
    return DataTable("faults", "Every row that cannot be taken in", columns, rows)


def pairs(found: Iterable[tuple[PanelMember, PanelMember]]) -> list[Pair]:
    """Members side by side."""
    return [
        Pair(f"pair-{number}", one.name, beside(number, one, other)) for number, (one, other) in enumerate(found, 1)
    ]


def beside(number: int, one: PanelMember, other: PanelMember) -> DataTable:
    facts = (
        ("Name", "name"),
        ("E-mail address", "email"),
        ("Phone number", "phone"),
        ("Address", "postal_address"),
        ("Postcode", "postcode"),
        ("Joined on", "confirmed_on"),
    )
    rows = tuple((label, shown(one, name), shown(other, name)) for label, name in facts)
    columns = (Column("What we hold"), Column("One"), Column("The other"))
    return DataTable(f"doubles-{number}", f"{one.name}, twice", columns, rows)


def shown(member: PanelMember, name: str) -> str:
    value = getattr(member, name)
    return (f"{value:%-d %B %Y}" if hasattr(value, "strftime") else str(value)) or "None"
