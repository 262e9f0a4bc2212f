"""Long work: watched while it goes on, left, stopped, and honest about how it ended."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connections, transaction
from django.urls import reverse
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from leal.config import clock
from leal.foundations.audit.record import entries
from leal.foundations.people.actors import CLOCK
from leal.foundations.tasks import operations
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped, ask_for, begin, teller, under_way
from tests.factories import PersonFactory
from tests.foundations.test_at_once import at_once


@task()
def count_to_three(work: str) -> None:
    with under_way(work) as tell:
        for n in range(1, 4):
            tell(n, 3, f"Counting {n}")


@pytest.fixture
def asked(committed):
    person = PersonFactory()
    return ask_for(count_to_three, title="Count to three", by=person)


def state(work):
    work.refresh_from_db()
    return work.state


@pytest.mark.database
def test_work_waits_until_the_worker_takes_it_and_then_is_done(asked):
    assert state(asked) == "waiting"

    count_to_three.call(work=str(asked.key))

    assert state(asked) == "done"
    assert (asked.done, asked.of) == (3, 3)


@pytest.mark.database
def test_others_see_how_far_it_is_while_its_transaction_is_open(asked):
    with under_way(str(asked.key)) as tell, transaction.atomic():
        Work.objects.create(title="Something half done", asked_at=asked.asked_at)
        tell(1, 1, "Reading")
        transaction.set_rollback(True)

    assert (state(asked), asked.saying) == ("done", "Reading")


@pytest.mark.database
def test_work_that_fails_says_why(asked):
    with pytest.raises(ValueError, match="row 7"), under_way(str(asked.key)):
        raise ValueError("row 7 has no year")

    assert (state(asked), asked.trouble) == ("failed", "row 7 has no year")


@pytest.mark.database
def test_work_stops_at_the_next_good_moment_when_asked(asked):
    operations.stop(work=asked, by=asked.asked_by)

    with under_way(str(asked.key)) as tell:
        tell(3, 3, "Counting")
        pytest.fail("it went on")

    assert state(asked) == "stopped"
    assert issubclass(Stopped, Exception)


def begun_by_a_worker_that_is_lost(work):
    """What the database sees of a worker that is killed in the middle: its connection is gone."""
    worker = connections.create_connection("default")
    begin(worker, str(work.key))
    teller(worker, str(work.key))(1, 3, "Counting 1")
    worker.close()


def waits_in_the_queue(work) -> bool:
    return DBTaskResult.objects.ready().filter(args_kwargs__kwargs__work=str(work.key)).exists()


@pytest.mark.database
def test_work_whose_worker_was_lost_is_taken_up_again_and_done(asked):
    DBTaskResult.objects.update(status="RUNNING")
    begun_by_a_worker_that_is_lost(asked)
    assert (state(asked), waits_in_the_queue(asked)) == ("under-way", False)

    clock.take_up_what_was_left()

    assert (state(asked), waits_in_the_queue(asked)) == ("waiting", True)
    assert entries(of=asked) == ["work.taken-up-again"]
    count_to_three.call(work=str(asked.key))
    assert (state(asked), asked.done) == ("done", 3)


@pytest.mark.database
def test_work_that_a_worker_holds_is_left_alone(asked):
    with under_way(str(asked.key)) as tell:
        tell(1, 3, "Counting 1")
        clock.take_up_what_was_left()
        assert (state(asked), asked.begun) == ("under-way", 1)
        assert entries(of=asked) == []


@pytest.mark.database
def test_work_that_loses_its_worker_three_times_is_given_up_and_says_so(asked):
    for _ in range(3):
        begun_by_a_worker_that_is_lost(asked)
        clock.take_up_what_was_left()

    assert state(asked) == "failed"
    assert "The worker was lost in the middle of it three times" in asked.trouble
    assert entries(of=asked) == ["work.taken-up-again", "work.taken-up-again", "work.given-up"]


@pytest.mark.database
def test_of_four_clocks_one_takes_work_up_again(asked):
    begun_by_a_worker_that_is_lost(asked)
    work = Work.objects.get(pk=asked.pk)
    came_to = at_once(*[lambda: operations.take_up_again(work=work, by=CLOCK)] * 4)
    assert came_to == ["StillUnderWay"] * 3 + ["done"]


@pytest.mark.database
def test_a_worker_that_is_killed_outright_lets_go_of_its_work(asked, committed):
    begins = (
        "import os, sys, django; django.setup();"
        "from leal.foundations.tasks.work import under_way\n"
        "with under_way(sys.argv[1]) as tell: tell(3, 3, 'Counting 3'); os.kill(os.getpid(), 9)"
    )
    environment = os.environ | committed.environment | {"DJANGO_SETTINGS_MODULE": "leal.config.settings"}
    ended = subprocess.run([sys.executable, "-W", "ignore", "-c", begins, str(asked.key)], env=environment)
    assert ended.returncode == -signal.SIGKILL

    deadline = time.monotonic() + 10
    while state(asked) == "under-way" and time.monotonic() < deadline:
        clock.take_up_what_was_left()

    assert state(asked) == "waiting"


@pytest.mark.django_db
def test_nobody_sees_the_work_of_another(client, fergus, morag):
    work = ask_for(count_to_three, title="Count", by=morag)
    client.force_login(fergus)
    assert client.get(reverse("tasks:work", args=[work.key])).status_code == 404

    client.force_login(morag)
    assert "It has not begun yet." in client.get(reverse("tasks:work", args=[work.key])).text


@pytest.mark.django_db
def test_the_page_stops_the_work_and_shows_it_in_the_list(client, morag):
    work = ask_for(count_to_three, title="Count to three", by=morag)
    client.force_login(morag)

    client.post(reverse("tasks:stop", args=[work.key]))

    work.refresh_from_db()
    assert work.stop_asked_at
    assert "Count to three" in client.get(reverse("tasks:works")).text
