"""What was worked out is remembered until somebody, anybody, writes."""

import threading
import weakref

import pytest
from django.db import connection, connections, transaction

from leal.foundations.database.unchanged import MOST, mark, while_unchanged
from leal.foundations.people.models import Site


class Work:
    """Counts how often it was done."""

    def __init__(self):
        self.done = 0

    def __call__(self) -> int:
        self.done += 1
        return self.done


@pytest.fixture
def work(committed) -> Work:
    return Work()


def elsewhere(act) -> None:
    """Do something on another connection, as another process would."""

    def run():
        act()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_it_is_worked_out_once_while_nobody_writes(work):
    assert [while_unchanged(("once", id(work)), work) for _ in range(3)] == [1, 1, 1]


def test_a_write_on_any_connection_makes_it_be_worked_out_again(work):
    assert while_unchanged(("again", id(work)), work) == 1

    elsewhere(lambda: Site.objects.create(name="Dundee"))

    assert [while_unchanged(("again", id(work)), work) for _ in range(2)] == [2, 2]


def test_nothing_is_remembered_from_inside_a_transaction_that_wrote(work):
    with transaction.atomic():
        Site.objects.create(name="Dundee")
        assert mark() is None
        assert [while_unchanged(("inside", id(work)), work) for _ in range(2)] == [1, 2]


def test_what_was_seen_while_another_was_writing_is_forgotten_when_the_other_is_done(work):
    """The danger: asked in between, before the other has committed, and then believed for ever."""
    begun, may_end = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            Site.objects.create(name="Glasgow")
            begun.set()
            may_end.wait(10)
        connections.close_all()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    begun.wait(10)
    seen_meanwhile = [while_unchanged(("meanwhile", id(work)), lambda: (work(), Site.objects.count())) for _ in "ab"]
    may_end.set()
    writer.join()

    assert seen_meanwhile == [(1, 0), (1, 0)]
    assert while_unchanged(("meanwhile", id(work)), lambda: (work(), Site.objects.count())) == (2, 1)


def test_a_read_leaves_the_mark_as_it_is(work):
    before = mark()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_site")

    assert before is not None
    assert mark() == before


def test_what_was_worked_out_before_a_write_is_let_go_of(work):
    seen = weakref.ref(while_unchanged(("words", id(work)), Work))
    assert seen() is not None, "it is remembered"

    Site.objects.create(name="Dundee")
    while_unchanged(("other words", id(work)), work)

    assert seen() is None


def test_only_the_newest_few_are_kept(work):
    while_unchanged(("old", id(work)), work)
    for number in range(MOST):
        while_unchanged(("newer", id(work), number), int)

    assert while_unchanged(("old", id(work)), work) == 2
