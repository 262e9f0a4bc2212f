"""Whatever could need someone and is small, asked of the database in one query: rows of many kinds, each as JSON."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Expression, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, TruncDate

from leal.foundations.notices.queries import waiting
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.thread.charters.models import Approval, Charter, Comment, Edition, Format, FormatState, FormatWish
from leal.thread.charters.queries import promises_of
from leal.thread.evidence.models import Finding, OwnerDecision, WaitingFile
from leal.thread.learning.models import Change, Lesson
from leal.thread.panels.models import Gathering
from leal.thread.panels.queries.gatherings import not_told, unmet
from leal.thread.panels.queries.keeping import late
from leal.thread.panels.queries.missing import untouched
from leal.thread.panels.queries.renewing import unsettled
from leal.thread.practice.models import Holder
from leal.thread.practice.queries import filled

ABOUT = Lesson.commitments.through


def small_things(*, person: Person, edition: Edition, year: str, on: date) -> dict[str, list[dict]]:
    """Whatever else could need them, by kind, each as JSON. One query."""
    charter = edition.charter
    return together(
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
