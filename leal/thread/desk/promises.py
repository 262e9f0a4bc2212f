"""Promises that need someone: broken threads, owners whom nobody is, standings to confirm and to look at."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from leal.calculations.standing import Word as Standing
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Commitment

from .knowing import Desk, Post
from .needs import Need
from .roles import slug_of

STAGE_OF = {"statement": "said", "owner": "keep", "practice": "keep", "measure": "kept"}


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
