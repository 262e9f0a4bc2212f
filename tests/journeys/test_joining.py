"""Someone joins a panel on a phone, with a keyboard and nothing else; and puts right what they told us."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from leal.foundations.notices.models import Notice
from leal.thread.panels.models import PanelMember

from ..factories import PanelMemberFactory, PersonFactory
from . import joined, looking

pytestmark = pytest.mark.journey

HERE = "e => { const on = document.activeElement; return on === e || (on && e.contains(on)); }"


def tab_to(page: Page, name: str, role: str = "button"):
    """Press Tab until the control of this name has the focus."""
    control = page.get_by_role(role, name=name, exact=True)
    control.wait_for(state="attached")
    for _ in range(80):
        page.keyboard.press("Tab")
        if control.evaluate(HERE):
            return
    raise AssertionError(f"the keyboard does not reach {role} “{name}”")


def write(page: Page, name: str, words: str) -> None:
    tab_to(page, name, "textbox")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def go_on(page: Page, heading: str) -> None:
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=heading, exact=True, level=1).wait_for()


def sound(page: Page) -> list[str]:
    """What is wrong with how the page stands at phone width."""
    wrong = looking.axe(page)
    return wrong if looking.width(page) <= 320 else [*wrong, "it scrolls sideways"]


def test_someone_joins_on_a_phone_by_keyboard_alone_and_a_mistake_loses_nothing(site, page):
    panel = joined.the_panel()
    page.set_viewport_size({"width": 320, "height": 640})
    site.sign_in(page, None)
    page.goto(site.address + reverse("panels:join", args=[panel.service, panel.code]))
    tab_to(page, "Start", "link")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your name", exact=True).wait_for()

    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Write your name", exact=True).wait_for()
    assert sound(page) == []
    write(page, "What is your name?", "Seonaid Keyboard")
    go_on(page, "How we get in touch")
    tab_to(page, "E-mail", "radio")
    page.keyboard.press("Space")
    go_on(page, "Where we reach you")
    write(page, "What is your e-mail address?", "seonaid.keyboard@example.org")
    go_on(page, "Where you live")
    write(page, "What is your postcode? (if you like)", "Inverness")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.get_by_text("is not a whole postcode").first.wait_for()
    assert page.get_by_role("textbox", name="What is your postcode? (if you like)").input_value() == "Inverness"
    write(page, "What is your postcode? (if you like)", "IV1 1AA")
    go_on(page, "The form that suits you")
    tab_to(page, "Ordinary print or text", "radio")
    page.keyboard.press("Space")
    for heading in ("What you need", "Benefits", "Age", "What you agree to"):
        go_on(page, heading)
    tab_to(page, "You may keep what I told you, and get in touch about the panel.", "checkbox")
    page.keyboard.press("Space")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    assert page.get_by_text("Seonaid Keyboard").is_visible()
    assert sound(page) == []
    tab_to(page, "Send and join")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you. One more thing").wait_for()
    member = PanelMember.objects.get(name="Seonaid Keyboard")
    assert (member.postcode, member.confirmed_on) == ("IV1 1AA", None)
    assert Notice.objects.filter(address="seonaid.keyboard@example.org", about="member.asked").exists()


def test_a_member_puts_their_details_right_on_a_phone_and_sees_how_to_leave(site, page):
    person = site.people["Seonaid"] = PersonFactory(name="Seonaid Details", role="panel-member")
    PanelMemberFactory(panel=joined.the_panel(), person=person, name="Seonaid Details")
    page.set_viewport_size({"width": 320, "height": 640})
    site.sign_in(page, "Seonaid")
    page.goto(site.address + reverse("panels:details"))

    page.get_by_label("Postcode").fill("Inverness")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="is not a whole postcode").wait_for()
    assert sound(page) == []
    page.get_by_label("Postcode").fill("KW1 4YT")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Your details are put right.").wait_for()
    assert page.get_by_text("KW1 4YT").first.is_visible()
    page.get_by_role("link", name="Leave the panel").click()
    page.get_by_role("heading", name="What stays").wait_for()
    assert sound(page) == []
