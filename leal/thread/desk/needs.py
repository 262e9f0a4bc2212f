"""What needs someone, from all that is known: each with why, since when, and the one thing to do about it.

A need goes away by being done. Nothing here is ticked off.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse

from leal.calculations.freshness import SOON, Timeliness, was_due
from leal.calculations.periods import day_words
from leal.calculations.standing import Word as Standing
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Commitment, Format, FormatState, FormatWish
from leal.thread.evidence.queries import Fresh

from .knowing import Desk, Draft, Post, ToLearn
from .roles import slug_of

TAGS = {Timeliness.OVERDUE: "Overdue", Timeliness.LATE: "Readers see that it is late"}
STAGE_OF = {"statement": "said", "owner": "keep", "practice": "keep", "measure": "kept"}


@dataclass(frozen=True)
class Need:
    """One thing that needs someone.

    what  what is the matter, in a sentence or two
    act   what to do, as the words of the link that leads to it
    day   since when, or by when; what has none comes last
    tag   a word in a frame: how it stands, that it is overdue
    """

    title: str
    what: str
    act: str
    href: str
    day: date | None = None
    tag: str = ""
    standing: str = ""


def promise_at(desk: Desk, promise: Commitment, stage: str = "") -> str:
    at = reverse("tracing:promise", args=[desk.charter.slug, promise.code])
    return f"{at}#{stage}" if stage else at


def named(promise: Commitment) -> str:
    return f"{promise.code}, {promise.title}"


# Broken threads


def broken(desk: Desk) -> Iterator[Need]:
    """Promises with no words, owner, practice or measure, worst first: theirs, or all for whoever leads the charter."""
    return worst_first(desk, desk.looked_after, lambda promise: _broken(desk, promise))


def _broken(desk: Desk, promise: Commitment) -> Need | None:
    """All that is missing from one promise. Words and measures are the charter lead’s to see to."""
    breaks = [one for one in desk.standing(promise).broken if desk.leads or one.kind in {"owner", "practice"}]
    if not breaks:
        return None
    mends = Permission.PRACTICE_WRITE in desk.may and any(one.kind in {"owner", "practice"} for one in breaks)
    return Need(
        title=named(promise),
        what=" ".join(one.sentence for one in breaks),
        act=f"{'Mend' if mends else 'See what is missing from'} {promise.code}",
        href=_mending(desk, promise) if mends else promise_at(desk, promise, STAGE_OF[breaks[0].kind]),
    )


def _mending(desk: Desk, promise: Commitment) -> str:
    """Where one says who keeps a promise, and how."""
    return reverse("practice:promise", args=[desk.charter.slug, promise.code])


def unfilled(desk: Desk) -> Iterator[Need]:
    """Roles that own promises and that nobody fills, so that nothing of theirs reaches anybody."""
    if Permission.PRACTICE_WRITE not in desk.may or not desk.leads:
        return
    owned: dict[Post, list[str]] = {}
    for promise in desk.promises:
        for post in desk.owners(promise) - desk.filled:
            owned.setdefault(post, []).append(promise.code)
    for (role, body), codes in sorted(owned.items(), key=lambda one: (-len(one[1]), one[0])):
        many = "1 promise" if len(codes) == 1 else f"{len(codes)} promises"
        yield Need(
            title=f"{role}, {body}",
            what=f"Owns {many} ({', '.join(codes)}), and nobody here fills this role. What needs them reaches nobody.",
            act=f"Say who is {role}",
            href=f"{reverse('desk:roles', args=[desk.charter.slug])}#role-{slug_of(role, body)}",
        )


# Lessons and changes


def overdue_lessons(desk: Desk) -> Iterator[Need]:
    """Lessons and changes whose day has passed, the longest overdue first."""
    yield from by_day(one for one in _lessons(desk) if one.day < desk.on)


def coming_lessons(desk: Desk) -> Iterator[Need]:
    """Lessons and changes whose day is near."""
    yield from by_day(one for one in _lessons(desk) if desk.on <= one.day <= desk.on + SOON)


def _lessons(desk: Desk) -> Iterator[Need]:
    if Permission.LESSON_WRITE not in desk.may:
        return
    for lesson in desk.lessons:
        if not concerns(desk, lesson):
            continue
        for change in lesson.changes:
            day = change.due_on or lesson.due_on
            if day and not change.made_on:
                yield _to_follow(desk, lesson, day, change.what)
        if not lesson.changes and lesson.due_on:
            yield _to_follow(desk, lesson, lesson.due_on, "Nothing has followed this lesson yet.")


def concerns(desk: Desk, lesson: ToLearn) -> bool:
    """All lessons concern whoever leads the charter or a team; others, those their role must act on, or where nobody
    was named, those about promises they answer for."""
    if desk.leads or Permission.STANDING_DECIDE not in desk.may:
        return True
    ours = {promise.pk for promise in desk.mine}
    return lesson.post in desk.my_posts if lesson.post[0] else bool(lesson.about & ours)


def _to_follow(desk: Desk, lesson: ToLearn, day: date, what: str) -> Need:
    role, body = lesson.post
    who = f"{role}, {body}" if role else "Nobody was named"
    late = day < desk.on
    return Need(
        title=lesson.title,
        what=f"{what} {'It was due' if late else 'It is due'} by {day_words(day)}. Who must act: {who}.",
        act=f"{'Say what followed' if late else 'See'} “{lesson.title}”",
        href=reverse("learning:lesson", args=[desk.charter.slug, lesson.code]),
        day=day,
        tag="Overdue" if late else "",
    )


# Standings


def to_decide(desk: Desk) -> Iterator[Need]:
    """Promises they answer for whose standing they have not confirmed in the newest year, worst first."""
    if Permission.STANDING_DECIDE in desk.may:
        yield from worst_first(desk, desk.mine, lambda promise: _to_decide(desk, promise))


def _to_decide(desk: Desk, promise: Commitment) -> Need | None:
    proposed, said = desk.standing(promise), desk.word(promise, of_owner=True)
    if said and (not said.proposed or said.proposed == proposed.word):
        return None
    what = proposed.steps[0].says
    if said:
        what = f"When you decided, the rule proposed “{Standing(said.proposed).words}”. {what}"
    return Need(
        title=named(promise),
        what=what,
        act=f"{'Look again at' if said else 'Confirm or overrule'} {promise.code}",
        href=f"{reverse('evidence:standing', args=[desk.charter.slug, promise.code])}?year={proposed.year}",
        standing=proposed.word.value,
    )


def to_review(desk: Desk) -> Iterator[Need]:
    """Promises whose owner overruled the rule, or that fall short, and that no reviewer has looked at."""
    if Permission.FINDING_FILE in desk.may:
        others = [promise for promise in desk.promises if promise not in desk.mine]
        yield from worst_first(desk, others, lambda promise: _to_review(desk, promise))


def _to_review(desk: Desk, promise: Commitment) -> Need | None:
    proposed, said = desk.standing(promise), desk.word(promise, of_owner=True)
    overruled = bool(said and not said.agrees)
    if desk.word(promise, of_owner=False) or not (overruled or proposed.word is Standing.FALLING_SHORT):
        return None
    what = proposed.steps[0].says
    if overruled:
        what = f"The owner does not agree, and says “{Standing(said.standing).words}”. {what}"
    return Need(
        title=named(promise),
        what=what,
        act=f"File a finding on {promise.code}",
        href=f"{reverse('evidence:finding', args=[desk.charter.slug, promise.code])}?year={proposed.year}",
        standing=proposed.word.value,
    )


def disagreements(desk: Desk) -> Iterator[Need]:
    """Promises on which people and figures disagree, and from which nothing has been learned."""
    if Permission.LESSON_WRITE not in desk.may:
        return
    learned = frozenset().union(*(lesson.about for lesson in desk.lessons))
    for promise in desk.looked_after:
        proposed = desk.standing(promise)
        if proposed.word is Standing.DISAGREE and promise.pk not in learned:
            yield Need(
                title=named(promise),
                what=f"{proposed.steps[0].says} No lesson speaks of it yet.",
                act=f"Write what we learn from {promise.code}",
                href=f"{reverse('learning:new-lesson', args=[desk.charter.slug])}?commitments={promise.code}",
                standing=proposed.word.value,
            )


def worst_first(desk: Desk, promises: Iterable[Commitment], need) -> Iterator[Need]:
    """What each promise needs, by how it stands; in the order of the text where they stand alike."""
    for promise in sorted(promises, key=lambda one: desk.standing(one).word.place):
        if found := need(promise):
            yield found


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


NOBODY = "It is drafted, and no reader group has checked it."


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


# Evidence


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


# Files and long work


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


def by_day(needs: Iterable[Need]) -> list[Need]:
    """The earliest day first."""
    return sorted(needs, key=lambda one: (one.day or date.max, one.title))
