"""When the next result is due, who is told, and that nobody is told twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from leal.foundations.audit.record import entries
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import CLOCK
from leal.thread.evidence import operations, queries
from leal.thread.evidence.models import Reminder
from leal.thread.practice import operations as practice
from tests.factories import (
    BodyFactory,
    CommitmentFactory,
    EditionFactory,
    MeasureFactory,
    PersonFactory,
    ResultFactory,
    SectionFactory,
)
from tests.foundations.test_at_once import at_once

DAY_AFTER = date(2024, 11, 27)
AT = datetime(2024, 11, 27, 9, tzinfo=UTC)
WHERE = "https://charter.example.org/desk/"


def a_promise():
    return CommitmentFactory(section=SectionFactory(edition=EditionFactory()))


@pytest.fixture
def promise(db):
    return a_promise()


def measured(promise, *, name="How long callers wait", of=2023, every="year", after=240, **fields):
    """A measure of the promise whose newest result is of the year that ends in `of`."""
    rhythm = {"every": every, "published_after": after if every else None}
    measure = MeasureFactory(charter=promise.edition.charter, name=name, serves=[promise], **rhythm | fields)
    if of:
        ResultFactory(measure=measure, of=of)
    return measure


def owner_of(promise, *, role="Head of Calls", **fields):
    """Someone who fills a role that owns the promise."""
    body = BodyFactory(charter=promise.edition.charter)
    person = PersonFactory(role="owner", **fields)
    practice.give_owner(commitment=promise, role=role, body=body, by=person)
    practice.name_holder(body=body, role=role, person=person, since=date(2020, 1, 1), by=person)
    return person


def remind(promise, on=DAY_AFTER, by=CLOCK):
    return operations.remind(edition=promise.edition, on=on, at=AT, where=WHERE, by=by)


def overdue(promise, on=DAY_AFTER):
    return [one.measure for one in queries.overdue(edition=promise.edition, on=on)]


def test_a_result_is_overdue_from_the_day_after_it_was_due(promise):
    measure = measured(promise)
    assert (overdue(promise, DAY_AFTER - timedelta(days=1)), overdue(promise)) == ([], [measure])


def test_what_is_longest_overdue_comes_first(promise):
    newer, older = measured(promise, of=2023), measured(promise, of=2021)
    assert overdue(promise) == [older, newer]
    assert [one.missing for one in queries.overdue(edition=promise.edition, on=DAY_AFTER)] == [3, 1]


def test_a_gap_a_measure_with_no_rhythm_and_a_retired_one_are_never_overdue(promise):
    measured(promise, of=None)
    measured(promise, of=2019, every="")
    measured(promise, of=2019, retired_on=date(2020, 1, 1))
    measured(promise, of=2024)
    assert overdue(promise) == []


def test_a_result_that_was_published_and_hidden_counts_and_one_that_is_not_available_does_not(promise):
    hidden, missing = measured(promise), measured(promise)
    ResultFactory(measure=hidden, of=2024, value=None, as_given="[c]", mark="c")
    ResultFactory(measure=missing, of=2024, value=None, as_given="[x]", mark="x")
    assert overdue(promise) == [missing]


def test_whoever_fills_the_role_that_owns_the_promise_is_told_once_of_all_that_is_overdue(promise, morag):
    measured(promise, name="The wait", of=2022)
    measured(promise, name="Kindness", of=2023)
    owner = owner_of(promise, name="Eilidh", email="eilidh@example.org")

    assert remind(promise) == 1

    notice = Notice.objects.get()
    assert (notice.address, notice.subject, notice.channel) == (owner.email, "2 results are overdue", "email")
    assert "* The wait. The result for 2022–23 was due by 26 November 2023." in notice.words
    assert "* Kindness. The result for 2023–24 was due by 26 November 2024." in notice.words
    assert WHERE in notice.words
    assert entries(of=promise.edition.charter) == ["overdue.told"]


def test_who_asked_for_letters_is_told_by_letter(promise):
    measured(promise)
    owner_of(promise, told_by="letter", postal_address="1 Shore Street")
    remind(promise)
    assert [(notice.channel, notice.address) for notice in Notice.objects.all()] == [("letter", "1 Shore Street")]


def test_nobody_is_told_twice_and_a_new_one_is_told_by_itself(promise):
    measured(promise)
    owner_of(promise)
    remind(promise)
    with pytest.raises(operations.EveryoneKnows):
        remind(promise, on=DAY_AFTER + timedelta(days=300))
    measured(promise, name="Kindness", of=2022)
    remind(promise)
    assert [notice.subject for notice in Notice.objects.all()] == ["A result is overdue"] * 2
    assert "Kindness" in Notice.objects.last().words
    assert "How long" not in Notice.objects.last().words


def test_when_the_result_has_come_and_the_next_is_late_they_are_told_again(promise):
    measure = measured(promise)
    owner_of(promise)
    remind(promise)
    ResultFactory(measure=measure, of=2024)
    with pytest.raises(operations.EveryoneKnows):
        remind(promise)
    remind(promise, on=DAY_AFTER + timedelta(days=366))
    assert [told.due_by for told in Reminder.objects.all()] == [date(2024, 11, 26), date(2025, 11, 26)]


def test_where_nobody_fills_the_role_the_charter_leads_are_told_and_no_other_charters(promise):
    measured(promise)
    lead = PersonFactory(role="charter-lead", within=promise.edition.charter.scope)
    PersonFactory(role="charter-lead", within="charter another")
    PersonFactory(role="researcher")
    remind(promise)
    assert [notice.address for notice in Notice.objects.all()] == [lead.email]


def test_who_has_left_is_told_nothing(promise, morag):
    measured(promise)
    gone = owner_of(promise)
    gone.is_active = False
    gone.save()
    remind(promise)
    assert [notice.address for notice in Notice.objects.all()] == [morag.email]


def test_only_the_clock_tells(promise, morag):
    measured(promise)
    with pytest.raises(PermissionDenied):
        remind(promise, by=morag)
    assert Notice.objects.count() == 0


@pytest.mark.database
def test_of_four_clocks_that_strike_at_once_one_tells(committed):
    promise = a_promise()
    measured(promise)
    owner_of(promise)
    assert at_once(*[lambda: remind(promise)] * 4) == ["EveryoneKnows"] * 3 + ["done"]
    assert (Notice.objects.count(), Reminder.objects.count()) == (1, 1)
