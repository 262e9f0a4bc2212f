"""What a paper means that leaves a preference out, or gives one to several candidates."""

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
    rankings = dict(parts.plain)
    for line, papers, marks in parts.marked:
        if approved:
            ranking = _approved(marks, parts.first_category)
        else:
            ranking = _clear(marks) if unclear == "stop" else tuple(mark[0] for mark in marks if len(mark) == 1)
            if unclear == "refuse":
                parts.fault(line, _what(marks), MEND)
        rankings[ranking] = rankings.get(ranking, 0) + papers
    if approved and parts.first_category:
        rankings = _first_only(parts, rankings)
    return rankings


def _approved(marks: Marks, first_category: bool) -> tuple[int, ...]:
    """Whoever is named, in order of number: who approves of two says nothing of their order."""
    return tuple(sorted(number for mark in (marks[:1] if first_category else marks) for number in mark))


def _first_only(parts: Parts, rankings: dict[tuple[int, ...], int]) -> dict[tuple[int, ...], int]:
    """In a file of categories, a paper with one candidate in each approves of the first alone."""
    approvals = {ranking: papers for ranking, papers in rankings.items() if ranking not in parts.plain}
    for ranking, papers in parts.plain.items():
        approvals[ranking[:1]] = approvals.get(ranking[:1], 0) + papers
    for _, papers, marks in parts.marked:
        ranking = _approved(marks, True)
        if ranking in parts.plain:
            approvals[ranking] = approvals.get(ranking, 0) + papers
    return approvals


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
