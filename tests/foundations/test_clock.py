"""The clock: notices leave, the record is sealed, what is stale is forgotten; by itself, and whatever happens."""

import threading
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from leal.config import clock
from leal.config.clock import Chore, Sealing, keep_time
from leal.foundations.accounts import operations
from leal.foundations.accounts.forgetting import Forgotten, forget
from leal.foundations.accounts.models import SignInLink
from leal.foundations.audit import anchor
from leal.foundations.audit.history import history_of
from leal.foundations.audit.models import Seal, SubjectKey
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.people.actors import ANYONE
from tests.factories import CommitmentFactory, MeasureFactory, PersonFactory, ResultFactory

pytestmark = pytest.mark.django_db


def for_a_moment(*chores):
    """Let the clock go until the last chore has been done twice."""
    stop, times = threading.Event(), []

    def last():
        times.append(1)
        if len(times) == 2:
            stop.set()

    keep_time(stop, [*chores, Chore("ending", last, every=0)])


def test_notices_leave_by_themselves():
    tell(Recipient("Isla", "email", "isla@example.org"), subject="Hello", words="Words", about="test")

    for_a_moment(*clock.chores())

    assert [letter.subject for letter in mail.outbox] == ["Hello"]
    assert Notice.objects.get().sent_at


@pytest.fixture
def noted(monkeypatch, tmp_path):
    """Heads of the chain are noted in a folder of the test."""
    monkeypatch.setattr(clock, "home", lambda: tmp_path)
    return lambda: anchor.noted(tmp_path)


def test_the_record_is_sealed_by_itself_and_its_head_noted_outside_the_database(noted):
    PersonFactory()

    Sealing()()

    assert noted().position == Seal.objects.count() > 0


def test_a_record_that_has_not_grown_is_not_read_again(noted, django_assert_num_queries):
    sealing = Sealing()
    PersonFactory()
    sealing()

    with django_assert_num_queries(2):
        sealing()
    PersonFactory()
    before = noted()
    sealing()
    assert noted().position > before.position


def test_a_chore_that_fails_is_told_of_and_stops_no_other(capsys):
    done = []

    def fails():
        raise RuntimeError("The dog ate it")

    for_a_moment(Chore("failing", fails, every=0), Chore("working", lambda: done.append(1), every=0))

    assert len(done) == 2
    assert capsys.readouterr().err == "The clock, failing: The dog ate it\n" * 2


def test_what_has_served_its_time_is_forgotten_and_nothing_else():
    now = timezone.now()
    person = PersonFactory(email="isla@example.org")
    for ago in (timedelta(minutes=1), timedelta(days=2)):
        SignInLink.objects.create(person=person, asked_at=now - ago)
        Session.objects.create(session_key=str(ago), session_data="", expire_date=now - ago + timedelta(hours=12))
    for minutes in (1, 16):
        made = AccessAttempt.objects.create(username=str(minutes), failures_since_start=1, ip_address="192.0.2.1")
        AccessAttempt.objects.filter(pk=made.pk).update(attempt_time=now - timedelta(minutes=minutes))
    cache.set("old", 1, timeout=0.001)
    cache.set("new", 1, timeout=600)

    assert forget(at=now) == Forgotten(links=1, tries=1, sessions=1, notices=0)
    assert [link.asked_at for link in SignInLink.objects.all()] == [now - timedelta(minutes=1)]
    assert [tried.username for tried in AccessAttempt.objects.all()] == ["1"]
    assert cache.get("new") == 1


def test_a_letter_with_a_link_is_forgotten_once_the_link_is_stale_and_other_letters_stay():
    PersonFactory(email="isla@example.org")
    now = timezone.now()
    operations.ask_for_link(address="isla@example.org", at=now, by=ANYONE)
    notice = Notice.objects.get()
    tell(Recipient("Isla", "email", "isla@example.org"), subject="Hello", words="Words", about="change.recorded")

    assert forget(at=now + timedelta(minutes=14)).notices == 0
    assert forget(at=now + timedelta(minutes=16)).notices == 1
    assert [left.about for left in Notice.objects.all()] == ["change.recorded"]
    assert [(row.did, row.by) for row in history_of(notice)] == [("added", "anyone"), ("removed", "the clock")]
    assert not SubjectKey.objects.filter(subject=f"notices_notice:{notice.pk}").exists()


def test_a_charter_lead_is_told_once_of_a_result_that_is_overdue_however_often_the_clock_strikes():
    promise, long_ago = CommitmentFactory(), timezone.localdate().year - 3
    lead = PersonFactory(role="charter-lead")
    measure = MeasureFactory(charter=promise.edition.charter, serves=[promise], every="year", published_after=30)
    ResultFactory(measure=measure, of=long_ago)

    for_a_moment(Chore("telling", clock.tell_of_what_is_overdue, every=0))

    [notice] = Notice.objects.all()
    assert (notice.address, notice.subject) == (lead.email, "A result is overdue")
