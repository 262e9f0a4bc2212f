import secrets
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from requests import RequestException

from leal.foundations.access.guards import open_to_all

from .. import openid
from ..adapters import DID_NOT_WORK, turned_away
from .guarding import leads_to


@open_to_all
@never_cache
@require_POST
def leave_for(request, provider_id):
    """Go to a provider of single sign-on, with a question only its answer fits."""
    provider = provider_named(request, provider_id)
    nonce = secrets.token_urlsafe(24)
    try:
        question = provider.redirect(
            request,
            process="login",
            next_url=leads_to(request),
            nonce=nonce,
            auth_params=provider.get_auth_params() | {"nonce": nonce},
        )
    except (RequestException, ProviderException, KeyError, ValueError):
        return turned_away(request, DID_NOT_WORK).response
    shown = {"name": provider.name, "address": question.url, "host": urlsplit(question.url).netloc}
    answer = render(request, "accounts/leave_for.html", shown)
    # A redirect would be stopped by the browser: our policy lets forms lead to this site alone, wherever
    # a provider then sends people on to. This page is the answer to the form, and leads on by itself.
    answer["Refresh"] = f"0; url={question.url}"
    return answer


@open_to_all
@never_cache
def come_from(request, provider_id):
    """Come back from a provider. It is the one GET that signs in: the protocol knows no other way."""
    provider_named(request, provider_id)
    try:
        return openid.Answer.adapter_view(openid.Provider(request, provider_id))(request)
    except (KeyError, ValueError):
        return turned_away(request, DID_NOT_WORK).response


def provider_named(request, way: str):
    """The provider settings know by this short name, asked by our own rules."""
    try:
        provider = get_adapter(request).get_provider(request, way)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    provider.oauth2_adapter_class = openid.Provider
    return provider
