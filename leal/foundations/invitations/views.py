from allauth.core.ratelimit import consume
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from leal.calculations.codes import Misread, read_code
from leal.foundations.access.guards import open_to_all

from . import forms, queries
from .refusals import NoSuchCode, NotAnswerable

TOO_OFTEN = "That was wrong too often. Wait a quarter of an hour, or ask us for help"


@open_to_all
@never_cache
def enter(request):
    """Where a code from a letter is typed."""
    form = forms.TypedCode(request.POST or None)
    if form.is_valid():
        try:
            code = read_code(form.cleaned_data["code"])
        except Misread as reason:
            form.add_error("code", f"{reason}.")
        else:
            return redirect("invitations:opened", code)
    return render(request, "invitations/enter.html", {"form": form})


@open_to_all
@never_cache
def opened(request, code):
    """Lead whoever holds a code to where they answer, or say why they cannot. Opening uses nothing up."""
    try:
        found = queries.answerable(code=code, on=localdate())
    except (Misread, NoSuchCode) as reason:
        known = isinstance(reason, Misread) or consume(request, action="try_code")
        form = forms.TypedCode({"code": code})
        form.is_valid()
        form.add_error("code", f"{reason if known else TOO_OFTEN}.")
        return render(request, "invitations/enter.html", {"form": form}, status=404 if known else 429)
    except NotAnswerable as reason:
        return render(request, "invitations/not_now.html", {"reason": str(reason)})
    return redirect(f"{found.asking.leads_to}{read_code(code)}/")
