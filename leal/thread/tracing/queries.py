from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from leal.calculations.periods import CharterYear, charter_year, charter_year_of
from leal.thread.charters import queries as charters_
from leal.thread.charters.models import Charter, Commitment, Edition, Passage
from leal.thread.evidence import queries as evidence
from leal.thread.evidence.models import Result
from leal.thread.learning import queries as learning
from leal.thread.learning.models import Lesson
from leal.thread.statements import queries as statements

from .reading import Thread


class NoSuchYear(Exception):
    """There are no results for that year."""


def charters() -> list[Charter]:
    """Every charter, the first founded first."""
    return list(charters_.charters())


def charter(*, slug: str) -> Charter | None:
    """One charter by its name in addresses."""
    return charters_.charters().filter(slug=slug).first()


def years_of(*, charter: Charter) -> list[CharterYear]:
    """The years there are results for, newest first. One query."""
    return evidence.years(charter=charter)


def edition_of(*, slug: str) -> Edition | None:
    """The edition that a charter published last, with the charter; None while there is none. One query."""
    return charters_.editions_published().filter(charter__slug=slug).first()


def thread(*, edition: Edition, year: str, on: date) -> Thread:
    """The thread of a charter in a year; "" is the newest there are results for. Five queries, or six.

    edition  the one published last, with its charter; in a year before it, its charter was held to an earlier one

    Raises NoSuchYear when there are no results in that year.
    """
    charter = edition.charter
    years = [known.name for known in evidence.years(charter=charter)] or [this_year(charter, on)]
    if year and year not in years:
        raise NoSuchYear(year)
    edition = evidence.edition_in(edition=edition, year=year or years[0])
    known = evidence.known(edition=edition, year=year or years[0])
    return Thread(
        charter=charter,
        edition=edition,
        year=known.year,
        years=tuple(years),
        commitments=tuple(known.facts),
        facts={row.code: facts for row, facts in known.facts.items()},
        standings=known.standings,
        evidence={row.code: its for row, its in known.evidence.items()},
        measures={row.code: row for row in known.evidence},
        on=on,
    )


def this_year(charter: Charter, on: date) -> str:
    return charter_year_of(on, starts_in=charter.year_starts_in).name


def lately(*, thread: Thread) -> dict:
    """The newest changes, and lessons that nothing has followed."""
    return {
        "changes": list(learning.changes(edition=thread.edition)[:3]),
        "overdue": list(late(thread=thread).prefetch_related(None)[:1]),
    }


def overdue(*, thread: Thread) -> list[Lesson]:
    """Lessons whose day has passed and that nothing followed."""
    return list(late(thread=thread))


def late(*, thread: Thread) -> QuerySet[Lesson]:
    """Lessons whose day has passed and that nothing followed, to be asked for as many as are shown."""
    return learning.overdue(edition=thread.edition, on=thread.on)


def lessons(*, thread: Thread) -> list[Lesson]:
    """Every lesson about the edition’s commitments."""
    return list(learning.lessons(edition=thread.edition))


def behind(*, thread: Thread, commitment: Commitment) -> dict:
    """What one commitment’s page shows besides its standing. Five queries; six where its edition follows another."""
    return {
        "statements": statements.with_quotes().filter(pk__in=commitment.answers.values("pk")),
        "examples": evidence.cases(commitment=commitment),
        "lessons": learning.lessons_about(commitment=commitment),
        "lineage": charters_.lineage_of(commitment=commitment) if thread.edition.follows_id else [],
        "judged": evidence.judgements(commitment=commitment, year=thread.year.name),
    }


def edition_after(*, thread: Thread) -> Edition | None:
    """The edition that followed the one looked at; None while none has. One query."""
    return charters_.editions(charter=thread.charter).filter(follows=thread.edition).first()


def lessons_about(*, thread: Thread, codes: Iterable[str]) -> list[Lesson]:
    """Every lesson about some commitments of the edition, by their codes; each once. Three queries."""
    codes = set(codes)
    return [one for one in lessons(thread=thread) if codes.intersection(c.code for c in one.about)] if codes else []


def said(*, thread: Thread) -> dict:
    """All that people said to the service, theme by theme, and which promises answer it, by code. Four queries."""
    service = thread.charter.slug
    return {
        "statements": list(statements.of_service(service=service)),
        "themes": list(statements.themes(service=service)),
        "answers": charters_.answers(edition=thread.edition),
    }


def editions(*, slug: str) -> list[Edition]:
    """Every published edition of a charter, the newest first, each with how many promises it holds. One query."""
    found = charters_.editions_published().filter(charter__slug=slug)
    return list(found.annotate(promises=Count("commitments")))


def edition_text(*, edition: Edition) -> dict:
    """All that stands in an edition. Four queries."""
    return {
        "commitments": charters_.commitments(edition=edition),
        "passages": edition.passages.all(),
        "sections": edition.sections.all(),
        "asks": edition.asks.all(),
    }


def comparison(*, earlier: Edition, later: Edition) -> charters_.Comparison | None:
    """Two editions side by side; None when the later one does not come from the earlier."""
    return charters_.compare(earlier=earlier, later=later)


def elsewhere(*, thread: Thread, code: str) -> tuple[str, str] | None:
    """Where a promise is that does not stand in the edition looked at: its code there, and the year to see it in.

    It may go on under another code; else it is shown in the newest year in
    which an edition held it. None where no edition ever had it.
    """
    had = Commitment.objects.filter(edition__in=charters_.editions(charter=thread.charter), code=code)
    one = had.select_related("edition").order_by("-edition__published_on").first()
    if one is None:
        return None
    same = Commitment.objects.filter(pk__in=charters_.same_as(commitment=one), edition=thread.edition).first()
    if same:
        return same.code, thread.year.name
    years = (charter_year(name, starts_in=thread.charter.year_starts_in) for name in thread.years)
    held = (year.name for year in years if in_force(thread, year.ends_on) == one.edition)
    return next(((code, year) for year in held), None)


def in_force(thread: Thread, on: date) -> Edition | None:
    return charters_.edition_in_force(charter=thread.charter, on=on)


def results(*, thread: Thread, code: str) -> list[Result]:
    """Every result of a measure with its sources, newest first."""
    return list(evidence.results(measure=thread.measures[code]))


def law(*, thread: Thread) -> dict:
    """The principles of the charter’s law, and which of them each promise rests on. Two queries."""
    act = thread.charter.act
    return {
        "principles": list(statements.principles().filter(act=act)) if act else [],
        "behind": charters_.principles_behind(edition=thread.edition),
    }


def explained(*, edition: Edition) -> list[Passage]:
    """The words of a charter, explained."""
    return list(charters_.explained(edition=edition))


def bodies(*, edition: Edition) -> dict:
    """Who made the promises, and what the charter says of who does what. Two queries."""
    return {"bodies": edition.charter.bodies.all(), "passages": edition.passages.all()}


def introduction(*, edition: Edition) -> dict:
    """What a charter’s introduction is made of."""
    return {
        "passages": edition.passages.all(),
        "bodies": edition.charter.bodies.all(),
        "asks": edition.asks.all(),
        "principles": statements.principles().filter(act=edition.charter.act),
    }
