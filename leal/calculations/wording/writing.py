"""Words for a share, as we write them ourselves."""

from .vocabulary import Fraction, vocabulary


def phrase_for(percent: float) -> str:
    """The words for a percentage from 0 to 100.

    Source: table.toml; they fit by the same table that checks others.

    >>> phrase_for(89), phrase_for(46), phrase_for(33), phrase_for(4)
    ('almost nine in ten', 'almost half', 'a third', 'a few')
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent:g} is not a percentage of a whole")
    write = vocabulary().write
    if percent == 0:
        return write["none"]
    if percent >= 99.95:
        return write["all"]
    if percent < write["few"]["below"]:
        return write["few"]["says"]
    if percent >= write["almost_all"]["from"]:
        return write["almost_all"]["says"]
    return _by_fraction(percent, write)


def _by_fraction(percent: float, write: dict) -> str:
    """The nearest fraction whose words fit: 15.1 is nearer a fifth but too far below to be almost one."""
    for fraction, name in sorted(write["fractions"], key=lambda one: (abs(percent - one[0]), one[0])):
        near = _nearness(percent - fraction, fraction, write)
        reach = next((one.reach for one in vocabulary().fractions if abs(one.percent - fraction) < 0.01), 10.0)
        if vocabulary().nearness(near).around(Fraction(fraction, reach)).holds(percent):
            return f"{near} {name}".strip()
    raise AssertionError(f"the table of words leaves {percent:g}% without any")


def _nearness(off: float, fraction: float, write: dict) -> str:
    if abs(off) <= write["bare"]:
        return ""
    if off < 0:
        return "almost"
    return "just over" if off <= min(write["just"], 0.2 * fraction) else "over"


def words_for(share: float, *, places: int = 0) -> str:
    """Words and figure for a share between 0 and 1, to stand in a sentence.

    places  decimal places of the percentage; the words are for the figure as shown

    >>> words_for(0.89), words_for(293 / 2250)
    ('almost nine in ten (89%)', 'over one in ten (13%)')
    """
    if not 0 <= share <= 1:
        raise ValueError(f"{share:g} is not a share between 0 and 1")
    percent = round(share * 100, places)
    return f"{phrase_for(percent)} ({percent:.{places}f}%)"
