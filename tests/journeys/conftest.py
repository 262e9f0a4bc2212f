"""One browser, one site with the story told, for all journeys."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from types import SimpleNamespace

import psycopg
import pytest
from allauth.account.internal.flows.login import record_authentication
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from leal.foundations.database.emptying import put_back
from leal.foundations.database.fixtures import close_all
from leal.foundations.pages import assets

from .. import factories
from . import browser as chromium
from .examples import EXAMPLES
from .places import Place

SERVED_AS_THEY_LIE = {
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
    "ALLOWED_HOSTS": ["127.0.0.1", "testserver"],
}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The one chromium. Without one the journeys are left out, and say so."""
    if not chromium.where():
        pytest.skip(chromium.MISSING)
    if not assets.AXE.exists():
        pytest.skip("axe is not fetched: python -m leal.foundations.pages.assets --test")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.where(), args=chromium.FLAGS)
        yield started
        # Connections opened beside the event loop are out of reach once it is gone.
        close_all()
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Site:
    """The site as it is served: its address, and how to open a place on it."""

    def __init__(self, address: str):
        self.address = address
        self.people: dict[str, object] = {}
        self.addresses: dict[str, str] = {}

    def person(self, role: str | None):
        """Someone with that role, the same one each time; nobody for None."""
        if role and role not in self.people:
            self.people[role] = factories.PersonFactory(role=role)
        return self.people.get(role)

    def sign_in(self, page: Page, role: str | None) -> None:
        """Let the browser be someone with that role, who signed in a moment ago; nobody for None."""
        page.context.clear_cookies()
        if person := self.person(role):
            client = Client()
            client.force_login(person)
            session = client.session
            record_authentication(SimpleNamespace(session=session), person, "password")
            session.save()
            page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": self.address}])

    def open(self, page: Page, place: Place) -> None:
        """Open a place as someone who may."""
        self.sign_in(page, place.role)
        wanted = self.address + self.address_of(place)
        answer = page.goto(wanted)
        assert answer.status == 200, f"{place.name} answered {answer.status}"
        assert page.url == wanted, f"{place.name} led on to {page.url}"

    def address_of(self, place: Place) -> str:
        from django.urls import reverse

        if place.name not in self.addresses:
            parts = EXAMPLES[place.name](self.person(place.role)) if place.parts else {}
            self.addresses[place.name] = reverse(place.name, kwargs=parts)
        return self.addresses[place.name]


@pytest.fixture(scope="package")
def site(made_database, as_migrated, django_db_blocker) -> Iterator[Site]:
    """The site, served from this process with the story told and committed; emptied by the owner afterwards."""
    from django.test.testcases import LiveServerThread

    from leal.config.story.telling import tell

    with ExitStack() as stack:
        stack.enter_context(override_settings(**SERVED_AS_THEY_LIE))
        stack.enter_context(django_db_blocker.unblock())
        list(tell())
        server = LiveServerThread("127.0.0.1", lambda handler: handler)
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield Site(f"http://127.0.0.1:{server.port}")
        server.terminate()
        close_all()
        with psycopg.connect(made_database.owner) as owner:
            put_back(owner, as_migrated)


class Trouble(list[str]):
    """What the browser complained of while a page was open."""


def new_page(browser: Browser, **options) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 1024}, reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)
    page = context.new_page()
    page.trouble = Trouble()
    page.on("console", lambda said: page.trouble.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    return page


def ready(page: Page) -> Page:
    """A page at a desk, with nothing asked of it yet."""
    page.set_viewport_size({"width": 1280, "height": 1024})
    page.emulate_media(media="screen", forced_colors="none")
    page.trouble.clear()
    return page


@pytest.fixture(scope="package")
def one_page(browser) -> Iterator[Page]:
    page = new_page(browser)
    yield page
    page.context.close()


@pytest.fixture(scope="package")
def one_page_without_script(browser) -> Iterator[Page]:
    page = new_page(browser, java_script_enabled=False)
    yield page
    page.context.close()


@pytest.fixture
def page(one_page) -> Page:
    """The browser's page, at a desk, nothing asked of it yet."""
    return ready(one_page)


@pytest.fixture
def page_without_script(one_page_without_script) -> Page:
    return one_page_without_script
