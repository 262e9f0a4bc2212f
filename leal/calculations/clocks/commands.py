"""`leal due`: when something is due, and why."""

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

import click

SHOWN = "2024-03-01, 1 March 2024, or a moment like 2024-07-01T23:30Z"


@click.command()
@click.argument("rule", required=False)
@click.argument("dates", nargs=-1, metavar="DATE…")
@click.option("--benefit", default="", help="For re-determinations: which benefit, such as adult-disability-payment.")
@click.option("--arrived", is_flag=True, help="DATE is when the letter arrived: no time for the post is added.")
@click.option("--table", type=click.Path(path_type=Path), help="Another body’s table of rules (TOML).")
@click.option("--json", "as_json", is_flag=True, help="Every date with its reasons, for a program to read.")
def due(
    rule: str | None, dates: tuple[str, ...], benefit: str, arrived: bool, table: Path | None, as_json: bool
) -> None:
    """Say when something is due that starts on each DATE, and why.

    RULE is a rule of the table, or a count: "20 working days". Alone, `leal due`
    lists the rules. Ends with 0, or with 2 when a date cannot be read or is
    outside the tables; then nothing is answered.
    """
    from . import CannotSay, rules
    from . import due as when
    from .rules import TABLE

    try:
        known = rules(table or TABLE)
    except CannotSay as reason:
        click.echo(str(reason), err=True)
        sys.exit(2)
    if rule is None:
        click.echo(_listed(known, as_json))
        return
    if not dates:
        raise click.UsageError(f"Give a date to count from: {SHOWN}.")
    found, faults = [], []
    for given in dates:
        try:
            found.append(when(rule, _read(given), benefit=benefit, arrived=arrived, table=table or TABLE))
        except CannotSay as reason:
            faults.append(f"{given}: {reason}")
    if faults:
        click.echo("\n".join(faults), err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join("\n".join([str(one.due), *(f"  {line}" for line in one.words)]) for one in found))


def _read(given: str) -> date | datetime:
    from .refusals import CannotSay

    for read in (_day, _moment, _said):
        try:
            return read(given.strip())
        except ValueError:
            continue
    raise CannotSay(f"This is not a date. Write it like {SHOWN}.")


def _day(given: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise ValueError
    return date.fromisoformat(given)


def _moment(given: str) -> datetime:
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d", given):
        raise ValueError
    return datetime.fromisoformat(given)


def _said(given: str) -> date:
    moment = datetime.strptime(given, "%d %B %Y")  # noqa: DTZ007 - a day said in words has no time zone
    return moment.date()


def _as_json(one) -> dict:
    return {
        "rule": one.rule.rule,
        "benefit": one.rule.benefit or None,
        "given": str(one.given),
        "begins": str(one.begins),
        "due": str(one.due),
        "extended": str(one.extended) if one.extended else None,
        "not_counted": [{"on": str(day), "why": why} for day, why in one.not_counted],
        "words": list(one.words),
        "source": one.rule.source,
    }


def _listed(rules: tuple, as_json: bool) -> str:
    if as_json:
        return json.dumps([one._asdict() for one in rules], ensure_ascii=False, indent=1, default=str)
    lines: dict[tuple, list[str]] = {}
    for one in rules:
        lines.setdefault((one.rule, one.title, one.amount, one.unit), []).append(one.benefit)
    said = []
    for (name, title, amount, unit), benefits in lines.items():
        said.append(f"{name}: {title.lower()}, {amount} {unit if amount > 1 else unit[:-1]}")
        said += [f"  --benefit {benefit}" for benefit in benefits if benefit]
    return "\n".join(said)


COMMANDS = [due]
