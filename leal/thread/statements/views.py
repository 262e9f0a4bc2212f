from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from leal.foundations.access.guards import open_to_all
from leal.foundations.pages.parts import Quote
from leal.foundations.people.actors import ANYONE

from . import forms, operations, queries


@open_to_all
def statement(request, code):
    """What people said, on whose word, and whether we have got it right."""
    found = get_object_or_404(queries.with_quotes(), code=code)
    form = forms.Answer(request.POST or None)
    if form.is_valid():
        operations.reply(statement=found, on=localdate(), by=ANYONE, **form.cleaned_data)
        messages.success(request, "Thank you. We have your answer, and do not know whose it is.")
        return redirect("statements:statement", code)
    said = [Quote(**quote | {"year": str(quote["year"])}) for quote in found.said]
    return render(request, "statements/statement.html", {"statement": found, "said": said, "form": form})
