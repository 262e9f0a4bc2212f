"""Is it plain? Sentence by sentence, with what to do."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from leal.calculations.documents import Document, read_document

from .abbreviations import not_explained
from .ages import ReadingAge, counts_of, reading_ages, total
from .easy_read import easy_read_faults
from .faults import Fault
from .plain_rules import PLAIN_RULES, hard, long_sentences
from .words import Words, words_of

# What somebody said, with who said it: “I was heard.” Staff focus group participant
_QUOTE = re.compile(r"^[“\"‘'][^”\"]{15,}[”\"’']\s*[\s(–—-]*[A-Z][^.!?]{0,80}\.?$", re.DOTALL)


class Judged(NamedTuple):
    """A sentence, where it stands and what to mend in it.

    kind   "text", "item", "cell", "heading", or "quote": somebody's own words, which are not judged
    words  how many words it has
    """

    sentence: str
    kind: str
    paragraph: int
    line: int | None
    words: int
    faults: tuple[Fault, ...]


class Plainness(NamedTuple):
    """A document judged: every sentence, and what formulas say of its running text."""

    name: str
    sentences: tuple[Judged, ...]
    ages: tuple[ReadingAge, ...]
    notes: tuple[str, ...]

    @property
    def to_mend(self) -> list[Judged]:
        """The sentences with something to mend."""
        return [one for one in self.sentences if one.faults]


def check_sentence(sentence: str, following: str = "", *, easy_read: bool = False) -> list[Fault]:
    """Everything to mend in one sentence.

    sentence   as it stands
    following  the sentence after it, which may explain its hard words
    easy_read  by the rules of Easy Read too

    Source: rules.toml; each fault names its own.

    >>> for one in check_sentence("Your application will be processed in a timely manner."):
    ...     print(one.rule, "|", one.words, "|", one.do)
    promise-without-actor | will be processed | Say who: “we will …”, or the name of the team.
    cannot-be-measured | in a timely manner | Say by when: a number of days, or a date.
    >>> check_sentence("We will write to you within 5 working days.")
    []
    """
    return list(_faults(words_of(sentence), following, set(), easy_read))


def _faults(words: Words, following: str, met: set[str], easy_read: bool) -> Iterator[Fault]:
    if not words.low:
        return
    if not easy_read:
        yield from long_sentences(words)
        yield from not_explained(words, following, met)
    yield from _each_once([one for rule in PLAIN_RULES for one in rule(words)])
    if easy_read:
        yield from easy_read_faults(words, following)


def _each_once(found: list[Fault]) -> Iterator[Fault]:
    """Without what another fault mends: once "are required to" is "must", there is no passive."""
    phrases = [one for one in found if " " in one.words and one.rule in ("hard-word", "hidden-verb")]
    for one in found:
        told = (other.rule != one.rule and one.words in other.words for other in phrases)
        if one.rule not in ("passive", "hard-word") or not any(told):
            yield one


def check_document(document: Document, *, easy_read: bool = False) -> Plainness:
    """Every sentence of a document with what to mend in it, and its reading ages.

    Headings are looked at for hard words alone. People's own words, quoted in a paragraph
    of their own, are not judged. Reading ages are of running text and lists.

    Source: rules.toml and ages.SOURCES.

    >>> judged = check_document(read_document(b"Your needs will be ascertained."))
    >>> [fault.words for sentence in judged.sentences for fault in sentence.faults]
    ['ascertained', 'will be ascertained']
    """
    placed = list(document.placed_sentences())
    quoted = {number for number, one in enumerate(document.paragraphs, start=1) if _QUOTE.match(one.text)}
    met: set[str] = set()
    judged, running = [], []
    for one, after in zip(placed, [*placed[1:], None], strict=True):
        words = words_of(one.text)
        kind = "quote" if one.paragraph in quoted else one.kind
        faults = tuple(_by_kind(kind, words, after.text if after else "", met, easy_read))
        judged.append(Judged(one.text, kind, one.paragraph, one.line, len(words.low), faults))
        if kind in ("text", "item"):
            running.append(counts_of(words))
    return Plainness(document.name, tuple(judged), tuple(reading_ages(total(running))), document.notes)


def _by_kind(kind: str, words: Words, following: str, met: set[str], easy_read: bool) -> Iterator[Fault]:
    if kind == "heading":
        return hard(words)
    return iter(()) if kind == "quote" else _faults(words, following, met, easy_read)


def check_file(path: Path, *, easy_read: bool = False) -> Plainness:
    """A text, Markdown, HTML or DOCX file, judged. Raises Unreadable when it cannot be read.

    Source: rules.toml and ages.SOURCES.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "promise.txt"
    ...     _ = path.write_text("We will listen to you.")
    ...     [sentence] = check_file(path).sentences
    >>> sentence.words, sentence.faults
    (5, ())
    """
    return check_document(read_document(path), easy_read=easy_read)
