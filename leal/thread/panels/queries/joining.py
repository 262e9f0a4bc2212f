"""What joining asks: the questions, what to agree to, whether an address is a member's already."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from leal.calculations.codes import read_code
from leal.foundations.people.models import Person

from ..letters import key_in
from ..models import Confirmation, ConsentWording, Panel, PanelMember, PanelQuestion, RecruitmentWave


def open_panels() -> QuerySet[Panel]:
    """Panels that people can join."""
    return Panel.objects.filter(closed_on=None)


def questions(*, panel: Panel) -> QuerySet[PanelQuestion]:
    """What everyone who joins is asked now: experience first, then equality, each in its order."""
    return panel.questions.filter(withdrawn_on=None).order_by("-about", "place")


def asked_to_agree(*, panel: Panel) -> QuerySet[ConsentWording]:
    """What everyone who joins may agree to now, what is needed first. What organisations agree to is their own."""
    return panel.consent_wordings.filter(until=None).exclude(purpose__in=ConsentWording.OF_ORGANISATIONS)


def with_email(*, panel: Panel, email: str) -> PanelMember | None:
    """Who has this address on the panel already, or has asked to. The panel is read through: no index finds them."""
    return panel.members.filter(email=email, left_on=None).first() if email else None


def running(*, on: date) -> QuerySet[RecruitmentWave]:
    """The waves of recruitment that run that day."""
    return RecruitmentWave.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


def open_wave_of(*, panel: Panel, on: date) -> RecruitmentWave | None:
    """The wave of recruitment that runs that day; the newest where several do."""
    return running(on=on).filter(panel=panel).first()


class JoiningNow(NamedTuple):
    """Whether people can join, and the waves that say so: the one that runs, the next that is known, the last."""

    open: bool
    wave: RecruitmentWave | None = None
    next: RecruitmentWave | None = None
    last: RecruitmentWave | None = None


def joining_now(*, panel: Panel, on: date) -> JoiningNow:
    """Whether people can join a panel that day: while a wave runs, or always where there never was one. One query."""
    waves = list(panel.waves.all())
    running = [one for one in waves if one.runs(on)]
    ahead = [one for one in waves if one.opened_on > on]
    over = [one for one in waves if one.opened_on <= on and one not in running]
    first = (next(iter(some), None) for some in (running, ahead[::-1], over))
    return JoiningNow(bool(running) or not waves, *first)


def joining_each(*, service: str, on: date) -> dict[int, JoiningNow]:
    """The same for each panel of a service that has not ended, by the key of the panel. Two queries."""
    found = open_panels().filter(service=service).prefetch_related("waves")
    return {panel.pk: joining_now(panel=panel, on=on) for panel in found}


def good_confirmations(*, on: date) -> QuerySet[Confirmation]:
    """Links and codes that would make someone a member, or let an organisation join."""
    unused = Confirmation.objects.filter(used_on=None, good_until__gte=on)
    member = Q(member__isnull=False, member__confirmed_on=None)
    organisation = Q(organisation__isnull=False, organisation__joined_on=None)
    return unused.filter(member | organisation).select_related("member__panel", "organisation__panel")


def good_link(token: str, *, on: date) -> Confirmation | None:
    """The confirmation whose link carries `token`; None when it would do nothing."""
    return good_confirmations(on=on).filter(pk=key_in(token)).first()


def good_code(code: str, *, on: date) -> Confirmation | None:
    """The confirmation with a code as someone typed it; None when it would do nothing. Raises `Misread` for no code."""
    return good_confirmations(on=on).filter(code=read_code(code)).first()


def never_confirmed(*, on: date) -> QuerySet[PanelMember]:
    """Who asked to join and did not show in time that the address was theirs."""
    late = Confirmation.objects.filter(used_on=None, good_until__lt=on, member__isnull=False)
    return PanelMember.objects.filter(confirmed_on=None, left_on=None, pk__in=late.values("member"))


def has_account(*, email: str) -> bool:
    """Whether a panel member has an account under this address: two members never share one."""
    return PanelMember.objects.filter(person__in=Person.objects.filter(email=email)).exists()
