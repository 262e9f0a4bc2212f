"""Everything held about one person, as one bundle. Each slice says which rows of its own are about whom.

A model with personal columns that is in no bundle has a written reason why:
the build fails otherwise.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

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
    return Person.objects.filter(pk=int(of)) if of.isdigit() else Person.objects.none()


def notices(of: str) -> QuerySet[Notice]:
    return Notice.objects.filter(address__in=persons(of).values("email"))


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
    """Every row held about one person, by kind, each with all its columns under the names of fields."""
    found = {}
    for model, rows in bundled():
        names = [field.attname for field in model._meta.concrete_fields if field.name not in NEVER]
        found[model._meta.label] = list(rows(of).values(*names))
    return {label: rows for label, rows in found.items() if rows}
