"""The rules: how long each thing may take, for whom, since when, and who says so."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leal.calculations.periods import day_words

from .refusals import CannotSay, NotInTable

TABLE = Path(__file__).with_name("rules.toml")
UNITS = ("working days", "days", "months", "years")
_COUNTED = re.compile(r"(\d{1,4})[\s-]+(working[\s-]+|calendar[\s-]+)?days?", re.IGNORECASE)


class Caution(NamedTuple):
    """A time for which a row may not be the whole truth."""

    starts_on: date
    ends_on: date
    says: str


class Rule(NamedTuple):
    """One row of the table: what is due, for whom, and when.

    unit       "working days", "days", "months" or "years"
    day_one    "start" when the day it starts is day 1, "after" when the next one is
    longer_to  the whole, in the same unit, when it is made longer; None when the new day is agreed
    """

    rule: str
    title: str
    starts: str
    amount: int
    unit: str
    day_one: str
    holds_from: date
    source: str
    benefit: str = ""
    post_hours: int = 0
    longer_to: int | None = None
    longer_because: str = ""
    late: str = ""
    caution: Caution | None = None


@cache
def rules(table: Path = TABLE) -> tuple[Rule, ...]:
    """Every row, in the order of the table.

    table  a file laid out like rules.toml; another body has its own

    Raises CannotSay, naming each row and what it lacks, for a table that cannot be used.
    Source: each row names its own.

    >>> [(one.amount, one.unit) for one in rules() if one.rule == "complaint-stage-2"]
    [(20, 'working days')]
    """
    try:
        read = tomllib.loads(table.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise CannotSay(f"{table.name} cannot be read as a table of rules: {reason}") from None
    given = read.get("rule", [])
    faults = [fault for place, one in enumerate(given, start=1) for fault in _faults(place, one)]
    if faults or not given:
        raise CannotSay("\n".join(f"{table.name}: {fault}" for fault in faults or ["there is no [[rule]] in it."]))
    return tuple(row for one in given for row in _rows(one))


def _faults(place: int, given: dict) -> Iterator[str]:
    named = f"rule {place} ({given.get('rule', 'without a name')})"
    for name in ("rule", "title", "starts", "amount", "unit", "day_one", "source"):
        if name not in given:
            yield f"{named} has no `{name}`."
    if given.get("unit", UNITS[0]) not in UNITS:
        yield f"{named}: `unit` is “{given['unit']}”; it can be {', '.join(UNITS)}."
    if given.get("day_one", "start") not in ("start", "after"):
        yield f"{named}: `day_one` is “{given['day_one']}”; it can be start or after."
    for name, amount in {"amount": given.get("amount", 1), "longer.to": given.get("longer", {}).get("to", 1)}.items():
        if type(amount) is not int or not 1 <= amount <= 9999:
            yield f"{named}: `{name}` is {amount!r}; it must be a whole number from 1 to 9999."
    if any(type(one.get("holds_from", given.get("holds_from"))) is not date for one in given.get("benefits", [{}])):
        yield f"{named} has no `holds_from` date, or one of its benefits has none."


def _rows(given: dict) -> Iterator[Rule]:
    longer, caution = given.get("longer", {}), given.get("caution")
    same = {name: given[name] for name in ("rule", "title", "starts", "amount", "unit", "day_one")}
    same |= {"post_hours": given.get("post_hours", 0), "late": given.get("late", "")}
    same |= {"longer_to": longer.get("to"), "longer_because": longer.get("because", "")}
    same["caution"] = Caution(caution["from"], caution["to"], caution["says"]) if caution else None
    for one in given.get("benefits", [{}]):
        yield Rule(
            **same,
            holds_from=one.get("holds_from", given.get("holds_from")),
            source=": ".join(filter(None, (given["source"], one.get("source")))),
            benefit=one.get("name", ""),
        )


def rows_for(name: str, *, benefit: str = "", table: Path = TABLE) -> tuple[Rule, ...]:
    """Every row of a rule for a benefit, the oldest first.

    Raises NotInTable, which lists what there is.

    >>> [(one.amount, str(one.holds_from)) for one in rows_for("redetermination", benefit="adult-disability-payment")]
    [(56, '2022-03-21')]
    """
    counted = _COUNTED.fullmatch(name.strip())
    if counted:
        return (_counted(counted),)
    rows = [one for one in rules(table) if one.rule == name]
    if not rows:
        known = ", ".join(dict.fromkeys(one.rule for one in rules(table)))
        raise NotInTable(f"There is no rule “{name}”. The rules are: {known}. You can also count: “20 working days”.")
    meant = [one for one in rows if one.benefit == benefit]
    if not meant:
        raise NotInTable(_which_benefit(name, benefit, {one.benefit for one in rows}))
    return tuple(sorted(meant, key=lambda one: one.holds_from))


def rule_for(name: str, on: date, *, benefit: str = "", table: Path = TABLE) -> Rule:
    """The row that holds for a clock that starts on a day.

    name     a rule of the table, or a count such as "20 working days" or "42 days", from the day after
    on       the day it starts
    benefit  for a rule that differs from benefit to benefit
    table    another body's table

    Raises NotInTable, which lists what there is.
    Source: each row of the table names its own.

    >>> rule_for("redetermination", date(2024, 3, 1), benefit="adult-disability-payment").amount
    56
    >>> rule_for("20 working days", date(2024, 3, 1)).unit
    'working days'
    """
    rows = rows_for(name, benefit=benefit, table=table)
    held = [one for one in rows if one.holds_from <= on]
    if not held:
        raise NotInTable(before_it_held(rows[0], on))
    return held[-1]


def before_it_held(first: Rule, on: date) -> str:
    """That a rule did not hold yet, in words."""
    return f"“{first.rule}” holds from {day_words(first.holds_from)}; {day_words(on)} is before that."


def _which_benefit(name: str, benefit: str, known: set[str]) -> str:
    if known == {""}:
        return f"“{name}” is the same for every benefit. Leave the benefit out."
    said = f"The table has no “{name}” for “{benefit}”." if benefit else f"“{name}” differs from benefit to benefit."
    return f"{said} Name one of these: {', '.join(sorted(known))}."


def _counted(found: re.Match) -> Rule:
    amount, working = int(found[1]), (found[2] or "").lower().startswith("working")
    if amount == 0:
        raise NotInTable("Count 1 day or more.")
    unit = "working days" if working else "days"
    named = f"{amount} {unit if amount > 1 else unit[:-1]}"
    return Rule(named, "", "it begins", amount, unit, "after", date.min, "as asked; the holidays are in holidays.toml")
