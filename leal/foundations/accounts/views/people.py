from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs
from leal.foundations.pages.parts import Row

from .. import forms, operations, queries
from ..wording import role_name, role_names, spell, what_for

A_PAGE = 25
REFUSALS = (
    operations.AddressTaken,
    operations.HeldAlready,
    operations.LastKeeper,
    operations.NotOfTheStory,
)


@needs(operations.add_person)
def people(request):
    """Everyone who was added, by name; a few letters find someone."""
    named = request.GET.get("named", "")[:100]
    page = Paginator(queries.people(named=named), A_PAGE).get_page(request.GET.get("page"))
    rows = [(person, role_names(person)) for person in page]
    return render(request, "accounts/people.html", {"page": page, "rows": rows, "named": named})


@needs(operations.add_person)
def add_person(request):
    """Add someone who may sign in."""
    form = forms.AddPerson(request.POST or None)
    if form.is_valid() and (added := done(form, operations.add_person, on=localdate(), by=request.user)):
        messages.success(request, f"{added.name} can sign in now, and has been told so.")
        return redirect("accounts:person", pk=added.pk)
    return render(request, "accounts/add_person.html", {"form": form})


@needs(operations.add_person)
def person(request, pk):
    """One person: the roles they hold and held, and what can be done about them."""
    found = get_object_or_404(queries.people(), pk=pk)
    things, today = queries.things_to_hold_roles_for(), localdate()
    held = [
        (one, role_name(one), f"{what_for(one, things)}, {spell(one)}", one.until is None or one.until > today)
        for one in queries.holdings(person=found)
    ]
    rows = [
        Row("E-mail address", found.email),
        Row("Signs in", "Yes" if found.is_active else "No, has left"),
        Row("Roles today", role_names(found) or "None"),
    ]
    return render(request, "accounts/person.html", {"person": found, "rows": rows, "held": held})


@needs(operations.give_role)
def give_role(request, pk):
    """Give a person a role."""
    found = get_object_or_404(queries.people(), pk=pk)
    things = queries.things_to_hold_roles_for()
    form = forms.GiveRole(request.POST or None, things=things, initial={"since": f"{localdate():%-d/%-m/%Y}"})
    if form.is_valid():
        given = dict(form.cleaned_data)
        scope, within = given.pop("what")
        form.cleaned_data = given | {"scope": scope, "within": within}
        if held := done(form, operations.give_role, person=found, by=request.user):
            messages.success(request, f"{found.name} is given the role: {role_name(held)}.")
            return redirect("accounts:person", pk=pk)
    return render(request, "accounts/give_role.html", {"person": found, "form": form})


@needs(operations.end_role)
def end_role(request, pk, held):
    """End a role from today on."""
    found = get_object_or_404(queries.people(), pk=pk)
    one = get_object_or_404(queries.holdings(person=found), pk=held)
    if one.until and one.until <= localdate():
        return redirect("accounts:person", pk=pk)
    form = forms.Why(request.POST or None)
    if form.is_valid() and done(form, operations.end_role, held=one, on=localdate(), by=request.user):
        messages.success(request, f"{found.name} no longer holds the role: {role_name(one)}.")
        return redirect("accounts:person", pk=pk)
    said = f"{role_name(one)}, for {what_for(one, queries.things_to_hold_roles_for())}"
    return render(request, "accounts/end_role.html", {"person": found, "held": said, "form": form})


@needs(operations.leave)
def leave(request, pk):
    """Let a person sign in no more."""
    found = get_object_or_404(queries.people(), pk=pk)
    form = forms.Why(request.POST or None)
    if form.is_valid() and done(form, operations.leave, person=found, on=localdate(), by=request.user):
        messages.success(request, f"{found.name} can no longer sign in.")
        return redirect("accounts:person", pk=pk)
    return render(request, "accounts/leave.html", {"person": found, "form": form})


@needs(operations.come_back)
@require_POST
def come_back(request, pk):
    """Let a person who left sign in again."""
    found = get_object_or_404(queries.people(), pk=pk)
    try:
        operations.come_back(person=found, by=request.user)
        messages.success(request, f"{found.name} can sign in again.")
    except operations.NotOfTheStory as reason:
        messages.error(request, str(reason))
    return redirect("accounts:person", pk=pk)


@needs(operations.erase)
def erase(request, pk):
    """Erase a person, in two steps: what goes and what stays, and why; then once more."""
    found = get_object_or_404(queries.people(), pk=pk)
    form = forms.Why(request.POST or None)
    sure = form.is_valid() and "sure" in request.POST
    if sure and done(form, operations.erase, person=found, on=localdate(), by=request.user):
        messages.success(request, "They are erased. What they did stays recorded, without a name.")
        return redirect("accounts:people")
    template = "accounts/erase_for_good.html" if form.is_valid() else "accounts/erase.html"
    return render(request, template, {"person": found, "form": form})


def done(form, operation, **given):
    """What the operation returns; False, with the reason on the form, when it refuses."""
    try:
        return operation(**given, **form.cleaned_data)
    except REFUSALS as reason:
        form.add_error(None, str(reason))
        return False
