from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from leal.foundations.access.guards import needs
from leal.foundations.editing.writing import Writing, opened, write
from leal.foundations.pages.parts import Link

from .. import operations
from ..forms import members as asked
from ..forms.details import Details, DetailsByColleague
from ..models import PanelMember
from ..parts.leading import every_panel
from .members import member_at
from .mine import theirs


@needs(operations.put_right)
@never_cache
@sensitive_post_parameters()
def mine(request):
    """A member puts right what they told us."""
    member, here = theirs(request), reverse("panels:mine")
    page = Writing(
        title="Put your details right",
        leads_to=here,
        saved="Your details are put right.",
        lead=f"We reach you as it stands here. You still sign in with {request.user.email}.",
        way=(Link("What we hold about you", here),),
        row=member,
        refusals=(operations.LeftAlready,),
    )
    return write(request, page, Details, saving(request, member))


@needs(operations.read_member)
@never_cache
@sensitive_post_parameters()
def of_member(request, service, code, key):
    """A colleague puts right what a member told us, once they have said why they open the record."""
    member = member_at(request, service, code, key)
    page = page_of(member)
    if "seen" in request.POST:
        return write(request, page, DetailsByColleague, saving(request, member))
    form = asked.Purpose(request.POST or None)
    if form.is_valid():
        operations.read_member(member=member, by=request.user, **form.cleaned_data)
        return opened(request, page, DetailsByColleague)
    return render(request, "panels/purpose.html", {"panel": member.panel, "member": member, "form": form})


def page_of(member: PanelMember) -> Writing:
    members = reverse("panels:members", args=[member.panel.service, member.panel.code])
    return Writing(
        title=f"Put right: {member.name}",
        leads_to=members,
        saved="The details are put right.",
        way=(every_panel(member.panel), Link("Members", members)),
        row=member,
        refusals=(operations.LeftAlready,),
    )


def saving(request, member: PanelMember):
    """Saves what was written, and says so when nobody knows where the new postcode lies."""

    def save(words):
        now = operations.put_right(member=member, on=localdate(), by=request.user, **words)
        if now.postcode != member.postcode and now.postcode and not now.council_area:
            messages.warning(request, f"We do not know yet where {now.postcode} lies. It is kept.")

    return save
