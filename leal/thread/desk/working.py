"""What is under way: files that wait for the worker, and long work."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from django.urls import reverse

from leal.foundations.access.permissions import Permission

from .knowing import Desk
from .needs import Need


def files(desk: Desk) -> Iterator[Need]:
    """Files handed in and not taken in yet."""
    if Permission.FIGURES_TAKE_IN in desk.may:
        for name, some in groupby(sorted(desk.files, key=lambda one: one.name), key=lambda one: one.name):
            by = ", ".join(sorted({one.by for one in some}))
            yield Need(
                title=name,
                what=f"Handed in by {by}. It is taken in as soon as the worker gets to it.",
                act="See what was taken in",
                href=reverse("evidence:intakes", args=[desk.charter.slug]),
            )


def work(desk: Desk) -> Iterator[Need]:
    """Long work they asked for that goes on, or could not be finished in the last two weeks."""
    for one in sorted(desk.work, key=lambda one: one.asked_at, reverse=True):
        day = one.asked_at.date()
        if one.failed and day < desk.on - timedelta(days=14):
            continue
        yield Need(
            title=one.title,
            what="It could not be finished." if one.failed else "It is under way.",
            act=f"{'See why' if one.failed else 'See how far it is'}: {one.title}, {one.asked_at:%H:%M:%S}",
            href=reverse("tasks:work", args=[one.key]),
            day=day,
        )
