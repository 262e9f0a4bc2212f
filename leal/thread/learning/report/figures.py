"""The tables of figures: how the promises stand, and every result of every measure, with its base and its source."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from leal.calculations.amounts import amount, number
from leal.calculations.standing import Word
from leal.foundations.formats.workbooks import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE, Column, DataTable, Mark
from leal.foundations.pages.typography import printed
from leal.thread.charters.models import Section
from leal.thread.evidence.models import Measure, Result

from .account import Account

MARKS = {"c": CONFIDENTIAL, "z": NOT_APPLICABLE, "x": NOT_AVAILABLE}
GIVEN = {"approx": "about", "over": "over", "under": "under", "rounded": "rounded"}
LACKS = {
    "statement": "No words of people behind it",
    "owner": "No owner",
    "practice": "Nothing recorded as in place",
    "measure": "No measure that can decide",
}
UNNUMBERED, AS_IT_STANDS, SOURCE = "Table", "as it stands", "Source"


def figures(account: Account) -> Iterator[DataTable]:
    """Every table that holds figures, those of all promises first."""
    yield by_section(account)
    yield by_year(account)
    yield missing_by_section(account)
    yield heard(account)
    for measure in account.told:
        yield of_measure(measure, account.results[measure.code])


def by_section(account: Account) -> DataTable:
    """How many promises of each section stand how."""
    sections = sections_of(account)
    rows = [
        (word.words, *(sum(it.commitment.section.top == one for it in stood) for one in sections), len(stood))
        for word, stood in account.by_word.items()
    ]
    return _of_sections(
        account, f"How many promises stand how, section by section, {account.year.name}", "Standing", rows
    )


def missing_by_section(account: Account) -> DataTable:
    """How many promises of each section lack words, an owner, a practice or a measure."""
    sections = sections_of(account)
    rows = []
    for kind, name in LACKS.items():
        lacking = [it for it in account.stood if any(one.kind == kind for one in it.proposed.broken)]
        each = (sum(it.commitment.section.top == one for it in lacking) for one in sections)
        rows.append((name, *each, len(lacking)))
    return _of_sections(account, "How many promises lack something they should rest on", "What is missing", rows)


def sections_of(account: Account) -> list[Section]:
    """The sections of the edition, in the order of its text."""
    return list(dict.fromkeys(it.commitment.section.top for it in account.in_order))


def _of_sections(account: Account, title: str, first: str, rows: list[tuple]) -> DataTable:
    columns = (
        Column(first),
        *(Column(printed(one.name), "number", places=0) for one in sections_of(account)),
        Column("All sections", "number", places=0),
    )
    return _table(title, columns, rows, source=f"{account.edition.title}, and the rule for standings")


def by_year(account: Account) -> DataTable:
    """How many promises stood how in each year there are results for."""
    rows = [
        (word.words, *(sum(one.word is word for one in standings.values()) for standings in account.years.values()))
        for word in Word
    ]
    columns = (Column("Standing"), *(Column(name, "number", places=0) for name in account.years))
    lines = ("Every year is looked at by the same rule, and with the promises of this edition.",)
    return _table("How many promises stood how, year by year", columns, rows, lines=lines)


def heard(account: Account) -> DataTable:
    """How many people were heard on each occasion, and how many statements rest on it."""
    told: dict[str, list] = {}
    for one in account.statements:
        told.setdefault(one.heard_in, [one.heard_on, one.people, 0])[2] += 1
    rows = [
        (printed(where), printed(when) or "No date", people or NOT_AVAILABLE, statements)
        for where, (when, people, statements) in told.items()
    ]
    columns = (
        Column("Where people were heard"),
        Column("When"),
        Column("People", "number", places=0),
        Column("Statements that rest on it", "number", places=0),
    )
    return _table("Who was heard, and how many they were", columns, rows)


def of_measure(measure: Measure, results: Iterable[Result]) -> DataTable:
    """Every result of a measure, newest first, as it was given."""
    results = list(results)
    hidden = hidden_of(measure, results)
    timed, grouped = measure.unit == "seconds", any(one.group or one.answer for one in results)
    columns = [
        Column("Period"),
        *([Column("For whom")] if grouped else []),
        Column("Result", "number", unit=measure.unit),
        *([Column("In words")] if timed else []),
        Column("Base", "number", places=0, about=printed(measure.base)),
        Column("How it was given"),
        Column(SOURCE),
    ]
    rows = []
    for one in results:
        value, base = (CONFIDENTIAL, CONFIDENTIAL) if one in hidden else (value_of(one), base_of(one))
        words = amount(float(value), "seconds") if isinstance(value, Decimal) else str(value)
        rows.append(
            (
                printed(one.period_as_given),
                *([printed(whom(one))] if grouped else []),
                value,
                *([words] if timed else []),
                base,
                given(one, base),
                printed("; ".join(sorted({source.name for source in one.sources.all()}))),
            )
        )
    lines = [printed(measure.asks)] if measure.asks else []
    lines += [f"Of whom: {printed(measure.base)}."] if measure.base else []
    lines += [printed(measure.caveat)] if measure.caveat else []
    if len({(one.starts_on, one.ends_on) for one in results}) > 1:
        lines.append("Periods that are unlike stand one under another here, and are not joined into a line.")
    return _table(printed(measure.name), tuple(columns), rows, lines=tuple(lines), source=printed(measure.source))


def whom(result: Result) -> str:
    """Of whom a result is told."""
    return "; ".join(filter(None, (result.group, result.answer and f"answer: {result.answer}"))) or "Everyone"


def is_small(measure: Measure, result: Result) -> bool:
    """Whether a result rests on fewer people than its measure asks for."""
    return result.base is not None and result.base < (measure.smallest_base or 0)


def hidden_of(measure: Measure, results: Iterable[Result]) -> set[Result]:
    """The results of a measure that are hidden: those on too few people, and what would give one of them away.

    Where one group alone is hidden and everyone is shown, the group follows
    from the others: the next smallest group is hidden with it, or else everyone.
    """
    together: dict[tuple, list[Result]] = {}
    for one in results:
        together.setdefault((one.starts_on, one.ends_on, one.answer), []).append(one)
    hidden = set()
    for those in together.values():
        groups, everyone = [one for one in those if one.group], [one for one in those if not one.group]
        small = [one for one in groups if is_small(measure, one) or one.mark == "c"]
        hidden.update(one for one in those if is_small(measure, one))
        if len(small) == 1 and everyone:
            others = sorted((one for one in groups if one not in small), key=lambda one: (one.base or 0, one.pk))
            hidden.update(others[:1] or everyone)
    return hidden


def hidden_figures(account: Account) -> Iterator[tuple[str, str]]:
    """Every figure that the table of a measure hides: its measure, and how it would be said.

    A figure on too few people that the table also shows, of others or of
    another year, gives nobody away when it is said.
    """
    for measure in account.told:
        results = account.results[measure.code]
        hidden = hidden_of(measure, results)
        shown = {_said(measure, one) for one in results if one not in hidden}
        for one in hidden:
            if one.value is not None and not (is_small(measure, one) and _said(measure, one) in shown):
                yield printed(measure.name), _said(measure, one)


def _said(measure: Measure, result: Result) -> str:
    return "" if result.value is None else amount(float(result.value), measure.unit)


def value_of(result: Result) -> Decimal | Mark:
    """A result as the report prints it everywhere, or why it does not: rounded once, as sentences say it."""
    if result.value is None or result.mark in MARKS:
        return MARKS.get(result.mark, NOT_AVAILABLE)
    return Decimal(number(float(result.value)).replace(",", ""))


def base_of(result: Result) -> int | Mark:
    """On how many people a result rests; hidden with the result."""
    if result.mark == "c":
        return CONFIDENTIAL
    return NOT_AVAILABLE if result.base is None else result.base


def given(result: Result, base: int | Mark) -> str:
    """What a reader must know of how a figure was published: "about", or a base that is no number."""
    said = [GIVEN[result.mark]] if result.mark in GIVEN else []
    told = result.base_as_given
    if base is not CONFIDENTIAL and any(map(str.isdigit, told)) and told.replace(",", "").strip() != str(base):
        said.append(f"base: {told}")
    return printed("; ".join(said)) or AS_IT_STANDS


def on_paper(table: DataTable) -> DataTable:
    """A table as it stands in a document: without the columns that say the same in every row, or under it."""
    idle = {"How it was given"} if all(AS_IT_STANDS in row for row in table.rows) else set()
    kept = [at for at, one in enumerate(table.columns) if one.name not in idle | {SOURCE}]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def _table(title: str, columns: tuple[Column, ...], rows: Iterable[tuple], **more) -> DataTable:
    return DataTable(UNNUMBERED, printed(title), columns, tuple(rows), **more)
