"""The walk from a form to what is saved: write, look it over, save; and what to do when someone was quicker."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leal.foundations.audit.lately import last_touch
from leal.foundations.audit.versions import Version, version_of
from leal.foundations.pages.parts import Link, Row
from leal.foundations.revision import ChangedMeanwhile, revision
from leal.foundations.tasks.models import Work

from .forms import TRAVELS, Values, Words, as_data, values_of
from .meanwhile import Both, began_of, both_from, rebased
from .parts import as_it_reads, changes, touched

BESIDE = "This cannot stand beside what is there: someone saved another with the same code or name a moment ago"
LOOKED = "looked"
NOT_CHANGED = "Nothing was different, so nothing was saved."


@dataclass(frozen=True)
class Help:
    """Something to look up while writing, folded: what it is, and its lines."""

    summary: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Writing:
    """One page on which something is written: what it is called and where it leads.

    title      the heading: "Rewrite the theme “Kindness”"
    leads_to   where to go when it is saved, or left
    saved      what to say when it is saved
    way        the pages before this one
    row        what is written anew; None for something new
    preview    a template that shows it as readers will see it, given `words` and `row`; a plain list without one
    history    where its wordings can be seen
    refusals   what the operation may refuse with, to be said on the form
    help       something to look up while writing
    beside     what else can be done about the row: ending it, withdrawing it
    shows      what the preview is given besides, made of what was written
    look_first  whether it is saved only from the page on which it was looked over, as what is sent to many is
    """

    title: str
    leads_to: str
    saved: str
    way: tuple[Link, ...] = ()
    row: models.Model | None = None
    preview: str = ""
    history: str = ""
    lead: str = ""
    button: str = "Save"
    refusals: tuple[type[Exception], ...] = ()
    help: Help | None = None
    beside: tuple[Link, ...] = ()
    shows: Callable[[dict[str, object]], dict[str, object]] = dict
    look_first: bool = False

    @property
    def crumbs(self) -> tuple[Link, ...]:
        """The way to this page, the page itself last."""
        return (*self.way, Link(self.title, ""))

    @property
    def touched(self) -> str:
        """Who changed it last, and when."""
        return touched(last_touch(self.row)) if self.row else ""


Save = Callable[[dict[str, object]], object]


def write(request: HttpRequest, page: Writing, form_class: type[Words], save: Save, **given) -> HttpResponse:
    """Answer one step of the walk.

    save   does it: called with what was written, and with `seen` when a row is written anew
    given  what the form needs to be made, besides
    """
    if request.method != "POST":
        return opened(request, page, form_class, **given)
    form = form_class(request.POST, **given)
    do = request.POST.get("do", "look")
    if "both" in request.POST and request.POST["both"] and do.partition(":")[0] in {"theirs", "mine"}:
        return _both(request, page, _chosen(form, form_class, given, do))
    if not form.is_valid() or do == "write":
        return _both(request, page, form) if request.POST.get("both") else _form(request, page, form)
    if do == "save" and (LOOKED in request.POST or not page.look_first):
        return _save(request, page, form, form_class, save, given)
    return _look(request, page, form)


def opened(request: HttpRequest, page: Writing, form_class: type[Words], **given) -> HttpResponse:
    """The first step: the form with what stands there, for whoever may see it."""
    return _form(request, page, _opened(request, page, form_class, given))


def _opened(request, page: Writing, form_class: type[Words], given: dict) -> Words:
    """The form as it is opened: empty, with the words that stand, or with those of an earlier version."""
    if page.row is None:
        return form_class(initial=request.GET.dict(), **given)
    now = form_class.of(page.row)
    stands = form_class(initial=now, **given)
    began = json.dumps(values_of(stands, now))
    earlier = _asked_for(request, page.row)
    words = now | (form_class.of_version(page.row, earlier.words) if earlier else {})
    form = form_class(initial=words | {"seen": revision(page.row), "began": began}, **given)
    form.earlier = earlier
    return form


def _asked_for(request, row: models.Model) -> Version | None:
    asked = request.GET.get("as", "")
    return version_of(row, int(asked)) if asked.isdecimal() and len(asked) < 19 else None


def _form(request, page: Writing, form: Words, status: int = 200) -> HttpResponse:
    shown = {"page": page, "form": form, "earlier": getattr(form, "earlier", None)}
    return render(request, "editing/form.html", shown, status=status)


def _look(request, page: Writing, form: Words) -> HttpResponse:
    """As readers will see it, and which words change; saved only when asked again."""
    shown = {
        "page": page,
        "form": form,
        "words": form.words(),
        "row": page.row,
        "rows": as_it_reads(form),
        "changes": changes(form) if page.row else (),
        "carried": [(name, value) for name in form.fields for value in form.data.getlist(name)] + [(LOOKED, "yes")],
    }
    return render(request, "editing/look.html", page.shows(form.words()) | shown)


def gone(
    request: HttpRequest, page: Writing, form_class: type[Words], model: type[models.Model], key: int, **given
) -> HttpResponse:
    """The words someone sends about a row that is no longer there, to be copied; not found when none are sent."""
    touch = last_touch(model(pk=key))
    if request.method != "POST" or touch is None:
        raise Http404
    form = form_class(request.POST, **given)
    return render(request, "editing/gone.html", {"page": page, "told": touch, "rows": as_it_reads(form)}, status=409)


def _save(request, page: Writing, form: Words, form_class: type[Words], save: Save, given: dict) -> HttpResponse:
    words = form.words()
    if page.row is not None and began_of(form) and not changes(form):
        messages.info(request, NOT_CHANGED)
        return redirect(page.leads_to)
    if page.row is not None:
        words["seen"] = form.cleaned_data["seen"]
    try:
        save(words)
    except ChangedMeanwhile as told:
        if told.row is None:
            return render(
                request, "editing/gone.html", {"page": page, "told": told, "rows": as_it_reads(form)}, status=409
            )
        return _both(request, page, rebased(form, form_class, told, given), status=409)
    except (IntegrityError, *page.refusals) as reason:
        form.add_error(None, BESIDE if isinstance(reason, IntegrityError) else str(reason))
        return _form(request, page, form)
    messages.success(request, page.saved)
    return redirect(page.leads_to)


def _both(request, page: Writing, form: Words, status: int = 200) -> HttpResponse:
    """Both wordings side by side, and the form to choose, mix and save again."""
    both = both_from(form)
    fields = [(bound, both.of(form, bound.name)) for bound in form.visible_fields()]
    return render(
        request, "editing/both.html", {"page": page, "form": form, "both": both, "fields": fields}, status=status
    )


def _chosen(form: Words, form_class: type[Words], given: dict, do: str) -> Words:
    """The form with one field filled from either wording."""
    whose, _, name = do.partition(":")
    both: Both = both_from(form)
    values: Values = {field: form.data.getlist(field) for field in form.fields if field not in TRAVELS}
    if name in both.mine:
        values[name] = (both.theirs if whose == "theirs" else both.mine)[name]
    return form_class(as_data(values | {name: [form.data.get(name, "")] for name in TRAVELS}), **given)


def decide(request: HttpRequest, page: Writing, form: forms.Form, do: Callable[..., object]) -> HttpResponse:
    """Ask why, and do it: for what is ended, withdrawn or restored and never deleted.

    do  where it gives long work, that is what is shown next
    """
    if form.is_valid():
        try:
            came = do(**form.cleaned_data)
        except page.refusals as reason:
            form.add_error(None, str(reason))
        else:
            if isinstance(came, Work):
                return redirect("tasks:work", key=came.key)
            messages.success(request, page.saved)
            return redirect(page.leads_to)
    return render(request, "editing/decide.html", {"page": page, "form": form})
