from collections.abc import Mapping, Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.statements.models import Statement

from .models import Ask, Body, Charter, Commitment, Edition, Part, Passage, Section


class NoStatementBehind(Exception):
    """A charter promises only what people asked for."""

    def __init__(self, codes: Sequence[str]):
        super().__init__(codes)
        self.codes = codes

    def __str__(self) -> str:
        return f"Link {', '.join(self.codes)} to a statement people made, or say why none stands behind it"


def within_charter(*, charter: Charter, **_) -> str:
    return charter.scope


def within_edition(*, edition: Edition, **_) -> str:
    return edition.charter.scope


@operation(needs=Permission.CHARTER_WRITE)
def found(*, slug: str, name: str, body: str, by: Person | Outsider, **about: str | int) -> Charter:
    """Found a charter.

    about  further fields of a Charter: act, about, contact, accessibility_enforced_by, year_starts_in (1 to 12)
    """
    charter = Charter.objects.create(slug=slug, name=name, body=body, **about)
    record("charter.founded", of=charter, by=by)
    return charter


@operation(needs=Permission.CHARTER_WRITE, within=within_charter)
def name_body(*, charter: Charter, name: str, kind: str, does: str = "", by: Person | Outsider) -> Body:
    """Name one of those who must keep the charter, or see that it is kept."""
    body = Body.objects.create(charter=charter, name=name, kind=kind, does=does)
    record("body.named", of=body, by=by)
    return body


@operation(needs=Permission.CHARTER_WRITE, within=within_charter)
def open_edition(*, charter: Charter, code: str, title: str, by: Person | Outsider) -> Edition:
    """Open a new edition, to be written."""
    edition = Edition.objects.create(charter=charter, code=code, title=title)
    record("edition.opened", of=edition, by=by)
    return edition


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_passage(*, edition: Edition, kind: str, heading: str, words: str, by: Person | Outsider) -> Passage:
    """Add a piece to the introduction, or a word explained, after those already there."""
    place = edition.passages.count() + 1
    passage = Passage.objects.create(edition=edition, kind=kind, heading=heading, words=words, place=place)
    record("passage.written", of=passage, by=by)
    return passage


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_section(*, edition: Edition, code: str, name: str, summary: str = "", by: Person | Outsider) -> Section:
    """Add a section, after those already there."""
    place = edition.sections.count() + 1
    section = Section.objects.create(edition=edition, code=code, name=name, summary=summary, place=place)
    record("section.written", of=section, by=by)
    return section


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_commitment(
    *,
    edition: Edition,
    section: Section,
    code: str,
    title: str,
    wording: str,
    parts: Mapping[str, str],
    binds: Sequence[Body],
    answers: Sequence[Statement],
    by: Person | Outsider,
) -> Commitment:
    """Write a promise into an edition, after those already in its section.

    parts    letter and wording of each promise, where one sentence holds several
    answers  the statements it answers; none makes a broken thread
    """
    place = section.commitments.count() + 1
    commitment = Commitment.objects.create(
        edition=edition, section=section, code=code, title=title, wording=wording, place=place
    )
    Part.objects.bulk_create(Part(commitment=commitment, letter=a, wording=words) for a, words in parts.items())
    commitment.binds.set(binds)
    commitment.answers.set(answers)
    record("commitment.written", of=commitment, by=by)
    return commitment


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_ask(*, edition: Edition, code: str, by: Person | Outsider, **words: str) -> Ask:
    """Write what the service asks of the people it is for.

    words  wording, why, how_we_make_it_easy, if_not
    """
    ask = Ask.objects.create(edition=edition, code=code, place=edition.asks.count() + 1, **words)
    record("ask.written", of=ask, by=by)
    return ask


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def publish(*, edition: Edition, agreed_on: date, on: date, because: str = "", by: Person | Outsider) -> Edition:
    """Publish an edition as agreed.

    because  why commitments are in it that no statement stands behind, if there are any

    Raises NoStatementBehind for such commitments when no reason is given.
    """
    bare = list(edition.commitments.filter(answers__isnull=True).values_list("code", flat=True))
    if bare and not because:
        raise NoStatementBehind(bare)
    edition.agreed_on, edition.published_on = agreed_on, on
    edition.save(update_fields=["agreed_on", "published_on"])
    record("edition.published", of=edition, by=by, because=because)
    return edition
