from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from leal.foundations.people.models import Person

from ..models import CoreGroup, Gathering, GatheringNeed, Invited, Organisation, Panel, PanelMember
from .renewing import resting


def gatherings_of(*, panel: Panel) -> QuerySet[Gathering]:
    """The gatherings of a panel, the newest first, each with how many are listed, come, came, and needs not met."""
    needs = Count("invited__needs", filter=Q(invited__needs__met_on=None) & ~Q(invited__answer="no"), distinct=True)
    return panel.gatherings.select_related("panel", "group").annotate(
        listed=Count("invited", distinct=True),
        coming=Count("invited", filter=Q(invited__answer="yes"), distinct=True),
        were_there=Count("invited", filter=Q(invited__came=True), distinct=True),
        unmet=needs,
    )


def gatherings() -> QuerySet[Gathering]:
    """Every gathering, with its panel."""
    return Gathering.objects.select_related("panel", "group", "asking", "mailing")


def people_of(*, gathering: Gathering) -> QuerySet[Invited]:
    """Whoever is invited or to be, by name, each with what they need. Two queries."""
    with_whom = ("arranged_by", "beside__member", "beside__organisation")
    needs = Prefetch("needs", GatheringNeed.objects.select_related(*with_whom))
    found = gathering.invited.select_related("member", "organisation", "gathering__panel").prefetch_related(needs)
    return found.order_by("member__name_key", "organisation__name", "pk")


HERE = Q(member__left_on=None, organisation__left_on=None)
"""Nobody is written to who has left."""


def to_invite(*, gathering: Gathering) -> QuerySet[Invited]:
    """Whoever is on the list and has no invitation yet."""
    return gathering.invited.filter(HERE, invited_on=None).select_related("member", "organisation").order_by("pk")


def in_easy_read(*, gathering: Gathering) -> QuerySet[Invited]:
    """Whoever on the list asked for easy read, and has not said no."""
    asked = Q(member__format="easy-read") | Q(organisation__format="easy-read")
    return gathering.invited.filter(HERE, asked).exclude(answer="no")


def to_remind(*, gathering: Gathering, on: date) -> QuerySet[Invited]:
    """Whoever was invited, has not answered, and was not reminded that day."""
    silent = gathering.invited.filter(HERE, answer="", invited_on__isnull=False).exclude(reminded_on=on)
    return silent.select_related("member", "organisation").order_by("pk")


def to_be_seated(*, gathering: Gathering) -> QuerySet[Invited]:
    """Whoever said yes, with what their tables are made by."""
    coming = gathering.invited.filter(answer=Invited.Answer.YES).select_related("member__experience", "organisation")
    return coming.prefetch_related("needs").order_by("pk")


def needs_of(*, gathering: Gathering) -> QuerySet[GatheringNeed]:
    """What people need to take part in it, with whose need it is."""
    return GatheringNeed.objects.filter(invited__gathering=gathering).select_related(
        "invited__member", "invited__organisation", "invited__gathering__panel"
    )


def members_to_invite(*, panel: Panel, on: date, words: str = "") -> QuerySet[PanelMember]:
    """Members who can be invited, by name; of those that a search finds when there is one. Nobody who rests."""
    found = panel.members.filter(confirmed_on__isnull=False, left_on=None).exclude(pk__in=resting(on=on))
    return found.filter(name_key__contains=words.casefold()) if words else found


def organisations_to_invite(*, panel: Panel) -> QuerySet[Organisation]:
    return panel.organisations.filter(joined_on__isnull=False, left_on=None)


def sitting_in(*, group: CoreGroup, on: date) -> QuerySet[PanelMember]:
    """Members who sit in a core group on a day and do not rest."""
    seats = group.taken_seats.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
    return PanelMember.objects.filter(pk__in=seats.values("member"), left_on=None).exclude(pk__in=resting(on=on))


def invited_by_key(*, key: int) -> Invited:
    """Someone invited, with all that their page shows."""
    found = Invited.objects.select_related("gathering__panel", "gathering__asking", "member", "organisation")
    return found.prefetch_related("needs").get(pk=key)


def invited_as(*, person: Person) -> QuerySet[Invited]:
    """What someone who signs in is invited to as a panel member, what is next first."""
    found = Invited.objects.filter(member__person=person, invited_on__isnull=False)
    return found.select_related("gathering__panel").order_by("gathering__starts_at")


def not_told(*, service: str, on: date) -> QuerySet[Gathering]:
    """Gatherings whose people should have been told by now what came of them, and have not: broken threads."""
    late = Gathering.objects.filter(panel__service=service, tell_by__lt=on, told_on=None, called_off_on=None)
    return late.filter(invited__came=True).select_related("panel").distinct().order_by("tell_by", "pk")


def unmet(*, service: str, on: date) -> QuerySet[GatheringNeed]:
    """Needs that are not met yet, of people who may still come to gatherings to come."""
    ahead = GatheringNeed.objects.filter(
        invited__gathering__panel__service=service,
        invited__gathering__starts_at__date__gte=on,
        invited__gathering__called_off_on=None,
        met_on=None,
    )
    return ahead.exclude(invited__answer="no")
