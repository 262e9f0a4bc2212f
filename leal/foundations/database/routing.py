"""Which of the two roles Django acts as when nobody says."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_owner_at_work: ContextVar[bool] = ContextVar("owner_at_work", default=False)


@contextmanager
def as_owner() -> Iterator[None]:
    """While tables are made, whatever asks for no role in particular acts as the owner too.

    Libraries’ migrations that move rows name no connection; the application
    cannot see tables that are being made.
    """
    token = _owner_at_work.set(True)
    try:
        yield
    finally:
        _owner_at_work.reset(token)


class OwnerWhileMigrating:
    """Django's router for the two roles."""

    def db_for_read(self, model, **hints) -> str | None:
        return "owner" if _owner_at_work.get() else None

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints) -> bool:
        return True
