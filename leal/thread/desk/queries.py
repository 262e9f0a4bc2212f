from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Expression, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, TruncDate

from leal.calculations.periods import CharterYear
from leal.foundations.access.guards import covers, may
from leal.foundations.access.permissions import ANYONE_MAY, ROLES, Permission
from leal.foundations.database import while_unchanged
from leal.foundations.notices.queries import waiting
from leal.foundations.people.models import Person, RoleHolding
from leal.foundations.tasks.models import Work
from leal.thread.charters.models import Approval, Charter, Comment, Edition, Format, FormatState, FormatWish
from leal.thread.charters.queries import fingerprint, promises_of, same_promises
from leal.thread.evidence.models import Finding, OwnerDecision, WaitingFile
from leal.thread.evidence.queries import edition_in, editions_and_years, freshness, known
from leal.thread.learning.models import Change, Lesson
from leal.thread.panels.models import Gathering
from leal.thread.panels.queries.gatherings import not_told, unmet
from leal.thread.panels.queries.keeping import late
from leal.thread.panels.queries.missing import untouched
from leal.thread.panels.queries.renewing import unsettled
from leal.thread.practice.models import Holder
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

READS = ANYONE_MAY | {Permission.SIGNED_IN}
ABOUT = Lesson.commitments.through


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
    told = together(
        holding=_holdings(charter, on),
        word=_words(OwnerDecision, edition, year, F("agrees")),
        finding=_words(Finding, edition, year, Cast(Value(None), BooleanField())),
        lesson=_lessons(edition),
        draft=_drafts(charter),
        work=_work(person),
        file=_files(charter),
        untold=_untold(person),
        wish=_wishes(charter),
        format=_formats(charter),
        told_late=_told_late(charter, on),
        unmet=_unmet(charter, on),
        gap=_gaps(person, charter),
        owed=_owed(charter, on),
        silence=_silences(charter, on),
    )
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


def together(**rows: tuple[QuerySet, dict[str, Any]]) -> dict[str, list[dict]]:
    """Small things of many kinds in one query: each row as JSON, by the name it was asked under.

    rows  by name: which rows, and what is told of each

    One query for each kind would be plainer, and would spend on them all the queries that a page may make.
    """
    asked = [
        which.order_by().annotate(asked_as=Value(name), told=JSONObject(**fields)).values_list("asked_as", "told")
        for name, (which, fields) in rows.items()
    ]
    found: dict[str, list[dict]] = defaultdict(list)
    for name, told in asked[0].union(*asked[1:], all=True):
        found[name].append(told)
    return found


def _holdings(charter: Charter, on: date) -> tuple[QuerySet, dict[str, Any]]:
    which = Holder.objects.filter(filled(on), body__charter=charter, person__is_active=True)
    return which, {"person": "person", "role": "role", "body": "body__name"}


def _words(
    model: type[OwnerDecision] | type[Finding], edition: Edition, year: str, agrees: Expression
) -> tuple[QuerySet, dict[str, Any]]:
    fields = {name: name for name in ("pk", "commitment", "standing", "proposed", "on")}
    return model.objects.filter(commitment__edition=edition, year=year), {"agrees": agrees, **fields}


def _newest(rows: Iterable[dict]) -> list[Word]:
    """The newest word on each promise."""
    newest = {row["commitment"]: row for row in sorted(rows, key=lambda row: (row["on"], row["pk"]))}
    kept = ("commitment", "agrees", "standing", "proposed")
    return [Word(**{name: row[name] for name in kept}) for row in newest.values()]


def _lessons(edition: Edition) -> tuple[QuerySet, dict[str, Any]]:
    here = ABOUT.objects.filter(lesson=OuterRef("pk"), commitment__in=promises_of(edition=edition))
    changes = Change.objects.filter(lesson=OuterRef("pk"), withdrawn_on=None).order_by("due_on", "pk")
    which = Lesson.objects.filter(
        withdrawn_on=None, pk__in=ABOUT.objects.filter(commitment__in=promises_of(edition=edition)).values("lesson")
    )
    told = {name: name for name in ("pk", "code", "title", "role", "due_on")}
    change = JSONObject(what="what", due_on="due_on", made_on="made_on")
    return which, told | {
        "body": "body__name",
        "about": ArraySubquery(here.values("commitment")),
        "changes": ArraySubquery(changes.values(told=change)),
    }


def _lesson(row: dict, same: dict[int, tuple[int, ...]]) -> ToLearn:
    """A lesson; it is about the same promise in every edition."""
    about = frozenset(key for told in row["about"] for key in same.get(told, (told,)))
    changes = (ToChange(one["what"], _day(one["due_on"]), _day(one["made_on"])) for one in row["changes"])
    post = (row["role"], row["body"] or "")
    return ToLearn(row["code"], row["title"], post, _day(row["due_on"]), tuple(changes), about)


def _drafts(charter: Charter) -> tuple[QuerySet, dict[str, Any]]:
    approvals = Approval.objects.filter(edition=OuterRef("pk")).order_by("pk")
    comments = Comment.objects.filter(edition=OuterRef("pk")).order_by("pk")
    comment = JSONObject(by="by", at="at", settled_at="settled_at")
    return Edition.objects.filter(charter=charter, published_on=None), {
        "pk": "pk",
        "code": "code",
        "title": "title",
        "approvals": ArraySubquery(approvals.values(told=JSONObject(by="by", words="fingerprint"))),
        "comments": ArraySubquery(comments.values(told=comment)),
    }


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


def _work(person: Person) -> tuple[QuerySet, dict[str, Any]]:
    which = Work.objects.filter(Q(ended_at=None) | ~Q(trouble=""), asked_by=person)
    failed = Q(ended_at__isnull=False)
    return which, {"key": "key", "title": "title", "asked_at": "asked_at", "failed": failed}


def _files(charter: Charter) -> tuple[QuerySet, dict[str, Any]]:
    return WaitingFile.objects.filter(charter=charter), {"name": "name", "by": "handed_in_by__name"}


def _untold(person: Person) -> tuple[QuerySet, dict[str, Any]]:
    """One row where anyone waits, none where nobody does."""
    which = waiting(person=person).order_by().values("settled_at").annotate(many=Count("pk"), since=Min("missed_at"))
    return which, {"many": "many", "since": "since"}


def _wishes(charter: Charter) -> tuple[QuerySet, dict[str, Any]]:
    which = FormatWish.objects.filter(charter=charter, answered_on=None)
    return which, {"kind": "kind", "language": "language", "asked_on": "asked_on"}


def _formats(charter: Charter) -> tuple[QuerySet, dict[str, Any]]:
    states = FormatState.objects.filter(format=OuterRef("pk")).order_by("pk")
    return Format.objects.filter(edition__charter=charter, edition__published_on__isnull=False), {
        "key": "pk",
        "kind": "kind",
        "language": "language",
        "edition": "edition__code",
        "published_on": "edition__published_on",
        "states": ArraySubquery(states.values("state")),
    }


def _made(rows: Iterable[dict]) -> tuple[Made, ...]:
    """The newest standing format of each kind and language, that of the newest edition before others."""
    newest: dict[tuple[str, str], Made] = {}
    for row in sorted(rows, key=lambda row: (row["published_on"], row["key"])):
        if row["states"][-1] != FormatState.State.WITHDRAWN:
            kept = {name: row[name] for name in ("key", "kind", "language", "edition")}
            newest[row["kind"], row["language"]] = Made(**kept, state=row["states"][-1])
    return tuple(newest.values())


def _told_late(charter: Charter, on: date) -> tuple[QuerySet, dict[str, Any]]:
    """Gatherings whose people should have been told by now what came of them."""
    which = not_told(service=charter.slug, on=on).select_related(None)
    return which, {"key": "pk", "name": "name", "day": "tell_by", "unmet": Value(0)}


def _unmet(charter: Charter, on: date) -> tuple[QuerySet, dict[str, Any]]:
    """Gatherings to come at which something that someone needs is not met yet."""
    needs = unmet(service=charter.slug, on=on).filter(invited__gathering=OuterRef("pk")).order_by()
    counted = needs.values("invited__gathering").annotate(many=Count("pk")).values("many")
    which = Gathering.objects.annotate(many=Subquery(counted)).filter(many__gt=0, panel__service=charter.slug)
    return which, {"key": "pk", "name": "name", "day": TruncDate("starts_at"), "unmet": "many"}


def _gaps(person: Person, charter: Charter) -> tuple[QuerySet, dict[str, Any]]:
    which = untouched(service=charter.slug, owner=person)
    group = Coalesce(F("group__name"), Value(""))
    return which, {"pk": "pk", "words": "words", "panel": "panel__code", "group": group, "since": "since"}


def _owed(charter: Charter, on: date) -> tuple[QuerySet, dict[str, Any]]:
    """Gatherings that cost people something, with what is owed for longer than we promise."""
    owed = late(service=charter.slug, on=on).order_by().values("gathering__pk", "gathering__name")
    which = owed.annotate(many=Count("pk"), since=Min("claimed_on"))
    return which, {"key": "gathering__pk", "name": "gathering__name", "many": "many", "since": "since"}


def _silences(charter: Charter, on: date) -> tuple[QuerySet, dict[str, Any]]:
    """Rounds of asking whose time for answers is over, and that nobody has settled."""
    wave = Coalesce(F("wave__name"), Value(""))
    told = {"key": "pk", "panel": "panel__name", "wave": wave, "closed": "asking__closes_on"}
    return unsettled(service=charter.slug, on=on), told


def who_may_decide(*, charter: Charter, on: date) -> list[Person]:
    """Everyone who may be given promises to answer for, by name. One query."""
    roles = [name for name, role in ROLES.items() if Permission.STANDING_DECIDE in role.may]
    held = RoleHolding.objects.filter(filled(on), role__in=roles, person__is_active=True).select_related("person")
    reach = (one.person for one in held.order_by("person__name_key") if covers(one.scope, one.within, charter.scope))
    return list(dict.fromkeys(reach))
