"""Pages of whoever is invited to a gathering, and of the colleague who notes what they say."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from leal.calculations.codes import Misread, read_code
from leal.foundations.access.guards import needs, open_to_all
from leal.foundations.access.permissions import Permission
from leal.foundations.invitations.queries import answerable
from leal.foundations.invitations.refusals import NotAnswerable
from leal.foundations.pages.attached import attached
from leal.foundations.people.actors import visitor_or_person

from ..models import Invited
from ..operations import gatherings as operations
from ..queries import gatherings as queries
from . import forms, letters, parts
from .calendar import ics
from .views import MAY, back, gathering_for


def invited_by(code: str) -> Invited:
    """Whose code it is. Raises NotAnswerable; not found when it is none of a gathering."""
    try:
        invitation = answerable(code=code, on=localdate())
    except Misread:
        raise Http404 from None
    kind, _, key = invitation.to.partition(" ")
    if kind != "panels.invited":
        raise Http404
    return queries.invited_by_key(key=int(key))


@open_to_all
@never_cache
def invited(request, code):
    """Say whether you come, and what you need: with the code of an invitation."""
    try:
        one = invited_by(code)
    except NotAnswerable as reason:
        return render(request, "invitations/not_now.html", {"reason": str(reason)})
    return reply(request, one, ways={"calendar": reverse("gatherings:calendar", args=[read_code(code)])})


@needs(Permission.SIGNED_IN)
@never_cache
def mine(request):
    """What you are invited to, when you sign in."""
    found = queries.invited_as(person=request.user)
    ahead = [one for one in found if one.gathering.ends_at.date() >= localdate() and not one.gathering.called_off_on]
    return render(request, "panels/invited_to.html", {"ahead": ahead})


@needs(Permission.SIGNED_IN)
@never_cache
def one_of_mine(request, pk):
    """Say whether you come, signed in."""
    found = get_object_or_404(queries.invited_as(person=request.user), gathering__pk=pk)
    return reply(request, queries.invited_by_key(key=found.pk))


@needs(MAY)
@never_cache
def for_them(request, pk, invited):
    """Note what someone answered by phone, on paper or in person."""
    found = gathering_for(request, pk)
    one = get_object_or_404(queries.people_of(gathering=found), pk=invited, invited_on__isnull=False)
    return reply(request, queries.invited_by_key(key=one.pk), way="phone", to=back(found))


def reply(request, one: Invited, *, way: str = "online", to: str = "", ways: dict[str, str] | None = None):
    """The page on which an invitation is answered, and what it says afterwards."""
    if one.gathering.called_off_on:
        return render(request, "invitations/not_now.html", {"reason": f"This was called off: {one.gathering.name}"})
    form = forms.Reply(request.POST or None, initial=forms.Reply.of(one))
    if form.is_valid():
        given = {"answer": form.cleaned_data["answer"], "needs": form.needs, "way": way}
        try:
            operations.answer_gathering(invited=one, on=localdate(), by=visitor_or_person(request.user), **given)
        except (NotAnswerable, operations.CalledOff) as reason:
            form.add_error(None, f"{reason}.")
        else:
            messages.success(request, THANKS[given["answer"]])
            return redirect(to or request.path)
    shown = {
        "one": one,
        "gathering": one.gathering,
        "when": letters.when(one.gathering),
        "where": letters.where(one.gathering),
        "form": form,
        "needs": [parts.need(each) for each in one.needs.all()],
        "for_them": bool(to),
        "back": to,
        **(ways or {}),
    }
    return render(request, "panels/invited.html", shown)


THANKS = {
    "yes": "Thank you. We look forward to meeting you. You can change your answer here until the day.",
    "no": "Thank you for telling us. If you can come after all, say so here.",
}


@open_to_all
@never_cache
def calendar(request, code):
    """The gathering for a diary."""
    try:
        one = invited_by(code)
    except NotAnswerable:
        raise Http404 from None
    address = settings.ADDRESS.rstrip("/") + reverse("gatherings:invited", args=[read_code(code)])
    diary = ics(one.gathering, address=address)
    return attached(diary, f"gathering-{one.gathering.pk}.ics", "text/calendar; charset=utf-8")
