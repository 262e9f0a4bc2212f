"""The pattern pages and the error pages, opened as a visitor opens them."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client
from django.urls import path

from leal.foundations.access.guards import open_to_all
from leal.foundations.pages import errors


@pytest.fixture(autouse=True)
def no_charter(settings):
    """These pages stand on a site of their own, with a name and nothing else."""
    settings.LEAL_SITE = "leal.foundations.pages.site.bare"


def test_every_part_of_the_pages_is_on_show(visit):
    page = visit("/patterns/")

    assert page.soup.h1.text == "Patterns"
    assert page.queries == []


def test_the_pages_of_a_list_keep_the_rest_of_the_address(visit):
    links = visit("/patterns/?page=3&of=all").main.find("nav", class_="ds_pagination")

    assert links.find("a", rel="next")["href"] == "?page=4&of=all"
    assert links.find(attrs={"aria-current": "page"}).get_text() == "Page 3"


def test_an_empty_form_comes_back_with_each_mistake_a_link_to_its_field(visit):
    page = visit.post("/patterns/form/", {"language": "en"})

    summary = page.main.find(class_="ds_error-summary")
    assert page.title == "Error: A form – Our Charter"
    assert [(link.text, link["href"]) for link in summary("a")] == [
        ("Give a day for the visit", "#id_day"),
        ("Choose how you would like to meet", "#id_way_0"),
    ]
    assert page.main.find(id="id_day")["aria-describedby"] == "id_day_helptext id_day_error"


def test_what_was_written_stays_when_something_else_is_wrong(visit):
    page = visit.post("/patterns/form/", {"day": "31/6/2026", "more": "The bell is broken", "needs": ["quiet"]})

    assert page.main.find(id="id_day")["value"] == "31/6/2026"
    assert page.main.find(id="id_more").text.strip() == "The bell is broken"
    assert page.main.find("input", value="quiet").has_attr("checked")


def test_a_form_that_is_right_is_thanked_for(visit):
    page = visit.post("/patterns/form/", {"day": "30/6/2026", "way": "home", "language": "gd"})

    assert page.main.find(attrs={"role": "status"}).text == "Sent. This form is a pattern, so nothing was kept"


@pytest.mark.parametrize(
    ("address", "said"), [("?done=3", "3 of 10 files are in."), ("?done=99", "All 10 files are in.")]
)
def test_long_work_is_looked_at_again_without_script(visit, address, said):
    assert said in visit(f"/patterns/long-work/{address}").text


@open_to_all
def unreadable(request):
    raise BadRequest("secret")


@open_to_all
def closed(request):
    raise PermissionDenied("secret")


@open_to_all
def fails(request):
    raise RuntimeError("secret")


handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_found
handler500 = errors.server_error
urlpatterns = [path("unreadable/", unreadable), path("closed/", closed), path("fails/", fails)]


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/unreadable/", 400, "We could not read that"),
        ("/closed/", 403, "You cannot open this page"),
        ("/nowhere/", 404, "We cannot find that page"),
        ("/fails/", 500, "Something went wrong"),
    ],
)
def test_a_page_that_fails_says_so_in_plain_words_and_reveals_nothing(visit, settings, address, status, heading):
    settings.ROOT_URLCONF = __name__
    visit.client.raise_request_exception = False

    page = visit(address, status=status)

    assert page.soup.h1.text == heading
    assert "secret" not in page.response.text


def test_a_form_that_was_open_too_long_is_sent_back_with_a_reason(visit):
    visit.client = Client(enforce_csrf_checks=True)

    assert visit.post("/patterns/form/", {}, status=403).soup.h1.text == "Send that once more"
