"""Whoever has to sit somewhere for what they need does where there is a way; and each who does not is named."""

import json

import pytest
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult

from leal.thread.panels.operations import gatherings as operations
from leal.thread.panels.operations import seating
from leal.thread.panels.queries import gatherings as queries
from tests.factories import PanelFactory, PanelMemberFactory

from .test_gatherings import a_gathering, tell_nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathering(db, nadia):
    found = a_gathering(PanelFactory(), nadia)
    people = [PanelMemberFactory(panel=found.panel, name=f"Person {n}") for n in range(9)]
    operations.put_on_list(gathering=found, members=people, by=nadia)
    found.invited.update(answer="yes", answered_on=localdate(), invited_on=localdate())
    return found


def needs(gathering, number: int, seat: str, by, beside: int | None = None, kind="access", how="Seen to"):
    people = list(queries.people_of(gathering=gathering))
    need = people[number].needs.create(kind=kind, words="This")
    other = None if beside is None else people[beside]
    operations.meet_need(need=need, how_met=how, seat=seat, beside=other, on=localdate(), by=by)


def seated(gathering, by, places: dict, rounds: int = 1, most: int = 3) -> dict[str, list[int]]:
    seating.made_tables(gathering, most, rounds, by, tell_nobody, places=places)
    return {str(one): one.tables for one in queries.people_of(gathering=gathering)}


def test_near_the_door_quiet_and_loop_are_kept_in_every_round(visit, gathering, nadia):
    needs(gathering, 0, "door", nadia)
    needs(gathering, 1, "quiet", nadia)
    needs(gathering, 2, "loop", nadia, kind="other")
    needs(gathering, 2, "door", nadia)

    where = seated(gathering, nadia, {"door": [1, 2], "quiet": [3], "loop": [2]}, rounds=2)

    assert set(where["Person 0"]) <= {1, 2}
    assert set(where["Person 1"]) == {3}
    assert set(where["Person 2"]) == {2}, "both needs at once"
    page = visit.as_(nadia)(f"/gatherings/{gathering.pk}/").text
    assert "4 of four needs about where people sit are met." in page


def test_a_supporter_sits_at_the_table_of_whom_they_support_and_a_reader_is_shared(gathering, nadia):
    needs(gathering, 3, "beside", nadia, beside=4)
    for number in (5, 6):
        needs(gathering, number, "", nadia, kind="reader", how="Mr Baird reads")

    where = seated(gathering, nadia, {}, rounds=2)

    assert where["Person 3"] == where["Person 4"]
    assert where["Person 5"] == where["Person 6"]


def test_more_people_than_seats_near_the_door_are_named_one_by_one(visit, gathering, nadia):
    for number in range(4):
        needs(gathering, number, "door", nadia)

    where = seated(gathering, nadia, {"door": [1]})

    by_the_door = [name for name, tables in where.items() if tables == [1]]
    left = {f"Person {number}" for number in range(4)} - set(by_the_door)
    assert len(left) == 1, "three sit there: more have no room"
    page = visit.as_(nadia)(f"/gatherings/{gathering.pk}/").text
    assert "3 of four needs about where people sit are met." in page
    assert f"Not met for {left.pop()}: near the door, without a step." in page


def test_a_table_that_is_not_there_suits_nobody_and_that_is_said(visit, gathering, nadia):
    needs(gathering, 0, "loop", nadia)

    seated(gathering, nadia, {"loop": [9]})

    assert (
        "Not met for Person 0: at a table with a hearing loop." in visit.as_(nadia)(f"/gatherings/{gathering.pk}/").text
    )


def test_the_page_asks_which_tables_are_what_and_the_worker_is_told(visit, gathering, nadia):
    at = f"/gatherings/{gathering.pk}/tables/"
    wrong = visit.as_(nadia).post(at, {"most": 3, "rounds": 1, "door": "one"})
    assert "“one” is not the number of a table" in wrong.text

    visit.as_(nadia).post(at, {"most": 3, "rounds": 1, "door": "2 and 1", "quiet": "3"})

    [task] = DBTaskResult.objects.all()
    assert json.loads(task.args_kwargs["kwargs"]["places"]) == {"door": [1, 2], "quiet": [3]}


def test_a_colleague_says_where_someone_has_to_sit_and_with_whom(visit, gathering, nadia):
    people = list(queries.people_of(gathering=gathering))
    need = people[0].needs.create(kind="other", words="I bring someone I trust")
    at = f"/gatherings/{gathering.pk}/needs/{need.pk}/"

    lacking = visit.as_(nadia).post(at, {"how_met": "They sit together", "seat": "beside"})
    assert "Choose with whom they sit" in lacking.text
    visit.as_(nadia).post(at, {"how_met": "They sit together", "seat": "beside", "beside": people[1].pk})

    need.refresh_from_db()
    assert (need.seat, need.beside) == ("beside", people[1])
