"""The make-up of a panel is made once for each colleague, and never shown when it is no longer so, or to another."""

import pytest
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from leal.thread.panels.models import Panel
from tests.factories import PanelFactory, PersonFactory

pytestmark = pytest.mark.database


@pytest.fixture
def address(committed):
    panel = PanelFactory(name="Experience Panel")
    return reverse("panels:make-up", args=[panel.service, panel.code])


def signed_in(name: str) -> Client:
    """A colleague’s browser that has been here before."""
    client = Client()
    client.force_login(PersonFactory(name=name, role="researcher"))
    client.get("/panels/")
    return client


def test_opened_again_it_costs_four_questions_until_anyone_writes(address):
    nadia = signed_in("Nadia")
    nadia.get(address)
    first = nadia.get(address).content

    with CaptureQueriesContext(connection) as asked:
        assert nadia.get(address).content == first
    assert len(asked) == 4, "who it is, whether they may, and whether anyone wrote"

    Panel.objects.update(name="Panel of everyone")
    assert "Panel of everyone" in nadia.get(address).text


def test_each_colleague_is_shown_their_own(address):
    for name in ("Nadia", "Ewan"):
        colleague = signed_in(name)
        assert [f"You are {name}" in colleague.get(address).text for _ in range(2)] == [True, True]


def test_whose_role_has_ended_sees_nothing_any_more(address):
    nadia = signed_in("Nadia")
    assert [nadia.get(address).status_code for _ in range(2)] == [200, 200]

    nadia.get(address).wsgi_request.user.role_holdings.update(until=localdate())

    assert nadia.get(address).status_code == 403


def test_what_is_said_once_is_said_once(address):
    nadia = signed_in("Nadia")
    nadia.get(address)
    keeps = CookieStorage(nadia.get("/panels/").wsgi_request)
    nadia.cookies["messages"] = keeps._encode([Message(SUCCESS, "It is saved.")])

    assert ["It is saved." in nadia.get(address).text for _ in range(2)] == [True, False]
