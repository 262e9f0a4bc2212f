"""Two people write one promise in two browsers; somebody writes by keyboard alone, and somebody without script."""

import re

import pytest

from leal.thread.charters.models import Commitment

from .conftest import new_page
from .drafts import a_lead, a_promise_of_it, the_draft

pytestmark = pytest.mark.journey


@pytest.fixture
def second_page(browser):
    """Another browser, whose cookies are its own."""
    page = new_page(browser)
    yield page
    page.context.close()


def sign_in(site, page, name: str) -> None:
    site.people.setdefault(name, a_lead(name))
    site.sign_in(page, name)


def address(site, code: str) -> tuple[str, int]:
    promise = a_promise_of_it(code)
    draft = the_draft()
    return f"{site.address}/charters/{draft.charter.slug}/write/{draft.code}/promises/{promise.pk}/", promise.pk


def wording(page):
    return page.get_by_label("The promise", exact=True)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_two_browsers_write_one_promise_and_nobodys_words_are_lost(site, page, second_page):
    where, pk = address(site, "PS1")
    sign_in(site, page, "Morag")
    sign_in(site, second_page, "Iain")
    for one in (page, second_page):
        one.goto(f"{where}wording/")

    wording(second_page).fill("We will be patient, kind and quick with you.")
    press(second_page, "Save")
    second_page.get_by_text("The promise is saved.").wait_for()
    wording(page).fill("We will be patient, kind and honest with you.")
    press(page, "Save")

    page.get_by_role("heading", name="Iain changed this meanwhile").wait_for()
    assert wording(page).input_value() == "We will be patient, kind and honest with you."
    page.get_by_role("button", name="Use what Iain saved").click()
    assert wording(page).input_value() == "We will be patient, kind and quick with you."
    page.get_by_role("button", name="Use what you wrote").click()
    assert wording(page).input_value() == "We will be patient, kind and honest with you."
    wording(page).fill("We will be patient, kind, quick and honest with you.")
    page.get_by_label("The promise in a few words").press("Enter")
    page.get_by_role("heading", name="See it before you save").wait_for()
    press(page, "Save")
    page.get_by_text("The promise is saved.").wait_for()

    assert Commitment.objects.get(pk=pk).wording == "We will be patient, kind, quick and honest with you."
    page.get_by_role("link", name="Every wording there was").click()
    assert page.get_by_text("By Iain.").is_visible()
    # The browser says of itself that an answer was 409; nothing else went wrong.
    assert [said for said in page.trouble if "409" not in said] == []


def test_a_promise_is_moved_and_reworded_by_keyboard_alone(site, page):
    where, pk = address(site, "PS2")
    sign_in(site, page, "Morag")
    page.goto(f"{where}../../")
    down = page.get_by_role("button", name=re.compile("^Down.*PS2$"))
    down.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/#promise-{pk}")
    assert Commitment.objects.get(pk=pk).place == 3

    page.goto(f"{where}wording/")
    wording(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Always.")
    save = page.get_by_role("button", name="Save", exact=True)
    for _ in range(120):
        if save.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("The promise is saved.").wait_for()

    assert Commitment.objects.get(pk=pk).wording.endswith(" Always.")


def test_enter_in_a_field_shows_the_words_and_saves_nothing(site, page):
    where, pk = address(site, "PS4")
    sign_in(site, page, "Morag")
    page.goto(f"{where}wording/")

    page.get_by_label("The promise in a few words").fill("Another title")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="See it before you save").wait_for()
    assert Commitment.objects.get(pk=pk).title != "Another title"


def test_without_script_a_promise_is_written_looked_at_and_saved(site, page_without_script):
    page = page_without_script
    where, pk = address(site, "PS5")
    sign_in(site, page, "Morag")
    page.goto(f"{where}wording/")

    wording(page).fill("We will <script>listen</script> to you.")
    press(page, "See it before you save")
    assert page.get_by_text("We will <script>listen</script> to you.").first.is_visible()
    press(page, "Go on writing")
    assert wording(page).input_value() == "We will <script>listen</script> to you."
    wording(page).fill("We will listen to you.")
    press(page, "Save")

    assert page.get_by_text("The promise is saved.").is_visible()
    assert Commitment.objects.get(pk=pk).wording == "We will listen to you."
