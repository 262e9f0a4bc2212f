"""Results that should be here and are not, or are due soon."""

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse

from leal.calculations.freshness import Timeliness, was_due
from leal.calculations.periods import day_words
from leal.foundations.access.permissions import Permission
from leal.thread.evidence.queries import Fresh

from .knowing import Desk
from .needs import TAGS, Need


def overdue_results(desk: Desk) -> Iterator[Need]:
    """Results whose day has passed, the longest overdue first."""
    return _results(desk, {Timeliness.OVERDUE, Timeliness.LATE})


def coming_results(desk: Desk) -> Iterator[Need]:
    """Results that are due soon."""
    return _results(desk, {Timeliness.COMING})


def _results(desk: Desk, at: set[Timeliness]) -> Iterator[Need]:
    """What one source publishes on one day is one thing to see to."""
    found = [one for one in _of_theirs(desk) if one.at in at]
    for _, some in groupby(found, key=lambda one: (one.due.by, one.newest, one.measure.source)):
        yield _result(desk, list(some))


def _of_theirs(desk: Desk) -> list[Fresh]:
    """All for whoever takes in figures; for an owner, those of measures that serve a promise of theirs."""
    if Permission.FIGURES_TAKE_IN not in desk.may:
        serving = {one.measure for promise in desk.mine for one in desk.facts(promise).servings}
        found = [one for one in desk.fresh if one.measure.code in serving]
    else:
        found = list(desk.fresh)
    return sorted(found, key=lambda one: (one.due.by, one.newest, one.measure.source, one.measure.name))


def _result(desk: Desk, alike: list[Fresh]) -> Need:
    one = alike[0]
    takes_in = Permission.FIGURES_TAKE_IN in desk.may and one.is_overdue
    names = " · ".join(each.measure.name for each in alike)
    due = was_due(one.due) if one.is_overdue else f"The result for {one.due.period} is due by {day_words(one.due.by)}."
    of_each = " of each" if len(alike) > 1 else ""
    more = f" {one.missing} results{of_each} are missing by now." if one.missing > 1 else ""
    page, key = ("evidence:taking-in", []) if takes_in else ("tracing:measure", [one.measure.code])
    return Need(
        title=one.measure.name if len(alike) == 1 else f"{len(alike)} measures of one source: {one.measure.source}",
        what=f"The newest is for {one.newest}. {due}{more}" + (f" They are: {names}." if len(alike) > 1 else ""),
        act="Take in a file" if takes_in else f"See “{one.measure.name}”",
        href=reverse(page, args=[desk.charter.slug, *key]),
        day=one.due.by,
        tag=TAGS.get(one.at, ""),
    )
