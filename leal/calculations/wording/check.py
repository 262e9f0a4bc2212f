"""Do the words fit the numbers? Sentence by sentence."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from leal.calculations.documents import Document, read_document, sentences

from .numbers import Share, shares
from .pairing import pairs
from .phrases import Phrase, phrases
from .rates import rates
from .writing import phrase_for

# Most sentences hold no share at all; they are passed over at once.
_MAY_HOLD_A_SHARE = re.compile(
    r"%|per\s?cent|\bpc\b|\d\s+(?:out\s+)?of\s+(?:the\s+|all\s+|our\s+|a total of\s+)?\d", re.IGNORECASE
)


class Judgement(NamedTuple):
    """Words for a share and the number beside them.

    number  the percentage as printed
    fits    whether the words may stand for it, by the published table
    better  words that do, or the right percentage of the counts; None when it fits
    """

    sentence: str
    words: str
    number: float
    fits: bool
    better: str | None


def check_sentence(sentence: str, before: str = "") -> list[Judgement]:
    """Every judgement on one sentence; none where no number stands with words for it.

    >>> check_sentence("Almost half of the respondents (46 per cent) were comfortable.")[0].fits
    True
    >>> check_sentence("Over half (46%) were comfortable.")[0].better
    'almost half'
    """
    if not _MAY_HOLD_A_SHARE.search(sentence):
        return []
    found_phrases, found_shares = phrases(sentence), shares(sentence)
    found = [one for pair in pairs(sentence, found_phrases, found_shares) for one in _judged(sentence, *pair)]
    counted = rates(sentence, found_shares, found_phrases, before)
    return found + [
        Judgement(sentence, one.words, _number(one.percent), one.fits, one.better or None) for one in counted
    ]


def _judged(sentence: str, phrase: Phrase, share: Share) -> Iterator[Judgement]:
    for percent in share.percents:
        fits = phrase.span.holds(percent)
        yield Judgement(sentence, phrase.words, _number(percent), fits, None if fits else phrase_for(percent))


def _number(percent: float) -> float:
    """A whole percentage as a whole number; others to a tenth unless printed finer."""
    return int(percent) if percent == int(percent) else round(percent, 3)


def check_document(document: Document) -> list[Judgement]:
    """Every judgement on a document, in its order.

    >>> from leal.calculations.documents.document import Paragraph
    >>> text = "In all, 293 of 2,250 members replied. The response rate was 15%."
    >>> [(one.words, one.better) for one in check_document(Document("report", "text", (Paragraph(text),)))]
    [('response rate, 293 of 2,250', '13%')]
    """
    found = []
    for paragraph in document.paragraphs:
        before: list[str] = []
        for sentence in sentences(paragraph.text):
            found += check_sentence(sentence, " ".join(before[-2:]))
            before.append(sentence)
    return found


def check_file(path: Path) -> list[Judgement]:
    """Every judgement on a text, HTML or DOCX file. Raises Unreadable when it cannot be read.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "report.html"
    ...     _ = file.write_text("<p>Almost nine in ten respondents (89&nbsp;per cent) felt so.</p>")
    ...     [(one.words, one.number, one.fits) for one in check_file(file)]
    [('Almost nine in ten', 89, True)]
    """
    return check_document(read_document(path))
