"""What every operation on a draft needs: hold it, refuse what is published, and where it lies."""

from collections.abc import Iterable

from ..models import Ask, Charter, Commitment, Edition, Passage, Section


class AlreadyPublished(Exception):
    """A published edition is what people were promised: it never changes."""

    def __init__(self, edition: Edition):
        super().__init__(edition)
        self.edition = edition

    def __str__(self) -> str:
        return (
            f"“{self.edition}” is published, and its words never change. Draft a new edition from it, and change that"
        )


class CodeTaken(Exception):
    """A code names one thing only."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"The code {self.code} is taken. Choose another"


class Elsewhere(Exception):
    """What belongs to one edition cannot be put into another."""

    def __init__(self, what: str, edition: Edition):
        super().__init__(what, edition)
        self.what, self.edition = what, edition

    def __str__(self) -> str:
        return f"{self.what} does not stand in “{self.edition}”"


def within_charter(*, charter: Charter, **_) -> str:
    return charter.scope


def within_edition(*, edition: Edition, **_) -> str:
    return edition.charter.scope


def within_the_edition_of(name: str):
    """Where an operation lies that is told a row of an edition: a commitment, a section, a comment."""

    def within(**given) -> str:
        return given[name].edition.charter.scope

    return within


def hold(edition: Edition) -> Edition:
    """The draft as it is now, held until the operation ends: nobody publishes it or writes into it meanwhile.

    Raises AlreadyPublished when somebody was quicker.
    """
    now = Edition.objects.select_for_update(of=["self"]).select_related("charter", "follows").get(pk=edition.pk)
    if now.is_published:
        raise AlreadyPublished(now)
    return now


def hold_charter(charter: Charter) -> Charter:
    """The charter, held until the operation ends: nobody opens another edition meanwhile."""
    return Charter.objects.select_for_update().get(pk=charter.pk)


def refuse_taken(code: str, among: Iterable[str]) -> None:
    if code in set(among):
        raise CodeTaken(code)


def codes(edition: Edition, model: type[Section | Commitment | Ask], *, but: int | None = None) -> Iterable[str]:
    """The codes in use in an edition, without that of one row."""
    return model.objects.filter(edition=edition).exclude(pk=but).values_list("code", flat=True)


def put(row: Section | Commitment | Passage, among: Iterable, place: int) -> None:
    """Give a row its place, 1 first, among its neighbours, and number them all anew. Only what moved is written."""
    rows = [each for each in among if each.pk != row.pk]
    rows.insert(min(max(place, 1), len(rows) + 1) - 1, row)
    number(rows)


def number(rows: Iterable[Section | Commitment | Passage | Ask]) -> None:
    """Number rows from 1 in their order; only what moved is written."""
    moved = []
    for place, row in enumerate(rows, start=1):
        if row.place != place:
            row.place = place
            moved.append(row)
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["place"], batch_size=1000)
