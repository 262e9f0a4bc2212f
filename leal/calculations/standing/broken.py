"""Where the thread is broken: a promise with no statement, owner, practice or measure."""

from dataclasses import dataclass
from datetime import date

from .facts import CommitmentFacts


@dataclass(frozen=True, slots=True)
class Broken:
    """One break in the thread of a promise.

    kind      "statement", "owner", "practice" or "measure"
    part      the letter of the part it concerns; "" for the whole
    sentence  what is missing
    who       who can mend it
    """

    kind: str
    part: str
    sentence: str
    who: str


def broken_threads(facts: CommitmentFacts, on: date) -> tuple[Broken, ...]:
    """Every break in the thread of a promise on a day, in the order of the thread.

    A part is spared what the whole promise has: an owner of the promise owns
    its parts. What the whole lacks and no part has is said once, for the whole.
    """
    has = {
        "owner": {it.part for it in facts.owners if it.is_owner(on)},
        "practice": {it.part for it in facts.practices if it.is_in_place(on)},
        "measure": {it.part for it in facts.servings if it.decides},
    }
    found = [] if facts.statements else [_broken("statement", "", facts)]
    for kind, parts in has.items():
        found += [_broken(kind, part, facts) for part in _without(parts, facts)]
    return tuple(found)


def _without(parts: set[str], facts: CommitmentFacts) -> list[str]:
    """The parts that lack something; the whole ("") when all do."""
    letters = [part.letter for part in facts.parts]
    lacking = [letter for letter in letters if letter not in parts]
    if "" in parts:
        return []
    return lacking if letters and len(lacking) < len(letters) else [""]


def _broken(kind: str, part: str, facts: CommitmentFacts) -> Broken:
    what = f"part {part} of this promise" if part else "this promise"
    binds = " and ".join(facts.binds)
    owners = [owner for owner in facts.owners if owner.part in ("", part)]
    owner = f"{owners[0].role}, {owners[0].body}" if owners else binds
    sentences = {
        "statement": (f"Nobody’s words are recorded behind {what}.", "the charter lead"),
        "owner": (f"Nobody owns {what}, so nobody answers for it.", binds),
        "practice": (f"Nothing is recorded as in place to keep {what}.", owner),
        "measure": (f"Nothing is measured that could decide whether {what} is kept.", "the charter lead"),
    }
    sentence, who = sentences[kind]
    return Broken(kind, part, sentence, who or "the charter lead")
