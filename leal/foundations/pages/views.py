"""The pattern pages: every part of the pages on show, drawn by the real templates."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from leal.foundations.access.guards import open_to_all

from . import specimens
from .parts import Progress


@open_to_all
def patterns(request):
    """Every component once, with its name."""
    page = Paginator(range(1, 121), 10).get_page(request.GET.get("page", 5))
    return render(request, "patterns/patterns.html", {"shown": specimens.ALL, "page": page})


class Visit(forms.Form):
    """A form with each kind of control; it keeps nothing."""

    title = "What we need to know for a visit"
    day = forms.DateField(
        label="Which day suits you?",
        help_text="For example, 14/9/2026",
        input_formats=["%d/%m/%Y"],
        error_messages={
            "required": "Give a day for the visit",
            "invalid": "Write the day as day, month and year, such as 30/6/2026. June has 30 days",
        },
    )
    way = forms.ChoiceField(
        label="How would you like to meet?",
        widget=forms.RadioSelect,
        choices=[("home", "At home"), ("office", "At an office near you"), ("video", "By video")],
        error_messages={"required": "Choose how you would like to meet"},
    )
    language = forms.ChoiceField(
        label="Which language?",
        choices=[("en", "English"), ("gd", "Gaelic"), ("bsl", "British Sign Language")],
    )
    needs = forms.MultipleChoiceField(
        label="What would help?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("time", "More time to find my words"), ("print", "Large print"), ("quiet", "A quiet room")],
    )
    more = forms.CharField(label="Anything else?", required=False, widget=forms.Textarea, max_length=500)
    letter = forms.BooleanField(label="Send me a letter about it too", required=False)


@open_to_all
def form(request):
    """A form, blank, with errors and sent. It keeps nothing."""
    visit = Visit(request.POST or None)
    if visit.is_valid():
        messages.success(request, "Sent. This form is a pattern, so nothing was kept")
        return redirect("pages:form")
    return render(request, "patterns/form.html", {"form": visit})


@open_to_all
def long_work(request):
    """Long work, looked at again and again; each look finds it one further."""
    asked = request.GET.get("done", "3")
    done = min(int(asked), 10) if asked.isdecimal() else 0
    words = "All 10 files are in." if done == 10 else f"{done} of 10 files are in. About {10 - done} minutes left."
    work = Progress(sentence=words, done=done, of=10, again=f"?done={done + 1}", finished=done == 10)
    return render(request, "patterns/long_work.html", {"work": work})
