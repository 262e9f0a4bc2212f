from collections.abc import Mapping

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import take_hold

from ..models import Ask, Commitment, Edition, Part, Passage, Section
from .holding import Elsewhere, codes, hold, refuse_taken, within_edition, within_the_edition_of
from .kinship import origins, retell


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def rewrite_edition(*, edition: Edition, seen: str, by: Person | Outsider, **words) -> Edition:
    """Rewrite a draft's own words: code, title, laid_on, about.

    seen  the revision the person saw

    Raises ChangedMeanwhile, AlreadyPublished, CodeTaken.
    """
    hold(edition)
    now = take_hold(edition, seen=seen, mine=words)
    if "code" in words:
        refuse_taken(words["code"], now.charter.editions.exclude(pk=now.pk).values_list("code", flat=True))
    return _write(now, words, "edition.rewritten", by)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("passage"))
def rewrite_passage(*, passage: Passage, seen: str, by: Person | Outsider, **words: str) -> Passage:
    """Rewrite a piece of the introduction: kind, heading, words. Raises ChangedMeanwhile, AlreadyPublished."""
    hold(passage.edition)
    return _write(take_hold(passage, seen=seen, mine=words), words, "passage.rewritten", by)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("section"))
def rewrite_section(*, section: Section, seen: str, by: Person | Outsider, **words) -> Section:
    """Rewrite a section: code, name, summary, lead_in, within.

    Raises ChangedMeanwhile, AlreadyPublished, CodeTaken, Elsewhere.
    """
    edition = hold(section.edition)
    now = take_hold(section, seen=seen, mine=words)
    refuse_taken(words.get("code", now.code), codes(edition, Section, but=now.pk))
    outer = words.get("within")
    if outer and (outer.edition_id != edition.pk or outer.pk == now.pk):
        raise Elsewhere(outer.name, edition)
    return _write(now, words, "section.rewritten", by)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("ask"))
def rewrite_ask(*, ask: Ask, seen: str, by: Person | Outsider, **words: str) -> Ask:
    """Rewrite what is asked of people: code, wording, why, how_we_make_it_easy, if_not.

    Raises ChangedMeanwhile, AlreadyPublished, CodeTaken.
    """
    edition = hold(ask.edition)
    now = take_hold(ask, seen=seen, mine=words)
    refuse_taken(words.get("code", now.code), codes(edition, Ask, but=now.pk))
    return _write(now, words, "ask.rewritten", by)


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("commitment"))
def rewrite_commitment(
    *,
    commitment: Commitment,
    seen: str,
    because: str = "",
    same_promise: bool | None = None,
    by: Person | Outsider,
    **words,
) -> Commitment:
    """Rewrite a promise: code, title, wording, achieved_by, parts (wording by letter), binds, answers.

    because       why, told to readers of the two editions side by side
    same_promise  whether results and standings go on; unsaid, it stays what it was

    What is told of where it came from follows its words: kept, reworded or
    moved. Raises ChangedMeanwhile, AlreadyPublished, CodeTaken.
    """
    edition = hold(commitment.edition)
    now = take_hold(commitment, seen=seen, mine=words | _as_edited(words))
    refuse_taken(words.get("code", now.code), codes(edition, Commitment, but=now.pk))
    say(now, words)
    retell(edition, origins(now), reason=because, same_promise=same_promise)
    record("commitment.rewritten", of=now, by=by, because=because)
    return now


def say(commitment: Commitment, words: Mapping) -> None:
    """Give a promise these words, parts and links; what is not named stays."""
    own = {name: value for name, value in words.items() if name not in ("parts", "binds", "answers")}
    for name, value in own.items():
        setattr(commitment, name, value)
    commitment.save(update_fields=list(own))
    if "parts" in words:
        say_parts(commitment, words["parts"])
    for name in {"binds", "answers"} & set(words):
        getattr(commitment, name).set(words[name])


def say_parts(commitment: Commitment, parts: Mapping[str, str]) -> None:
    """Give a promise these parts, by letter. A part that stays keeps its row, and all that hangs on it."""
    commitment.parts.exclude(letter__in=parts).delete()
    for letter, wording in parts.items():
        Part.objects.update_or_create(commitment=commitment, letter=letter, defaults={"wording": wording})


def _as_edited(words: Mapping) -> dict[str, object]:
    """Links and parts in the shape in which `revision` shows what stands there now."""
    links = {name: sorted(row.pk for row in words[name]) for name in {"binds", "answers"} & set(words)}
    return links | ({"parts": sorted([*part] for part in words["parts"].items())} if "parts" in words else {})


def _write(row, words: Mapping, event: str, by: Person | Outsider):
    for name, value in words.items():
        setattr(row, name, value)
    row.save(update_fields=list(words))
    record(event, of=row, by=by)
    return row
