"""Pages of members who are asked whether they still want to take part, and of the colleague who notes what they say."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leal.calculations.codes import Misread, read_code
from leal.foundations.access.guards import needs, open_to_all
from leal.foundations.access.permissions import Permission
from leal.foundations.invitations.queries import check, invitation
from leal.foundations.invitations.refusals import NoSuchCode, NotAnswerable
from leal.foundations.pages.sentences import on_day
from leal.foundations.people.actors import visitor_or_person

from ..models import Renewal
from ..operations import staying as operations
from ..operations.leaving import LeftAlready
from ..queries import member_of
from ..queries import renewing as queries
from ..views.members import member_at
from ..views.mine import theirs
from . import forms, letters, parts
from .views import MAY, address, round_for

THANKS = {
    "yes": "Thank you. You stay a member. You can change your answer here until {until}.",
    "later": "Thank you for telling us. You stay a member, and until {rests} we invite you to nothing.",
    "no": "Thank you for telling us. One more step, and you have left.",
}


class Ended(Exception):
    """Whose code it was is no member any more."""

    def __str__(self) -> str:
        return (
            "Your code is right, but you are not a member any more, and we have erased what you told us. "
            "You need do nothing more"
        )


def renewal_by(code: str) -> Renewal:
    """Whose code it is. Raises Misread, NoSuchCode, Ended; not found when it is the code of something else."""
    kind, _, key = invitation(code=code).to.partition(" ")
    if kind != "panels.renewal":
        raise Http404
    found = queries.renewals().filter(pk=int(key)).first()
    if found is None or found.member.left_on:
        raise Ended
    return found


def with_code(view):
    """A page of whoever holds a code, given their renewal; else a page that says why the code opens nothing."""

    @wraps(view)
    def page(request, code):
        try:
            one = renewal_by(code)
            check(one.round.asking, localdate())
            return view(request, one, read_code(code))
        except (Misread, NoSuchCode):
            # Where codes are typed, what is wrong is said beside what was typed, and guessing is slowed.
            return redirect("invitations:opened", code)
        except NotAnswerable as reason:
            return render(request, "invitations/not_now.html", {"reason": str(reason)})
        except (Ended, LeftAlready):
            shown = {"title": "Your membership has ended", "reason": str(Ended())}
            return render(request, "invitations/not_now.html", shown, status=404)

    return page


@open_to_all
@never_cache
@with_code
def still(request, one, code):
    """Say with a code whether you still want to take part."""
    leave = reverse("panels:still-leave", args=[code])
    return reply(request, one, forms.Still, leave=leave, to=request.path)


@open_to_all
@never_cache
@with_code
def still_leave(request, one, code):
    """The second step of leaving, with a code: what goes and what stays, then the button."""
    stay = reverse("panels:still", args=[code])
    if request.method == "POST":
        try:
            operations.leave_as_answered(renewal=one, on=localdate(), by=visitor_or_person(request.user))
        except operations.SaidOtherwise:
            return redirect(stay)
        return redirect("panels:left")
    return render(request, "panels/leave.html", {"member": one.member, "owes": parts.owes(one.member), "stay": stay})


@needs(Permission.SIGNED_IN)
@never_cache
def still_mine(request):
    """Say, signed in, whether you still want to take part."""
    member = member_of(person=request.user)
    one = member and queries.asked_now(member=member, on=localdate())
    if one is None:
        return redirect("panels:mine")
    return reply(request, one, forms.Still, leave=reverse("panels:leave"), to=reverse("panels:mine"))


@needs(Permission.PANEL_WRITE)
@never_cache
def for_them(request, pk, renewal):
    """Note what someone answered by phone, on paper or in person."""
    found = round_for(request, pk)
    panel = found.panel
    one = get_object_or_404(queries.renewals(), pk=renewal, round=found, member__left_on=None)
    leave = reverse("panels:member-leaves", args=[panel.service, panel.code, one.member_id])
    return reply(request, one, forms.StillForThem, leave=leave, to=address(found), for_them=True)


def reply(request, one: Renewal, form_class, *, leave: str, to: str, for_them: bool = False):
    """The page on which it is answered; no leads on to the last step."""
    form = form_class(request.POST if request.method == "POST" else None, initial={"answer": one.answer})
    if form.is_valid():
        try:
            by = visitor_or_person(request.user)
            said = operations.answer_renewal(renewal=one, on=localdate(), by=by, **form.cleaned_data)
        except (NotAnswerable, LeftAlready) as reason:
            form.add_error(None, f"{reason}.")
        else:
            if said.answer == Renewal.Answer.NO:
                return redirect(leave)
            messages.success(request, thanks(said, for_them))
            return redirect(to)
    shown = {"one": one, "form": form, "for_them": for_them, "back": to, "leave": leave}
    shown |= {"said": parts.said_before(one), "silence": "" if one.answer else letters.silence(one.round)}
    return render(request, "panels/still.html", shown)


def thanks(said: Renewal, for_them: bool) -> str:
    if for_them:
        return f"Noted: {said.member} said {said.get_answer_display().lower()}."
    return THANKS[said.answer].format(until=on_day(said.round.asking.closes_on), rests=on_day(said.rests_until))


@needs(operations.take_part_again)
@require_POST
def again(request):
    """Be invited again, before the half year of “not now” is over."""
    operations.take_part_again(member=theirs(request), by=request.user)
    messages.success(request, "Welcome back. We invite you again from now on.")
    return redirect("panels:mine")


@needs(MAY)
@require_POST
def again_for_them(request, service, code, key):
    """Note that someone who rested wants to be invited again."""
    member = member_at(request, service, code, key)
    operations.take_part_again(member=member, by=request.user)
    messages.success(request, f"{member} is invited again from now on.")
    return redirect("panels:members", service, code)
