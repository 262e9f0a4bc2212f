"""How far a draft is from being published: what stands in the way, and who has agreed to its words."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from ..models import Approval, Commitment, Edition, Lineage, Part
from .editions import current_edition

APPROVERS = 2


def state(*, edition: Edition) -> Literal["draft", "approved", "published"]:
    """How far an edition is: approved when two people agreed to the very words it has now."""
    if edition.is_published:
        return "published"
    return "approved" if len(approvals(edition=edition)) >= APPROVERS else "draft"


def approvals(*, edition: Edition) -> list[Approval]:
    """Approvals of the very words an edition has now, each with who gave it, the first given first."""
    words = fingerprint(edition=edition)
    return list(edition.approvals.filter(fingerprint=words).select_related("by"))


def fingerprint(*, edition: Edition) -> str:
    """A digest of all that an edition says and is said of it: equal for equal words, however they came about.

    Nine queries, for one promise or ten thousand.
    """
    of = {"commitment__edition": edition}
    told = [
        Edition.objects.filter(pk=edition.pk).values_list("code", "title", "about", "laid_on", "follows"),
        edition.passages.values_list("kind", "heading", "words", "place"),
        edition.sections.values_list("code", "name", "summary", "lead_in", "within__code", "place"),
        edition.commitments.values_list("code", "title", "wording", "achieved_by", "section__code", "place"),
        Part.objects.filter(**of).order_by("commitment__code", "letter").values_list(*COMMITMENT, "letter", "wording"),
        Commitment.binds.through.objects.filter(**of).order_by(*COMMITMENT, "body__name").values_list(*BINDS),
        Commitment.answers.through.objects.filter(**of).order_by(*COMMITMENT, ANSWERS[1]).values_list(*ANSWERS),
        edition.asks.values_list("code", "wording", "why", "how_we_make_it_easy", "if_not", "place"),
        edition.lineage.order_by("earlier__code", "later__code").values_list(
            "earlier__code", "later__code", "kind", "reason", "same_promise"
        ),
    ]
    words = json.dumps([list(rows) for rows in told], default=str)
    return hashlib.sha256(words.encode()).hexdigest()


COMMITMENT = ("commitment__code",)
BINDS = (*COMMITMENT, "body__name")
ANSWERS = (*COMMITMENT, "statement__code")


def bare(*, edition: Edition) -> list[str]:
    """The codes of commitments that answer no statement, in the order of the text."""
    return list(edition.commitments.filter(answers__isnull=True).values_list("code", flat=True))


def obstacles(*, edition: Edition, on: date | None = None) -> list[str]:
    """Why an edition cannot be published yet, approvals apart: one plain sentence each, none when nothing is.

    on  the day it would be published
    """
    later = dict(edition.commitments.values_list("pk", "code"))
    if not later:
        return ["It holds no promises yet."]
    return [*_order(edition, on), *(_accounting(edition, later) if edition.follows else ())]


def _order(edition: Edition, on: date | None) -> Iterable[str]:
    current = current_edition(charter=edition.charter)
    if current and edition.follows_id is None:
        yield f"Say which edition it follows: “{current}” is published, and its promises must be accounted for."
    elif current and edition.follows_id != current.pk:
        yield f"It was drafted from “{edition.follows}”, and “{current}” has been published since: draft it from that."
    elif current and on and on <= current.published_on:
        yield f"“{current}” was published on {current.published_on:%d %B %Y}; this one must come after it."
    places = dict(edition.sections.values_list("pk", "place"))
    for name, place, outer in edition.sections.filter(within__isnull=False).values_list("name", "place", "within"):
        if places.get(outer, place) >= place:
            yield f"“{name}” must come after the section it is a part of."


def _accounting(edition: Edition, later: dict[int, str]) -> Iterable[str]:
    """Every promise of the edition before and every one of this is accounted for, with a reason, and truly."""
    earlier = dict(edition.follows.commitments.values_list("pk", "code"))
    rows = list(edition.lineage.values_list("earlier", "later", "kind", "reason"))
    lost = [code for key, code in earlier.items() if key not in {row[0] for row in rows}]
    if lost:
        yield f"{_codes(lost)} of “{edition.follows}” would be lost. Say what became of {_them(lost)}, and why."
    unsaid = [code for key, code in later.items() if key not in {row[1] for row in rows}]
    if unsaid:
        are = "they are" if len(unsaid) > 1 else "it is"
        yield f"Say where {_codes(unsaid)} came from, or that {are} new, and why."
    silent = [later.get(new) or earlier.get(old) or "" for old, new, kind, why in rows if kind != "kept" and not why]
    if silent:
        yield f"Say why {_codes(sorted(set(silent)))} {'were' if len(set(silent)) > 1 else 'was'} changed."
    yield from _untrue(edition, rows, earlier, later)


def _untrue(edition: Edition, rows: list[tuple], earlier: dict[int, str], later: dict[int, str]) -> Iterable[str]:
    """What is said to be kept has the same words; a code goes on to what came from it, and to nothing else."""
    kept = edition.lineage.filter(kind=Lineage.Kind.KEPT)
    reworded = {code for code, was, became in kept.values_list("later__code", *_WORDS) if was != became}
    if reworded:
        yield f"{_codes(sorted(reworded))} cannot be called kept: the words were changed."
    if twice := [key for key, times in Counter(row[1] for row in rows if row[2] == "new").items() if times > 1]:
        yield f"{_codes([later[key] for key in twice])} is said to be new twice."
    key_of = {code: key for key, code in earlier.items()}
    family = {(old, new) for old, new, _, _ in rows}
    told = {new for _, new in family}
    taken = [
        code for key, code in later.items() if key in told and code in key_of and (key_of[code], key) not in family
    ]
    if taken:
        yield f"{_codes(taken)} named another promise in “{edition.follows}”. Use a code that no promise had."


_WORDS = ("earlier__wording", "later__wording")


def _codes(codes: list[str]) -> str:
    """The first of them, and how many more there are: a sentence stays a sentence."""
    if len(codes) > 12:
        return f"{', '.join(codes[:10])} and {len(codes) - 10:,} more"
    return f"{', '.join(codes[:-1])} and {codes[-1]}" if len(codes) > 1 else codes[0]


def _them(codes: list[str]) -> str:
    return "them" if len(codes) > 1 else "it"
