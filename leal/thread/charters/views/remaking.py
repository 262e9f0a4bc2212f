"""One promise becomes several, several become one; and the way back from either."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from leal.foundations.editing.writing import Writing, gone, write
from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import listed
from leal.foundations.revision import ChangedMeanwhile

from .. import operations, parts, queries, remaking
from ..models import Commitment, Edition
from .guarding import address, in_draft, page_of


def page_about(edition: Edition, found: Commitment | None, pk: int, title: str, saved: str, **more) -> Writing:
    """A page on which a promise is made into others, that leads back to the text."""
    there = address("promise", edition, pk)
    way = (Link(f"{found.code}: {found.title}", there),) if found else ()
    return page_of(edition, title, saved, row=found, back=address("draft", edition), way=way, **more)


@in_draft(operations.split)
def split(request, edition, pk):
    """Make several promises of one; what was brought together in this draft is parted again."""
    found = queries.with_all(edition=edition).filter(pk=pk).first()
    before = queries.brought_together(commitment=found) if found else []
    code = found.code if found else "one"
    lead = f"It was made of {together(before)}. Each begins here as it was before." if before else LEAD_SPLIT
    page = page_about(
        edition,
        found,
        pk,
        f"Make several promises of {code}",
        "They are promises of their own now. To go back, make them one again.",
        lead=lead,
        preview="charters/previews/split.html",
        history=reverse("editing:history", args=["promise", pk]),
    )
    given = {"follows": edition.follows_id is not None}
    if found is None:
        return gone(request, page, remaking.Split, Commitment, pk, **given)

    def save(words):
        again = {into["code"]: one.code for into, one in zip(words["into"], before, strict=False)}
        operations.split(commitment=found, came_from=again, by=request.user, **words)

    return write(request, page, remaking.Split, save, **given)


LEAD_SPLIT = "Each binds whom it bound and answers what it answered; change that afterwards where it is not so."


def together(rows) -> str:
    """Codes as a sentence names them: "PS1, PS2 and PS3"."""
    return listed(row.code for row in rows)


@in_draft(operations.merge)
def merge(request, edition, pk):
    """Choose which promises become one with this, then say how it reads."""
    rows = queries.with_all(edition=edition)
    found = rows.filter(pk=pk).first()
    asked = [int(key) for key in request.GET.getlist("with") if key.isdecimal() and len(key) < 19 and int(key) != pk]
    others = list(rows.filter(pk__in=asked))
    here = [one for one in (found, *others) if one]
    title = f"Make one promise of {together(here)}" if len(here) > 1 else "Make several promises one"
    page = page_about(
        edition,
        found,
        pk,
        title,
        "They are one promise now. To go back, make several of it again.",
        lead="It binds whom any of them bound, and answers what any of them answered.",
        preview="charters/previews/merge.html",
        shows=parts.as_readers_see,
    )
    lost = next((key for key in (pk, *asked) if key not in {one.pk for one in here}), None)
    given = {"earlier": queries.earlier_of(commitments=here)}
    form = remaking.merge_of(others)
    if found is None or (lost and request.method == "POST"):
        return gone(request, page, form, Commitment, lost or pk, **given)
    if not others:
        return choosing(request, found, page)

    def save(words):
        one_again(edition, found, others, request.user, **words)

    return write(request, page, form, save, **given)


def choosing(request, found: Commitment, page: Writing):
    """Which promises become one with this."""
    form = remaking.Choose(request.POST if request.method == "POST" else None, commitment=found)
    if form.is_valid():
        return redirect(f"{request.path}?{urlencode({'with': [one.pk for one in form.cleaned_data['others']]}, True)}")
    return render(request, "charters/choosing.html", {"page": page, "form": form, "promise": found})


def one_again(edition: Edition, found: Commitment, others, by, *, read: dict[str, str], seen: str, **words) -> None:
    """Make them one. Whichever of them changed meanwhile, both wordings are shown beside that of the first."""
    revisions = {one.code: read.get(one.code, "") for one in others} | {found.code: seen}
    try:
        operations.merge(edition=edition, commitments=[found, *others], seen=revisions, by=by, **words)
    except ChangedMeanwhile as told:
        if told.row is None or told.row.pk == found.pk:
            raise
        now = queries.with_all(edition=edition).get(pk=found.pk)
        raise ChangedMeanwhile(row=now, mine=told.mine, by=told.by, at=told.at) from told
