"""The seven standings and the broken thread: their words, their knots, their order.

A standing is a shape and its words; the colour is the same for all. `broken`
is no standing: it marks a place where the thread itself is missing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How one standing is said and drawn. `loose`: the thread after it is dotted."""

    key: str
    word: str
    drawn: str
    meaning: str
    loose: bool = False


_ALL = (
    Standing(
        "falling_short",
        "Falling short",
        "A thread gone slack. The dots show where it should run.",
        "A measure is off its target, clearly worse than before, or clearly worse for one group.",
    ),
    Standing(
        "not_in_place",
        "Not in place yet",
        "A place for a knot.",
        "We promised it, and nothing is in place to keep it.",
        loose=True,
    ),
    Standing(
        "disagree",
        "People and figures disagree",
        "Two strands: an open circle for people, a full square for figures.",
        "What people say and what the figures say point different ways.",
    ),
    Standing(
        "out_of_date",
        "Evidence out of date",
        "A ring with the hands of a clock.",
        "The newest result is too old to speak for this year.",
    ),
    Standing(
        "not_known",
        "Not known",
        "A question on a loose thread.",
        "There is no result for this year. We say so and do not guess.",
        loose=True,
    ),
    Standing(
        "partly_kept",
        "Partly kept",
        "Half tied.",
        "Some of it is kept, or some people get it and others do not.",
    ),
    Standing(
        "kept",
        "Kept",
        "A knot tied tight.",
        "The measures that decide are on target, and no group is clearly worse off.",
    ),
)

STANDINGS: dict[str, Standing] = {standing.key: standing for standing in _ALL}
"""Every standing by its key, worst first."""

BROKEN = Standing(
    "broken",
    "The thread is broken here",
    "Two frayed ends and a gap.",
    "Something the promise rests on is missing: the words, an owner, a practice or a measure.",
    loose=True,
)

KNOTS: dict[str, Standing] = {**STANDINGS, BROKEN.key: BROKEN}
"""What `{% knot %}` can draw and name, besides the plain knot of a stage."""
