"""What needs someone where we listen: people to tell, gatherings to make fit, people who are missing."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime

from leal.calculations.freshness import Timeliness
from leal.calculations.periods import day_words
from leal.foundations.access.permissions import Permission
from leal.foundations.pages.sentences import in_a_sentence

from .knowing import Desk
from .needs import TAGS, Need


def untold(desk: Desk) -> Iterator[Need]:
    """People who wait for word from us that could not leave in the form they asked for."""
    for one in desk.untold:
        people, wait = ("One person", "waits") if one.many == 1 else (f"{one.many:,} people", "wait")
        yield Need(
            title=f"{people} could not be told",
            what=f"{people} {wait} for word from us that could not leave in the form they asked for.",
            act="See who waits, and tell them",
            href=reverse("notices:waiting"),
            day=localtime(one.since).date(),
        )


def gatherings(desk: Desk) -> Iterator[Need]:
    """Gatherings whose people were not told what came of them, and those to come at which a need is not met."""
    if Permission.PANEL_WRITE not in desk.may:
        return
    for one in sorted(desk.occasions, key=lambda one: (one.unmet > 0, one.day, one.key)):
        many = "One thing that someone needs is" if one.unmet == 1 else f"{one.unmet} things that people need are"
        late = f"Whoever took part was to be told what came of it by {day_words(one.day)}. Readers see it."
        yield Need(
            title=one.name,
            what=f"{many} not met yet. It is on {day_words(one.day)}." if one.unmet else late,
            act=f"{'Meet their needs' if one.unmet else 'Tell those who came'}: {one.name}, no. {one.key}",
            href=reverse("gatherings:gathering", args=[one.key]),
            day=one.day,
            tag="" if one.unmet else TAGS[Timeliness.OVERDUE],
        )


def keeping(desk: Desk) -> Iterator[Need]:
    """Expenses owed for longer than we promise, the longest first; and silence that nobody has settled."""
    if Permission.PANEL_WRITE not in desk.may:
        return
    for one in sorted(desk.owed, key=lambda owed: (owed.since, owed.key)):
        many = "One person is" if one.many == 1 else f"{one.many} expenses are"
        yield Need(
            title=one.name,
            what=f"{many} not paid back within the days we promise. They told us on {day_words(one.since)} first.",
            act=f"Pay them back: {one.name}, no. {one.key}",
            href=reverse("gatherings:paying", args=[one.key]),
            day=one.since,
            tag=TAGS[Timeliness.OVERDUE],
        )
    for one in sorted(desk.silences, key=lambda silence: (silence.closed, silence.key)):
        whom = one.wave or one.panel
        yield Need(
            title=f"Do you still want to take part? {whom}",
            what="The time for answers is over. Do what people were told of silence.",
            act=f"Settle it: {whom}, no. {one.key}",
            href=reverse("panels:round", args=[one.key]),
            day=one.closed,
        )


def gaps(desk: Desk) -> Iterator[Need]:
    """People who are missing from a panel, and nobody looks for them; the longest missing first."""
    if Permission.PANEL_WRITE not in desk.may:
        return
    for one in sorted(desk.gaps, key=lambda gap: gap.since):
        there = f" in {in_a_sentence(one.group)}" if one.group else ""
        yield Need(
            title=one.words,
            what=f"You see to it, and nothing is written down that is done about it{there}.",
            act=f"Say what is done about it{there}: {one.words}",
            href=reverse("panels:rewrite-missing", args=[desk.charter.slug, one.panel, one.pk]),
            day=one.since,
        )
