"""The site shows each promise as `leal standing` says it: one query, told twice."""

import pytest
from django.urls import reverse

from leal.config.story.telling import tell
from leal.foundations.pages.typography import printed
from leal.thread.charters.models import Edition
from leal.thread.charters.queries import editions_published
from leal.thread.evidence import queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def edition(db) -> Edition:
    list(tell())
    return editions_published().first()


def stood(edition: Edition, year: str) -> list[queries.Stood]:
    return queries.standings(edition=queries.edition_in(edition=edition, year=year), year=year)


def as_told(edition: Edition, year: str) -> dict[str, str]:
    """Each promise's word, as the command prints it."""
    return {it["title"]: it["words"] for it in map(queries.told, stood(edition, year))}


@pytest.mark.parametrize("year", ["2019-20", "2022-23", "2023-24"])
def test_the_first_page_shows_every_promise_with_the_word_the_command_says(edition, visit, year):
    page = visit(f"{reverse('tracing:home', args=[edition.charter.slug])}?year={year}")

    knots = page.soup.select("ul.le_skein li")
    assert {knot.a.text: knot.select_one(".le_word").text for knot in knots} == as_told(edition, year)


@pytest.mark.parametrize("code", ["PW2", "PS1", "LS4", "PS10"])
def test_a_promise_has_the_same_word_and_reasons_on_its_page(edition, visit, code):
    page = visit(f"{reverse('tracing:promise', args=[edition.charter.slug, code])}?year=2022-23")

    found = {it.commitment.code: queries.told(it) for it in stood(edition, "2022-23")}
    assert page.soup.select_one(".le_standing b").text == found[code]["words"]
    assert printed(found[code]["steps"][0]["says"]) in page.text
