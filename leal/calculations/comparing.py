"""Which words went, which came and which stayed, when one text became another."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

# A word keeps its apostrophes and hyphens; any other mark stands alone. Spaces belong to the piece before them.
WORDS = re.compile(r"(\w+(?:['’‑-]\w+)*|[^\w\s])(\s*)|(\s+)")
SENTENCES = re.compile(r"([^.?!\n]*[.?!\n]+|[^.?!\n]+)(\s*)")
# Pairs of pieces we are willing to look at: 20,000 words against as many take a quarter of a second.
MOST_PAIRS = 400_000_000

Kind = Literal["same", "gone", "new"]


class Run(NamedTuple):
    """Words that stand together and share a fate."""

    kind: Kind
    words: str


class _Piece(NamedTuple):
    words: str
    space: str


class _Stretch(NamedTuple):
    """Words that stayed, or words that others took the place of."""

    stayed: bool
    gone: str
    new: str


def marked(before: str, after: str) -> list[Run]:
    """What became of a text, word by word, in reading order; what went stands before what took its place.

    Runs of "same" and "gone" make `before` again, runs of "same" and "new" make
    `after`, to the last space. As many words as can be are kept in order; but
    lone words that stayed between larger changes are marked as changed, for a
    reader follows phrases and not scraps. Texts of tens of thousands of words
    are compared by the sentence.

    Source: the longest common subsequence (J. W. Hunt and M. D. McIlroy, 1976,
    "An algorithm for differential file comparison", Bell Laboratories 41).

    >>> for kind, words in marked("We will refer you to help.", "We will put you in touch with help."):
    ...     print(f"{kind:5}{words!r}")
    same 'We will '
    gone 'refer you to'
    new  'put you in touch with'
    same ' help.'
    """
    if before == after:
        return [Run("same", before)] if before else []
    earlier, later = _pieces(before, after)
    stretches = _phrases(_joined(_stretches(earlier, later)))
    return _merged(run for stretch in stretches for run in _runs(stretch))


def only(kinds: Iterable[Kind], runs: Iterable[Run]) -> list[Run]:
    """The runs of these kinds, in order: one side of two texts that stand side by side.

    >>> only(["same", "new"], marked("351 seconds", "1,337 seconds"))[0]
    Run(kind='new', words='1,337')
    """
    wanted = set(kinds)
    return [run for run in runs if run.kind in wanted]


def _pieces(before: str, after: str) -> tuple[list[_Piece], list[_Piece]]:
    """Both texts cut alike: into words, else into sentences, else not at all."""
    for cut in (WORDS, SENTENCES):
        earlier, later = _cut(cut, before), _cut(cut, after)
        if len(earlier) * len(later) <= MOST_PAIRS:
            return earlier, later
    return [_Piece(before, "")], [_Piece(after, "")]


def _cut(cut: re.Pattern, text: str) -> list[_Piece]:
    return [_Piece(found[1] or "", found[0][len(found[1] or "") :]) for found in cut.finditer(text)]


def _stretches(earlier: Sequence[_Piece], later: Sequence[_Piece]) -> Iterator[_Stretch]:
    """Every piece in turn: the words that both texts have, whatever the space after them, and those only one has."""
    steps = LCSseq.opcodes([piece.words for piece in earlier], [piece.words for piece in later])
    for step in steps:
        was, became = earlier[step.src_start : step.src_end], later[step.dest_start : step.dest_end]
        if step.tag != "equal":
            yield _Stretch(False, _text(was), _text(became))
            continue
        for one, other in zip(was, became, strict=True):
            yield _Stretch(one.words == other.words, one.words, other.words)
            yield _Stretch(one.space == other.space, one.space, other.space)


def _text(pieces: Iterable[_Piece]) -> str:
    return "".join(piece.words + piece.space for piece in pieces)


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Neighbours of one fate, made one."""
    spoken = (stretch for stretch in stretches if stretch.gone or stretch.new)
    return [_one(stayed, list(some)) for stayed, some in groupby(spoken, key=lambda stretch: stretch.stayed)]


def _one(stayed: bool, some: Sequence[_Stretch]) -> _Stretch:
    return _Stretch(stayed, "".join(one.gone for one in some), "".join(one.new for one in some))


def _phrases(stretches: list[_Stretch]) -> list[_Stretch]:
    """What stayed between two changes, and is no longer than either, is changed with them; until nothing more is."""
    kept: list[_Stretch] = []
    for stretch in stretches:
        kept.append(stretch)
        while len(kept) > 2 and not kept[-1].stayed and _scrap(*kept[-3:]):
            kept[-3:] = [_one(False, kept[-3:])]
    return kept


def _scrap(left: _Stretch, island: _Stretch, right: _Stretch) -> bool:
    """Both sides replace words, and at least as many letters as stand between them: a reader would see confetti."""
    return all(side.gone.strip() and side.new.strip() and _size(side) >= len(island.gone) for side in (left, right))


def _size(stretch: _Stretch) -> int:
    return max(len(stretch.gone), len(stretch.new))


def _runs(stretch: _Stretch) -> Iterator[Run]:
    if stretch.stayed:
        yield Run("same", stretch.gone)
        return
    lead = _shared(stretch.gone, stretch.new, str.lstrip, lambda text, n: text[:n])
    gone, new = stretch.gone[len(lead) :], stretch.new[len(lead) :]
    tail = _shared(gone, new, str.rstrip, lambda text, n: text[len(text) - n :])
    yield Run("same", lead)
    yield Run("gone", gone[: len(gone) - len(tail)])
    yield Run("new", new[: len(new) - len(tail)])
    yield Run("same", tail)


def _shared(gone: str, new: str, strip: Callable[[str], str], end: Callable[[str, int], str]) -> str:
    """The space at one end, when both have the same there."""
    space, other = end(gone, len(gone) - len(strip(gone))), end(new, len(new) - len(strip(new)))
    return space if space == other else ""


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one kind made one; empty ones left out."""
    spoken = (run for run in runs if run.words)
    return [Run(kind, "".join(run.words for run in some)) for kind, some in groupby(spoken, key=lambda run: run.kind)]
