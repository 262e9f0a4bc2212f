from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import Permission
from leal.foundations.pages.remembering import remembered_for_each

from .. import operations, queries
from ..forms import members as forms
from ..keeping import parts as keeping
from ..models import Panel, PanelMember
from ..parts import holding as parts
from ..parts.listing import listed
from ..queries import renewing

A_PAGE = 50


def kept_panel(request, service: str, code: str) -> Panel:
    """The panel an address names, for someone who looks after it."""
    panel = queries.panel_of(service=service, code=code)
    if panel is None:
        raise Http404
    require(request.user, Permission.PANEL_WRITE, within=panel.scope)
    return panel


def member_at(request, service: str, code: str, key) -> PanelMember:
    panel = kept_panel(request, service, code)
    return get_object_or_404(panel.members.filter(left_on=None).select_related("panel"), pk=key)


@needs(Permission.PANEL_WRITE)
@never_cache
@remembered_for_each
def members(request, service, code):
    """Who is on the panel: by name, by area, by what they know, by how they are told."""
    panel = kept_panel(request, service, code)
    form = forms.Search(request.GET or None, panel=panel)
    chosen = form.chosen() if form.is_bound else {}
    waiting = chosen.pop("state", "") == forms.WAITING
    everyone = queries.waiting(panel=panel) if waiting else queries.members(panel=panel)
    found = queries.found(members=everyone, **chosen)
    pages = Paginator(found, A_PAGE)
    if not waiting and not chosen:
        pages.count = queries.how_many(panel=panel)  # the database keeps count of them
    page = pages.get_page(request.GET.get("page"))
    shown = {
        "panel": panel,
        "form": form,
        "page": page,
        "people": listed(page, panel=panel, waiting=waiting),
        "waiting": waiting,
        "chosen": chosen,
        "hows": [(how, words) for how, words in PanelMember.How.choices if how != "online"],
    }
    return render(request, "panels/members.html", shown)


@needs(operations.read_member)
@never_cache
def member(request, service, code, key):
    """One person's record, once you have said why you need it."""
    found = member_at(request, service, code, key)
    form = forms.Purpose(request.POST or None)
    shown = {"panel": found.panel, "member": found, "form": form}
    if form.is_valid():
        operations.read_member(member=found, by=request.user, **form.cleaned_data)
        shelves = [shelf for shelf in parts.told_by(member=found) if shelf.id != "equality"]
        shown |= {"shelves": shelves, "agreed": parts.agreements(member=found)}
        shown["money"] = keeping.own_money(found, localdate())
        shown["rests"] = renewing.rests_until(member=found, on=localdate())
        return render(request, "panels/member.html", shown)
    return render(request, "panels/purpose.html", shown)


@needs(operations.confirm_by_talking)
@require_POST
def confirmed(request, service, code, key):
    """A colleague spoke with someone who asked to join: it is them."""
    found = member_at(request, service, code, key)
    operations.confirm_by_talking(member=found, on=localdate(), by=request.user)
    messages.success(request, f"{found} is a member of the panel now.")
    return redirect("panels:members", service, code)


@needs(Permission.PANEL_WRITE)
@never_cache
def leave(request, service, code, key):
    """Somebody asked a colleague to let them leave: what goes, what stays, then the button."""
    found = member_at(request, service, code, key)
    if request.method == "POST":
        operations.leave_panel(member=found, on=localdate(), by=request.user)
        messages.success(request, "They have left, and what they told us is erased.")
        return redirect("panels:members", service, code)
    return render(request, "panels/leave.html", {"member": found, "owes": keeping.owes(found), "colleague": True})
