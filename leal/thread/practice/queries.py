from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter, Commitment, Edition, Part
from leal.thread.charters.queries import commitments, now_called, promises_of, same_as

from .models import Holder, Keeping, Ownership, Practice

Promise = tuple[Commitment, Part | None]


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
        Ownership.objects.filter(owned(on), commitment__in=promises_of(edition=edition))
        .select_related("body", "part", "commitment")
        .order_by("commitment__section__place", "commitment__place", "part__letter", "pk")
    )


def roles_of(*, person: Person, commitment: Commitment, on: date) -> list[str]:
    """The roles in which a person owns a commitment that day, or a part of it. One query."""
    fills = Holder.objects.filter(filled(on), person=person, body=OuterRef("body"), role=OuterRef("role"))
    same = Ownership.objects.filter(owned(on), Exists(fills), commitment__in=same_as(commitment=commitment))
    return list(dict.fromkeys(same.order_by("pk").values_list("role", flat=True)))


def ownerships(*, edition: Edition) -> QuerySet[Ownership]:
    """Who owns or owned what of an edition, in the order of its text, the latest last. One query."""
    return (
        Ownership.objects.filter(commitment__in=promises_of(edition=edition))
        .select_related("body__charter", "part", "commitment")
        .order_by("commitment__section__place", "commitment__place", "part__letter", "pk")
    )


def keepings(*, edition: Edition) -> QuerySet[Keeping]:
    """What keeps or kept which promise of an edition, in the order of its text. One query."""
    return (
        Keeping.objects.filter(commitment__in=promises_of(edition=edition))
        .select_related("practice__body", "commitment", "part")
        .order_by("commitment__section__place", "commitment__place", "practice", "part__letter")
    )


def practices(*, charter: Charter) -> QuerySet[Practice]:
    """Everything done to keep a charter, or done once, as it was described. One query."""
    return Practice.objects.filter(charter=charter).select_related("body__charter", "charter")


def promises(*, edition: Edition) -> dict[str, tuple[Commitment, Part | None]]:
    """Every commitment of an edition and every part of one, in order, by codes ("LS4", "LS4.a"). Two queries."""
    found = {}
    for commitment in commitments(edition=edition).prefetch_related("parts"):
        found[commitment.code] = (commitment, None)
        found |= {code_of(commitment, part): (commitment, part) for part in commitment.parts.all()}
    return found


def kept_by(*, practice: Practice, edition: Edition) -> dict[Promise, list[Keeping]]:
    """The promises of an edition that a practice keeps, each with the rows that say so, of other editions too.

    What it keeps of an earlier edition it keeps of the same promise in this one. Five queries.
    """
    now, found = now_called(edition=edition), {}
    parts = {(part.commitment_id, part.letter): part for part in Part.objects.filter(commitment__edition=edition)}
    for keeping in practice.keepings.select_related("part").order_by("pk"):
        commitment = now.get(keeping.commitment_id)
        part = keeping.part and commitment and parts.get((commitment.pk, keeping.part.letter))
        if commitment and (part or not keeping.part):
            found.setdefault((commitment, part), []).append(keeping)
    return found


def codes_of(*, promises: Sequence[tuple[int, int | None]]) -> list[str]:
    """The codes of promises, given by the keys of commitment and part, in the order of the text. Two queries."""
    wanted, keys = set(promises), {commitment for commitment, _ in promises}
    found = Commitment.objects.filter(pk__in=keys).prefetch_related("parts")
    told = ((one, part) for one in found for part in (None, *one.parts.all()))
    codes_ = (code_of(one, part) for one, part in told if (one.pk, part and part.pk) in wanted)
    return list(dict.fromkeys(codes_))


def code_of(commitment: Commitment, part: Part | None) -> str:
    """How a promise, or a part of one, is spoken of: "LS4", "LS4.a"."""
    return f"{commitment.code}.{part.letter}" if part else commitment.code


def codes(*, charter: Charter) -> set[str]:
    """The codes that practices of a charter have."""
    return set(Practice.objects.filter(charter=charter).values_list("code", flat=True))


def filled(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def owned(on: date) -> Q:
    return (Q(since=None) | Q(since__lte=on)) & (Q(ended_on=None) | Q(ended_on__gt=on))
