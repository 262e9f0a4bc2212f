"""A long file of members is taken in by the worker: whole or not at all, every fault told, however it was stopped."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from leal.foundations.audit.record import entries
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped
from leal.thread.panels import operations, queries
from leal.thread.panels.intake import read_members
from leal.thread.panels.models import EqualityAnswers, MembersFile, PanelMember
from leal.thread.panels.operations.handing_in import take_in_the_file
from leal.thread.panels.views import taking_in

from .making import a_panel
from .test_taking_in import HEADING, ISHBEL, WRONG

pytestmark = pytest.mark.django_db

MANY = 2500
ROWS = "".join(f"Member {n},m{n}@example.org,,2017-08-02,,65,yes,yes\n" for n in range(MANY))


@pytest.fixture
def panel():
    return a_panel()


def handed_in(panel, by, content: str) -> MembersFile:
    operations.hand_in_members(panel=panel, content=content.encode(), name="members.csv", by=by)
    return MembersFile.objects.get()


def test_a_long_file_is_the_workers_and_the_page_says_how_far_it_is(visit, panel, nadia, monkeypatch):
    monkeypatch.setattr(taking_in, "LONG", 100)
    at = f"/panels/{panel.service}/{panel.code}/members/file/"

    sent = visit.as_(nadia).post(at, {"file": SimpleUploadedFile("members.csv", (HEADING + ISHBEL).encode())})

    assert "Taking in members.csv" in sent.text
    assert "It has not begun yet" in visit.as_(nadia)(at).text
    assert queries.members(panel=panel).count() == 0


def test_what_came_of_it_is_told_with_every_fault_and_the_file_is_let_go_of(visit, panel, nadia):
    file, told = handed_in(panel, nadia, HEADING + WRONG + ROWS), []

    operations.take_in_the_members(file=file, tell=lambda *how: told.append(how), by=nadia)

    at = f"/panels/{panel.service}/{panel.code}/members/file/"
    page = visit.as_(nadia)(at)
    file.refresh_from_db()
    assert (file.content, file.came["taken"], EqualityAnswers.objects.count()) == (None, MANY, MANY)
    assert "“Inverness” is not a whole postcode" in page.text
    assert "2,500" in page.text
    assert "3,email" in visit.as_(nadia)(at + "?faults=csv").response.content.decode()
    assert [done for done, *_ in told] == sorted(done for done, *_ in told)
    assert {saying for *_, saying in told} == {"Checking every row", "Writing down the members"}
    assert entries(of=panel) == ["members.handed-in", "members.taken-in"]


@pytest.mark.parametrize("step", ["Checking every row", "Writing down the members"])
def test_stopped_half_way_it_leaves_nobody_and_can_be_begun_again(panel, nadia, step):
    file = handed_in(panel, nadia, HEADING + ROWS)

    def stop(done: int, of: int, saying: str) -> None:
        if saying == step:
            raise Stopped

    with pytest.raises(Stopped):
        operations.take_in_the_members(file=file, tell=stop, by=nadia)
    assert PanelMember.objects.count() == 0

    operations.take_in_the_members(file=MembersFile.objects.get(), tell=lambda *how: None, by=nadia)
    assert queries.members(panel=panel).count() == MANY


def test_a_worker_that_begins_again_after_it_was_done_takes_nobody_in_twice(panel, nadia):
    file = handed_in(panel, nadia, HEADING + ISHBEL)
    operations.take_in_the_members(file=file, tell=lambda *how: None, by=nadia)

    take_in_the_file.func(work=str(Work.objects.get().pk), file=file.pk)

    assert MembersFile.objects.get().came["taken"] == 1
    assert queries.members(panel=panel).count() == 1


def test_a_day_to_come_is_a_fault(panel):
    tomorrow = localdate() + timedelta(days=1)
    rows = HEADING + f"Tam Baird,tam@example.org,,{tomorrow},,65,yes,no\n"

    [fault] = read_members(rows.encode(), panel=panel).faults

    assert (fault.column, "is a day to come" in fault.what) == ("joined_on", True)
