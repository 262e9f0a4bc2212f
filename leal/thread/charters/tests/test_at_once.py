"""Two people at one edition at the same moment: one of them waits, and nobody’s words are lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from leal.foundations.revision import ChangedMeanwhile, revision
from leal.thread.charters import operations, queries
from leal.thread.charters.models import Approval, Commitment, Edition
from tests.factories import PersonFactory

from .conftest import AT, IN_2019, agreed, published, written

pytestmark = [pytest.mark.database, pytest.mark.slow]


@pytest.fixture
def people(committed):
    return PersonFactory(name="Morag", role="charter-lead"), PersonFactory(name="Eilidh", role="manager")


def at_once(*acts):
    """What each act gave or refused, all begun at the same moment, each on a connection of its own."""
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


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def test_two_people_who_approve_at_once_are_two_approvals(people):
    edition = written(people[0])
    read = queries.fingerprint(edition=edition)

    def approve(by):
        return lambda: operations.approve(edition=edition, seen=read, at=AT, by=by)

    assert kinds(at_once(*(approve(by) for by in people))) == ["Approval", "Approval"]
    assert queries.state(edition=edition) == "approved"


def test_one_person_who_approves_eight_times_at_once_is_one_approval(people):
    edition = written(people[0])
    read = queries.fingerprint(edition=edition)

    results = at_once(*[lambda: operations.approve(edition=edition, seen=read, at=AT, by=people[0])] * 8)

    assert kinds(results) == ["Approval"] + ["ApprovedAlready"] * 7
    assert Approval.objects.count() == 1


@pytest.mark.parametrize("turn", range(6))
def test_whoever_publishes_while_another_writes_publishes_what_was_approved_or_nothing(people, turn):
    morag, eilidh = people
    edition = agreed(written(morag), morag, eilidh)
    approved = queries.fingerprint(edition=edition)
    row = edition.commitments.get(code="PS1")
    seen = revision(row)

    told, wrote = (
        at_once(
            lambda: operations.publish(edition=edition, agreed_on=IN_2019, on=IN_2019, by=morag),
            lambda: operations.rewrite_commitment(
                commitment=row, seen=seen, wording="We will be brisk.", by=eilidh_lead
            ),
        )
        if (eilidh_lead := PersonFactory(role="charter-lead"))
        else ()
    )

    now = Edition.objects.get(pk=edition.pk)
    wording = Commitment.objects.get(pk=row.pk).wording
    if now.is_published:
        assert (type(wrote), wording) == (operations.AlreadyPublished, "We will be kind.")
        assert queries.fingerprint(edition=now) == approved
    else:
        assert (type(told), wording) == (operations.NotApproved, "We will be brisk.")


def test_a_row_written_past_the_operations_while_another_publishes_is_in_time_or_refused(people):
    morag, eilidh = people
    edition = agreed(written(morag), morag, eilidh)
    approved = queries.fingerprint(edition=edition)

    at_once(
        lambda: operations.publish(edition=edition, agreed_on=IN_2019, on=IN_2019, by=morag),
        lambda: Commitment.objects.filter(edition=edition, code="PS1").update(wording="Slipped in"),
    )

    now = Edition.objects.get(pk=edition.pk)
    assert now.is_published is (queries.fingerprint(edition=now) == approved)


def test_of_two_who_rewrite_one_promise_one_is_saved_and_the_other_keeps_her_words(people):
    morag = people[0]
    row = written(morag).commitments.get(code="PS1")
    seen = revision(row)

    def rewrite(wording):
        return lambda: operations.rewrite_commitment(commitment=row, seen=seen, wording=wording, by=morag)

    results = at_once(rewrite("We will be kind, Morag says."), rewrite("We will be kind, Eilidh says."))

    assert kinds(results) == ["ChangedMeanwhile", "Commitment"]
    [refused] = [result for result in results if isinstance(result, ChangedMeanwhile)]
    [saved] = [result for result in results if isinstance(result, Commitment)]
    assert {refused.mine["wording"], saved.wording} == {"We will be kind, Morag says.", "We will be kind, Eilidh says."}
    assert refused.theirs["wording"] == saved.wording


def test_two_who_draft_with_one_code_at_once_get_one_draft_and_one_sentence(people):
    morag, eilidh = people
    first = published(written(morag), IN_2019, morag, eilidh)

    results = at_once(*[lambda: operations.draft_from(edition=first, code="2024", title="2024", by=morag)] * 2)

    assert kinds(results) == ["CodeTaken", "Edition"]
