"""How far two shares of samples may really differ."""

from math import sqrt

from leal.calculations.proportions import Interval


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
    first, second = _wilson(before, before_base, z), _wilson(after, after_base, z)
    moved = after - before
    return Interval(
        moved - sqrt((after - second.low) ** 2 + (first.high - before) ** 2),
        moved + sqrt((second.high - after) ** 2 + (before - first.low) ** 2),
    )


def _wilson(share: float, base: float, z: float) -> Interval:
    if not (0 <= share <= 1 and base > 0):
        raise ValueError(f"{share} of {base} is not a share of a base")
    spread = z * z / base
    centre = (share + spread / 2) / (1 + spread)
    reach = z * sqrt(share * (1 - share) / base + spread / (4 * base)) / (1 + spread)
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))
