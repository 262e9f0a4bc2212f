from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.access.guards import needs, require
from leal.foundations.editing.forms import Why, free_code
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link
from leal.thread.charters.models import Edition
from leal.thread.charters.queries import editions_published

from .. import forms, operations, parts, queries
from ..models import Lesson

ALL = "Lessons and changes"


def edition_for(request, slug: str) -> Edition:
    """The edition a charter published last, for someone who may write its lessons."""
    found = editions_published().filter(charter__slug=slug).first()
    if found is None:
        raise Http404
    require(request.user, operations.learn.needs, within=found.charter.scope)
    request.leal_charter = found.charter
    return found


def lesson_for(request, slug: str, code: str) -> Lesson:
    return get_object_or_404(queries.lessons_of(charter=edition_for(request, slug).charter), code=code)


def page_of(slug: str, title: str, saved: str, about: Lesson | None = None, **more) -> Writing:
    """A page of writing that leads back to the lesson it is about, or to the list."""
    leads_to = reverse("learning:lessons", args=[slug])
    way = (Link(ALL, leads_to),)
    if about:
        leads_to = reverse("learning:lesson", args=[slug, about.code])
        way = (*way, Link(about.title, leads_to))
    return Writing(title=title, saved=saved, leads_to=leads_to, way=way, refusals=(operations.MadeAlready,), **more)


@needs(operations.learn)
def shelves(request, slug):
    """Every lesson, what is late first."""
    charter = edition_for(request, slug).charter
    adds = (Link("Write down a lesson", reverse("learning:new-lesson", args=[slug])),)
    found = parts.shelves(charter=charter, on=localdate())
    return render(request, "editing/shelves.html", {"title": ALL, "lead": parts.LEAD, "shelves": found, "adds": adds})


@needs(operations.learn)
def lesson(request, slug, code):
    """One lesson, and what followed."""
    edition = edition_for(request, slug)
    found = get_object_or_404(queries.lessons_of(charter=edition.charter), code=code)
    here = [slug, code]
    ways = [Link("Put it in other words", reverse("learning:rewrite-lesson", args=here))]
    if not found.withdrawn_on:
        ways.append(Link("Withdraw it, and say why", reverse("learning:withdrawal", args=here)))
    ways.append(Link("Every wording there was", reverse("editing:history", args=["lesson", found.pk])))
    shown = {
        "title": found.title,
        "crumbs": (Link(ALL, reverse("learning:lessons", args=[slug])), Link(found.title, "")),
        "facts": parts.facts(lesson=found, edition=edition),
        "ways": ways,
        "shelves": (parts.followed(lesson=found),),
    }
    return render(request, "editing/shelves.html", shown)


@needs(operations.learn)
def new_lesson(request, slug):
    """Write down a lesson."""
    edition = edition_for(request, slug)
    page = page_of(slug, "Write down a lesson", "The lesson is written down.", help=parts.codes(edition=edition))

    def save(words):
        code = free_code(words["title"], {*queries.codes(charter=edition.charter), "new"}, most=60)
        operations.learn(code=code, by=request.user, **words)

    return write(request, page, forms.NewLesson, save, edition=edition)


@needs(operations.rewrite_lesson)
def rewriting(request, slug, code):
    """Put a lesson in other words."""
    edition = edition_for(request, slug)
    found = get_object_or_404(queries.lessons_of(charter=edition.charter), code=code)
    page = page_of(
        slug,
        "Put it in other words",
        "The lesson is saved.",
        about=found,
        row=found,
        help=parts.codes(edition=edition),
        history=reverse("editing:history", args=["lesson", found.pk]),
    )

    def save(words):
        operations.rewrite_lesson(lesson=found, edition=edition, by=request.user, **words)

    return write(request, page, forms.LessonWords, save, edition=edition)


@needs(operations.withdraw_lesson)
def withdrawal(request, slug, code):
    """Withdraw a lesson, with the reason."""
    found = lesson_for(request, slug, code)
    lead = "It stays to be read, with your reason. It is no longer counted as late."
    saved = "The lesson is withdrawn, and readers see why."
    page = page_of(slug, "Withdraw it", saved, about=found, lead=lead, button="Withdraw it")

    def do(because):
        operations.withdraw_lesson(lesson=found, because=because, on=localdate(), by=request.user)

    return decide(request, page, Why(request.POST or None), do)


@needs(operations.change)
def new_change(request, slug, code):
    """Record what followed a lesson, or will."""
    found = lesson_for(request, slug, code)
    page = page_of(slug, "Record a change", "The change is recorded.", about=found, lead=found.wording)

    def save(words):
        operations.change(lesson=found, by=request.user, **words)

    return write(request, page, forms.NewChange, save, on=localdate())


@needs(operations.rewrite_change)
def change(request, slug, code, pk):
    """Put right what was done, who was told and whether it worked."""
    lesson = lesson_for(request, slug, code)
    found = get_object_or_404(queries.changes_of(lesson=lesson), pk=pk)
    dropping = Link("We will not do this", reverse("learning:dropping", args=[slug, code, pk]))
    page = page_of(
        slug,
        "What followed",
        "The change is saved.",
        about=lesson,
        row=found,
        history=reverse("editing:history", args=["change", pk]),
        beside=() if found.made_on or found.withdrawn_on else (dropping,),
    )

    def save(words):
        operations.rewrite_change(change=found, by=request.user, **words)

    return write(request, page, forms.ChangeWords, save, on=localdate())


@needs(operations.withdraw_change)
def dropping(request, slug, code, pk):
    """Say that we will not do what we said, and why."""
    lesson = lesson_for(request, slug, code)
    found = get_object_or_404(queries.changes_of(lesson=lesson), pk=pk)
    lead = f"{found.what} Readers see that we said it, that we will not do it, and why."
    saved = "Readers see that we will not do this, and why."
    page = page_of(slug, "We will not do this", saved, about=lesson, lead=lead, button="Say so")

    def do(because):
        operations.withdraw_change(change=found, because=because, on=localdate(), by=request.user)

    return decide(request, page, Why(request.POST or None), do)
