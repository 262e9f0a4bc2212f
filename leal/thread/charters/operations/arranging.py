from collections.abc import Collection, Mapping, Sequence

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import take_hold

from ..models import Ask, Commitment, Edition, Lineage, Passage, Section
from .holding import Elsewhere, codes, hold, number, put, refuse_taken, within_edition, within_the_edition_of
from .kinship import drop_origins, origins, retell
from .rewriting import say, say_parts


class StillHolds(Exception):
    """A section is taken out when nothing stands in it: no promise goes unnoticed."""

    def __init__(self, section: Section):
        super().__init__(section)
        self.section = section

    def __str__(self) -> str:
        return f"“{self.section}” still holds promises or sections. Move them or take them out first"


class TooFew(Exception):
    """One promise becomes two or more; two or more become one."""

    def __str__(self) -> str:
        return "This takes at least two promises"


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("commitment"))
def move(
    *, commitment: Commitment, section: Section, place: int, because: str = "", by: Person | Outsider
) -> Commitment:
    """Move a promise to a place, 1 first, in its own section or another.

    Raises AlreadyPublished, Elsewhere.
    """
    edition = hold(commitment.edition)
    if section.edition_id != edition.pk:
        raise Elsewhere(section.name, edition)
    now = Commitment.objects.select_for_update().get(pk=commitment.pk)
    left = now.section
    now.section, now.place = section, Commitment.objects.filter(edition=edition).count() + 1
    now.save(update_fields=["section", "place"])
    put(now, section.commitments.all(), place)
    number(left.commitments.all())
    retell(edition, origins(now), reason=because)
    record("commitment.moved", of=now, by=by, because=because)
    return now


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("section"))
def move_section(*, section: Section, place: int, by: Person | Outsider) -> Section:
    """Move a section to a place, 1 first, among all of the edition. Raises AlreadyPublished."""
    edition = hold(section.edition)
    now = edition.sections.get(pk=section.pk)
    put(now, edition.sections.all(), place)
    record("section.moved", of=now, by=by)
    return now


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("commitment"))
def split(
    *,
    commitment: Commitment,
    into: Sequence[Mapping],
    same: Collection[str],
    because: str,
    seen: str,
    came_from: Mapping[str, str] | None = None,
    by: Person | Outsider,
) -> list[Commitment]:
    """Make several promises of one, in its place; each binds whom it bound and answers what it answered.

    into       code, title, wording and, if wanted, parts and achieved_by of each, two at least
    same       the codes of those that are still the promise that was made before
    came_from  where it was brought together from several: by the code of each, the code of the one it is again;
               it then binds and answers as that one did, besides what was added since

    Raises TooFew, ChangedMeanwhile, AlreadyPublished, CodeTaken.
    """
    edition = hold(commitment.edition)
    now = take_hold(commitment, seen=seen)
    if len(into) < 2:
        raise TooFew
    first, *others = into
    for code in (one["code"] for one in into):
        refuse_taken(code, codes(edition, Commitment, but=now.pk))
    binds, answers, rows = list(now.binds.all()), list(now.answers.all()), origins(now)
    say(now, {"parts": {}} | dict(first))
    became = [now, *(_another(now, one, binds, answers) for one in others)]
    number(_after(now, became[1:]))
    for one in became[1:]:
        Lineage.objects.bulk_create(
            Lineage(edition=edition, earlier=row.earlier, later=one, kind=_parting(row), reason=because) for row in rows
        )
    _go_back(became, came_from or {})
    for one in became:
        retell(edition, origins(one), reason=because, same_promise=one.code in same)
    record("commitment.split", of=now, by=by, because=because)
    return became


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def merge(
    *,
    edition: Edition,
    commitments: Sequence[Commitment],
    same: Collection[str],
    because: str,
    seen: Mapping[str, str],
    by: Person | Outsider,
    **words,
) -> Commitment:
    """Make one promise of several, in the place of the first; it binds and answers for all of them.

    words  code, title, wording and, if wanted, parts and achieved_by
    same   the codes, in the edition before, of those that are still the same promise
    seen   the revision of each, by code

    Raises TooFew, ChangedMeanwhile, AlreadyPublished, CodeTaken, Elsewhere.
    """
    edition = hold(edition)
    if len({one.pk for one in commitments}) < 2:
        raise TooFew
    for one in commitments:
        if one.edition_id != edition.pk:
            raise Elsewhere(one.code, edition)
    first, *others = (take_hold(one, seen=seen.get(one.code, "")) for one in commitments)
    taken = set(codes(edition, Commitment)) - {one.code for one in (first, *others)}
    refuse_taken(words.get("code", first.code), taken)
    for name in ("binds", "answers"):
        getattr(first, name).add(*(link for one in others for link in getattr(one, name).all()))
    for one in others:
        _come_from(edition, first, origins(one))
        one.delete()
    say(first, {"parts": {}} | words)
    for section in edition.sections.filter(pk__in={one.section_id for one in (first, *others)}):
        number(section.commitments.all())
    for row in origins(first):
        retell(edition, [row], reason=because, same_promise=bool(row.earlier) and row.earlier.code in same)
    record("commitment.merged", of=first, by=by, because=because)
    return first


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("commitment"))
def remove(*, commitment: Commitment, because: str, seen: str, by: Person | Outsider) -> None:
    """Take a promise out of a draft. If it stood in the edition before, that promise ends, and readers are told why.

    Raises ChangedMeanwhile, AlreadyPublished.
    """
    edition = hold(commitment.edition)
    now = take_hold(commitment, seen=seen)
    left = drop_origins(edition, now, because)
    section = now.section
    record("commitment.removed", of=now, by=by, because=because)
    now.delete()
    number(section.commitments.all())
    retell(edition, left)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("section"))
def remove_section(*, section: Section, by: Person | Outsider) -> None:
    """Take an empty section out of a draft. Raises StillHolds, AlreadyPublished."""
    edition = hold(section.edition)
    if section.commitments.exists() or section.inside.exists():
        raise StillHolds(section)
    _take_out(section, edition.sections, "section.removed", by)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("passage"))
def remove_passage(*, passage: Passage, by: Person | Outsider) -> None:
    """Take a piece out of a draft's introduction. Raises AlreadyPublished."""
    _take_out(passage, hold(passage.edition).passages, "passage.removed", by)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("ask"))
def remove_ask(*, ask: Ask, by: Person | Outsider) -> None:
    """Take what is asked of people out of a draft. Raises AlreadyPublished."""
    _take_out(ask, hold(ask.edition).asks, "ask.removed", by)


def _take_out(row: Section | Passage | Ask, among, event: str, by: Person | Outsider) -> None:
    record(event, of=row, by=by)
    row.delete()
    number(among.all())


def _another(beside: Commitment, words: Mapping, binds: list, answers: list) -> Commitment:
    own = {name: value for name, value in words.items() if name != "parts"}
    last = Commitment.objects.filter(edition=beside.edition).count() + 1
    one = Commitment.objects.create(edition=beside.edition, section=beside.section, place=last, **own)
    say_parts(one, words.get("parts", {}))
    one.binds.set(binds)
    one.answers.set(answers)
    return one


def _go_back(became: Sequence[Commitment], came_from: Mapping[str, str]) -> None:
    """Each of several promises comes only from the one it is again, and binds and answers as that one did."""
    told = {row.earlier.code: row.earlier for row in origins(became[0]) if row.earlier}
    again = {one: told[code] for one in became if (code := came_from.get(one.code)) in told}
    for one, earlier in again.items():
        others = [each for each in again.values() if each != earlier]
        Lineage.objects.filter(edition=one.edition, later=one, earlier__in=others).delete()
        for name in ("binds", "answers"):
            theirs = {link for each in others for link in getattr(each, name).all()}
            getattr(one, name).remove(*(theirs - set(getattr(earlier, name).all())))


def _after(first: Commitment, others: list[Commitment]) -> list[Commitment]:
    """The promises of a section, with these right after one of them."""
    keys = {one.pk for one in others}
    rows = [row for row in first.section.commitments.all() if row.pk not in keys]
    at = next(i for i, row in enumerate(rows) if row.pk == first.pk) + 1
    return [*rows[:at], *others, *rows[at:]]


def _parting(row: Lineage) -> str:
    return Lineage.Kind.SPLIT if row.earlier else Lineage.Kind.NEW


def _come_from(edition: Edition, later: Commitment, rows: list[Lineage]) -> None:
    """What another promise came from, this one comes from now; what came from somewhere is new no more."""
    known = set(edition.lineage.filter(later=later).values_list("earlier", flat=True))
    for row in rows:
        if row.earlier_id is None or row.earlier_id in known:
            row.delete()
            continue
        row.later, row.kind = later, Lineage.Kind.MERGED
        row.save(update_fields=["later", "kind"])
        edition.lineage.filter(later=later, earlier__isnull=True).delete()
