"""What pages about signing in share: where to go next, and whether someone signed in lately."""

import time
from functools import wraps

from allauth.account.internal.flows.login import clear_authentication_records, get_authentication_records
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

LATELY = 15 * 60


def leads_to(request) -> str:
    """Where to go after signing in: a page of this site, or nowhere in particular."""
    return get_next_redirect_url(request) or ""


def make_way(request) -> None:
    """End whatever session is open, and forget steps begun: whoever signs in now starts from nothing."""
    if request.user.is_authenticated:
        logout(request)
    clear_authentication_records(request)


def signed_in_lately(request) -> bool:
    """Whether whoever is here showed who they are within the last quarter of an hour."""
    steps = get_authentication_records(request, request.user)
    return bool(steps) and time.time() - steps[-1]["at"] < LATELY


def only_lately(view):
    """For pages that change how someone signs in: an open session that is older is not enough."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not signed_in_lately(request):
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path, 'again': 1})}")
        return view(request, *args, **kwargs)

    return guarded
