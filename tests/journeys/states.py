"""States of pages that a plain visit does not show: how to get there."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import generate_totp_secret
from playwright.sync_api import Page

from leal.foundations.accounts import operations
from leal.foundations.revision import revision
from leal.thread.charters import operations as charters
from leal.thread.statements import operations as statements
from leal.thread.statements.models import Statement

from ..factories import PersonFactory
from .drafts import a_lead, a_promise_of_it, the_draft


@dataclass(frozen=True)
class State:
    """A page in a state: where to begin, what a visitor does, and the role of whoever does it."""

    name: str
    address: str
    do: Callable[[Page], None]
    role: str | None = None


def look(page: Page) -> None:
    """Nothing more than open it."""


def press(button: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=button, exact=True).click()


def fill_in_the_form_and_send(page: Page) -> None:
    page.get_by_label("Which day suits you?").fill("30/6/2026")
    page.get_by_text("At home").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("status").wait_for()


def open_every_fold(page: Page) -> None:
    shut = page.locator("details:not([open]) > summary:visible")
    while shut.count():
        shut.first.click()


def give_the_password_of_someone_with_an_authenticator(page: Page) -> None:
    person = PersonFactory()
    operations.choose_password(password="a long walk home", by=person)
    operations.set_up_authenticator(secret=generate_totp_secret(), by=person)
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long walk home")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/sign-in/code/**")


A_STATEMENT = "/statements/social-security-scotland/write/statements/ask-me-first/"


def write_and_look(page: Page) -> None:
    page.get_by_label("The statement, in our words").fill("Ask me first, and <script>listen</script>")
    page.get_by_role("button", name="See it before you save").click()


def save_after_someone_else_did(page: Page) -> None:
    statement = Statement.objects.get(code="ask-me-first")
    colleague = PersonFactory(name="A colleague", role="researcher")
    page.get_by_label("The statement, in our words").fill("Ask me first, and listen")
    words = {"wording": f"{statement.wording} Always.", "source": "A better source"}
    statements.rewrite_statement(statement=statement, seen=revision(statement), by=colleague, **words)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("changed this meanwhile").wait_for()


def find_that_it_falls_short(page: Page) -> None:
    page.get_by_text("Falling short. A measure").click()
    page.get_by_label("Why?").fill("Those who hung up are not counted.")
    page.get_by_role("button", name="See how readers will see it").click()
    page.get_by_role("heading", name="This is how readers will see it").wait_for()


def choose_letters(page: Page) -> None:
    page.get_by_text("By letter, in the post").click()
    press("Tell me that way")(page)


CHARTER = "/charters/social-security-scotland/"
A_FINDING = f"{CHARTER}promises/LS4/finding/"

THE_EDITIONS = "/charters/social-security-scotland/write/"


def open_the_draft(page: Page, *more: str) -> None:
    page.goto(page.url + "/".join([the_draft().code, *more, ""]))


def open_what_became_of_promises(page: Page) -> None:
    promise = a_promise_of_it("LS5")
    if promise.came_from.get().kind == "kept":
        words = {"seen": revision(promise), "wording": f"{promise.wording} Always."}
        charters.rewrite_commitment(commitment=promise, because="Asked for", by=a_lead(), **words)
        charters.rewrite_commitment(
            commitment=(other := a_promise_of_it("LS6")), seen=revision(other), wording="So.", by=a_lead()
        )
    open_the_draft(page, "lineage")


def comment_beside_a_promise(page: Page) -> None:
    open_the_draft(page, "promises", str(a_promise_of_it("LS7").pk))
    page.get_by_label("Say something about it").fill("Shorter, please")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Your comment is here").wait_for()


STATES = [
    State("an edition as it is written", THE_EDITIONS, open_the_draft, role="charter-lead"),
    State("what became of promises", THE_EDITIONS, open_what_became_of_promises, role="charter-lead"),
    State("a promise with a comment", THE_EDITIONS, comment_beside_a_promise, role="charter-lead"),
    State("a look before saving", A_STATEMENT, write_and_look, role="researcher"),
    State("saved meanwhile by someone else", A_STATEMENT, save_after_someone_else_did, role="researcher"),
    State("every shelf open", "/statements/social-security-scotland/write/", open_every_fold, role="researcher"),
    State("a page that is not there", "/there-is-no-such-page/", look),
    State("a page that is closed to you", "/people/", look, role="adviser"),
    State("a form sent with mistakes", "/patterns/form/", press("Send")),
    State("a form that was taken", "/patterns/form/", fill_in_the_form_and_send),
    State("every fold open", "/patterns/", open_every_fold),
    State("a search that found much", "/search/?q=staff", look),
    State("a search that found nothing", "/search/?q=kindnes", look),
    State("signing in with nothing filled in", "/sign-in/", press("Sign in")),
    State("the second step of signing in", "/sign-in/", give_the_password_of_someone_with_an_authenticator),
    State("a finding with nothing said", A_FINDING, press("See how readers will see it"), role="reviewer"),
    State("a finding as readers will see it", A_FINDING, find_that_it_falls_short, role="reviewer"),
    State(
        "a case with nothing said",
        f"{CHARTER}examples/new/",
        press("Publish it"),
        role="owner",
    ),
    State("what needs the charter lead, every fold open", "/desk/", open_every_fold, role="charter-lead"),
    State("what needs a researcher", "/desk/", look, role="researcher"),
    State("what needs a reviewer", "/desk/", look, role="reviewer"),
    State("what needs a manager", "/desk/", look, role="manager"),
    State("a role filled by nobody in particular", f"{CHARTER}roles/", press("Say so"), role="charter-lead"),
    State("letters with no address", "/account/how-told/", choose_letters, role="adviser"),
    State("setting up an authenticator", "/account/authenticator/", press("Set it up"), role="adviser"),
]
