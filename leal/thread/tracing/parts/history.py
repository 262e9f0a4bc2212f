"""One promise through the editions: what it was before, why it changed, and which results still count for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leal.calculations.comparing import Run, marked
from leal.foundations.pages.lineage import FATES
from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import on_day, sentence
from leal.thread.charters.queries import Step

from .editions import pair_anchor


@dataclass(frozen=True)
class PastWording:
    """What became of a promise on its way into an edition.

    words  its words marked against those before; none when it stands as it stood
    """

    fate: str
    heading: str
    sentences: tuple[str, ...]
    words: Sequence[Run]
    beside: Link


def history(steps: Sequence[Step]) -> tuple[PastWording, ...]:
    """Every step of a promise, the newest first."""
    return tuple(past(step) for step in steps)


def past(step: Step) -> PastWording:
    row, edition = step.row, step.edition
    changed = row.earlier and row.earlier.wording != row.later.wording
    return PastWording(
        fate=row.kind,
        heading=f"{edition.code}: {FATES[row.kind].word.lower()}",
        sentences=tuple(sentence(one) for one in (row.reason, counts(step)) if one),
        words=marked(row.earlier.wording, row.later.wording) if changed else (),
        beside=Link(f"The whole of {edition.code} beside the edition before", pair_anchor(edition, row.later)),
    )


def counts(step: Step) -> str:
    """Whether results from before this edition count, and if not why."""
    row = step.row
    since = on_day(step.edition.published_on)
    if row.earlier is None:
        return f"There was no such promise before {since}, so nothing from before says if it was kept"
    if not row.same_promise:
        return f"The words now promise something else. Results from before {since} do not count for it"
    if not step.same:
        return "Results from then do not count: the promise was made another one since"
    return "" if row.kind == "kept" else "It is the same promise, so results from before count for it too"
