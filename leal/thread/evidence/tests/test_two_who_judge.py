"""Two who judge one promise at the same moment: one is published, the other is told, and nobody’s words are lost."""

import pytest
from django.utils import timezone

from leal.foundations.revision import ChangedMeanwhile
from leal.thread.evidence import operations
from leal.thread.evidence.models import Finding, OwnerDecision
from tests.factories import PersonFactory
from tests.foundations.test_at_once import at_once

from .test_judging_pages import a_promise, an_owner

pytestmark = pytest.mark.database
SEEN = operations.Seen(newest="", proposed="falling_short")


def about(promise):
    return {"commitment": promise, "year": "2022-23", "on": timezone.localdate(), "seen": SEEN, "standing": "kept"}


def test_of_eight_owners_who_decide_at_once_one_is_published_and_seven_are_told(committed):
    promise = a_promise()
    owners = {f"Head {n}": an_owner(promise, role=f"Head {n}") for n in range(8)}

    def deciding(role, person):
        return lambda: operations.decide(agrees=False, reason=f"{role} says", role=role, by=person, **about(promise))

    came_to = at_once(*[deciding(role, person) for role, person in owners.items()])

    assert came_to == ["ChangedMeanwhile"] * 7 + ["done"]
    published = OwnerDecision.objects.get()
    assert published.reason == f"{published.role} says"


def test_of_eight_reviewers_who_find_at_once_one_is_published_and_the_others_keep_their_words(committed):
    promise, told = a_promise(), []

    def finding(n):
        reviewer = PersonFactory(role="reviewer")

        def file():
            try:
                operations.file_finding(reason=f"Word {n}", role="Reviewer", by=reviewer, **about(promise))
            except ChangedMeanwhile as meanwhile:
                told.append((meanwhile.mine["reason"], meanwhile.theirs["reason"]))
                raise

        return file

    came_to = at_once(*[finding(n) for n in range(8)])

    first = Finding.objects.get().reason
    assert came_to == ["ChangedMeanwhile"] * 7 + ["done"]
    assert sorted(told) == [(f"Word {n}", first) for n in range(8) if f"Word {n}" != first]
