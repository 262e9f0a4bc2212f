from collections.abc import Mapping, Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.statements.models import Statement

from ..models import Ask, Body, Charter, Commitment, Edition, Part, Passage, Section
from .holding import Elsewhere, codes, hold, hold_charter, refuse_taken, within_charter, within_edition
from .kinship import tell_new


@operation(needs=Permission.CHARTER_WRITE, within=within_charter)
def open_edition(
    *,
    charter: Charter,
    code: str,
    title: str,
    follows: Edition | None = None,
    about: str = "",
    laid_on: date | None = None,
    by: Person | Outsider,
) -> Edition:
    """Open a new edition, to be written from nothing. `draft_from` starts from the words of another.

    follows  the edition before it, every promise of which it will have to account for
    """
    refuse_taken(code, hold_charter(charter).editions.values_list("code", flat=True))
    edition = Edition.objects.create(
        charter=charter, code=code, title=title, follows=follows, about=about, laid_on=laid_on
    )
    record("edition.opened", of=edition, by=by)
    return edition


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_passage(*, edition: Edition, kind: str, heading: str, words: str, by: Person | Outsider) -> Passage:
    """Add a piece to the introduction, or a word explained, after those already there."""
    edition = hold(edition)
    place = edition.passages.count() + 1
    passage = Passage.objects.create(edition=edition, kind=kind, heading=heading, words=words, place=place)
    record("passage.written", of=passage, by=by)
    return passage


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_section(
    *,
    edition: Edition,
    code: str,
    name: str,
    summary: str = "",
    lead_in: str = "",
    within: Section | None = None,
    by: Person | Outsider,
) -> Section:
    """Add a section, after those already there.

    within   the section it is a part of
    lead_in  who acts, as its promises begin: "Our colleagues will"
    """
    edition = hold(edition)
    refuse_taken(code, codes(edition, Section))
    if within and within.edition_id != edition.pk:
        raise Elsewhere(within.name, edition)
    section = Section.objects.create(
        edition=edition,
        code=code,
        name=name,
        summary=summary,
        lead_in=lead_in,
        within=within,
        place=edition.sections.count() + 1,
    )
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
    achieved_by: str = "",
    because: str = "",
    by: Person | Outsider,
) -> Commitment:
    """Write a promise into an edition, after those already in its section.

    parts        letter and wording of each promise, where one sentence holds several
    answers      the statements it answers; none makes a broken thread
    achieved_by  what will be done to keep it, one thing a line
    because      why it was added, when the edition follows another; it is new there until `relate` says otherwise

    Raises CodeTaken, Elsewhere, AlreadyPublished.
    """
    edition = hold(edition)
    refuse_taken(code, codes(edition, Commitment))
    if section.edition_id != edition.pk:
        raise Elsewhere(section.name, edition)
    commitment = Commitment.objects.create(
        edition=edition,
        section=section,
        code=code,
        title=title,
        wording=wording,
        achieved_by=achieved_by,
        place=section.commitments.count() + 1,
    )
    Part.objects.bulk_create(Part(commitment=commitment, letter=a, wording=words) for a, words in parts.items())
    commitment.binds.set(binds)
    commitment.answers.set(answers)
    tell_new(edition, commitment, because)
    record("commitment.written", of=commitment, by=by, because=because)
    return commitment


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def write_ask(*, edition: Edition, code: str, by: Person | Outsider, **words: str) -> Ask:
    """Write what the service asks of the people it is for.

    words  wording, why, how_we_make_it_easy, if_not
    """
    edition = hold(edition)
    refuse_taken(code, codes(edition, Ask))
    ask = Ask.objects.create(edition=edition, code=code, place=edition.asks.count() + 1, **words)
    record("ask.written", of=ask, by=by)
    return ask
