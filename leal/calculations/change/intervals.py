"""How far two shares of samples may really differ."""

from math import sqrt

from leal.calculations.proportions import Interval, share_interval


def share_difference_interval(
    *, before: float, before_base: float, after: float, after_base: float, z: float = 1.96
) -> Interval:
    """The range in which the true difference, after less before, plausibly lies.

    before, after            shares between 0 and 1 of two independent samples;
                             known from percentages, so not always whole counts
    before_base, after_base  people who answered, above 0
    returns                  two differences between -1 and 1, low first

    Raises ValueError for anything that cannot be a share or a base.
    Source: R. G. Newcombe, 1998, "Interval estimation for the difference
    between independent proportions", Statistics in Medicine 17, 873-890,
    method 10 (made of two intervals of E. B. Wilson, 1927).

    >>> low, high = share_difference_interval(before=48 / 80, before_base=80, after=56 / 70, after_base=70)
    >>> f"{low:.4f} to {high:.4f}"
    '0.0524 to 0.3339'
    """
    first = share_interval(part=before * before_base, whole=before_base, z=z)
    second = share_interval(part=after * after_base, whole=after_base, z=z)
    moved = after - before
    return Interval(
        moved - sqrt((after - second.low) ** 2 + (first.high - before) ** 2),
        moved + sqrt((second.high - after) ** 2 + (before - first.low) ** 2),
    )
