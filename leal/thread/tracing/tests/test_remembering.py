"""Pages as anyone sees them are made once, and never shown when they are no longer so."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from leal.thread.tracing import remembering
from leal.thread.tracing.taking_part import views as taking_part
from tests.factories import CommitmentFactory, EditionFactory, PanelFactory, PersonFactory, SectionFactory

HOME = "tracing:home"


@pytest.fixture
def commitment(committed):
    return CommitmentFactory(
        section=SectionFactory(edition=EditionFactory(charter__slug="ours")), title="Answered soon"
    )


@pytest.fixture
def address(commitment):
    return reverse(HOME, args=["ours"])


def test_a_remembered_page_changes_as_soon_as_anything_is_written(address, commitment):
    assert "Our promises now" not in Client().get(address).text

    charter = commitment.edition.charter
    charter.name = "Our promises now"
    charter.save(update_fields=["name"])

    assert "Our promises now" in Client().get(address).text


def test_a_remembered_page_costs_one_query(address):
    PersonFactory()
    Client().get(address)
    first = Client().get(address).content

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert Client().get(address).content == first
    assert len(asked) == 1


def test_what_is_remembered_of_a_visitor_is_not_shown_to_someone_signed_in(address):
    Client().get(address)
    signed_in, person = Client(), PersonFactory()
    signed_in.force_login(person)

    assert signed_in.get(address).wsgi_request.user == person


def test_a_page_that_is_not_there_is_looked_for_each_time(address):
    asked = f"{address}?year=2031-32"
    assert Client().get(asked).status_code == 404
    assert Client().get(asked).status_code == 404


@pytest.mark.parametrize("page", ["/", None])
@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_a_page_is_packed_once_and_only_for_readers_who_can_unpack_it(address, commitment, page, accepted):
    for _visit in range(2):
        answer = Client().get(page or address, headers={"Accept-Encoding": accepted})
        content = gzip.decompress(answer.content) if accepted else answer.content

        assert answer.get("Content-Encoding", "") == accepted
        assert content.startswith(b"<!doctype html>")


def test_a_page_that_tells_of_today_is_made_anew_tomorrow_though_nobody_wrote(commitment, monkeypatch):
    today, a_day = localdate(), timedelta(days=1)
    PanelFactory(service="ours").waves.create(name="A wave", opened_on=today, closed_on=today + a_day)
    page = reverse("tracing:taking-part", args=["ours"])
    for _visit in range(2):
        assert "You can ask to join until" in Client().get(page).text

    for module in (remembering, taking_part):
        monkeypatch.setattr(module, "localdate", lambda: today + a_day)

    assert "Joining is closed just now" in Client().get(page).text
