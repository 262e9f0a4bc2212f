"""The words of the charter that need someone: drafts to agree, forms and languages to make and check."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from leal.calculations.periods import day_words
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Format, FormatState, FormatWish

from .knowing import Desk, Draft
from .needs import Need

NOBODY = "It is drafted, and no reader group has checked it."


# Drafts


def drafts(desk: Desk) -> Iterator[Need]:
    """Drafts to approve, comments on them to settle, and drafts to say something about."""
    for draft in desk.drafts:
        at = [desk.charter.slug, draft.code]
        if Permission.CHARTER_WRITE in desk.may and draft.open:
            many = "One comment waits" if draft.open == 1 else f"{draft.open} comments wait"
            yield Need(
                title=draft.title,
                what=f"{many} for an answer, the oldest since {day_words(draft.open_since)}.",
                act=f"Settle what was said about “{draft.title}”",
                href=reverse("charters:comments", args=at),
                day=draft.open_since,
            )
        if Permission.EDITION_APPROVE in desk.may and not draft.approved:
            yield Need(
                title=draft.title,
                what=_approvals(desk, draft),
                act=f"Read and approve “{draft.title}”",
                href=reverse("charters:agreeing", args=at),
            )
        elif Permission.EDITION_COMMENT in desk.may and not draft.said and not draft.approved:
            yield Need(
                title=draft.title,
                what="It is being written. You can say what you think of it before it is agreed.",
                act=f"Read and comment on “{draft.title}”",
                href=reverse("charters:reading", args=at),
            )


def _approvals(desk: Desk, draft: Draft) -> str:
    """Who has approved so far, in words."""
    words = "Two people must approve its very words before readers see it."
    if desk.me in draft.approved_by:
        return f"{words} You approved it, and its words have changed since."
    others = len(draft.approved_by)
    return (
        f"{words} {'Nobody has' if not others else 'One has' if others == 1 else f'{others} have'} approved it so far."
    )


# Formats and languages


def formats(desk: Desk) -> Iterator[Need]:
    """Who waits for a form or language, longest first; then what was made for an earlier edition, or not checked."""
    if Permission.FORMAT_MAKE not in desk.may or not desk.edition:
        return
    at = [desk.charter.slug, desk.edition]
    yield from _waited_for(desk, reverse("charters:formats", args=at))
    for one in desk.formats:
        name = named_format(one.kind, one.language)
        earlier = one.edition != desk.edition
        if not earlier and one.state != FormatState.State.DRAFTED:
            continue
        what = f"It was made for the edition {one.edition}. See which words have changed since." if earlier else NOBODY
        yield Need(
            title=name,
            what=what,
            act=f"{'See what to make anew' if earlier else 'Have it checked'}: {name}",
            href=reverse("charters:format", args=[*at, one.key]),
            tag="Made for an earlier edition" if earlier else "",
        )


def _waited_for(desk: Desk, href: str) -> Iterator[Need]:
    by_name: dict[str, list[date]] = {}
    for wish in sorted(desk.wishes, key=lambda one: one.asked_on):
        by_name.setdefault(named_wish(wish.kind, wish.language), []).append(wish.asked_on)
    for name, days in by_name.items():
        many = "One person asked" if len(days) == 1 else f"{len(days)} people asked"
        waited = (desk.on - days[0]).days
        yield Need(
            title=name,
            what=f"{many} for it. The first has waited {waited} day{'' if waited == 1 else 's'}.",
            act=f"Answer who asked: {name}",
            href=f"{href}#waiting",
            day=days[0],
        )


def named_format(kind: str, language: str) -> str:
    return str(Format(kind=kind, language=language))


def named_wish(kind: str, language: str) -> str:
    return str(FormatWish(kind=kind, language=language))
