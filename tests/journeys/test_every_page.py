"""Every page and every state: for every pair of eyes and hands."""

import pytest

from . import looking
from .conftest import ready
from .examples import EXAMPLES, NOT_LOOKED_AT
from .places import places
from .states import STATES

pytestmark = pytest.mark.journey

PLACES = [place for place in places() if place.name not in NOT_LOOKED_AT]
every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)


def test_every_address_with_a_part_to_fill_in_has_an_example():
    assert [place.name for place in PLACES if place.parts and place.name not in EXAMPLES] == []


def test_no_example_is_for_a_page_that_is_gone():
    assert {*EXAMPLES, *NOT_LOOKED_AT} - {place.name for place in places()} == set()


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: place.name)
def place(request, site, one_page):
    """Every page there is in turn, opened once for all that is asked of it."""
    ready(one_page)
    site.open(one_page, request.param)
    one_page.trouble_on_opening = [*one_page.trouble]
    return request.param


@pytest.fixture
def opened(site, page, place):
    """The browser's page with a place open, at a desk."""
    assert page.url == site.address + site.address_of(place)
    return page


def test_axe_finds_nothing_wrong_at_a_desk_on_a_phone_or_in_forced_colours(opened):
    wrong = looking.axe(opened)
    opened.emulate_media(forced_colors="active")
    wrong += [f"forced colours: {fault}" for fault in looking.axe(opened, looking.COLOURS)]
    opened.emulate_media(forced_colors="none")
    opened.set_viewport_size({"width": 320, "height": 640})
    wrong += [f"320 px: {fault}" for fault in looking.axe(opened)]

    assert wrong == []
    assert opened.trouble_on_opening + opened.trouble == []


def test_nothing_scrolls_sideways_at_320_px_nor_at_400_percent(opened):
    # 1280 by 1024 seen at 400 % is a window of 320 by 256.
    for height in (640, 256):
        opened.set_viewport_size({"width": 320, "height": height})
        assert (looking.width(opened), looking.stickers_out(opened)) == (320, [])


def test_the_keyboard_reaches_every_control_in_order_and_shows_where_it_is(opened):
    assert looking.keyboard(opened) == []


def test_the_keyboard_shows_where_it_is_at_400_percent_too(opened):
    opened.set_viewport_size({"width": 320, "height": 256})

    assert looking.keyboard(opened) == []


def test_without_script_nothing_is_missing(site, opened, page_without_script, place):
    opened.reload()  # some pages tell how far something is by now
    site.open(page_without_script, place)

    assert looking.words(page_without_script) == looking.words(opened)


def test_on_paper_every_fold_is_open(opened):
    opened.emulate_media(media="print")

    assert looking.shut_on_paper(opened) == []


@every_state
def test_a_page_in_a_state_is_as_sound_as_a_page_at_rest(site, page, state):
    site.sign_in(page, state.role)
    page.goto(site.address + state.address)
    state.do(page)

    assert looking.axe(page) == []
    assert looking.keyboard(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert looking.axe(page) == []
    assert (looking.width(page), looking.stickers_out(page)) == (320, [])


def test_mistakes_are_read_first(site, page):
    page.goto(site.address + "/patterns/form/")
    page.get_by_role("button", name="Send").click()
    page.locator("#error-summary:focus").wait_for()  # the script that leads there comes after the page

    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_day"


def test_a_phone_folds_long_lists_and_a_desk_does_not(site, page):
    page.goto(site.address + "/patterns/")
    first = page.get_by_role("link", name="Owning up, and learning from it")
    assert first.is_visible()

    page.set_viewport_size({"width": 375, "height": 800})
    assert not first.is_visible()
    page.get_by_text("The promises in").click()
    assert first.is_visible()


def test_long_work_is_looked_at_again_by_itself(site, page):
    page.goto(site.address + "/patterns/long-work/?done=9")

    page.get_by_text("All 10 files are in.").wait_for()
