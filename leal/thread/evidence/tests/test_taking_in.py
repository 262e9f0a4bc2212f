"""Taking figures in: what is added, joined, kept apart and refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leal.foundations.audit.record import entries
from leal.thread.evidence import operations, queries
from leal.thread.evidence.intake.figures import NotTheseFigures
from leal.thread.evidence.joining import agree, step_of
from leal.thread.evidence.models import Citation, Intake, Refusal, Result, Source
from tests.real_input import real

from .making import OTHER_PAGE, charter, line, measured, take_in, wait

__all__ = ["charter", "measured"]


def kept(*fields):
    return list(Result.objects.order_by("pk").values_list(*fields))


def test_a_figure_becomes_a_result_of_the_measure_that_claims_its_label(measured, nadia):
    intake = take_in(measured, nadia, wait(base="over 700", breakdown="channel: phone"))
    result = Result.objects.get()
    assert (result.measure.code, str(result.starts_on), str(result.ends_on)) == (
        "call-wait",
        "2021-04-01",
        "2022-03-31",
    )
    assert (result.value, result.unit, result.base, result.base_as_given, result.group) == (
        Decimal(351),
        "seconds",
        700,
        "over 700",
        "channel: phone",
    )
    assert (intake.taken, intake.joined, intake.refused, intake.taken_in_by) == (1, 0, 0, nadia)
    assert entries(of=intake) == ["figures.taken-in"]


def test_a_figure_is_claimed_by_its_questions_code_whatever_its_label(measured, nadia):
    take_in(measured, nadia, line("Under another label", "2021-22", "73.6", breakdown="question B46"))
    assert kept("measure__code", "question") == [("safe-to-challenge", "B46")]


def test_a_figure_that_no_measure_claims_is_kept_and_said_to_be_unmapped(measured, nadia):
    intake = take_in(measured, nadia, line("Calls that made us laugh", "2021-22", "7", "calls"))
    [row] = queries.report(intake=intake).unmapped
    assert kept("measure", "label") == [(None, "Calls that made us laugh")]
    assert row.why.startswith("No measure claims this label.")


def test_only_the_answer_a_measure_counts_becomes_its_result(measured, nadia):
    answers = [
        line("Had heard of Our Charter", "2023", v, breakdown=f"answer: {a}") for a, v in (("No", "51"), ("Yes", "33"))
    ]
    intake = take_in(measured, nadia, *answers)
    assert kept("answer", "measure__code") == [("No", None), ("Yes", "heard-of")]
    assert [row.why for row in queries.report(intake=intake).unmapped] == ["No measure counts this answer."]


@pytest.mark.parametrize(("unit", "code"), [("minutes", None), ("%", None), ("seconds", "call-wait")])
def test_a_measure_never_mixes_units(measured, nadia, unit, code):
    take_in(measured, nadia, line("Average call waiting time", "2021-22", "16", unit))
    assert kept("unit", "measure__code") == [(unit, code)]


def test_two_sources_that_say_the_same_are_one_result_with_two_sources(measured, nadia):
    intake = take_in(measured, nadia, wait("16"), wait("16", source=OTHER_PAGE))
    result = Result.objects.get()
    assert sorted(source.address for source in result.sources.all()) == sorted({OTHER_PAGE, line()[-1]})
    assert (intake.taken, intake.joined) == (2, 1)
    assert [row.row for row in queries.report(intake=intake).joined] == [3]


def test_two_sources_equal_within_rounding_are_one_result_and_the_more_exact_is_shown(measured, nadia):
    rough = line("Rough", "2021-22", "74", breakdown="question B46")
    exact = line("Exact", "2021-22", "73.596", breakdown="question B46", source=OTHER_PAGE)
    for order in ((rough, exact), (exact, rough)):
        Citation.objects.all().delete()
        Result.objects.all().delete()
        for number, one in enumerate(order):
            take_in(measured, nadia, one, name=f"{order[0][0]}-{number}.csv", year=2000 + number + len(order[0][0]))
        assert kept("value", "as_given") == [(Decimal("73.596"), "73.596")]
        assert sorted(Citation.objects.values_list("as_given", flat=True)) == ["73.596", "74"]


def test_two_sources_that_disagree_are_both_kept_and_the_conflict_is_shown(measured, nadia):
    take_in(measured, nadia, wait("351"), wait("360", source=OTHER_PAGE), wait("99", year="2020-21"))
    [conflict] = queries.conflicts(charter=measured)
    assert [(result.value, result.sources.get().address) for result in conflict] == [
        (Decimal(351), line()[-1]),
        (Decimal(360), OTHER_PAGE),
    ]


def test_results_of_no_measure_conflict_too(measured, nadia):
    take_in(measured, nadia, line("A", value="5"), line("A", value="6", source=OTHER_PAGE), line("B", value="7"))
    assert [[r.as_given for r in conflict] for conflict in queries.conflicts(charter=measured)] == [["5", "6"]]


def test_marks_and_rough_numbers_stay_as_given(measured, nadia):
    values = ["[c]", "[z]", "approx 500", "over 700", "74400"]
    take_in(measured, nadia, *(line(f"Calls {n}", value=v, unit="calls") for n, v in enumerate(values)))
    assert kept("mark", "as_given", "value") == [
        ("c", "[c]", None),
        ("z", "[z]", None),
        ("approx", "approx 500", Decimal(500)),
        ("over", "over 700", Decimal(700)),
        ("", "74400", Decimal(74400)),
    ]


def test_the_same_file_twice_changes_nothing_and_says_when_it_was_taken_in(measured, nadia):
    first = take_in(measured, nadia, wait())
    everything = [list(model.objects.values()) for model in (Result, Citation, Source, Refusal, Intake)]
    with pytest.raises(operations.AlreadyTakenIn) as refused:
        take_in(measured, nadia, wait(), name="renamed.csv")
    assert refused.value.intake == first
    assert str(refused.value) == "This file was taken in on 1 May 2024. Nothing was changed."
    assert [list(model.objects.values()) for model in (Result, Citation, Source, Refusal, Intake)] == everything


def test_a_mended_file_adds_only_what_is_new(measured, nadia):
    take_in(measured, nadia, wait(), line(value="930"))
    intake = take_in(measured, nadia, wait(), line(value="93"))
    assert (intake.taken, intake.joined, intake.refused) == (2, 0, 0)
    assert kept("as_given") == [("351",), ("93",)]


def test_a_row_that_cannot_be_taken_is_kept_with_its_reason_and_the_others_are_taken(measured, nadia):
    intake = take_in(measured, nadia, wait(), line(value="930"), line(year="2019-06 to 2018-09"))
    assert (intake.taken, intake.refused) == (1, 2)
    assert [(r.row, r.field, r.why) for r in queries.refusals(intake=intake)] == [
        (
            3,
            "value",
            "930 is not a percentage: it must lie between 0 and 100. "
            "Check the number, or give its unit if it is not a percentage.",
        ),
        (
            4,
            "year",
            "“2019-06 to 2018-09” ends (30 September 2018) before it starts (1 June 2019). Change one of the two.",
        ),
    ]


def test_a_figure_whose_question_and_label_belong_to_two_measures_is_refused(measured, nadia):
    intake = take_in(measured, nadia, line("Average call waiting time", value="5", breakdown="question B46"))
    assert [r.why for r in intake.refusals.all()] == [
        "Its question B46 belongs to “Safe to challenge” and its label “Average call waiting time” to "
        "“How long callers wait”. Take one of them out of its measure’s file."
    ]


def test_a_file_that_cannot_be_read_leaves_nothing_behind(measured, nadia):
    with pytest.raises(NotTheseFigures):
        take_in(measured, nadia, b"one,two\n1,2\n")
    assert Intake.objects.count() == 0


def test_someone_without_the_permission_takes_nothing_in(measured, callum, fergus):
    for by in (callum, fergus):
        with pytest.raises(PermissionDenied):
            take_in(measured, by, wait())
    assert Result.objects.count() == 0


def test_the_published_figures_are_taken_once_however_often_and_by_whatever_name(measured, nadia):
    content = real("data/published_figures.csv").read_bytes()
    first = take_in(measured, nadia, content)
    assert (first.taken, first.refused) == (341, 27)
    results = Result.objects.count()
    again = take_in(measured, nadia, content + b"\n\n")
    assert (again.taken, again.refused, Result.objects.count()) == (341, 27, results)


@pytest.mark.slow
def test_five_years_of_the_staff_survey_and_the_published_figures_agree_with_one_another(measured, nadia):
    for path in sorted(real("data/staff_survey/raw").iterdir()):
        take_in(measured, nadia, path.read_bytes(), name=path.name)
    scores = Result.objects.count()
    take_in(measured, nadia, real("data/published_figures.csv").read_bytes())
    safe = Result.objects.filter(measure__code="safe-to-challenge", ends_on__year__lte=2024).order_by("starts_on")
    assert scores == 548
    assert [(str(result.value.normalize()), result.citations.count()) for result in safe] == [
        ("78", 2),
        ("72", 2),
        ("73.596", 2),
        ("71.18", 2),
        ("55.046", 2),
    ]
    assert queries.conflicts(charter=measured) == []


VALUES = st.decimals(0, 100, places=3)
STEPS = st.sampled_from([Decimal("0.001"), Decimal("0.1"), Decimal(1), Decimal(5)])


@given(VALUES, STEPS, STEPS)
def test_a_value_rounded_two_ways_always_agrees_with_itself(value, one, other):
    def rounded(step):
        return Result(value=(value / step).to_integral_value() * step, step=step, mark="")

    if not any((value / step % 1) == Decimal("0.5") for step in (one, other)):
        assert agree(rounded(one), rounded(other))
        assert agree(rounded(other), rounded(one))


@given(VALUES, VALUES, STEPS)
def test_values_rounded_alike_agree_only_when_they_are_the_same(one, other, step):
    first, second = (Result(value=(v / step).to_integral_value() * step, step=step, mark="") for v in (one, other))
    assert agree(first, second) == (first.value == second.value)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("over", "", False), ("over", "over", True), ("approx", "over", False), ("rounded", "", True)],
)
def test_rough_numbers_agree_only_with_their_like(one, other, same):
    assert agree(*(Result(value=Decimal(700), step=Decimal(1), mark=mark) for mark in (one, other))) == same


def test_a_suppressed_value_is_not_a_value_that_was_not_asked():
    assert agree(*(Result(value=None, step=Decimal(1), mark=mark) for mark in ("c", "c")))
    assert not agree(*(Result(value=None, step=Decimal(1), mark=mark) for mark in ("c", "z")))


def test_a_measures_own_rounding_counts_unless_the_digits_say_otherwise():
    assert step_of(Decimal(74450), Decimal(1), Decimal(100)) == 1
    assert step_of(Decimal(74400), Decimal(1), None) == 1


CELL = st.tuples(
    st.sampled_from(["Average call waiting time", "A label of its own"]),
    st.sampled_from(["2020-21", "2021-22"]),
    st.sampled_from(["16", "17", "[c]"]),
    st.just("seconds"),
    st.just(""),
    st.sampled_from(["", "channel: phone"]),
    st.sampled_from([line()[-1], OTHER_PAGE]),
)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELL, min_size=1, max_size=8), st.randoms())
def test_whatever_the_order_of_rows_the_same_results_stand(measured, nadia, rows, shuffling):
    def standing(order, name):
        Citation.objects.all().delete()
        Result.objects.all().delete()
        Intake.objects.all().delete()
        take_in(measured, nadia, *order, name=name)
        return set(Result.objects.values_list("measure", "label", "starts_on", "group", "mark", "value"))

    Refusal.objects.all().delete()
    shuffled = list(rows)
    shuffling.shuffle(shuffled)
    assert standing(rows, "one.csv") == standing(shuffled, "other.csv")
