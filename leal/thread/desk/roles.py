"""The roles that own promises, and who fills them."""

from collections.abc import Iterable
from dataclasses import dataclass

from leal.thread.charters.models import Body
from leal.thread.practice.models import Holder, Ownership


@dataclass(frozen=True)
class Role:
    """A role that owns promises: which, and who fills it."""

    role: str
    body: Body
    owns: tuple[str, ...]
    holders: tuple[Holder, ...]

    @property
    def named(self) -> str:
        return f"{self.role}, {self.body}"

    @property
    def slug(self) -> str:
        return slug_of(self.role, self.body.name)


def slug_of(role: str, body: str) -> str:
    """A role’s place on the page of roles, and its name in the form there."""
    return "-".join("".join(c if c.isalnum() else " " for c in f"{role} {body}".lower()).split())


def roles(owners: Iterable[Ownership], holders: Iterable[Holder]) -> list[Role]:
    """Every role that owns something, those that nobody fills first, those that own most before others."""
    owned: dict[tuple[str, Body], list[str]] = {}
    for one in owners:
        part = f"{one.commitment.code}.{one.part.letter}" if one.part else one.commitment.code
        owned.setdefault((one.role, one.body), []).append(part)
    fill: dict[tuple[str, Body], list[Holder]] = {}
    for one in holders:
        fill.setdefault((one.role, one.body), []).append(one)
    found = [Role(role, body, tuple(codes), tuple(fill.get((role, body), ()))) for (role, body), codes in owned.items()]
    return sorted(found, key=lambda one: (bool(one.holders), -len(one.owns), one.role))
