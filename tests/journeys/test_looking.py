"""What the journeys ask of a page finds the faults it is there to find."""

import pytest

from . import looking

pytestmark = pytest.mark.journey

FRAME = "<!doctype html><html lang=en><head><title>x</title></head><body><main><h1>x</h1>{}</main></body></html>"


@pytest.fixture
def planted(page):
    def plant(content: str):
        page.goto("about:blank")
        page.set_content(FRAME.format(content))
        return page

    return plant


def test_axe_finds_a_picture_without_words_and_words_too_pale(planted):
    wrong = looking.axe(planted("<img src=x><p style='color:#bbb'>pale</p>"))

    assert sorted(fault.split(":")[0] for fault in wrong) == ["color-contrast", "image-alt"]


def test_a_control_that_does_not_show_that_it_is_reached_is_found(planted):
    wrong = looking.keyboard(planted("<style>a{outline:none}</style><a href='/'>plain</a>"))

    assert wrong == ['does not show that it is reached: <a href="/">plain</a>']


def test_a_control_reached_out_of_order_is_found(planted):
    wrong = looking.keyboard(planted("<button>first</button><button tabindex='1'>second</button>"))

    assert wrong == ['not reached: <button tabindex="1">second</button>']


def test_a_control_that_keeps_the_keyboard_is_found(planted):
    trap = "<button id=a>a</button><button id=b>b</button><script>a.onkeydown = e => e.preventDefault()</script>"

    assert [fault.split(":")[0] for fault in looking.keyboard(planted(trap))] == ["not reached"]


def test_what_reaches_past_a_phone_is_found(planted):
    page = planted("<p style='width: 900px; background: red'>wide</p>")
    page.set_viewport_size({"width": 320, "height": 640})

    assert looking.width(page) > 320
    assert looking.stickers_out(page) == ["p. wide"]


def test_a_fold_that_stays_shut_on_paper_is_found(planted):
    page = planted("<details><summary>Why</summary><p>Because</p></details>")
    page.emulate_media(media="print")

    assert looking.shut_on_paper(page) == ["Why"]


def test_words_that_only_a_script_shows_are_found(planted):
    assert looking.words(planted("<p hidden>gone</p><p>here</p>")) == "x here"
