"""What was found, in sentences and as plain values."""

from collections.abc import Callable
from typing import NamedTuple

from .choosing import Lottery
from .clashes import Bound, Clash
from .faults import Fault, Unreadable


def faults_record(wrong: Unreadable) -> dict:
    """Faults for --json."""
    faults = [fault.as_record() for fault in wrong.faults]
    return {"read": False, "faults": faults, "sentences": [str(fault) for fault in wrong.faults]}


def no_file(path: str, why: str) -> Unreadable:
    """A file that cannot be opened at all."""
    return Unreadable([Fault(path, f"The file cannot be opened ({why})", "Check its name and place")])


def no_place(path: str, why: str) -> Unreadable:
    """A folder that cannot be written."""
    return Unreadable([Fault(path, f"The folder cannot be written ({why})", "Name another with --out")])


def drawn_already(path: str, seed: str) -> Unreadable:
    """A folder whose draw would be lost."""
    what = f"It holds a draw already, made with the seed “{seed}”; what was drawn stays drawn"
    mend = "Name another folder with --out, or draw once more with leal select draw --redraw and say why"
    return Unreadable([Fault(path, what, mend)])


class Wording(NamedTuple):
    """How a clash is put: to whoever gave a file of people, or to whoever chooses a group of members."""

    too_few: str
    apart: str
    none: str
    bound: Callable[[Bound], str]
    hopeless: str
    least: str
    most: str


OF_A_FILE = Wording(
    too_few="There are {seats:,} seats and {people:,} people in the file.",
    apart="No {seats:,} of the {people:,} people can sit together: households and pairs forbid it.",
    none="No panel of {seats} can meet these targets together:",
    bound=lambda bound: f"  {bound}",
    hopeless="No change within min_flex and max_flex would do. Widen them, or find more people.",
    least="  {old}: min {new.minimum} instead of {old.minimum}",
    most="  {old}: max {new.maximum} instead of {old.maximum}",
)
OF_A_GROUP = Wording(
    too_few="There are {seats:,} seats, and {people:,} people who may be chosen.",
    apart="No {seats:,} of the {people:,} who may be chosen can sit together: too many share a home.",
    none="No group of {seats} can meet all of this at once:",
    bound=lambda bound: (
        f"– {bound.target}: at {'least' if bound.side == 'min' else 'most'} {bound.number} "
        f"({bound.people:,} who may be chosen said so)"
    ),
    hopeless="No change that is allowed would do. Find more people, or set other targets.",
    least="– {old}: at least {new.minimum}, not {old.minimum}",
    most="– {old}: at most {new.maximum}, not {old.maximum}",
)


def clash_sentences(clash: Clash, put: Wording = OF_A_FILE) -> list[str]:
    """Why no panel exists and what would do, one sentence a line.

    >>> from .pool import Target
    >>> young, five = Target("Age", "16 to 24", 6, 6), Target("Age", "16 to 24", 5, 6)
    >>> for line in clash_sentences(Clash(6, 80, (Bound(young, "min", 72),), ((young, five),)), OF_A_GROUP):
    ...     print(line)
    No group of 6 can meet all of this at once:
    – Age: 16 to 24: at least 6 (72 who may be chosen said so)
    The least change that would do:
    – Age: 16 to 24: at least 5, not 6
    """
    if clash.seats > clash.people:
        return [put.too_few.format(seats=clash.seats, people=clash.people)]
    if not clash.bounds:
        return [put.apart.format(seats=clash.seats, people=clash.people)]
    lines = [put.none.format(seats=clash.seats), *map(put.bound, clash.bounds)]
    if clash.relaxation is None:
        return [*lines, put.hopeless]
    lines.append("The least change that would do:")
    for old, new in clash.relaxation:
        lines += [put.least.format(old=old, new=new)] * (new.minimum != old.minimum)
        lines += [put.most.format(old=old, new=new)] * (new.maximum != old.maximum)
    return lines


def clash_record(clash: Clash) -> dict:
    """A clash for --json."""
    relaxation = None
    if clash.relaxation is not None:
        relaxation = [
            {"feature": t.feature, "value": t.value, "min": t.minimum, "max": t.maximum} for _, t in clash.relaxation
        ]
    return {
        "met": False,
        "clash": [
            {
                "feature": b.target.feature,
                "value": b.target.value,
                "bound": b.side,
                "number": b.number,
                "people": b.people,
            }
            for b in clash.bounds
        ],
        "relaxation": relaxation,
        "sentences": clash_sentences(clash),
    }


def summary(lottery: Lottery, out: str, ids: list[str] | None) -> dict:
    """What a selection came to; `sentences` are for people, the rest for programs."""
    proof, chances = lottery.certificate, lottery.chances
    smallest, largest = share(lottery.smallest_chance), share(max(chances.values()))
    sentences = [
        f"{len(chances):,} people, {seats_in_words(lottery)}, {len(lottery.panels):,} panels in the lottery.",
        f"The smallest chance of being chosen is {smallest}, the largest {largest}.",
    ]
    never = sum(chance < 1e-9 for chance in chances.values())
    if never:
        why = "fit into no panel that meets the targets" if proof["exact"] else "are in none of the panels found"
        sentences.append(f"{never:,} people {why}: their chance is nought.")
    if proof["exact"]:
        sentences.append("No lottery is fairer: proven for everyone's chance, to one part in a million.")
    else:
        sentences.append("This is NOT exact: the time was up before all chances were proven.")
        sentences.append(proven_so_far(proof))
    sentences.append(
        f"Chosen: {', '.join(ids)}." if ids else "Nobody is chosen yet: publish public/lottery.json, then draw."
    )
    return {
        "sentences": [*sentences, f"Written to {out}."],
        "people": len(chances),
        "seats": lottery.pool.seats,
        "panels": len(lottery.panels),
        "smallest_chance": lottery.smallest_chance,
        "gini": lottery.gini,
        "exact": proof["exact"],
        "proven_bound": proof["proven_bound"],
        "gap": proof["gap"],
        "proven": proof["proven"],
        "selected": ids,
    }


def seats_in_words(lottery: Lottery) -> str:
    """How many seats, and how many of them are still open."""
    pool = lottery.pool
    return f"{pool.seats} seats ({pool.open_seats} of them open)" if pool.seated else f"{pool.seats} seats"


def proven_so_far(proof: dict) -> str:
    """How far the proof goes, when the time was up before its end.

    >>> proven_so_far({"proven": 0, "proven_bound": 0.2, "gap": 0.05})
    'No lottery gives everyone more than 20.0%; this one may be 5.000% short of that.'
    >>> proven_so_far({"proven": 310, "proven_bound": 0.2, "gap": 0.05})
    'Proven: the 310 smallest chances. The next may be 5.000% short of the best.'
    """
    short = share(proof["gap"])
    if proof["proven"]:
        return f"Proven: the {proof['proven']:,} smallest chances. The next may be {short} short of the best."
    return f"No lottery gives everyone more than {share(proof['proven_bound'])}; this one may be {short} short of that."


def share(chance: float) -> str:
    """A chance in per cent, with as many digits as tell something.

    >>> share(0.1), share(0.0051107)
    ('10.0%', '0.511%')
    """
    return f"{chance:.1%}" if chance >= 0.1 else f"{chance:.3%}" if chance >= 1e-5 or chance == 0 else f"{chance:.1e}"
