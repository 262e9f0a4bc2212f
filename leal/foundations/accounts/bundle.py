"""Everything held about one person, as one bundle. Each slice says which rows of its own are about whom.

A model with personal columns that is in no bundle has a written reason why:
the build fails otherwise.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from leal.foundations.notices.models import Notice
from leal.foundations.people.models import Person, RoleHolding


class Bundled(NamedTuple):
    """Rows about a person: the model, and how they are found from the key that names whom (`of`)."""

    model: type[Model]
    rows: Callable[[str], QuerySet]


def persons(of: str) -> QuerySet[Person]:
    return Person.objects.filter(pk=int(of)) if of.isdecimal() else Person.objects.none()


def notices(of: str) -> QuerySet[Notice]:
    """What was written to a person by e-mail, but for what signs them in, which is shown to nobody."""
    return Notice.objects.filter(address__in=persons(of).values("email")).exclude(carries=Notice.Carries.SIGN_IN)


BUNDLED = (
    Bundled(Person, persons),
    Bundled(RoleHolding, lambda of: RoleHolding.objects.filter(person__in=persons(of))),
    Bundled(Notice, notices),
)
LEFT_OUT = {"statements.Quote": "What someone said stands without their name: nobody can know whose it is"}
NEVER = {"password"}
"""What a bundle leaves out even of a person's own row: it is of no use to them, and of use to a thief."""

ENCODER = DjangoJSONEncoder


def bundled() -> Iterable[Bundled]:
    """What every slice puts into the bundle; settings name where (LEAL_BUNDLES)."""
    return (one for path in settings.LEAL_BUNDLES for one in import_string(f"{path}.BUNDLED"))


def left_out() -> dict[str, str]:
    """The models with personal columns that are in no bundle, each with the reason."""
    return {label: why for path in settings.LEAL_BUNDLES for label, why in import_string(f"{path}.LEFT_OUT").items()}


def everything_of(of: str) -> dict[str, list[dict[str, Any]]]:
    """Every row held about one person, by kind, each once, with all its columns under the names of fields."""
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    for model, rows in bundled():
        names = [field.attname for field in model._meta.concrete_fields if field.name not in NEVER]
        held = found.setdefault(model._meta.label, {})
        held |= {row[model._meta.pk.attname]: row for row in rows(of).values(*names)}
    return {label: list(rows.values()) for label, rows in found.items() if rows}


def whose(of: str) -> Model | None:
    """The row that is the person a key names: an account by its number, else a member by a random key; None for nobody.

    The bundles name the row that is the person before the rows about them.
    """
    if not _is_key(of):
        return None
    return next((row for one in bundled() if (row := one.rows(of).first())), None)


def _is_key(of: str) -> bool:
    """Whether `of` could be a key at all.

    >>> _is_key("12"), _is_key("6f1c3b1e-8f5e-4d0e-9b1a-0c9a4a1f2e3d"), _is_key("ailsa@example.org"), _is_key("9" * 40)
    (True, True, False, False)
    """
    if of.isdecimal():
        return len(of) < 19
    try:
        return str(UUID(of)) == of.lower()
    except ValueError:
        return False
