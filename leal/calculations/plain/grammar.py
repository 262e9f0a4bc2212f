"""Small lists of words that the rules go by, as sets."""

import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("grammar.toml")


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def grammar(name: str) -> frozenset[str]:
    """One list of grammar.toml.

    >>> "interested" in grammar("qualities")
    True
    """
    return frozenset(_lists()[name].split())


def grammar_in_order(name: str) -> tuple[str, ...]:
    """One list of grammar.toml in its order.

    >>> grammar_in_order("tens")[:2]
    ('thirty', 'forty')
    """
    return tuple(_lists()[name].split())
