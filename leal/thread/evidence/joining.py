"""When two sources say the same thing: equal within what they were rounded to."""

from decimal import Decimal
from typing import Protocol

# What two results have in common when they are about the same thing.
SAME_THING = ("charter_id", "measure_id", "question", "label", "starts_on", "ends_on", "group", "answer", "unit")
# What the more exact of two results gives the other.
SHARPENED = ("value", "as_given", "mark", "step")
EXACT_ENOUGH = frozenset({"", "rounded"})


class Said(Protocol):
    """What a source said: a value rounded to a step, or a mark that says why there is none."""

    value: Decimal | None
    mark: str
    step: Decimal


def agree(one: Said, other: Said) -> bool:
    """Whether two sources say the same: the ranges their roundings leave open overlap by more than an end.

    74 and 74.357 agree; 74 and 75 do not, nor do "over 700" and 712.
    """
    if {one.mark, other.mark} <= EXACT_ENOUGH:
        apart = abs(one.value - other.value)
        return apart == 0 or apart < (one.step + other.step) / 2
    return one.mark == other.mark and one.value == other.value


def sharpen(result: Said, by: Said) -> bool:
    """Let a result that agrees with a more exact one say what that one says; whether anything changed."""
    if by.value is None or by.step >= result.step:
        return False
    for name in SHARPENED:
        setattr(result, name, getattr(by, name))
    return True


def step_of(value: Decimal | None, step: Decimal, rounding: Decimal | None) -> Decimal:
    """The step a value was rounded to: what its measure says it is rounded to, unless its digits say otherwise.

    >>> step_of(Decimal(74400), Decimal(1), Decimal(100)), step_of(Decimal("93.4"), Decimal("0.1"), Decimal(1))
    (Decimal('100'), Decimal('0.1'))
    """
    return rounding if value is not None and rounding and rounding > step and value % rounding == 0 else step
