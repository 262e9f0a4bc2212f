"""Sections, pieces of the introduction and what is asked of people: written, written anew, taken out."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render
from django.urls import reverse

from leal.foundations.editing.writing import Writing, gone, write
from leal.foundations.pages.parts import Link

from .. import forms, operations
from ..models import Ask, Edition, Passage, Section
from .guarding import REFUSALS, address, in_draft, page_of


def rewriting(request, draft: Edition, kind: str, model, pk: int, form, save: Callable, **given):
    """Write one piece of an edition anew; words about one that was taken out meanwhile can be copied."""
    row = model._base_manager.filter(edition=draft, pk=pk).first()
    page = page_of(
        draft,
        str(row or "What was taken out"),
        "It is saved.",
        row=row,
        history=reverse("editing:history", args=[kind, pk]),
        beside=(Link("Take it out", address("take-out", draft, kind, pk)),),
    )
    if row is None:
        return gone(request, page, form, model, pk, **given)
    return write(request, page, form, lambda words: save(row, words), **given)


def new(edition: Edition, title: str) -> Writing:
    return page_of(edition, title, "It is in the draft.")


@in_draft(operations.write_section)
def new_section(request, edition):
    """Write a section into a draft."""
    page = new(edition, "Write a section")

    def save(words):
        operations.write_section(edition=edition, by=request.user, **words)

    return write(request, page, forms.Section, save, edition=edition)


@in_draft(operations.rewrite_section)
def section(request, edition, pk):
    """Write a section anew."""

    def save(row, words):
        operations.rewrite_section(section=row, by=request.user, **words)

    return rewriting(request, edition, "section", Section, pk, forms.Section, save, edition=edition, but=pk)


@in_draft(operations.write_passage)
def new_passage(request, edition):
    """Write a piece of the introduction, or explain a word."""
    page = new(edition, "Write a piece of the introduction")

    def save(words):
        operations.write_passage(edition=edition, by=request.user, **words)

    return write(request, page, forms.PassageWords, save)


@in_draft(operations.rewrite_passage)
def passage(request, edition, pk):
    """Write a piece of the introduction anew."""

    def save(row, words):
        operations.rewrite_passage(passage=row, by=request.user, **words)

    return rewriting(request, edition, "passage", Passage, pk, forms.PassageWords, save)


@in_draft(operations.write_ask)
def new_ask(request, edition):
    """Write what is asked of people."""
    page = new(edition, "Write what we ask of people")

    def save(words):
        operations.write_ask(edition=edition, by=request.user, **words)

    return write(request, page, forms.Ask, save)


@in_draft(operations.rewrite_ask)
def ask(request, edition, pk):
    """Write anew what is asked of people."""

    def save(row, words):
        operations.rewrite_ask(ask=row, by=request.user, **words)

    return rewriting(request, edition, "ask", Ask, pk, forms.Ask, save)


TAKEN_OUT = {
    "section": (Section, operations.remove_section),
    "passage": (Passage, operations.remove_passage),
    "ask": (Ask, operations.remove_ask),
}


@in_draft(operations.remove_section)
def take_out(request, edition, kind, pk):
    """Take a section, a piece of the introduction or an ask out of a draft."""
    model, remove = TAKEN_OUT[kind]
    row = model._base_manager.filter(edition=edition, pk=pk).first()
    if row is None:
        return redirect(address("draft", edition))
    if request.method == "POST":
        try:
            remove(by=request.user, **{kind: row})
            messages.success(request, "It is out of the draft.")
        except REFUSALS as reason:
            messages.error(request, str(reason))
        return redirect(address("draft", edition))
    page = page_of(edition, "Take it out", "", lead=str(row), button="Take it out")
    return render(request, "editing/decide.html", {"page": page, "form": Form()})
