"""Members from a file: every fault of every row at once, by row and column, and how to mend it."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils.timezone import localdate

from leal.calculations.files import Unreadable, read_rows
from leal.foundations.people.addresses import NotPlain
from leal.foundations.people.addresses import kept as kept_address

from . import postcodes, queries
from .languages import LANGUAGES
from .models import ConsentWording, Panel, PanelMember, PanelQuestion
from .models.members import REACHED_BY

NEEDED = ("name", "joined_on")
PLAIN = ("name", "email", "phone", "postal_address", "postcode", "needs")
CHOSEN = {
    "told_by": PanelMember.ToldBy.values,
    "format": PanelMember.Format.values,
    "language": [code for code, _ in LANGUAGES],
    "how_joined": PanelMember.How.values,
}
USUAL = {"told_by": "email", "format": "plain", "language": "en", "how_joined": "paper"}
LONGEST = {"name": 120, "email": 254, "phone": 40, "postal_address": 400, "needs": 2000}
DAYS = ("%Y-%m-%d", "%d/%m/%Y")
TOLD_EVERY = 1000
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}
SAID = YES | NO


class RowFault(NamedTuple):
    """What is wrong in one cell, and how to mend it. `row` counts the heading as 1, as a spreadsheet does."""

    row: int
    column: str
    what: str
    mend: str


class NewMember(NamedTuple):
    """One row that can be taken in: columns of the member, answers by kind, purposes agreed to."""

    row: int
    words: dict[str, object]
    experience: dict[str, object]
    equality: dict[str, object]
    agreed: tuple[str, ...]


@dataclass
class MembersRead:
    """A file as it was read: who can be taken in, every fault, and columns that nobody asked for."""

    name: str
    digest: str
    members: list[NewMember] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    left_alone: tuple[str, ...] = ()
    rows: int = 0


def read_members(
    source: Path | bytes, *, panel: Panel, name: str = "", tell: Callable[[int], None] = lambda row: None
) -> MembersRead:
    """Every member in a CSV, ODS or XLSX file, and every fault of the rows that cannot be taken in.

    tell  told which row was read, now and then

    Raises Unreadable when the file as a whole cannot be read, or its headings name nobody.
    """
    given = read_rows(source, name=name)
    heading = [text.strip().lower() for text in next(given.rows, [])]
    reader = Reader(panel, heading)
    if missing := [column for column in NEEDED if column not in heading]:
        raise Unreadable(
            f"{given.name}: there is no column {' and no column '.join(missing)}. "
            f"The first row must name the columns: {', '.join(reader.known)}"
        )
    read = MembersRead(given.name, given.digest, left_alone=tuple(one for one in heading if one not in reader.known))
    for number, cells in enumerate(given.rows, start=2):
        if number % TOLD_EVERY == 0:
            tell(number)
        if not any(cell.strip() for cell in cells):
            continue
        read.rows += 1
        member, faults = reader.row(number, cells)
        read.faults += faults
        if not faults:
            read.members.append(member)
    return read


class Reader:
    """Reads the rows of one file for one panel."""

    def __init__(self, panel: Panel, heading: list[str]):
        self.heading = heading
        self.questions = {one.code: one for one in queries.questions(panel=panel)}
        self.purposes = {f"agree-{one.purpose}": one for one in queries.asked_to_agree(panel=panel)}
        self.known = (*PLAIN, "joined_on", *CHOSEN, *self.questions, *self.purposes)
        self.codes = {code: answers_of(question) for code, question in self.questions.items()}
        self.today = localdate()
        # What was right in one row is right in the next: people choose among few answers, and files are long.
        self.answered: dict[tuple[str, str], object] = {}

    def row(self, number: int, cells: list[str]) -> tuple[NewMember, list[RowFault]]:
        """One row, and its faults."""
        faults: list[RowFault] = []

        def fault(column: str, what: str, mend: str) -> None:
            faults.append(RowFault(number, column, what, mend))

        if len(cells) > len(self.heading):
            fault("", "The row has more cells than there are headings", "Put words with a comma in quotation marks")
        given = {name: cell.strip() for name, cell in zip(self.heading, cells, strict=False)}
        words = self.words(given, fault)
        answers = {"experience": {}, "equality": {}}
        for code, question in self.questions.items():
            cell = given.get(code, "")
            if not cell:
                continue
            answer = self.answered.get((code, cell)) or self.answer(code, question, cell, fault)
            if answer:
                self.answered[code, cell] = answers[question.about][code] = answer
        return NewMember(number, words, **answers, agreed=self.agreed(given, fault)), faults

    def words(self, given: dict[str, str], fault: Callable) -> dict[str, object]:
        words: dict[str, object] = {name: given.get(name, "") for name in PLAIN}
        for name, most in LONGEST.items():
            if len(words[name]) > most:
                fault(name, f"It has {len(words[name]):,} letters", f"Say it in {most} letters or fewer")
        if not words["name"]:
            fault("name", "The name is missing", "Write how they would like to be called")
        words["email"] = email_in(words["email"], fault)
        if words["postcode"]:
            kept = postcodes.kept(words["postcode"])
            if not kept:
                fault(
                    "postcode",
                    f"“{words['postcode']}” is not a whole postcode",
                    "Write it like IV1 1AA, or leave it empty",
                )
            words["postcode"] = kept
        for name, allowed in CHOSEN.items():
            words[name] = given.get(name, "").lower() or USUAL[name]
            if words[name] not in allowed:
                fault(name, f"“{given[name]}” is none of the choices", f"Write one of {', '.join(allowed)}")
        needed = REACHED_BY.get(words["told_by"], "")
        if needed and not words[needed]:
            fault(needed, f"They are told by {words['told_by']}, and this is empty", "Fill it in, or change told_by")
        words["joined_on"] = self.day(given.get("joined_on", ""), fault)
        return words

    def day(self, written: str, fault: Callable) -> date | None:
        day = day_of(written)
        if day is None:
            what = f"“{written}” is no day" if written else "The day they joined is missing"
            fault("joined_on", what, "Write it as day, month and year, such as 30/6/2026")
        elif day > self.today:
            fault("joined_on", f"“{written}” is a day to come", "Write the day they joined, or wait until they have")
        return day

    def answer(self, code: str, question: PanelQuestion, cell: str, fault: Callable) -> object:
        named = self.codes[code]
        parts = [part.strip() for part in cell.split(";") if part.strip()]
        unknown = [part for part in parts if part.lower() not in named]
        if unknown:
            what = f"“{unknown[0]}” is no answer to “{question.wording}”"
            fault(code, what, f"Write one of {', '.join(dict.fromkeys(named.values()))}")
            return None
        if len(parts) > 1 and not question.several:
            fault(code, "There are several answers, and only one can be given", "Keep one of them")
            return None
        found = [named[part.lower()] for part in parts]
        if len(found) > 1 and PanelQuestion.PREFER_NOT_TO_SAY in found:
            fault(code, "“Prefer not to say” stands beside another answer", "Keep the one they meant")
            return None
        return found if question.several else next(iter(found), None)

    def agreed(self, given: dict[str, str], fault: Callable) -> tuple[str, ...]:
        found = []
        for column, wording in self.purposes.items():
            said = given.get(column, "").lower()
            if said not in SAID:
                fault(column, f"“{given[column]}” is neither yes nor no", "Write yes or no")
            elif said in YES:
                found.append(wording.purpose)
            elif wording.needed:
                fault(
                    column,
                    "Nobody is a member without agreeing to this",
                    "Write yes if they agreed, or leave out the row",
                )
        return tuple(found)


def answers_of(question: PanelQuestion) -> dict[str, str]:
    """The codes of a question by what may stand in a cell: the code or its words, in small letters."""
    both = [*question.choices, [PanelQuestion.PREFER_NOT_TO_SAY, "Prefer not to say"]]
    return {text.lower(): code for code, words in both for text in (code, words)}


def email_in(written: str, fault: Callable) -> str:
    try:
        kept = kept_address(written)
    except NotPlain as reason:
        fault("email", f"“{written}” has letters that are not plain", str(reason))
        return ""
    name, at, place = kept.partition("@")
    if kept and not (name and at and "." in place and " " not in kept):
        fault("email", f"“{written}” is not a whole e-mail address", "Write it in full, such as name@example.com")
    return kept


@lru_cache(maxsize=5000)
def day_of(written: str) -> date | None:
    """The day that is written; None when it is none. Files name the same days many times."""
    for shape in DAYS:
        try:
            return datetime.strptime(written, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def wordings_by_purpose(panel: Panel) -> dict[str, ConsentWording]:
    return {one.purpose: one for one in queries.asked_to_agree(panel=panel)}


def as_csv(*, panel: Panel) -> str:
    """Every member with the columns that a file of members has, but for answers about equality."""
    questions = [one for one in queries.questions(panel=panel) if one.about == "experience"]
    agreed = defaultdict(set)
    for member, purpose in queries.purposes_agreed(panel=panel):
        agreed[member].add(purpose)
    purposes = list(wordings_by_purpose(panel))
    written = io.StringIO()
    out = csv.writer(written)
    asked = [one.code for one in questions]
    out.writerow([*PLAIN, "joined_on", *CHOSEN, *asked, *(f"agree-{one}" for one in purposes)])
    for member in queries.members(panel=panel).select_related("experience"):
        answers = member.experience.answers if hasattr(member, "experience") else {}
        given = [answers.get(one.code, "") for one in questions]
        out.writerow(
            [
                *(harmless(getattr(member, name)) for name in PLAIN),
                member.confirmed_on.isoformat(),
                *(getattr(member, name) for name in CHOSEN),
                *(";".join(one) if isinstance(one, list) else one for one in given),
                *("yes" if one in agreed[member.pk] else "no" for one in purposes),
            ]
        )
    return written.getvalue()


def harmless(text: str) -> str:
    """Words that a spreadsheet takes for words: never for a formula.

    >>> harmless("=1+1"), harmless("Ishbel")
    ("'=1+1", 'Ishbel')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
