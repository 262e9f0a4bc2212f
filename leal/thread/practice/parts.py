"""What the working pages of practice list: promises with who owns them and what keeps them, and all practices."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format

from leal.foundations.audit.lately import Touch, last_touches
from leal.foundations.editing.parts import Item, Shelf, folded, touched
from leal.foundations.editing.writing import Help
from leal.foundations.pages.parts import Link, Row
from leal.thread.charters.models import Commitment, Edition
from leal.thread.charters.queries import commitments, now_called

from . import queries
from .models import Keeping, Ownership, Practice

LEAD = "Who must keep each promise, and what is done to keep it. What you save here, readers see at once."
NOTHING = "Nothing is described yet. Say what is done to keep a promise, even if it is not there yet."
Touches = dict[Model, Touch]


def shelves(*, edition: Edition, on: date) -> tuple[Shelf, ...]:
    """Every promise, section by section, and everything done to keep them. Eight queries, however many they are."""
    owned, kept, now = defaultdict(set), defaultdict(set), now_called(edition=edition)
    for ownership in queries.ownerships(edition=edition):
        if runs(ownership, on):
            owned[now[ownership.commitment_id].pk].add(ownership.pk)
    for keeping in queries.keepings(edition=edition):
        if runs(keeping.practice, on):
            kept[now[keeping.commitment_id].pk].add(keeping.practice_id)
    sections = defaultdict(list)
    for row in commitments(edition=edition):
        sections[row.section].append(promise_item(edition, row, len(owned[row.pk]), len(kept[row.pk])))
    promises = [
        Shelf(f"section-{section.code}", section.name, tuple(items), empty="") for section, items in sections.items()
    ]
    return folded((*promises, practices(edition, on)))


def promise_item(edition: Edition, row: Commitment, owners: int, practices: int) -> Item:
    missing = [words for words, there in (("Nobody owns it", owners), ("Nothing keeps it", practices)) if not there]
    return Item(
        Link(row.title, reverse("practice:promise", args=[edition.charter.slug, row.code])),
        note=f"{row.code} · {said(owners, 'owner')}, {said(practices, 'practice')}",
        mark=". ".join(missing),
        aside=row.code,
    )


def said(many: int, what: str) -> str:
    return f"{many or 'no'} {what}{'' if many == 1 else 's'}"


def practices(edition: Edition, on: date) -> Shelf:
    rows = list(queries.practices(charter=edition.charter))
    touches = last_touches(rows)
    items = tuple(practice_item(row, touches, on) for row in rows)
    return Shelf("practices", "Everything that is done", items, empty=NOTHING)


def practice_item(row: Practice, touches: Touches, on: date) -> Item:
    return Item(
        Link(row.name, reverse("practice:rewrite-practice", args=[row.charter.slug, row.code])),
        note=row.wording,
        mark=row.get_state_display() if runs(row, on) else ended(row),
        touched=touched(touches.get(row)),
        aside=row.code,
    )


def of_promise(
    *, edition: Edition, commitment: Commitment, owners: Iterable[Ownership], keepings: Iterable[Keeping], on: date
) -> tuple[Shelf, Shelf]:
    """The owners of one promise and what keeps it, those of before among them. Four queries."""
    owners, kept = list(owners), {one.practice: one for one in keepings}
    touches = last_touches([*owners, *kept])
    slug = edition.charter.slug
    return (
        Shelf(
            "owners",
            "Who must keep it",
            tuple(owner_item(row, touches, on) for row in owners),
            empty="Nobody. So nobody can say what is done to keep it, and readers see a broken thread.",
            ways=(Link("Give it an owner", reverse("practice:new-owner", args=[slug, commitment.code])),),
        ),
        Shelf(
            "practices",
            "What is done to keep it",
            tuple(practice_item(row, touches, on) for row in kept),
            empty="Nothing that we know of. Readers see a broken thread.",
            ways=(
                Link(
                    "Describe something that is done",
                    f"{reverse('practice:new-practice', args=[slug])}?keepings={commitment.code}",
                ),
            ),
        ),
    )


def owner_item(row: Ownership, touches: Touches, on: date) -> Item:
    what = f"Part {row.part.letter}: {row.part.wording}" if row.part else "All of it"
    since = f" · since {date_format(row.since, 'j F Y')}" if row.since else ""
    return Item(
        Link(f"{row.role}, {row.body}", reverse("practice:rewrite-owner", args=[row.body.charter.slug, row.pk])),
        note=f"{what}{since}",
        mark="" if runs(row, on) else ended(row),
        touched=touched(touches.get(row)),
        aside=f"no. {row.pk}",
    )


def runs(row: Ownership | Practice, on: date) -> bool:
    """Whether it has not ended that day."""
    return row.ended_on is None or row.ended_on > on


def ended(row: Ownership | Practice) -> str:
    return f"Ended {date_format(row.ended_on, 'j F Y')}"


def codes(*, edition: Edition) -> Help:
    """The codes of all promises, to look up while describing what keeps them. Two queries."""
    promises = queries.promises(edition=edition).items()
    rows = (Row(code, part.wording if part else commitment.title) for code, (commitment, part) in promises)
    return Help("The codes of all promises", tuple(rows))
