from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import ANYONE, Outsider
from leal.foundations.people.models import Person

from .models import Principle, Quote, Reply, Statement, Theme


@operation(needs=Permission.STATEMENT_WRITE)
def write_principle(*, act: str, number: int, wording: str, source: str = "", by: Person | Outsider) -> Principle:
    """Put one line of the law into our words."""
    principle = Principle.objects.create(act=act, number=number, wording=wording, source=source)
    record("principle.written", of=principle, by=by)
    return principle


@operation(needs=Permission.STATEMENT_WRITE)
def name_theme(*, service: str, code: str, name: str, summary: str = "", by: Person | Outsider) -> Theme:
    """Name a group of statements that people found.

    service  whose users they are, as the slug of the charter it has or will have
    """
    theme = Theme.objects.create(service=service, code=code, name=name, summary=summary)
    record("theme.named", of=theme, by=by)
    return theme


@operation(needs=Permission.STATEMENT_WRITE)
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


@operation(needs=Permission.STATEMENT_WRITE)
def keep_quote(*, statements: Sequence[Statement] = (), by: Person | Outsider, **said: str | int) -> Quote:
    """Keep what one person said, word for word, credited by occasion.

    said  the fields of a Quote: service, words, credit, occasion, year, source
    """
    quote = Quote.objects.create(**said)
    quote.statements.set(statements)
    record("quote.kept", of=quote, by=by)
    return quote


@operation(needs=Permission.STATEMENT_WRITE)
def erase_quote(*, quote: Quote, because: str, by: Person | Outsider) -> Quote:
    """Erase what a person said, here and in history; that something was said remains."""
    quote.words = ""
    quote.save(update_fields=["words"])
    destroy_key(of=quote)
    record("quote.erased", of=quote, by=by, because=because)
    return quote


@operation(needs=Permission.REPLY_GIVE)
def reply(*, statement: Statement, right: str, words: str = "", on: date, by: Person | Outsider) -> Reply:
    """Take in an anonymous answer to “have we got it right?”.

    Whoever sends it, and whether or not they are signed in, is neither kept
    nor told to the database.
    """
    given = Reply.objects.create(statement=statement, right=right, words=words, given_on=on)
    record("reply.given", of=given, by=ANYONE)
    return given
