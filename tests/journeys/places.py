"""Every page there is, read from the URL conf, and who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from leal.foundations.access.permissions import ANYONE_MAY, ROLES, Permission


@dataclass(frozen=True)
class Place:
    """One page of the URL conf: its full name, the parts of its address to fill in, who may open it."""

    name: str
    parts: frozenset[str]
    needs: Permission | None

    @property
    def role(self) -> str | None:
        """The first role that may open it; None when anyone may."""
        if self.needs is None or self.needs in ANYONE_MAY:
            return None
        if self.needs == Permission.SIGNED_IN:
            return next(iter(ROLES))
        return next(name for name, role in ROLES.items() if self.needs in role.may)


def places(patterns=None, space: str = "") -> Iterator[Place]:
    """Every named page, those of libraries included."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from places(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            parts = frozenset(entry.pattern.regex.groupindex)
            yield Place(space + entry.name, parts, getattr(entry.callback, "needs", None))
