from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs
from leal.foundations.editing.parts import Shelf

from . import forms, operations, parts, queries
from .easy_words import spoken

A_PAGE = 50


@needs(operations.settle)
def waiting(request):
    """Who waits for word from us that could not leave in the form they asked for."""
    page = Paginator(queries.waiting(person=request.user), A_PAGE).get_page(request.GET.get("page"))
    empty = "Nobody waits: whatever we had to tell people has left in the form they asked for."
    shelf = Shelf("waiting", "Who waits", tuple(parts.item(one) for one in page), empty=empty)
    return render(request, "notices/waiting.html", {"page": page, "shelf": shelf})


@needs(operations.settle)
def one(request, pk):
    """One who waits: what to tell them, and saying that it is done."""
    notice = get_object_or_404(queries.waiting(person=request.user), pk=pk)
    form = forms.Settling(request.POST or None)
    if form.is_valid():
        try:
            operations.settle(notice=notice, at=timezone.now(), by=request.user, **form.cleaned_data)
        except operations.SettledAlready as reason:
            messages.error(request, f"{reason}.")
        else:
            messages.success(request, f"{notice.name} has been told, and waits no more.")
        return redirect("notices:waiting")
    shown = {"notice": notice, "rows": parts.rows(notice), "form": form, "paragraphs": spoken(notice).split("\n\n")}
    shown["mend"] = parts.mend(notice)
    return render(request, "notices/one.html", shown)


@needs(operations.send_again)
@require_POST
def again(request, pk):
    """Let it try to leave once more."""
    notice = get_object_or_404(queries.waiting(person=request.user), pk=pk)
    try:
        operations.send_again(notice=notice, by=request.user)
    except operations.SettledAlready as reason:
        messages.error(request, f"{reason}.")
    else:
        messages.success(request, f"We try again to tell {notice.name}. Should it not leave, it comes back here.")
    return redirect("notices:waiting")
