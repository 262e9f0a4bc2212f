from collections import Counter
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Lower

from ..models import Charter, Commitment, Edition, Passage


def charters() -> QuerySet[Charter]:
    """Every charter, the first founded first."""
    return Charter.objects.order_by("pk")


def names_by_slug() -> list[tuple[str, str]]:
    """Each charter’s slug and name, the first founded first: what a role can be held for."""
    return list(charters().values_list("slug", "name"))


def current_edition(*, charter: Charter) -> Edition | None:
    """The edition published last; None while nothing is published."""
    return charter.editions.filter(published_on__isnull=False).order_by("-published_on", "-pk").first()


def editions_published() -> QuerySet[Edition]:
    """Every published edition with its charter, the newest first."""
    return Edition.objects.filter(published_on__isnull=False).select_related("charter").order_by("-published_on", "-pk")


def editions(*, charter: Charter) -> QuerySet[Edition]:
    """Every edition of a charter that was published, the newest first, each with the one it follows."""
    return (
        charter.editions.filter(published_on__isnull=False).select_related("follows").order_by("-published_on", "-pk")
    )


def drafts(*, charter: Charter) -> QuerySet[Edition]:
    """Every edition of a charter that is being written, the newest first, each with the one it follows."""
    return charter.editions.filter(published_on__isnull=True).select_related("follows").order_by("-pk")


def edition_in_force(*, charter: Charter, on: date) -> Edition | None:
    """The edition a charter was held to on a day: the last published by then, else the first there was. One query."""
    published = list(editions(charter=charter).select_related("charter"))
    return next((one for one in published if one.published_on <= on), published[-1] if published else None)


def commitments(*, edition: Edition) -> QuerySet[Commitment]:
    """The commitments of an edition with their sections, in the order of its text."""
    return edition.commitments.select_related("section__within")


def answers(*, edition: Edition) -> dict[int, list[str]]:
    """For each statement that is answered, by key: the codes of the commitments that do, in the order of the text.

    One query.
    """
    found: dict[int, list[str]] = {}
    rows = commitments(edition=edition).filter(answers__isnull=False).values_list("answers", "code")
    for statement, code in rows:
        found.setdefault(statement, []).append(code)
    return found


def principles_behind(*, edition: Edition) -> dict[str, dict[int, int]]:
    """For each commitment that rests on a line of the law, by code: how many of its statements rest on which number.

    Through the statements it answers; a commitment never names the law by itself. Lines that were withdrawn carry
    nothing any more. One query.
    """
    rows = (
        edition.commitments.filter(answers__principles__isnull=False, answers__principles__withdrawn_on=None)
        .order_by()
        .values_list("code", "answers__principles__number")
    )
    found: dict[str, dict[int, int]] = {}
    for (code, number), many in Counter(rows).items():
        found.setdefault(code, {})[number] = many
    return found


def explained(*, edition: Edition) -> QuerySet[Passage]:
    """The words of an edition that are explained, in the order of the alphabet."""
    return edition.passages.filter(kind=Passage.Kind.WORD).order_by(Lower("heading"))
