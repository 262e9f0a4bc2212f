from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter, Commitment, Edition

from .models import Holder, Ownership


def holders(*, charter: Charter, on: date) -> QuerySet[Holder]:
    """Who fills which role of a charter that day, with the person and the body, by body and role. One query."""
    return (
        Holder.objects.filter(filled(on), body__charter=charter)
        .select_related("person", "body")
        .order_by("body", "role", "person__name_key")
    )


def owners(*, edition: Edition, on: date) -> QuerySet[Ownership]:
    """Which role owns which commitment, or part, of an edition that day, in the order of its text. One query."""
    return (
        Ownership.objects.filter(owned(on), commitment__edition=edition)
        .select_related("body", "part")
        .order_by("commitment__section__place", "commitment__place", "part__letter", "pk")
    )


def owned_by(*, person: Person, edition: Edition, on: date) -> QuerySet[Ownership]:
    """What a person must keep that day, through the roles they fill. One query."""
    fills = Holder.objects.filter(filled(on), person=person, body=OuterRef("body"), role=OuterRef("role"))
    return owners(edition=edition, on=on).filter(Exists(fills))


def roles_of(*, person: Person, commitment: Commitment, on: date) -> list[str]:
    """The roles in which a person owns a commitment that day, or a part of it. One query."""
    found = owned_by(person=person, edition=commitment.edition, on=on).filter(commitment=commitment)
    return list(dict.fromkeys(ownership.role for ownership in found))


def has_holder(*, commitment: Commitment, on: date) -> bool:
    """Whether anybody fills a role that owns a commitment, or a part of it, that day. One query."""
    fills = Holder.objects.filter(filled(on), body=OuterRef("body"), role=OuterRef("role"))
    return Ownership.objects.filter(owned(on), Exists(fills), commitment=commitment).exists()


def filled(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def owned(on: date) -> Q:
    return (Q(since=None) | Q(since__lte=on)) & (Q(ended_on=None) | Q(ended_on__gt=on))
