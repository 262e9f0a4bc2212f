"""The kinds of things people edit, as each slice declares them; settings name where (LEAL_EDITED)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from leal.foundations.access.guards import may
from leal.foundations.access.permissions import Permission
from leal.foundations.people.models import Person

from .forms import Words


def nowhere(row: models.Model) -> str:
    """Where a thing lies that lies in no charter."""
    return ""


@dataclass(frozen=True)
class Kind:
    """Something people edit.

    name     in addresses: "statement"
    called   on pages: "Statement"
    model    its rows
    key      the field by which addresses name a row
    needs    what one must be allowed to edit it
    form     the form that a row is written in; its labels name the fields
    rewrite  the address of the page where a row is written anew; "" when it cannot be any more
    within   in which charter a row lies
    """

    name: str
    called: str
    model: type[models.Model]
    key: str
    needs: Permission
    form: Callable[[models.Model], Words]
    rewrite: Callable[[models.Model], str]
    within: Callable[[models.Model], str] = nowhere

    def row(self, key: str) -> models.Model | None:
        """The row an address names; None when there is none."""
        try:
            return self.model._base_manager.filter(**{self.key: key}).first()
        except ValueError:
            return None

    def may_read(self, person: Person, row: models.Model) -> bool:
        """Whether a person may see every wording of this row."""
        return may(person, Permission.WORDING_READ, within=self.within(row))

    def may_edit(self, person: Person, row: models.Model) -> bool:
        """Whether a person may write this row anew."""
        return may(person, self.needs, within=self.within(row)) and bool(self.rewrite(row))


def kinds() -> dict[str, Kind]:
    """Every kind of thing that people edit, by its name in addresses."""
    return {kind.name: kind for path in settings.LEAL_EDITED for kind in import_string(path)}
