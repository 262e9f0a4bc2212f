"""The client of every page test: opens a page and refuses one that breaks a promise of the house.

    def test_the_page_says_what_is_missing(visit, morag):
        page = visit.as_(morag)("/broken/")
        assert "Nobody owns this part." in page.text

A GET runs where nothing can be written. `visit.post` answers a form; a page
that comes back from it is reviewed too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import connection, reset_queries, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from . import page_rules

READING = {"audit_entry"}
"""The one table a GET may add to: that a client's record was read, by whom and why."""

JOINER = "\N{WORD JOINER}".encode()
"""Keeps years on one line; nobody reads it."""

AROUND = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|SET TRANSACTION)", re.IGNORECASE)
WRITES = re.compile(r"^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|MERGE)\s+\"?(\w+)", re.IGNORECASE)


class BrokenPromise(AssertionError):
    """A page that was opened is not as pages of this house are."""

    def __init__(self, address: str, complaints: list[str]):
        listed = "\n".join(f"  * {complaint}" for complaint in complaints)
        super().__init__(f"{address} breaks {len(complaints)} promises:\n{listed}")


class WroteOnGet(AssertionError):
    """Opening a page changed something."""


class Opened:
    """A page that was opened: `status`, `soup`, `main` (its own part), `text`, `context`, `queries`, `response`."""

    def __init__(self, response: HttpResponse, queries: list[str]):
        self.response = response
        self.queries = [sql for sql in queries if not AROUND.match(sql)]
        self.status = response.status_code
        self.soup = BeautifulSoup(response.content.replace(JOINER, b""), "html5lib")
        self.main = self.soup.main or self.soup
        self.context = response.context

    @property
    def text(self) -> str:
        """The words of the page's own part, with single spaces."""
        return " ".join(self.main.get_text(" ").split())

    @property
    def title(self) -> str:
        return self.soup.title.get_text()


class Visit:
    """Opens pages as anyone, or as a person after `as_`."""

    def __init__(self, client: Client):
        self.client = client

    def as_(self, person) -> Visit:
        """The same, signed in."""
        client = Client()
        client.force_login(person)
        return Visit(client)

    def __call__(
        self, address: str, *, status: int = 200, follow: bool = False, reads_a_record: bool = False
    ) -> Opened:
        """GET a page. Nothing may be written; with `reads_a_record`, nothing but that it was read."""
        guard = only_reading_entries if reads_a_record else read_only
        reset_queries()  # nothing else empties the list, and a full one is a warning
        with CaptureQueriesContext(connection) as captured, guard():
            response = self.client.get(address, follow=follow)
        return self._reviewed(address, response, status, [query["sql"] for query in captured.captured_queries])

    def post(
        self, address: str, answers: dict | None = None, *, status: int | None = None, follow: bool = True
    ) -> Opened:
        """Send a form and follow where it leads."""
        reset_queries()
        with CaptureQueriesContext(connection) as captured:
            response = self.client.post(address, answers or {}, follow=follow)
        wanted = response.status_code if status is None else status
        return self._reviewed(address, response, wanted, [query["sql"] for query in captured.captured_queries])

    def queries(self, address: str) -> list[str]:
        """What a page asks the database when it is opened a second time."""
        self(address)
        return self(address).queries

    def asks_the_same(self, address: str, add_a_row: Callable[[], object], *, most: int = 12) -> None:
        """That a page asks the database as often for three rows as for one, and at most `most` times."""
        add_a_row()
        for_one = self.queries(address)
        add_a_row()
        add_a_row()
        for_three = self.queries(address)
        assert len(for_three) == len(for_one), "\n".join(["more queries for more rows:", *for_three])
        assert len(for_one) <= most, "\n".join([f"{len(for_one)} queries, more than {most}:", *for_one])

    def _reviewed(self, address: str, response: HttpResponse, status: int, queries: list[str]) -> Opened:
        assert response.status_code == status, f"{address} answered {response.status_code}, not {status}"
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            policy = response.get("Content-Security-Policy", "")
            if wrong := page_rules.complaints(page_rules.Page(response.content.decode(), policy)):
                raise BrokenPromise(address, wrong)
        return Opened(response, queries)


@contextmanager
def read_only() -> Iterator[None]:
    """Where the database itself refuses every write. Without a database at hand there is nothing to guard."""
    if not connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield


@contextmanager
def only_reading_entries() -> Iterator[None]:
    """Where a write to any table but that of the reading entries stops the test."""

    def watch(execute, sql, params, many, context):
        written = WRITES.match(sql)
        if written and not (written[1].upper().startswith("INSERT") and written[2] in READING):
            raise WroteOnGet(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


@pytest.fixture
def visit(db) -> Visit:
    """Opens pages and reviews each."""
    return Visit(Client())
