from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from leal.calculations.files import Unreadable
from leal.foundations.access.guards import needs
from leal.foundations.access.permissions import Permission

from .. import operations, queries
from ..forms import members as forms
from ..intake import Reader, read_members
from ..parts import taking_in as parts
from .members import kept_panel


@needs(operations.take_in_members)
@never_cache
def taking_in(request, service, code):
    """Take in members from a file: who can be is, and every fault of the others is told."""
    panel = kept_panel(request, service, code)
    form = forms.MembersFile(request.POST or None, request.FILES or None, panel=panel)
    shown = {"panel": panel, "form": form, "columns": Reader(panel, []).known}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_members(file.read(), panel=panel, name=file.name)
        except Unreadable as reason:
            form.add_error("file", str(reason))
        else:
            done = operations.take_in_members(
                panel=panel, members=read.members, wave=form.cleaned_data["wave"], by=request.user
            )
            return render(request, "panels/taken_in.html", shown | {"report": parts.report(read, done)})
    return render(request, "panels/taking_in.html", shown)


@needs(Permission.PANEL_WRITE)
@never_cache
def doubles(request, service, code):
    """Members who may be the same person twice, side by side."""
    panel = kept_panel(request, service, code)
    pairs = parts.pairs(queries.likely_doubles(panel=panel))
    return render(request, "panels/doubles.html", {"panel": panel, "pairs": pairs})


@needs(operations.read_member)
@never_cache
def members_as_csv(request, service, code):
    """Every member as a file that can be taken in again. Asked for with a reason, which stays recorded."""
    panel = kept_panel(request, service, code)
    form = forms.Purpose(request.POST or None)
    if form.is_valid():
        text = operations.hand_out_members(panel=panel, by=request.user, **form.cleaned_data)
        file = HttpResponse(text, content_type="text/csv; charset=utf-8")
        file["Content-Disposition"] = f'attachment; filename="{panel.code}-members.csv"'
        return file
    if request.method == "POST":
        messages.error(request, "Write why you need the file.")
    return render(request, "panels/handing_out.html", {"panel": panel, "form": form})
