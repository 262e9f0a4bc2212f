"""Signing in, all the way, in a real browser that holds to our policy on where forms may lead."""

import re

import pytest
from django.core import mail

from leal.config.single_sign_on import providers
from leal.foundations.notices.sending import send_waiting

from ..factories import PersonFactory
from ..foundations.fake_provider import FakeProvider

pytestmark = pytest.mark.journey


@pytest.fixture(params=["with script", "without script"])
def visitor(request, page, page_without_script):
    """A browser that nobody has signed in with."""
    found = page if request.param == "with script" else page_without_script
    found.context.clear_cookies()
    found.trouble.clear()
    return found


def said_to_be(page) -> str:
    return page.locator(".le_phase form").inner_text()


def test_through_another_organisation_and_back_to_the_page_one_wanted(site, visitor, settings, monkeypatch):
    isla = PersonFactory(name="Isla Munro")
    provider = FakeProvider(redirect_uri=f"{site.address}/sign-in/with/staff/back/")
    provider.person |= {"sub": isla.email, "email": isla.email}
    about = {"LABEL": "Staff sign-in", "ISSUER": provider.issuer, "CLIENT": "leal", "SECRET": "between us"}
    for what, value in about.items():
        monkeypatch.setenv(f"LEAL_SIGN_ON_STAFF_{what}", value)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(["staff"])}}
    settings.ADDRESS = site.address

    visitor.goto(f"{site.address}/account/")
    visitor.get_by_role("button", name="Staff sign-in").click()
    visitor.wait_for_url("**/account/")

    assert "You are Isla Munro." in said_to_be(visitor)
    assert visitor.trouble == []
    provider.close()


def test_by_a_link_that_comes_by_e_mail(site, visitor, settings, mailoutbox):
    settings.ADDRESS = site.address
    isla = PersonFactory(name="Isla Munro")

    visitor.goto(f"{site.address}/sign-in/link/")
    visitor.get_by_label("E-mail address").fill(isla.email)
    visitor.get_by_role("button", name="Send me a link").click()
    visitor.get_by_role("heading", name="Look at your e-mail").wait_for()
    send_waiting()
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [isla.email])
    visitor.goto(re.search(r"http\S+", letter.body)[0])
    visitor.get_by_role("main").get_by_role("button", name="Sign in").click()
    visitor.wait_for_url(f"{site.address}/desk/")

    assert "You are Isla Munro." in said_to_be(visitor)
    visitor.get_by_role("button", name="Sign out").click()
    visitor.wait_for_url(f"{site.address}/")
    assert visitor.get_by_role("link", name="Sign in", exact=True).is_visible()
