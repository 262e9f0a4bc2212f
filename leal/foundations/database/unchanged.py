"""Remember what took long to work out, exactly as long as nobody writes to the database.

PostgreSQL tells which transactions a question sees the work of: its snapshot.
Two questions with the same snapshot see the same rows. This needs no list of
what depends on what, and nobody to tell of a change: a row written by hand
counts like any other.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from threading import Lock
from typing import Any, NamedTuple, TypeVar

Worked = TypeVar("Worked")

MOST = 256
# What the asker's own transaction wrote it sees besides its snapshot; then there is no mark.
SEEN = """
    SELECT current_database() || ' ' || pg_current_snapshot()
    WHERE pg_current_xact_id_if_assigned() IS NULL
"""


class _Memory:
    """The newest few things worked out, each with the mark it was worked out under."""

    def __init__(self):
        self.held: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self.lock = Lock()

    def recall(self, key: Hashable, mark: str) -> tuple[Any] | None:
        with self.lock:
            held = self.held.get(key)
            if held is None or held[0] != mark:
                return None
            self.held.move_to_end(key)
            return (held[1],)

    def keep(self, key: Hashable, mark: str, worked: Any) -> None:
        """Keep it, and let go of whatever was worked out before the last write: what somebody had erased, too."""
        with self.lock:
            for before in [one for one, (seen, _) in self.held.items() if seen != mark]:
                del self.held[before]
            self.held[key] = (mark, worked)
            self.held.move_to_end(key)
            while len(self.held) > MOST:
                self.held.popitem(last=False)


class _Under(NamedTuple):
    """The mark of the work that is going on: work within it asks for no other."""

    mark: str | None


_memory = _Memory()
_under: ContextVar[_Under | None] = ContextVar("under", default=None)


def mark() -> str | None:
    """A mark of what the database holds: the same mark twice means that nothing was written in between. One query.

    None inside a transaction that has written.
    Source: PostgreSQL manual, "Transaction ID and Snapshot Information Functions".
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SEEN)
        found = cursor.fetchone()
    return found and found[0]


def while_unchanged(key: Hashable, work: Callable[[], Worked]) -> Worked:
    """What `work` gives, or what it gave before under this key if nobody has written since.

    What it gives is shared by whoever asks, so it must not be changed.
    """
    if (under := _under.get()) is not None:
        return _worked_out(key, work, under.mark)
    now = mark()
    token = _under.set(_Under(now))
    try:
        return _worked_out(key, work, now)
    finally:
        _under.reset(token)


def _worked_out(key: Hashable, work: Callable[[], Worked], now: str | None) -> Worked:
    if now is None:
        return work()
    # The mark is from before the work: should someone write meanwhile, the next mark differs.
    recalled = _memory.recall(key, now)
    if recalled is not None:
        return recalled[0]
    worked = work()
    _memory.keep(key, now, worked)
    return worked
