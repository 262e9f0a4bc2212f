from datetime import date, datetime

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Max, Q, QuerySet
from django.utils.module_loading import import_string

from leal.foundations.access.permissions import ROLES
from leal.foundations.people.models import Person, RoleHolding, Site, Team
from leal.foundations.people.names import folded

from .letters import key_in
from .models import CastMember, SignInLink
from .wording import runs

Scope = RoleHolding.Scope
# How alike two names of six or seven letters are when one letter is wrong: they share 5 of 11 groups of three.
ONE_WRONG_LETTER = 0.45


# The story


def cast_members() -> QuerySet[CastMember]:
    """The made-up people of the story with the roles they hold, in the story’s order. Two queries."""
    return (
        CastMember.objects.filter(person__is_active=True)
        .select_related("person")
        .prefetch_related("person__role_holdings")
    )


def is_story() -> bool:
    """Whether this is the story: a cast, and nobody real who could sign in. A fact of the database, not a setting."""
    return has_cast() and not real_people().exists()


def has_cast() -> bool:
    """Whether anyone made up is here."""
    return CastMember.objects.exists()


def may_be_signed_in_as() -> QuerySet[CastMember]:
    """Whom anyone may sign in as with one press: the cast where the story is told, nobody anywhere else."""
    return cast_members() if is_story() else CastMember.objects.none()


def next_place() -> int:
    """The place of whoever joins the cast next."""
    return CastMember.objects.aggregate(last=Max("place", default=0))["last"] + 1


# People


def anybody() -> bool:
    """Whether anyone has been added yet."""
    return Person.objects.exists()


def real_people() -> QuerySet[Person]:
    """Everyone who can sign in and is not of the cast."""
    return Person.objects.filter(is_active=True, cast=None)


def by_address(address: str, *, active: bool = False) -> Person | None:
    """Whose address this is, as kept; with `active`, only of someone who may sign in."""
    found = Person.objects.filter(email=address)
    return (found.filter(is_active=True) if active else found).first()


def people(*, named: str = "") -> QuerySet[Person]:
    """Everyone who was added and not erased, by name, with the roles they hold. Two queries.

    named  part of a name, or the beginning of an e-mail address: marks and
           case aside, and near misses too
    """
    everyone = Person.objects.exclude(email__endswith="@invalid").prefetch_related("role_holdings")
    if key := folded(named):
        everyone = everyone.alias(near=TrigramWordSimilarity(key, "name_key")).filter(
            Q(name_key__contains=key) | Q(near__gte=ONE_WRONG_LETTER) | Q(email__startswith=named.strip().lower())
        )
    return everyone


def holdings(*, person: Person) -> QuerySet[RoleHolding]:
    """Every role a person holds, held or will hold, the newest first."""
    return person.role_holdings.order_by("-since", "-pk")


def holdings_on(day: date, *, person: Person) -> list[RoleHolding]:
    """The roles a person holds that day and access knows, the newest first."""
    return [one for one in holdings(person=person) if one.role in ROLES and runs(one, day)]


def held_at_some_time(*, person: Person, role: str, scope: str, within: str, since: date, until: date | None) -> bool:
    """Whether a person holds this very role for this very thing at some time from `since` until `until`."""
    same = person.role_holdings.filter(Q(until=None) | Q(until__gt=since), role=role, scope=scope, within=within)
    return (same.filter(since__lt=until) if until else same).exists()


def keepings(*, on: date) -> QuerySet[RoleHolding]:
    """The keeper’s role for everything, as held from `on` without end by people who can sign in."""
    return RoleHolding.objects.filter(
        role="keeper", scope=Scope.EVERYTHING, since__lte=on, until=None, person__is_active=True
    )


def only_keeper(*, person: Person, on: date) -> bool:
    """Whether the system would have no keeper without this person."""
    kept = keepings(on=on)
    return kept.filter(person=person).exists() and not kept.exclude(person=person).exists()


def only_keeper_by(*, held: RoleHolding, on: date) -> bool:
    """Whether the system would have no keeper without this holding."""
    kept = keepings(on=on)
    return kept.filter(pk=held.pk).exists() and not kept.exclude(pk=held.pk).exists()


def things_to_hold_roles_for() -> dict[tuple[str, str], str]:
    """What a role can be held for, as (scope, within), with its name: everything, each charter, team and site.

    Which charters there are is known later in the house: settings name the
    function that says so (LEAL_CHARTERS). Three queries.
    """
    named = {(Scope.EVERYTHING.value, ""): "everything"}
    for slug, name in import_string(settings.LEAL_CHARTERS)():
        named[Scope.CHARTER.value, slug] = f"the charter {name}"
    named |= {(Scope.TEAM.value, str(pk)): f"the team {name}" for pk, name in Team.objects.values_list("pk", "name")}
    named |= {(Scope.SITE.value, str(pk)): f"the site {name}" for pk, name in Site.objects.values_list("pk", "name")}
    return named


# Signing in


def good_links(*, at: datetime) -> QuerySet[SignInLink]:
    """Links that would sign someone in."""
    return SignInLink.objects.filter(used_at=None, asked_at__gt=at - SignInLink.GOOD_FOR, person__is_active=True)


def good_link(token: str, *, at: datetime) -> SignInLink | None:
    """The link whose address carries `token`; None when it would sign nobody in."""
    return good_links(at=at).select_related("person").filter(pk=key_in(token)).first()


def locked_until(address: str) -> datetime | None:
    """When guessing at this address may go on; None when nobody has guessed."""
    last = AccessAttempt.objects.filter(username=address).aggregate(last=Max("attempt_time"))["last"]
    return last and last + settings.AXES_COOLOFF_TIME


def has_authenticator(person: Person) -> bool:
    """Whether a code from an app is asked for when this person signs in."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def recovery_codes(person: Person) -> list[str]:
    """The recovery codes a person has not used yet; none without an authenticator."""
    made = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return made.wrap().get_unused_codes() if made else []
