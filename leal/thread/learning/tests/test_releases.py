"""A yearly report is published whole, at its minute, once; it never changes, and what was wrong stands beside it."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from leal.foundations.audit.record import entries
from leal.foundations.people.actors import ANYONE, CLOCK
from leal.foundations.revision import ChangedMeanwhile, revision
from leal.foundations.tasks.models import Work
from leal.thread.learning import operations, queries
from leal.thread.learning.models import Release, ReleaseFile
from leal.thread.learning.release_files import files_of
from leal.thread.learning.report.tests.conftest import a_charter
from tests.factories import CharterFactory, PersonFactory

from .making import A_MINUTE, AT, FILES, a_draft, published, scheduled


@pytest.fixture
def charter(db):
    return CharterFactory(slug="ours")


@pytest.mark.django_db
class TestOneAfterAnother:
    def test_the_clock_publishes_at_the_minute_and_not_before(self, charter, morag):
        draft = scheduled(a_draft(charter, morag), morag)

        with pytest.raises(operations.BeforeItsTime):
            operations.publish_release(release=draft, at=AT - A_MINUTE, by=CLOCK)
        assert not queries.due_releases(at=AT - A_MINUTE).exists()
        operations.publish_release(release=queries.due_releases(at=AT).get(), at=AT, by=CLOCK)

        draft.refresh_from_db()
        assert draft.published_at == AT
        assert entries(of=draft)[-1] == "release.published"

    def test_the_clock_leaves_alone_what_has_no_minute_or_no_files(self, charter, morag):
        draft = a_draft(charter, morag)
        assert not queries.due_releases(at=AT).exists()
        scheduled(draft, morag)
        assert queries.due_releases(at=AT).get() == draft
        Release.objects.filter(pk=draft.pk).update(files_at=None)
        assert not queries.due_releases(at=AT).exists()

    def test_nothing_is_published_without_its_files(self, charter, morag):
        draft = a_draft(charter, morag, files=())
        with pytest.raises(operations.NoFiles):
            operations.publish_release(release=draft, at=AT, early=True, by=morag)
        with pytest.raises(operations.NoFiles):
            operations.keep_files(release=draft, files=[], at=AT, by=morag)

    def test_what_is_published_is_published_once(self, charter, morag):
        release = published(charter, morag)
        for again in (
            lambda: operations.publish_release(release=release, at=AT, early=True, by=morag),
            lambda: operations.keep_files(release=release, files=FILES, at=AT, by=morag),
            lambda: operations.make_files(release=release, by=morag),
            lambda: scheduled(release, morag),
            lambda: operations.draft_release(charter=charter, year="2022-23", title="Again", by=morag),
        ):
            with pytest.raises(operations.ReleasedAlready):
                again()

    def test_the_database_refuses_every_change_to_what_is_published(self, charter, morag):
        release = published(charter, morag)
        operations.correct_release(release=release, wrong="One figure", since=date(2026, 9, 1), on=AT.date(), by=morag)
        one = release.files.first()
        for change in (
            lambda: Release.objects.filter(pk=release.pk).update(title="Other"),
            lambda: release.delete(),
            lambda: release.files.update(text="Other"),
            lambda: release.files.all().delete(),
            lambda: ReleaseFile.objects.create(release=release, place=9, name="x", size=0, sha256=one.sha256),
            lambda: release.corrections.update(wrong="Nothing"),
            lambda: release.corrections.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        assert bytes(release.files.first().content) == FILES[0].content

    def test_the_database_works_out_the_fingerprint_for_itself(self, charter, morag):
        draft = a_draft(charter, morag)
        with pytest.raises(IntegrityError), transaction.atomic():
            draft.files.filter(place=1).update(content=b"something else")

    def test_a_minute_that_has_gone_is_refused(self, charter, morag):
        with pytest.raises(operations.MinuteHasGone):
            scheduled(a_draft(charter, morag), morag, publish_at=AT - 2 * A_MINUTE)

    def test_whoever_sets_the_minute_second_sees_what_the_first_set(self, charter, morag):
        draft = a_draft(charter, morag)
        seen = revision(draft)
        scheduled(draft, morag)
        with pytest.raises(ChangedMeanwhile):
            operations.schedule_release(
                release=draft, readers=[], publish_at=None, seen=seen, at=AT - A_MINUTE, by=morag
            )

    def test_a_correction_is_said_at_once_and_put_right_in_a_new_release(self, charter, morag):
        first = published(charter, morag)
        told = {"since": date(2026, 9, 1), "on": date(2026, 9, 2), "by": morag}

        draft, work = operations.correct_release(release=first, wrong="89% should be 79%.", **told)
        operations.keep_files(release=draft, files=FILES, at=AT, by=morag)
        again, _ = operations.correct_release(release=first, wrong="And 4 should be 5.", **told)

        assert (draft.code, draft.corrects, again) == ("2022-23-2", first, draft)
        assert isinstance(work, Work)
        # Files made before the second mistake was found would not say so.
        again.refresh_from_db()
        assert again.files_at is None
        assert not again.files.exists()
        assert [row.wrong for row in first.corrections.all()] == ["89% should be 79%.", "And 4 should be 5."]
        operations.keep_files(release=again, files=FILES, at=AT, by=morag)
        operations.publish_release(release=again, at=AT, early=True, by=morag)
        with pytest.raises(operations.CorrectedAlready):
            operations.correct_release(release=first, wrong="More", **told)
        third, _ = operations.correct_release(release=again, wrong="More", **told)
        assert third.code == "2022-23-3"

    def test_a_draft_is_not_corrected_but_made_again(self, charter, morag):
        with pytest.raises(operations.NotReleased):
            operations.correct_release(
                release=a_draft(charter, morag), wrong="A", since=AT.date(), on=AT.date(), by=morag
            )

    def test_nobody_else_makes_or_publishes_a_report(self, charter, morag, nadia, fergus):
        draft = a_draft(charter, morag)
        for by in (nadia, fergus, ANYONE):
            with pytest.raises(PermissionDenied):
                operations.publish_release(release=draft, at=AT, early=True, by=by)
            with pytest.raises(PermissionDenied):
                operations.draft_release(charter=charter, year="2023-24", title="Mine", by=by)

    def test_trouble_while_the_files_are_made_leaves_those_there_were(self, charter, morag):
        draft = a_draft(charter, morag)
        work = operations.make_files(release=draft, by=morag)

        with pytest.raises(Exception, match="no published edition yet"):
            operations.make_what_was_asked.func(work=str(work.key), release=draft.pk, person=morag.pk)

        assert [file.name for file in draft.files.all()] == [file.name for file in FILES]


@pytest.mark.django_db
def test_a_report_that_puts_another_right_says_so_in_its_first_lines(morag):
    charter = a_charter()
    first = published(charter, morag)
    draft, _ = operations.correct_release(
        release=first, wrong="We said 1,200 seconds.", since=date(2023, 10, 1), on=date(2023, 10, 2), by=morag
    )
    told = []

    files = files_of(draft, on=date(2023, 10, 3), tell=lambda *progress: told.append(progress))

    text = next(file for file in files if file.name == "report.txt").content.decode()
    before, _, after = text.partition("We said 1,200 seconds.")
    assert "puts right" in before
    assert "wrong since 1 October 2023" in before
    assert len(before) < 500 < len(after)
    assert told[-1][0] == told[-1][1]
    kept = operations.keep_files(release=draft, files=files, at=AT, by=morag)
    assert {file.name for file in kept.files.all()} >= {"report.pdf", "report.html", "tables.ods", "tables.xlsx"}


def at_once(*acts):
    ready = threading.Barrier(len(acts))

    def one(act):
        try:
            ready.wait()
            return act()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.database
@pytest.mark.slow
def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(committed):
    people = [PersonFactory(role="charter-lead") for _ in range(2)]
    draft = a_draft(CharterFactory(slug="ours"), people[0])

    results = at_once(
        *(lambda by=by: operations.publish_release(release=draft, at=AT, early=True, by=by) for by in people)
    )

    assert sorted(type(result).__name__ for result in results) == ["Release", "ReleasedAlready"]
    assert entries(of=draft).count("release.published") == 1


@pytest.mark.database
@pytest.mark.slow
def test_a_worker_killed_while_it_keeps_the_files_leaves_the_old_ones_whole(committed):
    by = PersonFactory(role="charter-lead")
    draft = a_draft(CharterFactory(slug="ours"), by)
    connection.close()

    child = os.fork()
    if child == 0:
        with transaction.atomic():
            other = [FILES[0]._replace(content=b"half")]
            operations.keep_files(release=draft, files=other, at=AT + A_MINUTE, by=by)
            os.kill(os.getpid(), signal.SIGKILL)
    _, how = os.waitpid(child, 0)

    assert os.WTERMSIG(how) == signal.SIGKILL
    draft.refresh_from_db()
    assert draft.files_at == AT
    assert [bytes(file.content) for file in draft.files.all()] == [file.content for file in FILES]
