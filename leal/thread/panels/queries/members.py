"""Who is on a panel."""

from itertools import pairwise

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet

from leal.foundations.people.models import Person
from leal.foundations.people.names import folded

from ..models import Consent, MembersFile, Panel, PanelMember
from .areas import NOT_KNOWN


def panel_of(*, service: str, code: str) -> Panel | None:
    """The panel an address names; None when there is none."""
    return Panel.objects.filter(service=service, code=code).first()


def members(*, panel: Panel) -> QuerySet[PanelMember]:
    """Who has joined and not left, by name."""
    return panel.members.filter(confirmed_on__isnull=False, left_on=None)


def waiting(*, panel: Panel) -> QuerySet[PanelMember]:
    """Who asked to join and has not shown that the address is theirs, by name."""
    return panel.members.filter(confirmed_on=None, left_on=None)


def found(*, members: QuerySet[PanelMember], name: str = "", **chosen: str) -> QuerySet[PanelMember]:
    """Those of some members who match: part of a name, columns by value, answers by "q-" and the question's code."""
    if key := folded(name):
        near = members.alias(near=TrigramWordSimilarity(key, "name_key"))
        members = near.filter(Q(name_key__contains=key) | Q(near__gte=0.6))
    if chosen.get("council_area") == NOT_KNOWN:
        chosen["council_area"] = ""
    columns = {column: value for column, value in chosen.items() if not column.startswith("q-")}
    answers = {code.removeprefix("q-"): value for code, value in chosen.items() if code.startswith("q-")}
    for code, value in answers.items():
        either = Q(experience__answers__contains={code: value}) | Q(experience__answers__contains={code: [value]})
        members = members.filter(either)
    return members.filter(**columns)


def member_of(*, person: Person) -> PanelMember | None:
    """The membership of whoever is signed in; None when they are on no panel."""
    return PanelMember.objects.select_related("panel").filter(person=person, left_on=None).first()


def agreed_by(*, member: PanelMember) -> QuerySet[Consent]:
    """What a member agrees to now, with the words."""
    return member.consents.filter(withdrawn_on=None).select_related("wording")


def already_here(*, panel: Panel) -> set[tuple]:
    """Name, e-mail address, postcode and day of joining of everyone on a panel."""
    here = panel.members.filter(left_on=None).values_list("name", "email", "postcode", "asked_on")
    return set(here.iterator(chunk_size=5000))


def likely_doubles(*, panel: Panel, most: int = 100) -> list[tuple[PanelMember, PanelMember]]:
    """Members who may be one and the same: same name, and same postcode, e-mail address or phone. Two queries.

    Never merged by themselves: two people of one name may live in one house.
    """
    alike = members(panel=panel).filter(name_key=OuterRef("name_key")).exclude(pk=OuterRef("pk"))
    shared = Q(postcode=OuterRef("postcode")) & ~Q(postcode="")
    shared |= Q(email=OuterRef("email")) & ~Q(email="")
    shared |= Q(phone=OuterRef("phone")) & ~Q(phone="")
    doubled = members(panel=panel).filter(Exists(alike.filter(shared)))[: most * 2]
    by_name: dict[str, list[PanelMember]] = {}
    for one in doubled:
        by_name.setdefault(one.name_key, []).append(one)
    return [pair for group in by_name.values() for pair in pairwise(group)][:most]


def purposes_agreed(*, panel: Panel) -> QuerySet:
    """What everyone on a panel agrees to, as (member's key, purpose)."""
    agreed = Consent.objects.filter(member__panel=panel, withdrawn_on=None)
    return agreed.values_list("member_id", "wording__purpose")


def handed_in(*, panel: Panel, person: Person) -> MembersFile | None:
    """The last long file of members that someone handed in, with the work; None when there is none. One query."""
    found = MembersFile.objects.defer("content").select_related("work")
    return found.filter(panel=panel, handed_in_by=person).first()
