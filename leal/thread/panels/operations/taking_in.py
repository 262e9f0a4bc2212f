"""Take in many members at once, from a file that was read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from json import dumps
from typing import NamedTuple
from uuid import UUID, uuid4

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.database.copying import copy_into
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.people.names import folded

from .. import queries
from ..intake import NewMember, as_csv, wordings_by_purpose
from ..models import Consent, EqualityAnswers, Experience, Panel, PanelMember, Postcode, RecruitmentWave
from .founding import within_panel

BATCH = 20_000


class TakenIn(NamedTuple):
    """How many members were taken in, and the rows of those who were here already."""

    taken: int
    here_already: tuple[int, ...]


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def take_in_members(
    *,
    panel: Panel,
    members: Sequence[NewMember],
    wave: RecruitmentWave | None = None,
    tell: Callable[[int], None] = lambda number: None,
    by: Person | Outsider,
) -> TakenIn:
    """Take in members whom a file names, all or none. They are members from the day the file says.

    A row that was taken in before (same name, e-mail address, postcode and
    day) is not taken in again, so that a mended file can be given whole.
    Nobody gets an account or a letter by this. People who may be the same are
    never merged: `likely_doubles` shows them side by side.

    tell  told how many are written down, now and then
    """
    there = queries.already_here(panel=panel)
    known = {True: [], False: []}
    for one in members:
        known[marks(one) in there].append(one)
        there.add(marks(one))
    areas = areas_of(one.words["postcode"] for one in known[False])
    wordings = wordings_by_purpose(panel)
    for start in range(0, len(known[False]), BATCH):
        write(panel, wave, known[False][start : start + BATCH], areas, wordings)
        tell(min(start + BATCH, len(known[False])))
    record("members.taken-in", of=panel, by=by, because=f"{len(known[False])} members")
    return TakenIn(len(known[False]), tuple(one.row for one in known[True]))


def marks(one: NewMember) -> tuple:
    words = one.words
    return words["name"], words["email"], words["postcode"], words["joined_on"]


def areas_of(codes: Iterable[str]) -> dict[str, tuple[str, str, int | None]]:
    """Where postcodes lie, and the key of the lookup that says so."""
    found = Postcode.objects.filter(code__in=set(codes)).values_list("code", "council_area", "urban_rural")
    by = queries.lookup()
    return {code: (council_area, urban_rural, by and by.pk) for code, council_area, urban_rural in found}


WORDS = ("name", "email", "phone", "postal_address", "postcode", "needs", "told_by", "format", "language", "how_joined")
MEMBER = (
    *("key", "panel_id", "wave_id", "name_key", "council_area", "urban_rural", "area_from_id"),
    *("asked_on", "confirmed_on"),
    *WORDS,
)
ANSWERS = ("member_id", "answers", "answered_on")
CONSENT = ("member_id", "wording_id", "how", "given_on")


def write(panel, wave, new: Sequence[NewMember], areas, wordings) -> None:
    """The rows of some members, copied into four tables: as fast as they go, with their history.

    Answers go before the members they are of, so that the database counts each member once, with their answers.
    """
    both = [(uuid4(), one, one.words["joined_on"]) for one in new]
    copy_into(Experience, ANSWERS, ((key, dumps(one.experience), on) for key, one, on in both if one.experience))
    equality = ((key, one, on) for key, one, on in both if one.equality and "equality" in one.agreed)
    copy_into(EqualityAnswers, ANSWERS, ((key, dumps(one.equality), on) for key, one, on in equality))
    copy_into(PanelMember, MEMBER, (member_of(panel, wave, key, one, areas) for key, one, _ in both))
    agreed = ((key, wordings[purpose].pk, one, on) for key, one, on in both for purpose in one.agreed)
    copy_into(Consent, CONSENT, ((key, wording, one.words["how_joined"], on) for key, wording, one, on in agreed))


def member_of(panel: Panel, wave: RecruitmentWave | None, key: UUID, one: NewMember, areas) -> tuple:
    """A member as their row is copied: see MEMBER."""
    words = one.words
    area = areas.get(words["postcode"], ("", "", None))
    joined: date = words["joined_on"]
    ours = (key, panel.pk, wave and wave.pk, folded(words["name"]), *area, joined, joined)
    return (*ours, *(words[name] for name in WORDS))


@operation(needs=Permission.MEMBER_READ, within=within_panel)
def hand_out_members(*, panel: Panel, because: str, by: Person | Outsider) -> str:
    """Every member as CSV that can be taken in again, and word of who asked for it and why. No equality answers."""
    record("members.handed-out", of=panel, by=by, because=because)
    return as_csv(panel=panel)
