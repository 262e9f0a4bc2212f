"""Who can do what, as a page: straight from the code that decides it."""

from dataclasses import dataclass

from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.access.told import who
from leal.foundations.pages.parts import Column, DataTable, Row


@dataclass(frozen=True)
class WhoCan:
    roles: tuple[Row, ...]
    table: DataTable


def who_can() -> WhoCan:
    """Every role in plain words, and for everything that can be done, who may."""
    rows = tuple((permission.plain, ", ".join(who(permission)) or "Nobody") for permission in Permission)
    columns = (Column("What"), Column("Who"))
    table = DataTable("who-may", "Everything that anyone can do here, and who may", columns, rows)
    return WhoCan(tuple(Row(role.name, role.about) for role in ROLES.values()), table)
