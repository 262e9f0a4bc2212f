"""What PostgreSQL itself refuses, whoever writes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from leal.thread.evidence.models import Example, Finding, Intake, Measure, OwnerDecision, Result
from tests.factories import CommitmentFactory

from .making import AT, charter, measured

__all__ = ["charter", "measured"]
pytestmark = pytest.mark.database


@pytest.fixture
def result(measured):
    intake = Intake.objects.create(
        charter=measured, digest="d", name="n", mapping="m", taken=1, joined=0, refused=0, taken_in_at=AT
    )
    return {
        "charter": measured,
        "measure": Measure.objects.get(code="safe-to-challenge"),
        "starts_on": date(2021, 4, 1),
        "ends_on": date(2022, 3, 31),
        "value": Decimal("73.6"),
        "unit": "%",
        "step": Decimal(1),
        "intake": intake,
    }


WRONG = {
    "a percentage of 930": ({"value": Decimal(930)}, "a_percentage_lies_between_0_and_100"),
    "a percentage below nought": ({"value": Decimal(-1)}, "a_percentage_lies_between_0_and_100"),
    "a period that ends before it starts": ({"ends_on": date(2020, 1, 1)}, "a_result_ends_after_it_starts"),
    "no value and no mark": ({"value": None}, "a_result_has_a_value_or_says_why_not"),
    "a value that was suppressed": ({"mark": "c"}, "a_result_has_a_value_or_says_why_not"),
    "a mark nobody knows": ({"mark": "q"}, "a_result_has_a_value_or_says_why_not"),
    "a result of nothing": ({"measure": None}, "a_result_says_what_it_is_of"),
}


@pytest.mark.parametrize(("wrong", "rule"), WRONG.values(), ids=WRONG)
def test_a_result_that_cannot_be_is_refused(result, wrong, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Result.objects.create(**result | wrong)


def test_a_number_that_is_not_a_percentage_may_be_over_a_hundred(result):
    assert Result.objects.create(**result | {"unit": "seconds", "value": Decimal(1337)}).pk


def test_a_result_stands_once_also_when_it_is_suppressed_or_of_no_measure(result):
    for same in ({}, {"value": None, "mark": "c"}, {"measure": None, "label": "Something"}):
        Result.objects.create(**result | same)
        with pytest.raises(IntegrityError, match="a_result_stands_once"), transaction.atomic():
            Result.objects.create(**result | same)


def test_a_file_is_taken_in_once(result):
    again = {"charter": result["charter"], "digest": "d", "name": "n", "mapping": "m", "taken_in_at": AT}
    with pytest.raises(IntegrityError, match="a_file_is_taken_in_once"), transaction.atomic():
        Intake.objects.create(**again, taken=1, joined=0, refused=0)


def test_a_measure_is_mirrored_once_and_serves_a_promise_once(measured):
    measure = Measure.objects.get(code="safe-to-challenge")
    with pytest.raises(IntegrityError, match="one_measure_for_each_code"), transaction.atomic():
        Measure.objects.create(charter=measured, code=measure.code, name="x", asks="x", kind="share")
    with pytest.raises(IntegrityError, match="a_measure_serves_a_promise_once"), transaction.atomic():
        measure.services.create(commitment=measure.services.get().commitment)


def test_an_example_without_what_was_done_an_overruling_and_a_finding_without_reason_are_refused(measured):
    commitment = CommitmentFactory()
    judged = {"commitment": commitment, "year": "2022-23", "standing": "kept", "role": "Head", "on": date(2023, 9, 1)}
    example = {"charter": measured, "kind": "bad", "words": "It was late", "year": "2022-23", "source": "A report"}
    with pytest.raises(IntegrityError, match="an_example_says_what_was_done"), transaction.atomic():
        Example.objects.create(**example, what_was_done="")
    with pytest.raises(IntegrityError, match="an_owner_who_overrules_says_why"), transaction.atomic():
        OwnerDecision.objects.create(**judged, agrees=False, reason="")
    with pytest.raises(IntegrityError, match="a_finding_has_a_reason"), transaction.atomic():
        Finding.objects.create(**judged, reason="")
    with pytest.raises(IntegrityError, match="an_owner_decides_on_a_charter_year"), transaction.atomic():
        OwnerDecision.objects.create(**judged | {"year": "22-23"}, agrees=True, reason="")
