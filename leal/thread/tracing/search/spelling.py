"""Did you mean: the word of ours that is nearest to one that is nowhere."""

import re

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from leal.foundations.database import while_unchanged
from leal.thread.charters.findable import CURRENT

from .asking import Asked, stem, synonyms
from .finding import EVERYTHING

LETTERS = re.compile(r"[^\W\d_]{3,}")
NEAR = 0.65


def better_spelling(asked: Asked) -> str:
    """What was asked with each unknown word spelt as the nearest word of ours; "" when nothing is near.

    Only words of ours are offered, never those that somebody spoke.
    """
    known = words_of_ours()
    spelt = [word if is_known(word, known) else nearest(word, known) for word in asked.words]
    return " ".join(spelt) if all(spelt) and tuple(spelt) != asked.words else ""


def is_known(word: str, known: frozenset[str]) -> bool:
    return len(word) < 3 or not word.isalpha() or word in known or stem(word) in known


def nearest(word: str, known: frozenset[str]) -> str:
    """The nearest word that begins alike: few people miss the first letter, and fewer other words are near."""
    alike = sorted(one for one in known if one[0] == word[0])
    near = process.extractOne(word, alike, scorer=OSA.normalized_similarity, score_cutoff=NEAR)
    return near[0] if near else ""


def words_of_ours() -> frozenset[str]:
    """Every word of ours that anyone may read, and those we know synonyms for. One query, while nobody writes."""
    return while_unchanged(("search.words",), _words)


def _words() -> frozenset[str]:
    texts = "\nUNION ALL\n".join(
        f"(SELECT {one.title} || ' ' || {one.words} FROM {one.table} t WHERE {one.public})"
        for one in EVERYTHING.values()
        if not one.spoken
    )
    found = {word for phrase in synonyms() for word in phrase if len(word) > 2}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH current AS MATERIALIZED ({CURRENT})\n{texts}", {"charter": ""})
        for (text,) in cursor:
            found.update(LETTERS.findall(text.lower()))
    return frozenset(found)
