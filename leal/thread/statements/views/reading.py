from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from leal.foundations.access.guards import open_to_all
from leal.foundations.pages.parts import Quote
from leal.foundations.people.actors import ANYONE

from .. import forms, operations, queries


@open_to_all
def statement(request, service, code):
    """What people said, on whose word, and whether we have got it right."""
    found = get_object_or_404(queries.with_quotes(), service=service, code=code)
    form = forms.Answer(request.POST or None)
    if form.is_valid():
        operations.reply(statement=found, on=localdate(), by=ANYONE, **form.cleaned_data)
        messages.success(request, "Thank you. We have your answer, and do not know whose it is.")
        return redirect("statements:statement", service, code)
    said = [Quote(**quote | {"year": str(quote["year"])}) for quote in found.said]
    return render(request, "statements/statement.html", {"statement": found, "said": said, "form": form})


@open_to_all
def moved(request, code):
    """Where a statement stood while only one service could have it; the first to do so keeps its address."""
    found = queries.statements().filter(code=code).order_by("pk").first()
    if found is None:
        raise Http404
    return redirect("statements:statement", found.service, code, permanent=True)
