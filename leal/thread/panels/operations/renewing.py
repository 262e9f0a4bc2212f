"""Ask members “do you still want to take part?”, take their answers, and do what was said about silence.

Letters to many are long work, chunk by chunk: a chunk is asked and written to
whole or not at all, so that a kill writes to nobody twice and forgets nobody.
"""

from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate
from django_tasks import task

from leal.calculations.periods import day_words
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.invitations import operations as invitations
from leal.foundations.invitations.models import Asking
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.work import Progress, ask_for, on_whose_word, under_way

from ..keeping import letters
from ..models import Panel, RecruitmentWave, Renewal, RenewalRound
from ..queries import renewing as queries
from .founding import within_panel
from .leaving import LeftAlready, leave_panel

AT_ONCE = 500
"""How many are written to within one request, and in one chunk of long work."""

FEW = 20
"""How many leave within one request; more than that is long work."""

LATE = timedelta(days=14)
"""How long answers count after the day that people were told: letters take their time."""

LEADS_TO = "/panels/still/"


class NobodyToAsk(Exception):
    """Everyone was asked, or joined, since that day."""

    def __str__(self) -> str:
        return "Everyone has been asked since that day, joined since, or rests. Choose a later day, or others"


class NobodySilent(Exception):
    """Everyone has answered, or was reminded today."""

    def __str__(self) -> str:
        return "Everyone has answered, or has been reminded today already"


class StillBeingWritten(Exception):
    """While letters are written nobody else writes to the same people."""

    def __str__(self) -> str:
        return "Letters are being written already. Wait until they are, or stop that"


class AnswersOver(Exception):
    """Nobody is asked once answers are taken no more."""

    def __str__(self) -> str:
        return "The time for answers is over"


class AnswersStillCome(Exception):
    """What silence means is done once late answers are in."""

    def __init__(self, until: date):
        self.until = until

    def __str__(self) -> str:
        return f"Late answers still count until {day_words(self.until)}. Come back after that"


class NotReminded(Exception):
    """Nobody loses their membership over one letter."""

    def __str__(self) -> str:
        return "They were promised a reminder, and none was sent. Nobody is let go without one: ask them anew"


class SettledAlready(Exception):
    """What silence means is done once."""

    def __str__(self) -> str:
        return "This has been done already"


def within_round(*, round: RenewalRound, **_) -> str:
    return round.scope


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def begin_renewal(
    *,
    panel: Panel,
    since: date,
    answer_by: date,
    silence: str,
    wave: RecruitmentWave | None = None,
    on: date,
    leads_to: str = "",
    by: Person | Outsider,
) -> RenewalRound:
    """Ask everyone of a panel, or of one wave, whether they still want to take part; each in the way they chose.

    since      whoever was asked or joined on that day or later is passed over, and so is whoever rests
    answer_by  the day they are told; late answers count for some days more
    silence    a `RenewalRound.Silence`, told to them

    Raises NobodyToAsk.
    """
    begun = would_be(panel=panel, since=since, answer_by=answer_by, silence=silence, wave=wave, on=on)
    begun.asking = invitations.ask(
        title=f"Do you still want to take part? {panel}"[:160],
        leads_to=LEADS_TO,
        opens_on=on,
        closes_on=begun.asking.closes_on,
        within=panel.scope,
        anew=True,
        by=by,
    )
    begun.save()
    if not queries.to_ask(round=begun, on=on).exists():
        raise NobodyToAsk
    record("renewal.begun", of=begun, by=by)
    ask_all(begun, on, leads_to, by)
    return begun


def would_be(
    *, panel: Panel, since: date, answer_by: date, silence: str, wave: RecruitmentWave | None = None, on: date
) -> RenewalRound:
    """A round as it would be, kept nowhere: for its letter to be looked over, and whom it goes to counted."""
    asking = Asking(opens_on=on, closes_on=answer_by + LATE)
    said = {"since": since, "begun_on": on, "answer_by": answer_by, "silence": silence}
    return RenewalRound(panel=panel, wave=wave, asking=asking, **said)


@operation(needs=Permission.PANEL_WRITE, within=within_round)
def ask_the_rest(*, round: RenewalRound, on: date, leads_to: str = "", by: Person | Outsider) -> RenewalRound:
    """Write to whoever has not been written to, as when the work was stopped.

    Raises NobodyToAsk, StillBeingWritten, AnswersOver.
    """
    held = quiet(round)
    if on > held.answer_by:
        raise AnswersOver
    if not queries.to_ask(round=held, on=on).exists():
        raise NobodyToAsk
    record("renewal.gone-on", of=held, by=by)
    ask_all(held, on, leads_to, by)
    return held


def ask_all(held: RenewalRound, on: date, leads_to: str, by: Person | Outsider) -> None:
    """Write to everyone now, or ask for it as long work where they are many."""
    many = queries.to_ask(round=held, on=on).count()
    if many <= AT_ONCE:
        written_to_all(held, on, by, quietly)
        return
    held.mailing = ask_for(write_renewals, title=str(held)[:120], by=by, leads_to=leads_to, round=held.pk)
    held.save(update_fields=["mailing"])


@task()
def write_renewals(work: str, round: int) -> None:
    """The worker’s part."""
    with under_way(work) as tell:
        written_to_all(queries.rounds().get(pk=round), localdate(), on_whose_word(work), tell)


def written_to_all(held: RenewalRound, on: date, by: Person | Outsider, tell: Progress) -> None:
    """Ask everyone who is to be asked; whoever has been, from before a kill, is passed over."""
    done, of, last = 0, queries.to_ask(round=held, on=on).count(), None
    while queries.to_ask(round=held, on=on, after=last).exists():
        asked, last = ask_next(round=held, after=last, on=on, by=by)
        done += asked
        tell(min(done, of), of, "Writing letters")


@operation(needs=Permission.PANEL_WRITE, within=within_round)
def ask_next(
    *, round: RenewalRound, after: UUID | None = None, on: date, by: Person | Outsider
) -> tuple[int, UUID | None]:
    """Ask the next members of a round, in the order of their keys; returns how many, and the key of the last."""
    hold(round)
    members = list(queries.to_ask(round=round, on=on, after=after)[:AT_ONCE])
    asked = Renewal.objects.bulk_create(Renewal(round=round, member=one, asked_on=on) for one in members)
    people = [letters.invitee(one) for one in asked]
    invitations.invite(asking=round.asking, people=people, says=letters.asked(round), by=by)
    record("renewal.asked", of=round, by=by, because=f"{len(asked)} people")
    return len(asked), members[-1].pk if members else after


@operation(needs=Permission.PANEL_WRITE, within=within_round)
def remind_the_silent(*, round: RenewalRound, on: date, leads_to: str = "", by: Person | Outsider) -> RenewalRound:
    """Remind whoever has not answered; nobody twice in a day.

    Raises NobodySilent, StillBeingWritten, AnswersOver.
    """
    held = quiet(round)
    if on > held.asking.closes_on:
        raise AnswersOver
    many = queries.to_remind(round=held, on=on).count()
    if not many:
        raise NobodySilent
    invitations.begin_reminder(asking=held.asking, by=by)
    held.asking.refresh_from_db()
    record("renewal.reminder-begun", of=held, by=by)
    if many <= AT_ONCE:
        reminded_all(held, on, by, quietly)
        return held
    title = f"Reminders: {held}"[:120]
    held.mailing = ask_for(write_renewal_reminders, title=title, by=by, leads_to=leads_to, round=held.pk)
    held.save(update_fields=["mailing"])
    return held


@task()
def write_renewal_reminders(work: str, round: int) -> None:
    """The worker’s part."""
    with under_way(work) as tell:
        reminded_all(queries.rounds().get(pk=round), localdate(), on_whose_word(work), tell)


def reminded_all(held: RenewalRound, on: date, by: Person | Outsider, tell: Progress) -> None:
    """Remind whoever is silent; whoever has this reminder, from before a kill, is passed over."""
    done, of = 0, queries.to_remind(round=held, on=on).count()
    while queries.to_remind(round=held, on=on).exists():
        done += remind_next(round=held, on=on, by=by)
        tell(min(done, of), of, "Writing reminders")


@operation(needs=Permission.PANEL_WRITE, within=within_round)
def remind_next(*, round: RenewalRound, on: date, by: Person | Outsider) -> int:
    """Remind the next who are silent; returns how many were seen to."""
    hold(round)
    silent = list(queries.to_remind(round=round, on=on)[:AT_ONCE])
    people = [letters.invitee(one) for one in silent]
    invitations.remind(asking=round.asking, people=people, says=letters.reminded(round), by=by)
    Renewal.objects.filter(pk__in=[one.pk for one in silent]).update(reminded_on=on)
    record("renewal.reminded", of=round, by=by, because=f"{len(silent)} people")
    return len(silent)


@operation(needs=Permission.PANEL_WRITE, within=within_round)
def settle_silence(*, round: RenewalRound, on: date, leads_to: str = "", by: Person) -> RenewalRound:
    """Do what was said about silence, and let go who said no and has not left: a colleague’s decision, once.

    Whoever could not be told in their form has not been silent, and stays.
    Raises AnswersStillCome, NotReminded, SettledAlready, StillBeingWritten.
    """
    held = quiet(round)
    if held.settled_on:
        raise SettledAlready
    if on <= held.asking.closes_on:
        raise AnswersStillCome(held.asking.closes_on)
    if held.silence == RenewalRound.Silence.LEAVE and not held.asking.reminded and queries.silent(round=held).exists():
        raise NotReminded
    held.settled_on = on
    record("renewal.settled", of=held, by=by)
    leaving = queries.to_let_go(round=held)
    if len(leaving) <= FEW:
        let_go_all(held, on, by, quietly)
    else:
        held.settling = ask_for(let_them_go, title=f"Letting go: {held}"[:120], by=by, leads_to=leads_to, round=held.pk)
    held.save(update_fields=["settled_on", "settling"])
    return held


@task()
def let_them_go(work: str, round: int) -> None:
    """The worker’s part."""
    with under_way(work) as tell:
        let_go_all(queries.rounds().get(pk=round), localdate(), on_whose_word(work), tell)


def let_go_all(held: RenewalRound, on: date, by: Person, tell: Progress) -> None:
    """Let each leave, one by one; whoever has left meanwhile is passed over."""
    leaving = queries.to_let_go(round=held)
    for done, one in enumerate(leaving, start=1):
        try:
            leave_panel(member=one.member, on=on, by=by)
        except LeftAlready:
            continue
        tell(done, len(leaving), "Erasing what they told us")


def quietly(done: int, of: int, saying: str = "") -> None:
    """Nobody watches what is done within a request."""


def hold(round: RenewalRound) -> RenewalRound:
    """The round, held until the transaction ends: two senders take turns."""
    found = RenewalRound.objects.select_for_update(of=["self"]).select_related("panel", "wave", "asking", "mailing")
    return found.get(pk=round.pk)


def quiet(round: RenewalRound) -> RenewalRound:
    """The round, held, while nobody is being written to. Raises StillBeingWritten."""
    held = hold(round)
    if held.mailing and held.mailing.ended_at is None:
        raise StillBeingWritten
    return held
