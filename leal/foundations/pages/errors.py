"""The pages for when something is wrong: plain words, the same look, nothing revealed.

Named in config/urls.py (handler400 and so on) and in settings
(CSRF_FAILURE_VIEW = "leal.foundations.pages.errors.stale_form").
"""

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from .site import bare


def bad_request(request, exception=None) -> HttpResponse:
    """400: what the browser sent cannot be read."""
    return render(request, "400.html", status=400)


def refused(request, exception=None) -> HttpResponse:
    """403: says that the page is not open to this person, and not why or what it holds."""
    return render(request, "403.html", status=403)


def not_found(request, exception=None) -> HttpResponse:
    """404: there is no such page."""
    return render(request, "404.html", status=404)


def server_error(request) -> HttpResponse:
    """500: asks nothing of the database, which may be what broke."""
    return HttpResponseServerError(render_to_string("500.html", {"site": bare(request)}))


def stale_form(request, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long, or cookies that are off."""
    return render(request, "stale_form.html", status=403)
