from allauth.account.adapter import get_adapter as get_account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.ratelimit import consume
from allauth.socialaccount.adapter import get_adapter as get_single_sign_on
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, open_to_all
from leal.foundations.access.permissions import Permission
from leal.foundations.people.actors import ANYONE, visitor_or_person

from .. import forms, operations, queries
from ..adapters import TOO_OFTEN
from ..wording import role_names
from .guarding import leads_to, make_way


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def sign_in(request):
    """Every way in: password, link, single sign-on; where the story is told, the cast."""
    form = forms.SignIn(request.POST or None, request=request)
    if form.is_valid():
        make_way(request)
        return form.login(request, redirect_url=leads_to(request))
    shown = {
        "form": form,
        "next": leads_to(request),
        "again": "again" in request.GET and request.user.is_authenticated,
        "ways": get_single_sign_on(request).list_providers(request),
        "ask": f"{reverse('accounts:ask-for-link')}?{urlencode({'next': leads_to(request)})}",
        "cast": [(member, role_names(member.person)) for member in queries.may_be_signed_in_as()],
    }
    return render(request, "accounts/sign_in.html", shown)


@open_to_all
@never_cache
def ask_for_link(request):
    """Ask for a link by e-mail. The answer is the same whether or not the address is known."""
    form = forms.AskForLink(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["address"]
        if consume(request, action="ask_for_link", key=address):
            by = visitor_or_person(request.user)
            operations.ask_for_link(address=address, leads_to=leads_to(request), at=timezone.now(), by=by)
            return redirect("accounts:link-sent")
        form.add_error(None, TOO_OFTEN)
    shown = {"form": form, "next": leads_to(request)}
    return render(request, "accounts/ask_for_link.html", shown, status=429 if form.non_field_errors() else 200)


@open_to_all
def link_sent(request):
    """What happens now."""
    return render(request, "accounts/link_sent.html")


@open_to_all
@never_cache
def link(request, token):
    """One button. Opening the page uses nothing up: programs that scan mail open every link they find."""
    found = queries.good_link(token, at=timezone.now())
    if found is None:
        return render(request, "accounts/link_spent.html", status=410)
    if request.method == "POST":
        try:
            person = operations.use_link(link=found, at=timezone.now(), by=ANYONE)
        except operations.LinkSpent:
            return render(request, "accounts/link_spent.html", status=410)
        make_way(request)
        record_authentication(request, person, "link")
        return perform_login(request, person, redirect_url=found.leads_to)
    return render(request, "accounts/link.html", {"person": found.person})


@open_to_all
@require_POST
def sign_in_as(request, pk):
    """One press, where the story is told and only there. No second step: some earlier visitor may have set it up."""
    member = get_object_or_404(queries.may_be_signed_in_as(), pk=pk)
    make_way(request)
    record_authentication(request, member.person, "story")
    get_account(request).login(request, member.person)
    return redirect(leads_to(request) or settings.LOGIN_REDIRECT_URL)


@needs(Permission.SIGNED_IN)
@require_POST
def sign_out(request):
    """Sign out, and go to the first page."""
    logout(request)
    return redirect("/")
