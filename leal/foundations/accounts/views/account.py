import base64

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import may_somewhere, needs
from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.pages.parts import Link, Row

from .. import forms, operations, queries
from ..wording import role_name, spell, what_for
from .guarding import only_lately


@needs(Permission.SIGNED_IN)
@never_cache
def account(request):
    """Your account: who you are here, what you may do, and how you sign in."""
    person = request.user
    things = queries.things_to_hold_roles_for()
    held = [
        (role_name(one), ROLES[one.role].about, f"{what_for(one, things)}, {spell(one)}")
        for one in queries.holdings_on(localdate(), person=person)
    ]
    rows = [Row("Name", person.name), Row("E-mail address", person.email), told_row(person)]
    shown = {
        "rows": rows,
        "held": held,
        "has_authenticator": queries.has_authenticator(person),
        "keeps_people": may_somewhere(person, Permission.PERSON_WRITE),
    }
    return render(request, "accounts/account.html", shown)


def told_row(person) -> Row:
    return Row(
        "Told of what needs you", person.get_told_by_display(), Link("Change this", reverse("accounts:how-told"))
    )


@needs(operations.choose_how_told)
@never_cache
def how_told(request):
    """How to be told of what needs you."""
    told = {name: getattr(request.user, name) for name in ("told_by", "postal_address")}
    form = forms.HowTold(request.POST or None, initial=told)
    if form.is_valid():
        operations.choose_how_told(by=request.user, **form.cleaned_data)
        messages.success(request, "From now on we tell you that way.")
        return redirect("accounts:account")
    return render(request, "accounts/how_told.html", {"form": form})


@needs(operations.choose_password)
@only_lately
@never_cache
@sensitive_post_parameters("password", "again")
def password(request):
    """Choose a password, or a new one. Whoever forgot theirs comes here by a link."""
    form = forms.ChoosePassword(request.POST or None, person=request.user)
    if form.is_valid():
        operations.choose_password(password=form.cleaned_data["password"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "You have a new password. You are signed out everywhere else.")
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form})


@needs(operations.set_up_authenticator)
@only_lately
@never_cache
def authenticator(request):
    """A second step when you sign in: what it is, and whether you have one. POST begins setting it up."""
    if request.method == "POST":
        request.session[SECRET_SESSION_KEY] = generate_totp_secret()
        return redirect("accounts:authenticator-secret")
    return render(request, "accounts/authenticator.html", {"has_one": queries.has_authenticator(request.user)})


@needs(operations.set_up_authenticator)
@only_lately
@never_cache
def authenticator_secret(request):
    """Show the secret to an app, and prove that it has it."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        return redirect("accounts:authenticator")
    form = forms.FirstCode(request.POST or None, person=request.user, secret=secret)
    if form.is_valid():
        operations.set_up_authenticator(secret=secret, by=request.user)
        del request.session[SECRET_SESSION_KEY]
        messages.success(request, "We ask for a code from your app from now on.")
        return redirect("accounts:recovery-codes")
    library = get_adapter()
    address = library.build_totp_url(request.user, secret)
    shown = {
        "form": form,
        "address": address,
        "picture": "data:image/svg+xml;base64," + base64.b64encode(library.build_totp_svg(address).encode()).decode(),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, "accounts/authenticator_secret.html", shown)


@needs(operations.remove_authenticator)
@only_lately
@require_POST
def remove_authenticator(request):
    """Ask for no code any more."""
    operations.remove_authenticator(by=request.user)
    messages.success(request, "We no longer ask for a code.")
    return redirect("accounts:account")


@needs(operations.make_recovery_codes)
@only_lately
@never_cache
def recovery_codes(request):
    """The recovery codes not used yet; POST makes new ones."""
    if request.method == "POST" and queries.has_authenticator(request.user):
        operations.make_recovery_codes(by=request.user)
        messages.success(request, "These are new. The old ones work no more.")
        return redirect("accounts:recovery-codes")
    codes = [f"{code[:4]} {code[4:]}" for code in queries.recovery_codes(request.user)]
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@needs(operations.sign_out_elsewhere)
@require_POST
def sign_out_elsewhere(request):
    """End every other session."""
    ended = operations.sign_out_elsewhere(here=request.session.session_key, by=request.user)
    said = "You were signed in nowhere else." if ended == 0 else "You are signed out everywhere else."
    messages.success(request, said)
    return redirect("accounts:account")
