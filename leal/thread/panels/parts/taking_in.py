"""What pages about files of members show."""

from collections.abc import Iterable
from typing import NamedTuple

from leal.foundations.pages.parts import Column, DataTable, Row

from ..intake import MembersRead
from ..models import PanelMember
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
    faulty = len({fault.row for fault in read.faults})
    facts = [
        Row("Taken in", str(done.taken)),
        Row("Here already", str(len(done.here_already))),
        Row("Rows to mend", str(faulty)),
    ]
    if read.left_alone:
        facts.append(Row("Columns nobody asked for", ", ".join(read.left_alone)))
    sentence = "Everyone in the file is on the panel."
    if faulty:
        sentence = "Mend these rows in your file and give it again: who is here already is not taken in twice."
    return Report(sentence, facts, faults_in(read), max(0, len(read.faults) - MOST))


def faults_in(read: MembersRead) -> DataTable | None:
    if not read.faults:
        return None
    rows = tuple((f"Row {one.row}", one.column or "The row", one.what, one.mend) for one in read.faults[:MOST])
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
