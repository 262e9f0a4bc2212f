from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from leal.calculations.files import Unreadable
from leal.foundations.access.guards import needs
from leal.foundations.access.permissions import Permission
from leal.foundations.pages.attached import attached

from .. import operations, queries
from ..forms import members as forms
from ..intake import Reader, read_members
from ..parts import taking_in as parts
from .members import kept_panel

CSV = "text/csv; charset=utf-8"
LONG = 300_000  # bytes, some 2,000 rows: longer files are the worker’s


@needs(operations.take_in_members)
@never_cache
def taking_in(request, service, code):
    """Take in members from a file: who can be is, and every fault of the others is told. The worker takes long ones."""
    panel = kept_panel(request, service, code)
    form = forms.MembersFile(request.POST or None, request.FILES or None, panel=panel)
    before = queries.handed_in(panel=panel, person=request.user)
    if before and before.came and request.GET.get("faults") == "csv":
        return attached(parts.faults_as_csv(before), f"{panel.code}-faults.csv", CSV)
    shown = {"panel": panel, "form": form, "columns": Reader(panel, []).known, "before": before}
    if form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LONG:
            given = {"content": file.read(), "name": file.name, "wave": form.cleaned_data["wave"]}
            work = operations.hand_in_members(panel=panel, leads_to=request.path, by=request.user, **given)
            return redirect("tasks:work", key=work.key)
        try:
            read = read_members(file.read(), panel=panel, name=file.name)
        except Unreadable as reason:
            form.add_error("file", str(reason))
        else:
            done = operations.take_in_members(
                panel=panel, members=read.members, wave=form.cleaned_data["wave"], by=request.user
            )
            return render(request, "panels/taken_in.html", shown | {"report": parts.report(read, done)})
    if before and before.came:
        shown["report"] = parts.report_of(before)
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
        return attached(text, f"{panel.code}-members.csv", CSV)
    if request.method == "POST":
        messages.error(request, "Write why you need the file.")
    return render(request, "panels/handing_out.html", {"panel": panel, "form": form})
