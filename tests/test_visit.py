"""The page-test client refuses what it should, and lets pass what it should."""

import pytest
from django.db import InternalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from leal.foundations.access.guards import open_to_all
from leal.foundations.audit.record import entries, record
from leal.foundations.people.actors import ANYONE
from leal.foundations.people.models import Team

from .page_rules import Page, complaints
from .visit import BrokenPromise, Visit, WroteOnGet

POLICY = "default-src 'self'"
GOOD = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Waiting – Our Charter</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main id="main"><h1>Waiting</h1>PLACE</main></body></html>"""


def page(place: str) -> str:
    return GOOD.replace("PLACE", place)


def test_a_good_page_has_no_complaints():
    assert complaints(Page(page("<p>“Half” waited – 2022–23…</p>"), POLICY)) == []


BROKEN = {
    "unclosed": ("<p><b>x</p>", "not valid HTML"),
    "two headings": ("<h1>Again</h1>", "2 h1, not one"),
    "skipped level": ("<h2>a</h2><h4>b</h4>", "h4 “b” follows h2"),
    "empty heading": ("<h2></h2>", "an h2 is empty"),
    "no label": ("<input name='day'>", "input “day” has no label"),
    "empty button": ("<button type='submit'></button>", "a button says nothing"),
    "no legend": ("<fieldset></fieldset>", "a fieldset has no legend"),
    "twin ids": ("<p id='a'></p><p id='a'></p>", "id “a” stands 2 times"),
    "dangling label": ("<label for='b'>x</label>", "for points at “b”"),
    "dangling link": ("<a href='#c'>x</a>", "a link points at “#c”"),
    "one name, two ways": ("<a href='/1/'>Details</a><a href='/2/'>Details</a>", "“Details” leads to"),
    "says nothing": ("<a href='/1/'><span aria-hidden='true'>x</span></a>", "a link says nothing"),
    "here": ("<a href='/1/'>here</a>", "a link says only “here”"),
    "straight quote": ("<p>It's late</p>", "a straight quotation mark"),
    "straight label": ("<p aria-label='\"x\"'>y</p>", "a straight quotation mark"),
    "typed dash": ("<p>late - very</p>", "a hyphen for a dash"),
    "typed dots": ("<p>late...</p>", "three full stops"),
    "typed years": ("<p>In 2022-23 it fell.</p>", "a hyphen between years"),
    "file": ("<a href='/figures.csv'>All figures</a>", "a file without its format and size"),
    "no alt": ("<img src='/x.png'>", "a picture without alt"),
    "nameless drawing": ("<svg></svg>", "neither named nor hidden"),
    "no caption": ("<table><tbody><tr><th scope='row'>a</th></tr></tbody></table>", "a table without a caption"),
    "no scope": ("<table><caption>c</caption><tbody><tr><th>a</th></tr></tbody></table>", "headers have no scope"),
    "stray in list": ("<ul><p>x</p></ul>", "directly inside ul"),
    "empty list": ("<ul></ul>", "an empty ul"),
    "inline style": ("<p style='color:red'>x</p>", "a style inside the page"),
    "inline script": ("<script>1</script>", "a script inside the page"),
    "handler": ("<p onclick='x()'>y</p>", "a script in an attribute"),
    "tab order": ("<p tabindex='3'>x</p>", "a tabindex of 3"),
    "jump": ("<input autofocus aria-label='x' name='x'>", "autofocus"),
    "no token": ("<form method='post'></form>", "posted without its token"),
    "no name": ("<form><input aria-label='x'></form>", "a control without a name"),
    "error unsaid": ("<div class='ds_error-summary'>x</div>", "begins “Error: ”"),
}


@pytest.mark.parametrize(("place", "complaint"), BROKEN.values(), ids=BROKEN)
def test_a_page_that_breaks_one_promise_is_told_which(place, complaint):
    found = complaints(Page(page(place), POLICY))

    assert [complaint in said for said in found] == [True]


HEADS = {
    "no language": (' lang="en-GB"', "html has no lang"),
    "no name": ("Waiting – ", "not “Page – Charter”"),
    "no viewport": ("width=device-width", "no viewport"),
    "no main": (' id="main"><h1>', None),
}


@pytest.mark.parametrize(("taken", "complaint"), HEADS.values(), ids=HEADS)
def test_the_frame_of_a_page_is_read_too(taken, complaint):
    found = complaints(Page(page("").replace(taken, "" if complaint else "><h1>"), POLICY))

    assert [complaint in said for said in found] == ([True] if complaint else [])


def test_a_policy_that_allows_scripts_inside_the_page_is_no_policy():
    found = complaints(Page(page(""), "default-src 'self'; script-src 'unsafe-inline'"))

    assert found == ["the policy allows what is unsafe"]


@open_to_all
def writes(request):
    Team.objects.create(name="Made by looking")
    return HttpResponse(page(""))


@open_to_all
def reads_a_record(request):
    record("team.read", of=Team.objects.get(), by=ANYONE)
    return HttpResponse(page(""))


@open_to_all
def lists(request):
    names = [team.name for team in Team.objects.all()]
    return HttpResponse(page("".join(f"<p>{name}</p>" for name in names)))


@open_to_all
def lists_one_by_one(request):
    names = [Team.objects.get(pk=team.pk).name for team in Team.objects.all()]
    return HttpResponse(page("".join(f"<p>{name}</p>" for name in names)))


@open_to_all
def broken(request):
    return HttpResponse(page("<img src='/x.png'>"))


urlpatterns = [
    path("writes/", writes),
    path("reads/", reads_a_record),
    path("lists/", lists),
    path("one-by-one/", lists_one_by_one),
    path("broken/", broken),
]


@pytest.fixture
def here(settings, db):
    settings.ROOT_URLCONF = __name__
    return Visit(Client())


def add_a_team():
    Team.objects.create(name=f"Team {Team.objects.count()}")


def test_a_page_that_writes_when_opened_is_stopped_by_the_database(here):
    with pytest.raises(InternalError, match="read-only transaction"):
        here("/writes/")


def test_a_page_that_reads_a_record_may_write_that_and_nothing_else(here):
    with pytest.raises(WroteOnGet):
        here("/writes/", reads_a_record=True)


def test_that_a_record_was_read_is_the_one_thing_that_may_be_written(here):
    add_a_team()

    here("/reads/", reads_a_record=True)

    assert entries(of=Team.objects.get()) == ["team.read"]


def test_after_a_visit_the_test_may_write_again(here):
    here("/lists/")
    add_a_team()

    assert here("/lists/").text == "Waiting Team 0"


def test_a_page_that_asks_as_often_for_three_as_for_one_passes(here):
    here.asks_the_same("/lists/", add_a_team, most=1)


def test_a_page_that_asks_once_for_each_row_does_not(here):
    with pytest.raises(AssertionError, match="more queries for more rows"):
        here.asks_the_same("/one-by-one/", add_a_team)


def test_a_page_that_asks_too_often_does_not(here):
    with pytest.raises(AssertionError, match="1 queries, more than 0"):
        here.asks_the_same("/lists/", add_a_team, most=0)


def test_a_broken_page_is_refused_with_its_address(here):
    with pytest.raises(BrokenPromise, match="/broken/ breaks 1 promises"):
        here("/broken/")
