"""Search over 100,000 texts: p50 and p95 of a few hundred questions, each a page, beside a bare page and the limit.

The texts are made of the story’s own words, drawn as often as the story uses them: common words are common here too.
"""

import http.client
import random
import re
import time
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from bench.beside import say
from bench.pages import get, line, served, told, visits
from bench.scratch import scratch_database

LIMIT, QUESTIONS, SLUG = 60.0, 300, "many-texts"
SHARES = {"quote": 60_000, "statement": 15_000, "part": 10_000, "commitment": 5_000}
SHARES |= {"practice": 4_000, "lesson": 3_000, "change": 2_000, "passage": 1_000}
WORD = re.compile(r"[^\W\d_]{2,}")


def main() -> None:
    """Print p50 and p95 of all questions, and of each sort of question, beside the bare page and the limit."""
    with scratch_database() as reached:
        told()
        chance = random.Random(1)
        texts = many_texts(chance)
        with served(reached) as port:
            asks = questions(texts, chance)
            once(port, "the first question of all")
            taken = {sort: [once(port, one) for one in some] for sort, some in asks.items()}
            bare = per_visit(port)
    for sort, times in taken.items():
        line(f"{sort}, p95", at(times, 0.95), "bare page", bare, "ms", at(times, 0.95) / bare)
    every = [one for times in taken.values() for one in times]
    line(f"all {len(every)} questions, p50", at(every, 0.5), "bare page", bare, "ms", at(every, 0.5) / bare)
    line(f"all {len(every)} questions, p95", at(every, 0.95), "limit", LIMIT, "ms", at(every, 0.95) / LIMIT)
    say(f"Over {sum(SHARES.values()):,} texts and the story’s own. A question is a whole page, made anew each time.")


def at(times: list[float], share: float) -> float:
    return sorted(times)[int(share * (len(times) - 1))]


def once(port: int, asked: str) -> float:
    """Milliseconds until the whole page of one question has come."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.perf_counter()
    get(connection, "/search/?" + urlencode({"q": asked}))
    taken = (time.perf_counter() - begun) * 1e3
    connection.close()
    return taken


def per_visit(port: int, times: int = 100) -> float:
    begun = time.perf_counter()
    visits(port, "/bare/", times)
    return (time.perf_counter() - begun) / times * 1e3


def questions(texts: list[str], chance: random.Random) -> dict[str, list[str]]:
    """What people may ask: words as often as they stand in the texts, pairs, synonyms, codes, misspellings, nothing."""
    from leal.thread.tracing.search.asking import synonyms

    def words() -> list[str]:
        return WORD.findall(chance.choice(texts))

    def misspelt() -> str:
        word = max(words(), key=len)
        place = chance.randrange(len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    share = QUESTIONS // 6
    return {
        "one word": [chance.choice(words()) for _ in range(share)],
        "two words": [" ".join(chance.sample(words(), 2)) for _ in range(share)],
        "a sentence": [" ".join(words()[:6]) for _ in range(share)],
        "words with synonyms": [" ".join(chance.choice(sorted(synonyms()))) for _ in range(share)],
        "codes": [f"B{chance.randrange(5000)}" for _ in range(share)],
        "misspelt": [misspelt() for _ in range(share)],
    }


def many_texts(chance: random.Random) -> list[str]:
    """Fill a charter of its own with texts; gives them back."""
    from django.db import connections

    from leal.thread.charters.models import Commitment
    from leal.thread.statements.models import Quote, Statement

    spoken = [*Quote.objects.values_list("words", flat=True), *Statement.objects.values_list("wording", flat=True)]
    words = WORD.findall(" ".join([*spoken, *Commitment.objects.values_list("wording", flat=True)]))

    def text() -> str:
        return " ".join(chance.choices(words, k=chance.randint(8, 40)))

    made = {kind: [text() for _ in range(many)] for kind, many in SHARES.items()}
    write(made)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # only the owner may; a live database does it by itself within minutes
    return [one for some in made.values() for one in some]


def write(made: dict[str, list[str]]) -> None:
    """Rows of every kind, in the newest edition of one charter."""
    from leal.thread.charters.models import Charter

    charter = Charter.objects.create(slug=SLUG, name="Many texts", body="A body")
    write_what_was_said(made)
    write_what_is_done(made, charter, write_promises(made, charter))


def add(rows: Iterable) -> list:
    """Rows of one table, a thousand at a time."""
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=1000)


def write_what_was_said(made: dict[str, list[str]]) -> None:
    from leal.thread.statements.models import Quote, Statement, Theme

    theme = Theme.objects.create(service=SLUG, code="theme", name="A theme")
    own = {"service": SLUG, "source": "A report"}
    said = add(
        Statement(code=f"s{n}", wording=words, theme=theme, heard_in="Groups", on_whose_words="People", **own)
        for n, words in enumerate(made["statement"])
    )
    spoken = add(Quote(words=words, credit="Someone", occasion="Group", year=2020, **own) for words in made["quote"])
    link = Quote.statements.through
    add(link(quote=one, statement=said[n % len(said)]) for n, one in enumerate(spoken))


def write_promises(made: dict[str, list[str]], charter) -> list:
    from leal.thread.charters.models import Commitment, Edition, Part, Passage, Section

    edition = Edition.objects.create(charter=charter, code="1", title="First")
    section = Section.objects.create(edition=edition, code="B", name="B", place=1)
    promises = add(
        Commitment(edition=edition, section=section, code=f"B{n}", title=words[:60], wording=words, place=n + 1)
        for n, words in enumerate(made["commitment"])
    )
    add(Part(commitment=promises[n // 2], letter="ab"[n % 2], wording=one) for n, one in enumerate(made["part"]))
    add(
        Passage(edition=edition, kind="welcome", heading=f"Passage {n}", words=words, place=n + 1)
        for n, words in enumerate(made["passage"])
    )
    Edition.objects.filter(pk=edition.pk).update(published_on=date(2020, 1, 1))
    return promises


def write_what_is_done(made: dict[str, list[str]], charter, promises: list) -> None:
    from leal.thread.charters.models import Body
    from leal.thread.learning.models import Change, Lesson
    from leal.thread.practice.models import Keeping, Practice

    body = Body.objects.create(charter=charter, name="A body", kind="agency")
    done = add(
        Practice(charter=charter, code=f"p{n}", name=words[:60], wording=words, body=body, state="in_place")
        for n, words in enumerate(made["practice"])
    )
    add(Keeping(practice=one, commitment=promises[n]) for n, one in enumerate(done))
    lessons = add(
        Lesson(charter=charter, code=f"l{n}", title=words[:60], wording=words, learned_from="People")
        for n, words in enumerate(made["lesson"])
    )
    about = Lesson.commitments.through
    add(about(lesson=one, commitment=promises[n]) for n, one in enumerate(lessons))
    add(Change(lesson=lessons[n], what=words) for n, words in enumerate(made["change"]))
