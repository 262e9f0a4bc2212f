from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs
from leal.foundations.access.permissions import Permission
from leal.foundations.accounts.bundle import everything_of

from .. import operations, queries
from ..keeping import parts as keeping
from ..models import PanelMember
from ..parts import holding as parts
from ..queries import renewing


def theirs(request) -> PanelMember:
    """The membership of whoever is signed in."""
    member = queries.member_of(person=request.user)
    if member is None:
        raise Http404
    return member


@needs(Permission.SIGNED_IN)
@never_cache
def mine(request):
    """Everything a panel member told us, what they agreed to, and the ways out."""
    member = queries.member_of(person=request.user)
    if member is None:
        return render(request, "panels/not_a_member.html", {"panels": queries.open_panels()})
    today = localdate()
    shown = {
        "member": member,
        "shelves": parts.told_by(member=member),
        "agreed": parts.agreements(member=member),
        "asked": renewing.asked_now(member=member, on=today),
        "rests": renewing.rests_until(member=member, on=today),
        "money": keeping.own_money(member, today),
    }
    return render(request, "panels/mine.html", shown)


@needs(Permission.SIGNED_IN)
@never_cache
def everything(request):
    """Everything held about the person signed in, as one file."""
    theirs(request)
    held = everything_of(str(request.user.pk))
    file = JsonResponse(held, json_dumps_params={"indent": 2, "ensure_ascii": False})
    file["Content-Disposition"] = 'attachment; filename="everything-about-me.json"'
    return file


@needs(operations.take_back)
@require_POST
def consent(request, pk):
    """Take back what one agreed to for one purpose."""
    given = get_object_or_404(queries.agreed_by(member=theirs(request)), pk=pk, wording__needed=False)
    operations.take_back(consent=given, on=localdate(), by=request.user)
    messages.success(request, "You no longer agree to it, and we have stopped.")
    return redirect("panels:mine")


@needs(operations.agree)
@require_POST
def agree(request, pk):
    """Agree to one more purpose."""
    member = theirs(request)
    wording = get_object_or_404(parts.not_agreed(member=member), pk=pk)
    operations.agree(member=member, wording=wording, how="online", on=localdate(), by=request.user)
    messages.success(request, "Thank you. We have written down that you agree.")
    return redirect("panels:mine")


@needs(operations.leave_panel)
@never_cache
def leave(request):
    """The first step out: what goes and what stays. The second is the button there."""
    member = theirs(request)
    if request.method == "POST":
        operations.leave_panel(member=member, on=localdate(), by=request.user)
        return redirect("panels:left")
    return render(request, "panels/leave.html", {"member": member, "owes": keeping.owes(member)})
