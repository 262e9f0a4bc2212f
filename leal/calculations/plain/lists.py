"""The pinned lists of words, read once."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .forms import bent, plural
from .phrases import Phrases

_HERE = Path(__file__).parent
WHO = {
    "gds": "GOV.UK style guide, words to avoid. https://www.gov.uk/guidance/style-guide/a-to-z",
    "gsa": "plainlanguage.gov (GSA), use simple words and phrases. "
    "https://www.plainlanguage.gov/guidelines/words/use-simple-words-phrases/",
    "ours": "GOV.UK and Social Security Scotland ask for plain words; this one is on Leal’s own list. "
    "https://www.socialsecurity.gov.scot/guidance-resources/resources/writing-guide/writing-basics",
}


class Plainer(NamedTuple):
    """Plainer words for hard ones, who advises so, and the words after "is" or "has" where those are others."""

    words: str
    source: str
    after_is: str = ""


class Unmeasured(NamedTuple):
    """What to say instead of a word that nothing can measure; None where the words are no fault."""

    do: str | None
    only_in_promises: bool


class HiddenVerbs(NamedTuple):
    """Nouns and the verbs they hide; nouns left alone before “of”, and those left alone after any verb."""

    verb_of: dict[str, str]
    left_alone_before_of: frozenset[str]
    ordinary: frozenset[str]


def _read(name: str) -> dict:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


@cache
def hard_words() -> Phrases[Plainer]:
    """Every hard word and phrase in each of its forms."""
    return Phrases(entry for line in _read("hard_words.toml")["words"] for entry in _entries(*line))


def _entries(hard: str, plainer: str, kind: str, who: str) -> Iterator[tuple[str, Plainer]]:
    source = " ".join(WHO[one] for one in who.split())
    for spelled in {hard, hard.replace("ise", "ize") if hard.endswith("ise") else hard}:
        yield spelled, Plainer(plainer, source)
        if kind == "noun":
            yield plural(spelled), Plainer(_more_than_one(plainer), source)
        elif kind == "verb":
            third, past, going, participle = (
                ", ".join(each) for each in zip(*(bent(one.strip()) for one in plainer.split(",")), strict=True)
            )
            theirs = bent(spelled)
            yield theirs.third, Plainer(third, source)
            yield theirs.past, Plainer(past, source, participle)
            yield theirs.going, Plainer(going, source)


def _more_than_one(plainer: str) -> str:
    each = [one.strip() for one in plainer.split(",")]
    return ", ".join(one if " " in one or one.endswith("s") else plural(one) for one in each)


@cache
def unmeasured_words() -> Phrases[Unmeasured]:
    """Every word that nothing can measure, and the longer phrases in which it is no fault."""
    read = _read("unmeasured_words.toml")
    entries = [(words, Unmeasured(do, False)) for words, do in read["anywhere"]]
    entries += [(words, Unmeasured(do, True)) for words, do in read["in_promises"]]
    return Phrases(entries + [(words, Unmeasured(None, False)) for words in read["except"]])


@cache
def hidden_verbs() -> HiddenVerbs:
    """Nouns that hide a verb."""
    read = _read("verbs_in_nouns.toml")
    verb_of = dict(entry.split(" ", 1) for entry in read["verbs"])
    return HiddenVerbs(verb_of, frozenset(read["left_alone_before_of"]), frozenset(read["ordinary"]))
