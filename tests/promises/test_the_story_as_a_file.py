"""The story’s charter goes out as one file and comes in without loss: a second installation shows the same site."""

import pytest
from django.urls import reverse

from leal.config.story.telling import tell
from leal.foundations.people.actors import CLOCK
from leal.thread.charters.models import Charter
from leal.thread.learning.charter_file import differences
from leal.thread.learning.charter_file.bringing import with_slug
from leal.thread.learning.charter_file.reading import read
from leal.thread.learning.charter_file.writing import written
from leal.thread.learning.operations import take_in_charter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def out(charter: Charter) -> bytes:
    return b"".join(written(charter=charter))


def without_whom_we_owe_an_answer(page) -> None:
    """People who were invited stay where they were asked, so only there it can be said that they were not told yet."""
    if heading := page.find(id="gatherings"):
        heading.parent.decompose()


def test_the_story_goes_out_and_comes_in_under_another_name_and_says_the_same(visit):
    list(tell())
    charter = Charter.objects.get()
    first = out(charter)

    copy = take_in_charter(file=with_slug(read(first), "copy"), name="story.json", by=CLOCK)

    assert out(copy) == first.replace(b'"slug": "social-security-scotland"', b'"slug": "copy"')
    assert differences.standings(read(first), copy) == []
    for name in ("home", "broken", "changes", "about"):
        there, here = (visit(reverse(f"tracing:{name}", args=[slug])).main for slug in (charter.slug, "copy"))
        for page in (there, here):
            without_whom_we_owe_an_answer(page)
        assert here.text == there.text
