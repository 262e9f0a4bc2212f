"""What the pages of gatherings show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.pages.parts import Link, Row
from leal.foundations.pages.sentences import counted as counted_words
from leal.foundations.pages.sentences import listed, sentence

from ..models import Gathering, GatheringNeed, Invited
from . import easy, letters

LEAD = (
    "Each occasion on which we listen. Meeting one person alone counts as much as a room: it is called, made possible "
    "for whoever comes, and told back in the same way."
)


@dataclass(frozen=True)
class Need:
    """One thing someone needs, and how it is met; "" while it is not.

    seat  where they have to sit for it; `sits` whether they do, None while there are no tables
    """

    kind: str
    words: str
    how: str
    by: str
    href: str
    seat: str = ""
    sits: bool | None = None


@dataclass(frozen=True)
class Guest:
    """Someone on the list: how they stand, where they sit, what they need."""

    key: int
    name: str
    stands: str
    way: str
    tables: str
    told: str
    needs: tuple[Need, ...]


def shelves(gatherings: Iterable[Gathering], *, on: date) -> tuple[Shelf, ...]:
    """The gatherings of a panel: those whose people wait to be told first, then what is to come, then the rest."""
    rows = list(gatherings)
    stands = {row: how_it_stands(row, on) for row in rows}
    headings = {
        "not-told": ("Nobody has told those who came", ""),
        "coming": ("To come", "Nothing is called. Call one: a room full of people, or one person alone."),
        "over": ("Over", ""),
        "off": ("Called off", ""),
    }
    found = []
    for key, (heading, empty) in headings.items():
        items = tuple(item(row, key) for row in rows if stands[row] == key)
        if items or empty:
            found.append(Shelf(key, heading, items, empty=empty))
    return tuple(found)


def how_it_stands(row: Gathering, on: date) -> str:
    if row.called_off_on:
        return "off"
    if row.starts_at.date() >= on:
        return "coming"
    return "not-told" if row.told_on is None and row.tell_by < on else "over"


def item(row: Gathering, stands: str) -> Item:
    coming = stands == "coming"
    note = f"{row.get_kind_display()}, {letters.when(row)}. {counted(row, coming)}"
    marks = {"not-told": f"They were to be told by {date_format(row.tell_by, 'j F Y')}", "off": row.called_off_because}
    unmet = f"{row.unmet} need{'s' if row.unmet != 1 else ''} not met" if coming and row.unmet else ""
    mark = marks.get(stands, unmet)
    return Item(
        Link(row.name, reverse("gatherings:gathering", args=[row.pk])), note=note, mark=mark, aside=f"no. {row.pk}"
    )


def counted(row: Gathering, coming: bool) -> str:
    if coming:
        return f"{row.listed} on the list, {row.coming} said yes."
    return (
        f"{row.were_there} came. Told on {date_format(row.told_on, 'j F Y')}."
        if row.told_on
        else f"{row.were_there} came."
    )


def facts(row: Gathering) -> tuple[Row, ...]:
    """A gathering as it stands, one fact a line."""
    told = (
        ("What kind", row.get_kind_display()),
        ("When", letters.when(row)),
        ("Where", letters.where(row)),
        ("What it is for", row.purpose),
        ("What people get beforehand", row.goes_in),
        ("What should come of it", row.comes_out),
        ("What it is for, in easy read", easy.sentences(row.easy_purpose)),
        ("What happens on the day, in easy read", easy.sentences(row.easy_happens)),
        ("Of the core group", row.group.name if row.group else ""),
        ("Those who came are told by", date_format(row.tell_by, "j F Y")),
        ("Told on", date_format(row.told_on, "j F Y") if row.told_on else ""),
        ("What came of it", row.what_came),
        (
            "Called off",
            f"{date_format(row.called_off_on, 'j F Y')}. {row.called_off_because}" if row.called_off_on else "",
        ),
    )
    return tuple(Row(key, value) for key, value in told if value)


def guests(people: Iterable[Invited]) -> tuple[Guest, ...]:
    return tuple(guest(one) for one in people)


def guest(one: Invited) -> Guest:
    told = f"Told {date_format(one.told_on, 'j F Y')}" if one.told_on else ""
    needs = tuple(need(each) for each in one.needs.all())
    way = (one.member or one.organisation).get_told_by_display() + (", an organisation" if one.organisation else "")
    return Guest(one.pk, str(one), stands(one), way, tables(one), told, needs)


def tables(one: Invited) -> str:
    """Where someone sits, round by round: "Tables 3, 1 and 2". Whoever does not come sits nowhere."""
    if one.answer == "no" or not one.tables:
        return ""
    return f"{'Tables' if len(one.tables) > 1 else 'Table'} {listed(map(str, one.tables))}"


def seating(gathering: Gathering, guests: Iterable[Guest]) -> tuple[str, ...]:
    """How good the small tables are, for whoever looks after them; nothing while there are none."""
    found = gathering.seating
    if not found:
        return ()
    rounds = f", {found['rounds']} rounds" if found["rounds"] > 1 else ""
    said = [f"{found['people']} people at {counted_words(found['tables'], 'table')}{rounds}."]
    if found["sharing"]:
        said.append(
            "Whoever shares an interpreter or a reader sits at one table with them, in every round."
            if not found["parted"]
            else "Not everyone who shares an interpreter or a reader could sit with them. Take larger tables, or find "
            "one more of them."
        )
    said += seats_in_words(guests)
    said.append(mixed_words(found))
    if found["rounds"] > 1:
        said.append(f"{found['met']:,} pairs of people meet. No seating lets more than {found['met_most']:,} meet.")
    if without := sum(one.stands == Invited.Answer.YES.label and not one.tables for one in guests):
        late = counted_words(without, "person", "people")
        said.append(sentence(f"{late} said yes since and sit nowhere yet") + " Make the tables anew.")
    return tuple(said)


def seats_in_words(guests: Iterable[Guest]) -> list[str]:
    """How many of those who have to sit somewhere do; and each who does not, by name."""
    wanted = [(one, need) for one in guests for need in one.needs if need.sits is not None]
    if not wanted:
        return []
    met = sum(need.sits for _, need in wanted)
    said = [
        sentence(
            f"{met} of {counted_words(len(wanted), 'need')} about where people sit {'is' if met == 1 else 'are'} met"
        )
    ]
    return said + [sentence(f"Not met for {one.name}: {need.seat}") for one, need in wanted if not need.sits]


def mixed_words(found: dict) -> str:
    """How mixed the tables are, beside the best there can be."""
    if not found["missed"]:
        return "Every table is as mixed as all who come: by where they live and what they know of the service."
    best = (
        "No seating does better."
        if found["missed"] == found["missed_least"]
        else f"No seating can miss it by fewer than {found['missed_least']}."
    )
    missed = counted_words(found["missed"], "person", "people")
    return f"The tables miss being as mixed as all who come by {missed}. {best}"


def stands(one: Invited) -> str:
    """How someone on the list stands, in words."""
    if one.came is not None:
        return "Came" if one.came else "Did not come"
    if one.answer:
        return one.get_answer_display()
    if one.invited_on is None:
        return "Not invited yet"
    if one.reminded_on:
        return f"No answer yet, reminded {date_format(one.reminded_on, 'j F')}"
    return f"No answer yet, invited {date_format(one.invited_on, 'j F')}"


def need(one: GatheringNeed) -> Need:
    href = reverse("gatherings:need", args=[one.invited.gathering_id, one.pk])
    by = f"{one.arranged_by.name}, {date_format(one.met_on, 'j F Y')}" if one.met_on and one.arranged_by else ""
    how = one.how_met if one.met_on else ""
    return Need(one.get_kind_display(), one.words, how, by, href, where_they_sit(one), sits(one))


def where_they_sit(one: GatheringNeed) -> str:
    """Where someone has to sit for what they need, in words; "" where it does not matter."""
    if one.seat == GatheringNeed.Seat.BESIDE:
        return f"at one table with {one.beside}" if one.beside else ""
    return one.get_seat_display().lower() if one.seat else ""


def sits(one: GatheringNeed) -> bool | None:
    """Whether someone sits where they have to, in every round; None where they sit nowhere, or it does not matter."""
    where = one.invited.tables
    if not where or not where_they_sit(one) or one.invited.answer == Invited.Answer.NO:
        return None
    if one.beside:
        return where == one.beside.tables
    return set(where) <= set(one.invited.gathering.seating.get("places", {}).get(one.seat, ()))
