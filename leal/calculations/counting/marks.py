"""What a paper means that leaves a preference out, or gives one to several candidates."""

from collections import Counter

from .parts import Marks, Parts

UNCLEAR = ("refuse", "stop", "pass")
MEND = (
    "Look at the paper itself. Or say what such papers mean: --unclear stop counts them up to there, as Scottish "
    "councils are counted; --unclear pass passes over it"
)


def settled(parts: Parts, unclear: str, approved: bool) -> dict[tuple[int, ...], int]:
    """Every ranking of a file and how many papers hold it; () for papers left with none.

    Faults are noted in `parts` when papers are unclear and the file is to be refused.

    Source: by the Scottish Local Government Elections Order 2007, article 2,
    the next available preference is the next "in consecutive order", so a
    paper stops where a number is left out or given twice.
    """
    first_only = approved and parts.first_category
    rankings: Counter[tuple[int, ...]] = Counter()
    for ranking, papers in parts.plain.items():
        rankings[ranking[:1] if first_only else ranking] += papers
    for line, papers, marks in parts.marked:
        if approved:
            rankings[_approved(marks[:1] if first_only else marks)] += papers
            continue
        if unclear == "refuse":
            parts.fault(line, _what(marks), MEND)
        rankings[_clear(marks) if unclear == "stop" else tuple(mark[0] for mark in marks if len(mark) == 1)] += papers
    return rankings


def _approved(marks: Marks) -> tuple[int, ...]:
    """Whoever is named, in order of number: who approves of two says nothing of their order."""
    return tuple(sorted(number for mark in marks for number in mark))


def _clear(marks: Marks) -> tuple[int, ...]:
    clear = []
    for mark in marks:
        if len(mark) != 1:
            break
        clear.append(mark[0])
    return tuple(clear)


def _what(marks: Marks) -> str:
    place, mark = next((place, mark) for place, mark in enumerate(marks, 1) if len(mark) != 1)
    if not mark:
        return f"The paper has a gap: it leaves out preference {place} and goes on"
    names = " and ".join(map(str, mark))
    return f"The paper gives preference {place} to candidates {names} alike"
