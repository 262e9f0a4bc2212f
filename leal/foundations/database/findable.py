"""What of a table can be found by its words: each slice says it of its own tables, and whoever searches asks them all.

Everything here is SQL of ours, never of a reader.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql


@dataclass(frozen=True, slots=True)
class Findable:
    """One kind of thing that can be found.

    kind    what it is: "commitment"
    vector  what is searched, over the table’s own columns
    title   over `t`: what names it
    words   over `t`: the text a hit is shown in
    public  over `t`: whether anyone may read it. `current` is at hand: the newest published edition of each
            charter, as id, charter_id and slug
    place   over `t`: a JSON object of what its address needs
    spoken  whether it is somebody’s own words, which are never offered as the spelling of anything
    """

    kind: str
    table: str
    vector: str
    title: str
    words: str
    public: str
    place: str
    spoken: bool = False

    @property
    def beside(self) -> str:
        """The table beside the table: what is searched of each row, by its id."""
        return f"found_{self.table}"


def vector(*, title: str = "", words: str = "", code: str = "") -> str:
    """What is searched of a row: a code as it is written, a title that weighs most, and words, in English stems.

    >>> vector(words="wording")
    "setweight(to_tsvector('english', wording), 'B')"
    """
    parts = [
        *([f"setweight(to_tsvector('simple', {code}), 'A')"] if code else []),
        *([f"setweight(to_tsvector('english', {title}), 'A')"] if title else []),
        *([f"setweight(to_tsvector('english', {words}), 'B')"] if words else []),
    ]
    return " || ".join(parts)


def forget_found(owner: psycopg.Connection) -> None:
    """Empty what is searched, for tables that were emptied while the rules that keep it slept."""
    beside = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'found\\_%'")
    tables = [sql.Identifier(name) for (name,) in beside]
    owner.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))
