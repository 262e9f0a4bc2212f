"""What could need someone, of one charter: read, and made into a desk."""

from collections.abc import Iterable
from datetime import date, datetime

from leal.calculations.periods import CharterYear
from leal.foundations.access.guards import covers, may
from leal.foundations.access.permissions import ANYONE_MAY, ROLES, Permission
from leal.foundations.database import while_unchanged
from leal.foundations.people.models import Person, RoleHolding
from leal.thread.charters.models import Charter, Edition, FormatState
from leal.thread.charters.queries import fingerprint, same_promises
from leal.thread.evidence.queries import edition_in, editions_and_years, freshness, known
from leal.thread.practice.queries import filled

from .knowing import (
    Desk,
    Draft,
    Gap,
    Handed,
    Holding,
    Made,
    Occasion,
    Owed,
    Silence,
    ToChange,
    ToLearn,
    UnderWay,
    Untold,
    Wish,
    Word,
)
from .small_things import small_things

READS = ANYONE_MAY | {Permission.SIGNED_IN}


def worked_on(*, person: Person) -> list[tuple[Edition, list[CharterYear]]]:
    """The published editions a person works on, with the years there are results for. One query, and their roles."""
    found = editions_and_years()
    return [(edition, years) for edition, years in found if what_they_may(person=person, charter=edition.charter)]


def what_they_may(*, person: Person, charter: Charter) -> frozenset[Permission]:
    """What a person may do within a charter, besides what anyone signed in may."""
    return frozenset(one for one in Permission if one not in READS and may(person, one, within=charter.scope))


def desk(*, person: Person, edition: Edition, year: str, on: date) -> Desk:
    """Everything that could need a person, about one charter.

    year  the newest there are results for; "" while there are none

    Six queries, for one promise or a thousand, and two more once there is a second edition; two, or three, when
    nobody has written since it was last asked.
    """
    charter, in_force = edition.charter, edition.code
    edition = edition_in(edition=edition, year=year) if year else edition
    found = known(edition=edition, year=year) if year else None
    same = same_promises(charter=charter) if edition.follows_id else {}
    told = small_things(person=person, edition=edition, year=year, on=on)
    return Desk(
        charter=charter,
        me=person.pk,
        may=what_they_may(person=person, charter=charter),
        on=on,
        known=found,
        fresh=tuple(freshness(evidence=found.evidence, on=on)) if found else (),
        holdings=tuple(Holding(**row) for row in told["holding"]),
        words=(*_newest(told["word"]), *_newest(told["finding"])),
        lessons=tuple(_lesson(row, same) for row in sorted(told["lesson"], key=lambda row: row["pk"])),
        drafts=tuple(_draft(row, person) for row in sorted(told["draft"], key=lambda row: row["pk"])),
        work=tuple(UnderWay(**row | {"asked_at": datetime.fromisoformat(row["asked_at"])}) for row in told["work"]),
        files=tuple(Handed(**row) for row in told["file"]),
        occasions=tuple(
            Occasion(**row | {"day": date.fromisoformat(row["day"])}) for row in (*told["told_late"], *told["unmet"])
        ),
        untold=tuple(Untold(row["many"], datetime.fromisoformat(row["since"])) for row in told["untold"]),
        wishes=tuple(Wish(row["kind"], row["language"], _day(row["asked_on"])) for row in told["wish"]),
        formats=_made(told["format"]),
        edition=in_force,
        gaps=tuple(Gap(**row | {"since": _day(row["since"])}) for row in told["gap"]),
        owed=tuple(Owed(**row | {"since": _day(row["since"])}) for row in told["owed"]),
        silences=tuple(Silence(**row | {"closed": _day(row["closed"])}) for row in told["silence"]),
    )


def _newest(rows: Iterable[dict]) -> list[Word]:
    """The newest word on each promise."""
    newest = {row["commitment"]: row for row in sorted(rows, key=lambda row: (row["on"], row["pk"]))}
    kept = ("commitment", "agrees", "standing", "proposed")
    return [Word(**{name: row[name] for name in kept}) for row in newest.values()]


def _lesson(row: dict, same: dict[int, tuple[int, ...]]) -> ToLearn:
    """A lesson; it is about the same promise in every edition."""
    about = frozenset(key for told in row["about"] for key in same.get(told, (told,)))
    changes = (ToChange(one["what"], _day(one["due_on"]), _day(one["made_on"])) for one in row["changes"])
    post = (row["role"], row["body"] or "")
    return ToLearn(row["code"], row["title"], post, _day(row["due_on"]), tuple(changes), about)


def _draft(row: dict, person: Person) -> Draft:
    """A draft. Only where a person has approved some wording of it must it be asked if that is still the wording."""
    mine = {one["words"] for one in row["approvals"] if one["by"] == person.pk}
    waiting = [one["at"] for one in row["comments"] if one["settled_at"] is None]
    return Draft(
        code=row["code"],
        title=row["title"],
        approved_by=frozenset(one["by"] for one in row["approvals"]),
        approved=bool(mine) and _words_of(row["pk"]) in mine,
        open=len(waiting),
        open_since=datetime.fromisoformat(min(waiting)).date() if waiting else None,
        said=any(one["by"] == person.pk for one in row["comments"]),
    )


def _words_of(draft: int) -> str:
    """The fingerprint of a draft’s words: nine queries, one when nobody has written since it was last asked."""
    return while_unchanged(("desk.words", draft), lambda: fingerprint(edition=Edition.objects.get(pk=draft)))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _made(rows: Iterable[dict]) -> tuple[Made, ...]:
    """The newest standing format of each kind and language, that of the newest edition before others."""
    newest: dict[tuple[str, str], Made] = {}
    for row in sorted(rows, key=lambda row: (row["published_on"], row["key"])):
        if row["states"][-1] != FormatState.State.WITHDRAWN:
            kept = {name: row[name] for name in ("key", "kind", "language", "edition")}
            newest[row["kind"], row["language"]] = Made(**kept, state=row["states"][-1])
    return tuple(newest.values())


def who_may_decide(*, charter: Charter, on: date) -> list[Person]:
    """Everyone who may be given promises to answer for, by name. One query."""
    roles = [name for name, role in ROLES.items() if Permission.STANDING_DECIDE in role.may]
    held = RoleHolding.objects.filter(filled(on), role__in=roles, person__is_active=True).select_related("person")
    reach = (one.person for one in held.order_by("person__name_key") if covers(one.scope, one.within, charter.scope))
    return list(dict.fromkeys(reach))
