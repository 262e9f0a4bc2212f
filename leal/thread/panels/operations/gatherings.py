"""Gatherings: called, people invited in their way, their needs met one by one, and told what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.invitations import operations as invitations
from leal.foundations.invitations.models import Invitation
from leal.foundations.notices.outbox import Said, tell_many
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import write_anew

from ..gatherings import easy, letters
from ..models import Gathering, GatheringNeed, Invited, Organisation, Panel, PanelMember
from ..queries.gatherings import to_invite, to_remind
from .easy_read import let_leave_in_easy_read
from .founding import within_panel

LEADS_TO = "/gatherings/invited/"


class CalledOff(Exception):
    """It was called off."""

    def __str__(self) -> str:
        return "This was called off, so nothing more can be done about it"


class NobodyToInvite(Exception):
    """Everyone on the list has their invitation."""

    def __str__(self) -> str:
        return "Everyone on the list has been invited. Add someone first"


class NobodyToRemind(Exception):
    """Everyone has answered, or was reminded today."""

    def __str__(self) -> str:
        return "Everyone has answered, or has been reminded today already"


class UnderWay(Exception):
    """While letters are written nobody else writes to the same people, and it is not called off."""

    def __str__(self) -> str:
        return "Letters for this gathering are being written already. Wait until they are, or stop that"


class NobodyCame(Exception):
    """What came of it is told to those who took part."""

    def __str__(self) -> str:
        return "Say first who came: they are the ones to tell"


class NotInvitedYet(Exception):
    """Nobody can be reminded of what they were never sent."""

    def __str__(self) -> str:
        return "Nobody has been sent an invitation yet. Send them first"


def within_gathering(*, gathering: Gathering, **_) -> str:
    return gathering.scope


def within_invited(*, invited: Invited, **_) -> str:
    return invited.gathering.scope


def within_need(*, need: GatheringNeed, **_) -> str:
    return need.invited.gathering.scope


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def call(*, panel: Panel, kind: str, name: str, by: Person | Outsider, **words: object) -> Gathering:
    """Call a gathering: one occasion of listening, with one person alone as much as with a room.

    words  further fields of a Gathering: purpose, goes_in, comes_out, starts_at, ends_at, place, link, tell_by, group
    """
    called = panel.gatherings.create(kind=kind, name=name, **words)
    record("gathering.called", of=called, by=by)
    return called


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def rewrite_gathering(*, gathering: Gathering, seen: str, because: str = "", by: Person, **words: object) -> Gathering:
    """Say anew what a gathering is for, when and where. Raises ChangedMeanwhile when someone was quicker.

    With its words in easy read, invitations leave that waited for them.
    """
    rewritten = write_anew(gathering, seen=seen, words=words)
    let_leave_in_easy_read(rewritten)
    record("gathering.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def call_off(*, gathering: Gathering, because: str, on: date, by: Person) -> Gathering:
    """Call a gathering off. Whoever was invited and did not say no is told, with the reason.

    Raises CalledOff, and UnderWay while many are being written to: whoever is in the middle of it would not be told.
    """
    held = not_under_way(gathering)
    held.called_off_on, held.called_off_because = on, because
    held.save(update_fields=["called_off_on", "called_off_because"])
    expect_it = held.invited.exclude(answer="no").filter(invited_on__isnull=False)
    _tell(held, expect_it, letters.called_off(held), easy.called_off(held), event="gathering.called-off")
    record("gathering.called-off", of=held, by=by, because=because)
    return held


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def put_on_list(
    *,
    gathering: Gathering,
    members: Iterable[PanelMember] = (),
    organisations: Iterable[Organisation] = (),
    by: Person | Outsider,
) -> int:
    """Put people on the list of those to invite; returns how many are new. What members said they need comes along."""
    held = held_open(gathering)
    there = set(held.invited.values_list("member", "organisation"))
    new = [Invited(gathering=held, member=one) for one in members if (one.pk, None) not in there]
    new += [Invited(gathering=held, organisation=one) for one in organisations if (None, one.pk) not in there]
    listed = Invited.objects.bulk_create(new)
    GatheringNeed.objects.bulk_create(
        GatheringNeed(invited=one, kind=GatheringNeed.Kind.OTHER, words=one.member.needs)
        for one in listed
        if one.member and one.member.needs
    )
    record("people.listed", of=held, by=by, because=f"{len(listed)} people")
    return len(listed)


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def invite_people(*, gathering: Gathering, on: date, by: Person | Outsider) -> int:
    """Invite everyone on the list who is not invited yet, each in the way they chose; returns how many.

    Raises NobodyToInvite, CalledOff.
    """
    held = held_open(gathering)
    waiting = list(to_invite(gathering=held))
    if not waiting:
        raise NobodyToInvite
    ask_for_answers(held, on, by)
    people = [letters.invitee(one) for one in waiting]
    invitations.invite(asking=held.asking, people=people, says=letters.invitations(held), by=by)
    held.invited.filter(pk__in=[one.pk for one in waiting]).update(invited_on=on)
    return len(waiting)


def ask_for_answers(held: Gathering, on: date, by: Person | Outsider) -> None:
    """Begin to take answers, until the day is over; once."""
    if held.asking is None:
        held.asking = invitations.ask(
            title=held.name,
            leads_to=LEADS_TO,
            opens_on=on,
            closes_on=max(on, held.ends_at.date()),
            within=held.scope,
            anew=True,
            by=by,
        )
        held.save(update_fields=["asking"])


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def remind_people(*, gathering: Gathering, on: date, by: Person | Outsider) -> int:
    """Remind those who have not answered; returns how many. Nobody is reminded twice in a day.

    Raises NotInvitedYet, NobodyToRemind, CalledOff.
    """
    held = held_open(gathering)
    if held.asking is None:
        raise NotInvitedYet
    silent = list(to_remind(gathering=held, on=on))
    if not silent:
        raise NobodyToRemind
    asking = invitations.begin_reminder(asking=held.asking, by=by)
    people = [letters.invitee(one) for one in silent]
    many = invitations.remind(asking=asking, people=people, says=letters.reminders(held), by=by)
    held.invited.filter(pk__in=[one.pk for one in silent]).update(reminded_on=on)
    return many


@operation(needs=Permission.INVITATION_ANSWER)
def answer_gathering(
    *,
    invited: Invited,
    answer: str,
    needs: Mapping[str, str] | None = None,
    way: str = "online",
    on: date,
    by: Person | Outsider,
) -> Invited:
    """Say whether someone comes, and what they need; it may be changed until the day.

    needs  words by `GatheringNeed.Kind`: what was said of a kind before is said anew, and is then to be met anew
    way    an `invitations.Sheet.Way`

    Raises CalledOff, and NotAnswerable once the day is over.
    """
    gathering = held_open(invited.gathering)
    invitation = Invitation.objects.select_related("asking").get(asking=gathering.asking, to=letters.named(invited))
    invitations.answer(invitation=invitation, way=way, on=on, by=by)
    invited.answer, invited.answered_on = answer, on
    invited.save(update_fields=["answer", "answered_on"])
    for kind, words in (needs or {}).items():
        said = invited.needs.filter(kind=kind).first()
        if words and (said is None or said.words != words):
            anew = {"words": words, "how_met": "", "met_on": None, "arranged_by": None, "seat": "", "beside": None}
            invited.needs.update_or_create(kind=kind, defaults=anew)
        elif said and not words:
            said.delete()
    record("gathering.answered", of=invited, by=by)
    return invited


@operation(needs=Permission.PANEL_WRITE, within=within_need)
def meet_need(
    *, need: GatheringNeed, how_met: str, seat: str = "", beside: Invited | None = None, on: date, by: Person
) -> GatheringNeed:
    """Say how what someone needs is met, and that this colleague sees to it.

    seat, beside  where they have to sit for it: a `GatheringNeed.Seat`, and with whom
    """
    need.how_met, need.met_on, need.arranged_by = how_met, on, by
    need.seat, need.beside = seat, beside if seat == GatheringNeed.Seat.BESIDE else None
    need.save(update_fields=["how_met", "met_on", "arranged_by", "seat", "beside"])
    record("need.met", of=need, by=by)
    return need


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def note_who_came(*, gathering: Gathering, came: Sequence[Invited], by: Person | Outsider) -> Gathering:
    """Say who came; whoever else was invited did not. It may be put right until they are told."""
    held = held_open(gathering)
    there = [one.pk for one in came]
    held.invited.filter(pk__in=there).update(came=True)
    held.invited.exclude(pk__in=there).update(came=False)
    record("attendance.noted", of=held, by=by)
    return held


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def tell_back(*, gathering: Gathering, what_came: str, easy_read: str = "", on: date, by: Person | Outsider) -> int:
    """Tell whoever took part what came of it, each in their form; returns how many. Raises NobodyCame, CalledOff.

    easy_read  the same in easy read, where someone wrote it; who asked for easy read is else told by a colleague
    """
    held = held_open(gathering)
    came = held.invited.filter(came=True, told_on=None)
    if not held.invited.filter(came=True).exists():
        raise NobodyCame
    held.what_came, held.told_on = what_came, on
    held.save(update_fields=["what_came", "told_on"])
    plain = letters.told_back(held)
    in_easy_read = [easy.told_back(held, easy_read)] if easy_read else []
    many = _tell(held, came, plain, *in_easy_read, event="gathering.told")
    came.update(told_on=on)
    record("gathering.told", of=held, by=by)
    return many


def _tell(gathering: Gathering, who, *says: Said, event: str) -> int:
    """Write to some of those invited, each in their form where there are words in it."""
    told = []
    for one in who.select_related("member", "organisation"):
        recipient = letters.reached(one)
        said = next((said for said in says if said.form == recipient.format), says[0])
        told.append((recipient, said))
    return tell_many(told, about=event, within=gathering.scope)


def held_open(gathering: Gathering) -> Gathering:
    """The gathering, held until the transaction ends. Raises CalledOff."""
    found = Gathering.objects.select_for_update(of=["self"]).select_related("panel", "asking", "mailing")
    held = found.get(pk=gathering.pk)
    if held.called_off_on:
        raise CalledOff
    return held


def not_under_way(gathering: Gathering) -> Gathering:
    """The gathering, held, while nobody is being written to. Raises CalledOff, UnderWay."""
    held = held_open(gathering)
    if held.mailing_id and held.mailing.ended_at is None:
        raise UnderWay
    return held
