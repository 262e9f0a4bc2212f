"""The tables of words: each promise and its standing, its steps, its owner, what keeps it, what was learned."""

from collections.abc import Iterator

from leal.calculations.periods import day_words
from leal.foundations.formats.workbooks import Column, DataTable
from leal.foundations.pages.sentences import sentence
from leal.foundations.pages.typography import printed
from leal.thread.evidence.opinions import decided

from .account import Account, section_of
from .figures import UNNUMBERED
from .promises import STATES, follows


def lists(account: Account) -> Iterator[DataTable]:
    """Every table of words that has a row."""
    makers = (standings, years, steps, verdicts, owners, practices, broken, said, lessons, not_heard)
    yield from (table for maker in makers if (table := maker(account)).rows)


def _listed(title: str, headers: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> DataTable:
    cells = tuple(tuple(printed(cell) or "None" for cell in row) for row in rows)
    return DataTable(UNNUMBERED, printed(title), tuple(map(Column, headers)), cells)


def standings(account: Account) -> DataTable:
    """Every promise with its standing and what the owner and the reviewer say, worst first."""
    headers = ("Promise", "Title", "Section", "Standing", "The owner says", "The reviewer finds")
    rows = (
        (
            it.commitment.code,
            it.commitment.title,
            section_of(it.commitment),
            it.word.words,
            it.decision.get_standing_display() if it.decision else "Nothing yet",
            it.finding.get_standing_display() if it.finding else "Nothing yet",
        )
        for it in account.stood
    )
    return _listed(f"How each promise stands, {account.year.name}", headers, rows)


def years(account: Account) -> DataTable:
    """Every promise in every year there are results for."""
    rows = (
        (
            it.commitment.code,
            *(one[it.commitment.code].word.words for one in account.years.values()),
        )
        for it in account.in_order
    )
    return _listed("How each promise stood, year by year", ("Promise", *account.years), rows)


def steps(account: Account) -> DataTable:
    """Every step of the rule, promise by promise."""
    rows = (
        (
            it.commitment.code,
            "Yes" if decided(it.proposed, step) else "No",
            step.says,
            step.base.removeprefix("Base: ") or "Not given",
        )
        for it in account.stood
        for step in it.proposed.steps
    )
    return _listed("Why each promise stands as it does, step by step", ("Promise", "Decided", "Step", "Base"), rows)


def verdicts(account: Account) -> DataTable:
    """What each measure says of each promise it serves."""
    rows = (
        (
            it.commitment.code,
            verdict.rule.name,
            "Yes" if account.decides(it.commitment.code, verdict.rule.code) else "No",
            f"{verdict.newest.said(verdict.rule.unit)} {verdict.newest.when}" if verdict.newest else "No figure",
            verdict.finding.capitalize(),
        )
        for it in account.stood
        for verdict in it.proposed.verdicts
    )
    headers = ("Promise", "Measure", "Decides", "Newest figure", "What it says")
    return _listed("Which measures speak of which promise, and what they say", headers, rows)


def owners(account: Account) -> DataTable:
    """Who answered for each promise at the end of the year."""
    on = account.year.ends_on
    rows = (
        (it.commitment.code, one.part or "All of it", one.role, one.body)
        for it in account.in_order
        for one in account.facts[it.commitment.code].owners
        if one.is_owner(on)
    )
    return _listed("Who answers for each promise", ("Promise", "Part", "Role", "Body"), rows)


def practices(account: Account) -> DataTable:
    """What was done to keep each promise at the end of the year."""
    on = account.year.ends_on
    rows = (
        (
            it.commitment.code,
            one.part or "All of it",
            one.name,
            STATES[one.state],
            day_words(one.since) if one.since else "Not recorded",
        )
        for it in account.in_order
        for one in account.facts[it.commitment.code].practices
        if one.is_going_on(on)
    )
    return _listed("What is done to keep each promise", ("Promise", "Part", "What is done", "State", "Since"), rows)


def broken(account: Account) -> DataTable:
    """Where the thread is broken."""
    rows = ((it.commitment.code, one.sentence, one.who) for it in account.in_order for one in it.proposed.broken)
    return _listed("Where the thread is broken", ("Promise", "What is missing", "Who can mend it"), rows)


def said(account: Account) -> DataTable:
    """Every statement and the promises that answer it."""
    rows = (
        (
            one.theme.name,
            sentence(one.wording),
            ", ".join(account.answers.get(one.pk, ())) or "No promise answers it",
            one.heard_in,
        )
        for one in account.statements
    )
    return _listed(
        "What people said, in our words, and what answers it", ("Theme", "Statement", "Promises", "Heard"), rows
    )


def lessons(account: Account) -> DataTable:
    """Every lesson, and what followed."""
    rows = (
        (
            lesson.title,
            ", ".join(one.code for one in lesson.about),
            lesson.role or "Nobody yet",
            day_words(lesson.due_on) if lesson.due_on else "No day",
            " ".join(sentence(follows(account, lesson, one)) for one in lesson.changes.all())
            or "Nothing has followed.",
        )
        for lesson in account.lessons
    )
    return _listed(
        "What we learned, and what followed", ("Lesson", "Promises", "Who must act", "By", "What followed"), rows
    )


def not_heard(account: Account) -> DataTable:
    """Who was not heard on each occasion."""
    told = {one.heard_in: one.not_heard or "Nobody wrote that down" for one in account.statements}
    return _listed("Who was not heard", ("Where people were heard", "Who was not among them"), iter(told.items()))
