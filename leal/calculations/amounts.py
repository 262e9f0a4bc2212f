"""Amounts in words: "22 minutes 17 seconds", "29 working days", "almost four times as long"."""

from math import floor, log10

_MARKED = {"approx": "about {}", "over": "over {}", "under": "under {}"}
_FRACTIONS = {0.05: "a twentieth", 0.1: "a tenth", 0.2: "a fifth", 0.25: "a quarter", 0.5: "half", 1.0: "double"}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: float) -> str:
    """A number for reading: thousands commas, at most one decimal place, no trailing nought.

    Below 1 it keeps two figures that count, so that a small rate does not
    read as nought.

    >>> number(74400), number(73.614), number(55.0), number(0.0412)
    ('74,400', '73.6', '55', '0.041')
    """
    places = 1 if value == 0 or abs(value) >= 1 else 1 - floor(log10(abs(value)))
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def duration(seconds: float) -> str:
    """A time in hours, minutes and seconds, leaving out what is nought.

    seconds  at least 0; whole seconds from ten seconds on

    >>> duration(1337), duration(60), duration(3665), duration(2.5)
    ('22 minutes 17 seconds', '1 minute', '1 hour 1 minute 5 seconds', '2.5 seconds')
    """
    if seconds < 10:
        return of_unit(seconds, "seconds")
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = (hours, "hours"), (minutes, "minutes"), (rest, "seconds")
    return " ".join(of_unit(count, unit) for count, unit in parts if count)


def of_unit(value: float, unit: str) -> str:
    """A number and its unit, in the singular for one.

    unit  a plural ("working days", "calls")

    >>> of_unit(29, "working days"), of_unit(1, "working days"), of_unit(1, "inquiries")
    ('29 working days', '1 working day', '1 inquiry')
    """
    return f"{number(value)} {_singular(unit) if number(value) == '1' else unit}".strip()


def amount(value: float, unit: str, *, mark: str = "") -> str:
    """A measure's value in words, with the doubt its source put on it.

    unit  "%", "seconds", or a plural noun ("working days", "calls")
    mark  "approx", "over" and "under" are said; other marks change nothing here

    >>> amount(93, "%"), amount(351, "seconds"), amount(34000, "people", mark="over")
    ('93%', '5 minutes 51 seconds', 'over 34,000 people')
    """
    if unit == "%":
        text = f"{number(value)}%"
    elif unit == "seconds" and value >= 0:
        text = duration(value)
    else:
        text = of_unit(value, unit)
    return _MARKED.get(mark, "{}").format(text)


def difference(value: float, unit: str) -> str:
    """The size of a difference between two amounts; shares differ by points, to one decimal place.

    >>> difference(-16.2, "%"), difference(-0.97, "%"), difference(0.02, "%"), difference(986, "seconds")
    ('16.2 points', '1 point', 'less than 0.1 points', '16 minutes 26 seconds')
    """
    if unit != "%":
        return amount(abs(value), unit)
    points = round(abs(value), 1)
    return of_unit(points, "points") if points else "less than 0.1 points"


def fraction(share: float) -> str:
    """A share of what was before, in words where there is a common one.

    >>> fraction(0.2), fraction(0.15)
    ('a fifth', '15%')
    """
    return _FRACTIONS.get(round(share, 4), f"{number(share * 100)}%")


def times(before: float, after: float) -> str:
    """How many times as great `after` is as `before`, from about twice on; else nothing.

    before, after  both above 0; otherwise nothing is said

    >>> times(351, 1337), times(100, 345), times(100, 150)
    ('almost four times', 'more than three times', '')
    """
    if before <= 0 or after / before < 1.85:
        return ""
    ratio = after / before
    whole = round(ratio)
    if abs(ratio - whole) <= 0.02 * whole:
        return f"{_times(whole)}"
    if whole - 0.2 <= ratio < whole:
        return f"almost {_times(whole)}"
    return f"more than {_times(floor(ratio))}"


def _times(whole: int) -> str:
    if whole == 2:
        return "twice"
    return f"{_COUNTED[whole - 1] if whole <= len(_COUNTED) else number(whole)} times"


def _singular(unit: str) -> str:
    if unit.endswith("ies"):
        return unit[:-3] + "y"
    if unit == "people":
        return "person"
    return unit.removesuffix("s") if not unit.endswith("ss") else unit
