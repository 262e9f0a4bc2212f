"""Long work: watched while it goes on, left, stopped, and honest about how it ended."""

import pytest
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from leal.foundations.tasks import operations
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped, ask_for, under_way
from tests.factories import PersonFactory


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
