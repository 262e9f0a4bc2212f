"""States of pages that a plain visit does not show: how to get there."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class State:
    """A page in a state: where to begin, and what a visitor does."""

    name: str
    address: str
    do: Callable[[Page], None]


def send_the_form_empty(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/patterns/form/")


def fill_in_the_form_and_send(page: Page) -> None:
    page.get_by_label("Which day suits you?").fill("30/6/2026")
    page.get_by_text("At home").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("status").wait_for()


def open_every_fold(page: Page) -> None:
    shut = page.locator("details:not([open]) > summary:visible")
    while shut.count():
        shut.first.click()


STATES = [
    State("a page that is not there", "/there-is-no-such-page/", lambda page: None),
    State("a form sent with mistakes", "/patterns/form/", send_the_form_empty),
    State("a form that was taken", "/patterns/form/", fill_in_the_form_and_send),
    State("every fold open", "/patterns/", open_every_fold),
]
