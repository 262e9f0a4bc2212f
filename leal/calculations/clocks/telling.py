"""Why something is due on a day, in plain words."""

from datetime import date, timedelta

from leal.calculations.periods import day_words

from .rules import Rule
from .working_days import WEEKEND, calendar, why_not_working

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", *WEEKEND)


def reasons(
    row: Rule, given: date, begins: date, last: date, extended: date | None, off: tuple[tuple[date, str], ...]
) -> tuple[str, ...]:
    """A sentence for each step from the day given to the last day."""
    said = [f"{row.title}: by the end of {day_and_date(last)}."] if row.title else []
    if begins != given:
        said.append(
            f"It was sent on {day_and_date(given)}. {row.post_hours} hours are allowed for the post, "
            "unless it is known to have come later."
        )
    said.append(_counting(row, begins, last))
    if off:
        said.append(f"Not counted: {_off_in_words(off)}.")
    elif row.unit != "working days" and _is_off(last):
        said.append(f"{day_words(last)} is no working day ({_is_off(last)}). The time is not made longer for it.")
    if extended:
        said.append(f"It can be made longer, to the end of {day_and_date(extended)}, when {row.longer_because}.")
    elif row.longer_because:
        said.append(f"It can be made longer when {row.longer_because}.")
    if row.late:
        said.append(f"If it is late: {row.late[0].lower()}{row.late[1:]}")
    if row.caution and row.caution.starts_on <= begins <= row.caution.ends_on:
        said.append(row.caution.says)
    return tuple(said)


def _counting(row: Rule, begins: date, last: date) -> str:
    unit = row.unit if row.amount > 1 else row.unit[:-1]
    if row.day_one == "after":
        return f"{row.amount} {unit} from {day_and_date(begins)} is {day_and_date(last)}."
    first = begins
    while row.unit == "working days" and why_not_working(first):
        first += timedelta(days=1)
    return f"{row.amount} {unit}: day 1 is {day_and_date(first)}, day {row.amount} is {day_and_date(last)}."


def _is_off(day: date) -> str:
    """Why it is no working day; outside the table of holidays only weekends are known."""
    covered = calendar().first <= day <= calendar().last
    return why_not_working(day) if covered or day.weekday() >= 5 else ""


def _off_in_words(off: tuple[tuple[date, str], ...]) -> str:
    """Bank holidays by name, weekends by their number."""
    named = [f"{day_words(day)} ({why})" for day, why in off if why not in WEEKEND]
    weekend = len(off) - len(named)
    counted = [f"{weekend} {'day' if weekend == 1 else 'days'} at weekends"] if weekend else []
    *most, last = named + counted
    return f"{', '.join(most)} and {last}" if most else last


def day_and_date(day: date) -> str:
    """A day with its name.

    >>> day_and_date(date(2024, 2, 29))
    'Thursday 29 February 2024'
    """
    return f"{NAMES[day.weekday()]} {day_words(day)}"
