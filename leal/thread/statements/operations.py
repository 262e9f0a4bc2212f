from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import ANYONE, Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import write_anew

from . import queries
from .models import Principle, Quote, Reply, Statement, Theme


class Erased(Exception):
    """What was erased stays erased."""

    def __str__(self) -> str:
        return "These words were erased. They cannot be written anew"


def within_service(*, service: str, **_) -> str:
    return f"charter {service}"


def within_theme(*, theme: Theme, **_) -> str:
    return theme.scope


def within_statement(*, statement: Statement, **_) -> str:
    return statement.scope


def within_quote(*, quote: Quote, **_) -> str:
    return quote.scope


def within_act(*, act: str, **_) -> str:
    """The law of one service lies within it; a law that several rest on, or none, needs a role for everything."""
    services = queries.services_under(act=act)
    return f"charter {services[0]}" if len(services) == 1 else ""


def within_principle(*, principle: Principle, **_) -> str:
    return within_act(act=principle.act)


@operation(needs=Permission.STATEMENT_WRITE, within=within_act)
def write_principle(*, act: str, number: int, wording: str, source: str = "", by: Person | Outsider) -> Principle:
    """Put one line of the law into our words."""
    principle = Principle.objects.create(act=act, number=number, wording=wording, source=source)
    record("principle.written", of=principle, by=by)
    return principle


@operation(needs=Permission.STATEMENT_WRITE, within=within_service)
def name_theme(*, service: str, code: str, name: str, summary: str = "", by: Person | Outsider) -> Theme:
    """Name a group of statements that people found.

    service  whose users they are, as the slug of the charter it has or will have
    """
    theme = Theme.objects.create(service=service, code=code, name=name, summary=summary)
    record("theme.named", of=theme, by=by)
    return theme


@operation(needs=Permission.STATEMENT_WRITE, within=within_theme)
def write_statement(
    *, theme: Theme, principles: Sequence[Principle] = (), by: Person | Outsider, **words: str | int | None
) -> Statement:
    """Write down what people said a principle should mean, where they said it and on whose word.

    words  the fields of a Statement: code, wording, heard_in, heard_on,
           on_whose_words, people (how many, None when nobody counted), not_heard, source
    """
    statement = Statement.objects.create(service=theme.service, theme=theme, **words)
    statement.principles.set(principles)
    record("statement.written", of=statement, by=by)
    return statement


@operation(needs=Permission.STATEMENT_WRITE, within=within_service)
def keep_quote(
    *, service: str, statements: Sequence[Statement] = (), by: Person | Outsider, **said: str | int
) -> Quote:
    """Keep what one person said, word for word, credited by occasion.

    said  the fields of a Quote: words, credit, occasion, year, source
    """
    quote = Quote.objects.create(service=service, **said)
    quote.statements.set(statements)
    record("quote.kept", of=quote, by=by)
    return quote


@operation(needs=Permission.STATEMENT_WRITE, within=within_quote)
def erase_quote(*, quote: Quote, because: str, by: Person | Outsider) -> Quote:
    """Erase what a person said, here and in history; that something was said remains."""
    quote.words = ""
    quote.save(update_fields=["words"])
    destroy_key(of=quote)
    record("quote.erased", of=quote, by=by, because=because)
    return quote


@operation(needs=Permission.STATEMENT_WRITE, within=within_principle)
def rewrite_principle(
    *, principle: Principle, seen: str, because: str = "", by: Person | Outsider, **words: str
) -> Principle:
    """Put one line of the law into other words.

    seen   the revision of the principle that the person saw
    words  wording, source

    Raises ChangedMeanwhile when someone was quicker.
    """
    rewritten = write_anew(principle, seen=seen, words=words)
    record("principle.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.STATEMENT_WRITE, within=within_theme)
def rewrite_theme(*, theme: Theme, seen: str, because: str = "", by: Person | Outsider, **words: str) -> Theme:
    """Give a theme another name or summary.

    seen   the revision of the theme that the person saw
    words  name, summary

    Raises ChangedMeanwhile when someone was quicker.
    """
    rewritten = write_anew(theme, seen=seen, words=words)
    record("theme.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.STATEMENT_WRITE, within=within_statement)
def rewrite_statement(
    *, statement: Statement, seen: str, because: str = "", by: Person | Outsider, **words: object
) -> Statement:
    """Write a statement anew; its code stays, for commitments answer it.

    seen   the revision of the statement that the person saw
    words  wording, theme, principles, on_whose_words, people, heard_in, heard_on, source

    Raises ChangedMeanwhile when someone was quicker.
    """
    rewritten = write_anew(statement, seen=seen, words=words)
    record("statement.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.STATEMENT_WRITE, within=within_statement)
def withdraw_statement(*, statement: Statement, because: str, on: date, by: Person | Outsider) -> Statement:
    """Say that a statement should not stand, and why. It can still be read, with the reason; nothing is deleted."""
    return _withdraw(statement, because, on, "statement.withdrawn", by)


@operation(needs=Permission.STATEMENT_WRITE, within=within_statement)
def restore_statement(*, statement: Statement, because: str, by: Person | Outsider) -> Statement:
    """Let a statement that was withdrawn stand again."""
    return _restore(statement, because, "statement.restored", by)


@operation(needs=Permission.STATEMENT_WRITE, within=within_theme)
def withdraw_theme(*, theme: Theme, because: str, on: date, by: Person | Outsider) -> Theme:
    """Say that a theme should not stand, and why. Its statements stand, and keep leading to it; no more join it."""
    return _withdraw(theme, because, on, "theme.withdrawn", by)


@operation(needs=Permission.STATEMENT_WRITE, within=within_theme)
def restore_theme(*, theme: Theme, because: str, by: Person | Outsider) -> Theme:
    """Let a theme that was withdrawn stand again."""
    return _restore(theme, because, "theme.restored", by)


@operation(needs=Permission.STATEMENT_WRITE, within=within_principle)
def withdraw_principle(*, principle: Principle, because: str, on: date, by: Person | Outsider) -> Principle:
    """Say that a line of the law stands no more, and why: no promise is asked for on its account any longer.

    Statements that gave it meaning stand, and keep naming it.
    """
    return _withdraw(principle, because, on, "principle.withdrawn", by)


@operation(needs=Permission.STATEMENT_WRITE, within=within_principle)
def restore_principle(*, principle: Principle, because: str, by: Person | Outsider) -> Principle:
    """Let a line of the law that was withdrawn stand again."""
    return _restore(principle, because, "principle.restored", by)


def _withdraw(row: Statement | Theme | Principle, because: str, on: date, event: str, by: Person | Outsider):
    row.withdrawn_on, row.withdrawn_because = on, because
    row.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record(event, of=row, by=by, because=because)
    return row


def _restore(row: Statement | Theme | Principle, because: str, event: str, by: Person | Outsider):
    row.withdrawn_on, row.withdrawn_because = None, ""
    row.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record(event, of=row, by=by, because=because)
    return row


@operation(needs=Permission.STATEMENT_WRITE, within=within_quote)
def rewrite_quote(*, quote: Quote, seen: str, because: str = "", by: Person | Outsider, **said: object) -> Quote:
    """Put right what was kept of what a person said.

    seen  the revision of the quote that the person saw
    said  words, credit, occasion, year, source, statements

    Raises ChangedMeanwhile when someone was quicker, Erased when the words were
    erased: nobody may bring them back.
    """
    if not Quote.objects.filter(pk=quote.pk).exclude(words="").exists():
        raise Erased
    rewritten = write_anew(quote, seen=seen, words=said)
    record("quote.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.REPLY_GIVE)
def reply(*, statement: Statement, right: str, words: str = "", on: date, by: Person | Outsider) -> Reply:
    """Take in an anonymous answer to “have we got it right?”.

    Whoever sends it, and whether or not they are signed in, is neither kept
    nor told to the database.
    """
    given = Reply.objects.create(statement=statement, right=right, words=words, given_on=on)
    record("reply.given", of=given, by=ANYONE)
    return given
