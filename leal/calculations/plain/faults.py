"""A fault: the rule, the words, why it matters, what to do, and who says so."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("rules.toml")


class Rule(NamedTuple):
    """One rule of rules.toml."""

    name: str
    why: str
    do: str
    source: str


class Fault(NamedTuple):
    """One thing to mend in a sentence.

    rule    its name in rules.toml
    words   the words it is about, as they stand in the sentence
    why     why they make it hard
    do      what to do
    source  who says so
    """

    rule: str
    words: str
    why: str
    do: str
    source: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule, by name, in the order of the table.

    Source: each names its own.

    >>> rules()["passive"].do
    'Begin with who does it.'
    """
    return {name: Rule(**one) for name, one in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


def fault(name: str, words: str, *, do: str = "", source: str = "", **said: object) -> Fault:
    """A fault against a rule; what is not given is as the rule has it, with `said` filled in."""
    rule = rules()[name]
    why, mend = (text.format(words=words, **said) if "{" in text else text for text in (rule.why, do or rule.do))
    return Fault(name, words, why, mend, source or rule.source)
