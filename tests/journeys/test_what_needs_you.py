"""From what needs someone to what readers see: the owner, the reviewer, and everyone of the cast at their desk."""

import pytest

from leal.foundations.people.models import Person

from . import looking
from .drafts import the_draft

pytestmark = pytest.mark.journey
CHARTER = "/charters/social-security-scotland"


@pytest.fixture(params=["with script", "without script"])
def visitor(request, page, page_without_script):
    """A browser, with its window as narrow as pages may be asked to go."""
    found = page if request.param == "with script" else page_without_script
    found.set_viewport_size({"width": 320, "height": 640})
    found.trouble.clear()
    return found


@pytest.fixture
def once(request):
    """A promise for each browser, since what was published once is published."""
    return "PS1" if "with script" in request.node.callspec.id.split("-")[-1:] else "PS2"


def be(site, visitor, name: str) -> None:
    """Be one of the cast, at their desk."""
    site.people[name] = Person.objects.get(email=f"{name.lower()}@example.org")
    site.sign_in(visitor, name)
    visitor.goto(site.address + "/desk/")


def choose(visitor, label: str) -> None:
    """Choose with the keyboard alone."""
    visitor.get_by_label(label).focus()
    visitor.keyboard.press("Space")


def press(visitor, button: str) -> None:
    visitor.get_by_role("button", name=button, exact=True).focus()
    visitor.keyboard.press("Enter")


def words(visitor) -> list[str]:
    """The standings beside one another: the rule’s, the owner’s, the reviewer’s, and earlier ones."""
    shown = visitor.locator("main .le_opinions").first.locator(".le_opinion__standing")
    return [one.strip() for one in shown.all_inner_texts()]


def test_an_owner_overrules_with_a_reason_and_readers_see_both(site, visitor, once):
    reason = f"Nobody asked those who waited for {once}, and we did not say so."
    be(site, visitor, "Eilidh")
    visitor.get_by_role("link", name=f"Confirm or overrule {once}").click()
    proposed = words(visitor)[0]

    choose(visitor, "I do not agree. Partly kept.")
    visitor.get_by_label("Why?").fill(reason)
    press(visitor, "See how readers will see it")
    visitor.get_by_role("heading", name="This is how readers will see it").wait_for()
    assert words(visitor)[:2] == [proposed, "Partly kept"]
    assert looking.width(visitor) == 320
    press(visitor, "Publish it")
    visitor.get_by_role("status").get_by_text("Published.").wait_for()

    visitor.context.clear_cookies()
    visitor.goto(f"{site.address}{CHARTER}/promises/{once}/")
    assert words(visitor)[:2] == [proposed, "Partly kept"]
    assert reason in visitor.get_by_role("main").inner_text()
    assert "Eilidh" not in visitor.get_by_role("main").inner_text()
    be(site, visitor, "Eilidh")
    assert visitor.get_by_role("link", name=f"Confirm or overrule {once}").count() == 0
    assert visitor.trouble == []


def test_a_word_with_no_reason_is_asked_for_and_nothing_written_is_lost(site, visitor):
    be(site, visitor, "Eilidh")
    visitor.get_by_role("link", name="Confirm or overrule PS4").click()
    choose(visitor, "I do not agree. Kept.")
    press(visitor, "See how readers will see it")

    visitor.get_by_role("link", name="Say why").wait_for()
    assert visitor.get_by_label("I do not agree. Kept.").is_checked()
    assert visitor.title().startswith("Error: ")


def test_a_reviewer_files_a_finding_and_readers_see_it(site, visitor, once):
    promise = {"PS1": "LS4", "PS2": "LS6"}[once]
    be(site, visitor, "Agnes")
    visitor.get_by_role("link", name=f"File a finding on {promise}").click()
    choose(visitor, "Falling short. A measure is off")
    visitor.get_by_label("Why?").fill("It fell again, and nobody says what is done about it.")
    press(visitor, "See how readers will see it")
    press(visitor, "Publish it")
    visitor.get_by_role("status").get_by_text("Published.").wait_for()

    visitor.context.clear_cookies()
    visitor.goto(f"{site.address}{CHARTER}/promises/{promise}/")
    assert "It fell again, and nobody says what is done about it." in visitor.get_by_role("main").inner_text()
    assert visitor.trouble == []


DRAFTS = {"Drafts of the charter"}
OWNERS = {"Threads to mend", "Lessons and changes overdue", "Standings to confirm", "Evidence out of date"}
LEADS = {"Threads to mend", "Roles that nobody fills", "Lessons and changes overdue", "Evidence out of date"}
CAST = {
    "Morag": LEADS | {"Forms to make and check"} | DRAFTS,
    "Nadia": {"Evidence out of date", "People who are missing", "Gatherings", "Keeping the panel alive"} | DRAFTS,
    "Eilidh": OWNERS | DRAFTS,
    "Tomasz": OWNERS | DRAFTS,
    "Agnes": {"Standings to look at"} | DRAFTS,
    "Ishbel": DRAFTS,
    "Callum": DRAFTS,
    "Hamish": set(),
    "Priya": set(),
    "Ruaridh": set(),
    "Fergus": set(),
}


@pytest.mark.parametrize("name", CAST)
def test_everyone_of_the_cast_sees_what_needs_them_and_nothing_else(site, page, name):
    """While an edition is being written, as other journeys do too: whoever may comment on it finds it at their desk."""
    the_draft()
    be(site, page, name)
    found = {heading.inner_text() for heading in page.get_by_role("main").locator("h2").all()}
    # What other journeys began is theirs.
    assert found - {"Coming due", "Under way", "People who wait for word"} == CAST[name]
