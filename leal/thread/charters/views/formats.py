"""Where formats of an edition are made and checked, and where anyone asks for one."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from leal.calculations.documents import read_document
from leal.calculations.plain import check_document
from leal.foundations.access.guards import open_to_all
from leal.foundations.editing.writing import Writing, decide
from leal.foundations.formats import CannotBeWritten, easy_read
from leal.foundations.formats.easy_read import lines_of
from leal.foundations.pages.parts import Link
from leal.foundations.people.actors import ANYONE

from .. import giving, operations, queries
from ..models import Edition, Format
from .guarding import address, crumbs, of_edition

HERE = "Make and check formats"
SAVED = "It is kept as a draft. Readers see that nobody has checked it yet."
REFUSALS = (
    operations.AlreadyEnglish,
    operations.MadeFromOtherWords,
    operations.NotChecked,
    operations.NothingGiven,
    operations.NoTranscript,
    operations.Withdrawn,
)


@of_edition(operations.give_format)
def making(request, edition):
    """What there is of an edition in other forms, what must be made anew or checked, and who waits."""
    found = queries.makings(edition=edition)
    shown = {
        "edition": edition,
        "crumbs": crumbs(edition, HERE),
        "makings": found,
        "kinds": [(kind.value, kind.label) for kind in Format.Kind],
        "wishes": [(wish, (localdate() - wish.asked_on).days) for wish in queries.wishes(charter=edition.charter)],
    }
    return render(request, "charters/formats.html", shown)


@of_edition(operations.give_format)
def given(request, edition, kind):
    """Give a format that people made."""
    if kind not in Format.Kind.values:
        raise Http404
    named = {"kind": kind, "title": edition.title, "publisher": edition.charter.body}
    begun = {"words": _words_before(edition, kind), "language": request.GET.get("language", "")}
    form = giving.Giving(request.POST or None, request.FILES or None, initial=begun, **named)
    if form.is_valid():
        try:
            row = operations.give_format(edition=edition, on=localdate(), by=request.user, **form.given())
        except REFUSALS as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, SAVED)
            return redirect(address("format", edition, row.pk))
    title = f"Give it: {Format.Kind(kind).label}"
    shown = {"edition": edition, "crumbs": _crumbs(edition, title), "form": form, "title": title}
    return render(request, "charters/giving.html", shown)


def _words_before(edition: Edition, kind: str) -> str:
    """The Easy Read that stands, to begin from: what changed since is said beside it."""
    if kind != Format.Kind.EASY_READ:
        return ""
    found = (one.format for one in queries.makings(edition=edition))
    return next((row.words for row in found if row.kind == kind), "")


def _crumbs(edition: Edition, title: str) -> tuple[Link, ...]:
    *before, _ = crumbs(edition, HERE)
    return (*before, Link(HERE, address("formats", edition)), Link(title, ""))


def _row(edition: Edition, pk: int) -> Format:
    return get_object_or_404(queries.formats(charter=edition.charter), pk=pk)


@of_edition(operations.give_format)
def one(request, edition, pk):
    """One format: how far it is, by whom and why, what changed since, and whether it is plain."""
    row = _row(edition, pk)
    found = queries.making_of(row=row, edition=edition)
    shown = {
        "edition": edition,
        "crumbs": _crumbs(edition, str(row)),
        "making": found,
        "faults": _faults(row),
        "may_check": not found.is_stale and found.state.state != "withdrawn",
        "may_agree": not found.is_stale and found.checked and found.state.state == "checked",
        "may_withdraw": found.state.state != "withdrawn",
    }
    return render(request, "charters/format.html", shown)


def _faults(row: Format) -> list:
    """What is still hard in the words of Easy Read, sentence by sentence."""
    if row.kind != Format.Kind.EASY_READ or not row.words:
        return []
    try:
        document = easy_read(row.words, title=str(row.edition), publisher="", own=settings.PICTURES)
    except CannotBeWritten as reason:
        return [{"sentence": str(reason), "faults": ()}]
    return check_document(read_document(lines_of(document).encode(), name="easy-read.md"), easy_read=True).to_mend


def _deciding(request, edition, pk, title, saved, form, do):
    row = _row(edition, pk)
    at = address("format", edition, row.pk)
    page = Writing(
        title=f"{title}: {row}",
        saved=saved,
        leads_to=at,
        way=(*_crumbs(edition, str(row))[:-1], Link(str(row), at)),
        refusals=REFUSALS,
    )
    return decide(request, page, form, lambda **told: do(format=row, by=request.user, **told))


@of_edition(operations.check_format)
def checking(request, edition, pk):
    """Say that a reader group checked a format."""
    form = giving.Checking(request.POST or None)
    saved = "It is checked. Readers see by which group, and when."
    return _deciding(request, edition, pk, "A reader group checked it", saved, form, operations.check_format)


@of_edition(operations.agree_format)
def agreeing(request, edition, pk):
    """Agree a format that was checked."""

    def agree(**told):
        operations.agree_format(on=localdate(), **told)

    form = giving.Agreeing(request.POST or None)
    return _deciding(request, edition, pk, "Agree it", "It is agreed.", form, agree)


@of_edition(operations.withdraw_format)
def withdrawing(request, edition, pk):
    """Take a format away from readers."""

    def withdraw(**told):
        operations.withdraw_format(on=localdate(), **told)

    form = giving.Withdrawing(request.POST or None)
    return _deciding(request, edition, pk, "Withdraw it", "Readers do not see it any more.", form, withdraw)


@of_edition(operations.answer_wish)
def answering(request, edition, pk):
    """Say what came of a wish; how to reach whoever asked is then erased."""
    wish = get_object_or_404(queries.wishes(charter=edition.charter), pk=pk)
    days = (localdate() - wish.asked_on).days
    reach = f"How to reach them: {wish.contact}" if wish.contact else "They left no way to reach them."
    page = Writing(
        title=f"Answer who asked: {wish}",
        saved="It is answered, and how to reach them is erased.",
        leads_to=address("formats", edition),
        way=_crumbs(edition, "")[:-1],
        lead=" ".join(filter(None, [f"Asked {days} days ago.", wish.words, reach])),
    )
    form = giving.Answering(request.POST or None)
    return decide(
        request,
        page,
        form,
        lambda answer: operations.answer_wish(wish=wish, answer=answer, on=localdate(), by=request.user),
    )


@open_to_all
def asking(request, slug):
    """Ask for a charter in another form or language."""
    charter = get_object_or_404(queries.charters(), slug=slug)
    request.leal_charter = charter
    form = giving.Asking(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        operations.ask_for_format(charter=charter, on=localdate(), by=ANYONE, **form.cleaned_data)
        messages.success(request, "Thank you. We have written down what you need, and since when you wait.")
        return redirect("charters:asking", slug)
    return render(request, "charters/asking.html", {"charter": charter, "form": form})
