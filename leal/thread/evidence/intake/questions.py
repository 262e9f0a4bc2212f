"""Which reviewed question a header is: by its code where it has one, and always by its words where it has those.

Publishers use a code again for another question, and change the words under
a code. So a code alone decides nothing when there are words to go by.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .mappings import Question, Wide


class Header(NamedTuple):
    """A column of scores: its place, from 0, and its header."""

    place: int
    words: str


class Asked(NamedTuple):
    """What a header asks.

    code      reviewed; or, where nobody reviewed it, made from the header and like no reviewed one
    reviewed  whether the mapping knows it
    why       for what is not reviewed, a sentence that says so
    """

    code: str
    unit: str
    reviewed: bool
    why: str = ""


class _Read(NamedTuple):
    code: str
    words: str
    answer: str


def read_headers(headers: Sequence[Header], mapping: Wide, lookup: dict[str, str]) -> list[tuple[Header, Asked]]:
    """Each header with the question it asks.

    lookup  the wording of each code, where the file lists them apart from its headers
    """
    read = [_read(header.words, mapping, lookup) for header in headers]
    often = Counter(each.code for each in read)
    return [
        (header, _asked(each, header.words, mapping, often[each.code] > 1))
        for header, each in zip(headers, read, strict=True)
    ]


def _read(header: str, mapping: Wide, lookup: dict[str, str]) -> _Read:
    match = mapping.coded_header.fullmatch(header)
    code, words = (match["code"], match["words"] or "") if match else ("", header)
    answer = next((answer for pattern, answer in mapping.answers if pattern.search(words)), "")
    return _Read(code, words or lookup.get(code, ""), answer)


def _asked(read: _Read, header: str, mapping: Wide, shared: bool) -> Asked:
    if question := _known(read, mapping):
        return Asked(question.code, question.unit, True)
    code = read.code or header
    if read.code and shared:
        code = f"{code}_{read.answer}" if read.answer else f"{code}: {_bare_words(read.words, mapping)}"
    if _under(read.code, mapping):
        why = f"“{read.words}” is not among the reviewed wordings of {read.code}, so it is kept apart and unmapped."
        return Asked(f"{code} ({_bare_words(read.words, mapping)})"[:120], "%", False, why)
    return Asked(code[:120], "%", False, f"“{header}” is a question that no mapping knows, so it is kept and unmapped.")


def _known(read: _Read, mapping: Wide) -> Question | None:
    candidates = _under(f"{read.code}_{read.answer}", mapping) if read.answer else []
    candidates = candidates or (_under(read.code, mapping) if read.code else list(mapping.questions))
    if not read.words:
        return next((question for question in candidates if read.code in question.bare), None) or _only(candidates)
    words = plain_words(read.words, mapping)
    return next((q for q in candidates if words in {plain_words(known, mapping) for known in q.wordings}), None)


def _only(questions: list[Question]) -> Question | None:
    return questions[0] if len(questions) == 1 else None


def _under(code: str, mapping: Wide) -> list[Question]:
    return [question for question in mapping.questions if code in question.published or code in question.bare]


def _bare_words(words: str, mapping: Wide) -> str:
    for pattern in mapping.left_out_of_wording:
        words = pattern.sub(" ", words)
    return " ".join(words.split())


def plain_words(words: str, mapping: Wide) -> str:
    """A wording without what does not change it: notes, how it was scored, case, marks, the service's own name."""
    return " ".join(re.findall(r"\w+", _bare_words(words, mapping).casefold().replace("’", "'").replace("'s", "")))
