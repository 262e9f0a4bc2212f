"""What becomes of a promise from one edition to the next: its words, its sign, and two wordings side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from leal.calculations.comparing import Run


@dataclass(frozen=True, slots=True)
class Fate:
    """One thing that can become of a promise, and what it means in a few words."""

    key: str
    word: str
    meaning: str


FATES = {
    fate.key: fate
    for fate in (
        Fate("kept", "Kept", "the same words"),
        Fate("reworded", "Reworded", "said in other words"),
        Fate("moved", "Moved", "stands in another section"),
        Fate("merged", "Merged", "several became one"),
        Fate("split", "Split", "one became several"),
        Fate("new", "New", "was not there before"),
        Fate("ended", "Ended", "is not there now"),
    )
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A promise as one edition has it, its changed words marked. `doing`: how it will be kept, way by way."""

    label: str
    words: Sequence[Run]
    doing: Sequence[Sequence[Run]] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What became of a promise. `fate` is a key of FATES; `earlier` or `later` is empty when it was not there.

    names  the two editions, for the side that is empty
    """

    id: str
    fate: str
    title: str
    earlier: Sequence[Wording]
    later: Sequence[Wording]
    names: tuple[str, str]
    notes: Sequence[str] = ()
