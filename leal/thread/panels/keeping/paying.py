"""The page of thanks and expenses of one gathering."""

from decimal import Decimal

from django import forms as django_forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs
from leal.foundations.pages.parts import Link

from ..gatherings.views import gathering_for, way_to
from ..models import Gathering
from ..operations import paying as operations
from ..operations.leaving import LeftAlready
from ..queries import keeping
from . import forms, parts


@needs(operations.claim_expense)
@never_cache
def paying(request, pk):
    """What a gathering cost those who came, what is owed, and how they were thanked; with forms to write it down."""
    found, today = gathering_for(request, pk), localdate()
    what = request.POST.get("what", "")
    given = {"gathering": found, "initial": {"on": today}}
    claim = forms.Claim(request.POST if what == "claim" else None, prefix="claim", **given)
    thank = forms.Thank(request.POST if what == "thank" else None, prefix="thank", **given)
    for form, do in ((claim, operations.claim_expense), (thank, operations.thank)):
        if form.is_valid() and done(form, found, do, request.user):
            messages.success(request, "It is written down. They see it on their own page.")
            return redirect("gatherings:paying", pk)
    expenses, thanks = list(keeping.expenses_of(gathering=found)), list(keeping.thanks_of(gathering=found))
    money = parts.money(expenses, found.panel, today)
    shown = {
        "gathering": found,
        "crumbs": (*way_to(found), Link("Thanks and expenses", "")),
        "rows": parts.money_rows(money, found.panel, sum((one.pounds or Decimal(0) for one in thanks), Decimal(0))),
        "costs": parts.costs(expenses, found.panel, today),
        "thanked": parts.thanked(thanks),
        "claim": claim,
        "thank": thank,
        "form": claim if claim.is_bound else thank,
    }
    return render(request, "panels/paying.html", shown)


def done(form: django_forms.Form, found: Gathering, do, by) -> bool:
    """Write down what a form says; whether it was."""
    try:
        do(gathering=found, by=by, **form.cleaned_data)
    except (operations.NotThere, LeftAlready) as reason:
        form.add_error(None, f"{reason}.")
        return False
    return True


@needs(operations.pay_expense)
@require_POST
def paid(request, pk, expense):
    """Write down that one expense was paid today."""
    found = gathering_for(request, pk)
    one = get_object_or_404(keeping.expenses_of(gathering=found), pk=expense)
    try:
        operations.pay_expense(expense=one, on=localdate(), by=request.user)
    except operations.PaidAlready as reason:
        messages.error(request, f"{reason}.")
    else:
        messages.success(request, f"Paid: {parts.pounds(one.pounds)} to {one.member}.")
    return redirect("gatherings:paying", pk)
