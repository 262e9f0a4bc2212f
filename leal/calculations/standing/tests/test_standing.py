"""The rule, line by line, in the order in which it decides."""

from dataclasses import replace
from datetime import date

import pytest

from leal.calculations.periods import charter_year
from leal.calculations.series import Break, Reading
from leal.calculations.standing import Cases, Evidence, Level, MeasureRule, PartFact, PracticeFact, Serving, Word

from .made import A_TARGET, IN_PLACE, YEAR, call_wait, counted, felt, of_year, proposed

WAITS = call_wait(of_year("2021-22", 351.0, rounding=1), of_year("2022-23", 1337.0, rounding=1))
KINDNESS = felt("kindness", of_year("2021-22", 94.0, rounding=1), of_year("2022-23", 93.0, rounding=1))
SAFE_TO_CHALLENGE = felt(
    "safe",
    *(
        Reading(date(year, 10, 1), date(year, 10, 31), value, as_given=str(year))
        for year, value in ((2019, 78.0), (2020, 72.0), (2021, 73.6), (2022, 71.164), (2023, 55.013))
    ),
)


def test_the_call_wait_of_2022_23_falls_short_and_says_why_in_one_sentence():
    found = proposed(WAITS)

    assert found.word is Word.FALLING_SHORT
    assert found.because == (
        "How long callers wait: 22 minutes 17 seconds in 2022-23, up from 5 minutes 51 seconds in 2021-22, "
        "almost four times as long. That is worse. A change of a fifth matters. "
        "Base: not described; how many is not published."
    )


def test_missing_its_level_is_falling_short_even_where_things_got_better():
    found = proposed(counted("on-time", of_year("2021-22", 70.0), of_year("2022-23", 89.0), levels=A_TARGET))

    assert found.word is Word.FALLING_SHORT
    assert found.because == (
        "Paid on time: 89% in 2022-23. The board set 90% on 1 April 2020. That is missed. "
        "Base: payments; how many is not published."
    )


def test_a_slow_slide_does_not_escape_because_no_single_year_is_bad():
    found = proposed(SAFE_TO_CHALLENGE)

    assert found.word is Word.FALLING_SHORT
    assert [step.says for step in found.steps] == [
        "Treated with kindness: 71.2% in 2022, down from 78% in 2019, the first of this line. "
        "That is worse by 6.8 points. A change of 5 points matters.",
        "Treated with kindness: 71.2% in 2022, down from 73.6% in 2021. That is 2.4 points, and 5 points would matter.",
    ]


def test_nothing_in_place_is_not_in_place_yet_and_says_what_is_promised():
    planned = (PracticeFact("Call-back", "promised"), PracticeFact("New lines", "in_place", since=date(2024, 1, 1)))

    found = proposed(KINDNESS, practices=planned)

    assert found.word is Word.NOT_IN_PLACE
    assert [step.says for step in found.steps[:2]] == [
        "We found nothing recorded as in place to keep this promise at the end of 2022-23.",
        "Promised, not yet there: Call-back.",
    ]


def test_falling_short_comes_before_not_in_place():
    assert proposed(WAITS, practices=()).word is Word.FALLING_SHORT


def test_a_practice_that_ended_before_the_year_did_keeps_nothing():
    ended = (PracticeFact("Phone lines", "in_place", ended_on=date(2023, 3, 31)),)

    assert proposed(KINDNESS, practices=ended).word is Word.NOT_IN_PLACE


def test_kindness_that_held_while_the_counted_wait_grew_is_people_and_figures_disagree():
    found = proposed(KINDNESS, beside=WAITS)

    assert found.word is Word.DISAGREE
    assert found.steps[0].says == (
        "What people felt held, and what was counted got worse. "
        "People said: Treated with kindness: 93% in 2022-23, against 94% in 2021-22. "
        "The two are equal within rounding. "
        "Counted: How long callers wait: 22 minutes 17 seconds in 2022-23, up from 5 minutes 51 seconds in 2021-22, "
        "almost four times as long. That is worse. A change of a fifth matters."
    )


def test_the_other_way_round_people_and_figures_disagree_too():
    quicker = call_wait(of_year("2021-22", 900.0), of_year("2022-23", 300.0))
    unkind = felt("kindness", of_year("2021-22", 94.0), of_year("2022-23", 60.0))

    found = proposed(quicker, beside=unkind)

    assert found.word is Word.DISAGREE
    assert found.steps[0].says.startswith("What was counted held, and what people felt got worse.")


def test_of_what_people_felt_the_measure_that_decides_and_held_best_is_named():
    experience = felt("experience", of_year("2021-22", 93.0), of_year("2022-23", 90.0))
    made = proposed(experience, KINDNESS, beside=WAITS)

    assert "People said: Treated with kindness: 93% in 2022-23" in made.because


def test_figures_with_nothing_to_hold_them_against_do_not_disagree():
    alone = call_wait(of_year("2022-23", 1337.0))

    assert proposed(KINDNESS, beside=alone).word is Word.PARTLY_KEPT


def test_with_only_older_figures_the_evidence_is_out_of_date_and_says_how_it_last_stood():
    found = proposed(WAITS, year=charter_year("2023-24"))

    assert found.word is Word.OUT_OF_DATE
    assert found.steps[0].says == (
        "How long callers wait: the newest figure is 22 minutes 17 seconds, for 2022-23. There is none for 2023-24. "
        "When we could last tell, for 2022-23, it was: falling short."
    )


def test_out_of_date_after_a_year_that_told_nothing_says_so():
    found = proposed(counted("on-time", of_year("2021-22", 97.0)))

    assert found.steps[0].says == (
        "Paid on time: the newest figure is 97%, for 2021-22. There is none for 2022-23. "
        "For 2021-22 we could not tell either."
    )


def test_a_measure_may_say_that_its_results_speak_for_longer_but_never_makes_a_promise_kept_that_way():
    good_for_two = counted("take-up", of_year("2020-21", 95.0), levels=A_TARGET, good_for_years=2)

    assert proposed(good_for_two).word is Word.PARTLY_KEPT
    assert proposed(good_for_two, year=charter_year("2023-24")).word is Word.OUT_OF_DATE


def test_a_promise_with_no_result_is_not_known():
    found = proposed(counted("on-time"))

    assert (found.word, found.because) == (
        Word.NOT_KNOWN,
        "No result for 2022-23 tells whether this promise is kept.",
    )


def test_a_gap_says_why_nothing_is_known():
    gap = counted("gap", gap="The wording of this measure was never published.")

    assert proposed(gap).steps[1].says == (
        "Paid on time: there is no figure for 2022-23. The wording of this measure was never published."
    )


def test_a_promise_that_no_measure_decides_is_not_known():
    assert proposed(beside=KINDNESS).word is Word.NOT_KNOWN
    assert proposed(beside=KINDNESS).because == "No measure decides yet whether this promise is kept."


def test_a_first_figure_without_a_level_is_not_known():
    found = proposed(counted("on-time", of_year("2022-23", 97.0)))

    assert found.word is Word.NOT_KNOWN
    assert found.steps[0].says == (
        "Paid on time: 97% in 2022-23. No earlier figure can be held against it, and nobody has set a level."
    )


def test_a_figure_that_reaches_outside_the_year_decides_nothing_for_it():
    across = call_wait(Reading(date(2018, 9, 1), date(2019, 12, 31), 12.0))

    found = proposed(across, year=charter_year("2019-20"))

    assert found.word is Word.NOT_KNOWN
    assert found.steps[1].says == (
        "How long callers wait: the figure for September 2018 to December 2019 reaches outside 2019-20, "
        "so it does not count for it."
    )


def test_what_holds_without_a_level_is_partly_kept():
    found = proposed(counted("on-time", of_year("2021-22", 96.0), of_year("2022-23", 97.0)))

    assert found.word is Word.PARTLY_KEPT
    assert [step.says for step in found.steps] == [
        "Paid on time: 97% in 2022-23, up from 96% in 2021-22. That is 1 point, and 5 points would matter. "
        "Nothing got worse by what matters.",
        "“Paid on time”: nobody has set a level.",
        "Nothing that was counted, and not only felt, meets a level.",
    ]


def test_feeling_alone_never_makes_a_promise_kept():
    at_its_level = felt("kindness", of_year("2021-22", 94.0), of_year("2022-23", 93.0), levels=A_TARGET)

    found = proposed(at_its_level)

    assert found.word is Word.PARTLY_KEPT
    assert found.steps[1].says == "Nothing that was counted, and not only felt, meets a level."


def test_a_promise_is_kept_when_what_was_counted_meets_a_dated_and_published_level():
    found = proposed(counted("on-time", of_year("2022-23", 97.0), levels=A_TARGET))

    assert found.word is Word.KEPT
    assert found.because == "Every measure that decides about this promise meets the level set for it."
    assert found.steps[1].says == "Paid on time: 97% in 2022-23. The board set 90% on 1 April 2020. That is met."


@pytest.mark.parametrize("level", [Level(90, date(2020, 4, 1)), Level(90, date(2023, 4, 1), "The board")])
def test_a_level_nobody_stands_behind_or_set_after_the_year_does_not_count(level):
    assert proposed(counted("on-time", of_year("2022-23", 97.0), levels=(level,))).word is Word.NOT_KNOWN


def test_one_deciding_measure_without_a_result_keeps_a_promise_from_being_kept():
    found = proposed(counted("on-time", of_year("2022-23", 97.0), levels=A_TARGET), counted("right-amount"))

    assert found.word is Word.PARTLY_KEPT
    assert found.steps[1].says == "“Paid on time”: no result for the year."


PARTS = (PartFact("a", "on time"), PartFact("b", "the right amount"))


def test_the_worst_part_decides_and_each_part_is_shown_by_itself():
    good = counted("on-time", of_year("2022-23", 97.0), levels=A_TARGET)
    bad = counted("right-amount", of_year("2021-22", 95.0), of_year("2022-23", 80.0))

    found = proposed(good, bad, parts=PARTS, servings=(Serving("on-time", "a"), Serving("right-amount", "b")))

    assert found.word is Word.FALLING_SHORT
    assert [(part.letter, part.word) for part in found.parts] == [("a", Word.KEPT), ("b", Word.FALLING_SHORT)]


def test_a_part_without_a_result_keeps_the_promise_from_being_kept():
    good = counted("on-time", of_year("2022-23", 97.0), levels=A_TARGET)

    found = proposed(good, parts=PARTS, servings=(Serving("on-time", "a"),))

    assert found.word is Word.PARTLY_KEPT
    assert found.steps[1].says == "Part b has no result."
    assert [(part.letter, part.word) for part in found.parts] == [("a", Word.KEPT), ("b", Word.NOT_KNOWN)]


def test_a_part_with_nothing_in_place_says_so_though_the_promise_is_known():
    practices = (PracticeFact("Payment run", "in_place", part="a"),)
    both = counted("on-time", of_year("2022-23", 97.0), levels=A_TARGET)

    found = proposed(both, parts=PARTS, practices=practices)

    assert (found.word, found.parts[1].word) == (Word.KEPT, Word.NOT_IN_PLACE)


def test_cases_good_and_bad_are_counted_and_never_decide():
    cases = Evidence(MeasureRule("treatment", "Examples of treatment", kind="example"), cases=Cases(3, 2))

    found = proposed(cases)

    assert found.word is Word.NOT_KNOWN
    assert found.steps[1].says == (
        "Examples of treatment: 3 good and 2 bad for 2022-23. Cases show what happened to someone. They do not decide."
    )


def test_a_count_that_is_better_neither_way_is_shown_and_decides_nothing_bad():
    calls = counted("calls", of_year("2021-22", 100.0), of_year("2022-23", 900.0), better="neither", unit="calls")

    found = proposed(calls)

    assert found.word is Word.PARTLY_KEPT
    assert "That is a change, and neither way is better." in found.steps[0].says


def test_a_suppressed_figure_is_said_and_the_older_one_is_out_of_date():
    hidden = counted("on-time", of_year("2021-22", 97.0), of_year("2022-23", None, mark="c"))

    found = proposed(hidden)

    assert found.word is Word.OUT_OF_DATE
    assert found.steps[1].says == (
        "Paid on time: the figure for 2022-23 is not shown, because too few people answered."
    )


def test_a_figure_on_fewer_people_than_the_smallest_base_is_not_read():
    few = counted("on-time", of_year("2021-22", 97.0, base=500), of_year("2022-23", 20.0, base=9))

    assert proposed(few).word is Word.OUT_OF_DATE


def test_a_figure_given_as_over_is_said_so_and_still_a_rise():
    answers = counted(
        "answers",
        of_year("2021-22", 7534.0),
        of_year("2022-23", 34000.0, mark="over"),
        unit="people",
        kind="count",
    )

    found = proposed(answers)

    assert found.word is Word.PARTLY_KEPT
    assert found.steps[0].says.startswith(
        "Paid on time: over 34,000 people in 2022-23, up from 7,534 people in 2021-22, more than four times as many."
    )


@pytest.mark.parametrize(
    ("value", "mark", "word"),
    [(92.0, "over", Word.KEPT), (88.0, "over", Word.NOT_KNOWN), (88.0, "under", Word.FALLING_SHORT)],
)
def test_a_level_is_met_or_missed_by_a_loose_figure_only_where_that_is_sure(value, mark, word):
    assert proposed(counted("on-time", of_year("2022-23", value, mark=mark), levels=A_TARGET)).word is word


def test_people_who_chose_to_answer_decide_nothing():
    panel = counted("panel", of_year("2021-22", 90.0), of_year("2022-23", 20.0), population="self-selected")

    found = proposed(panel)

    assert found.word is Word.NOT_KNOWN
    assert "These people chose to answer, so their answers say nothing about anyone else." in found.steps[0].says


def test_a_fall_in_a_small_sample_is_not_called_worse_and_in_a_large_one_is():
    def sample(base: int) -> Evidence:
        before, after = of_year("2021-22", 80.0, base=base), of_year("2022-23", 70.0, base=base)
        return counted("sample", before, after, population="sample")

    assert proposed(sample(60)).word is Word.PARTLY_KEPT
    assert proposed(sample(2000)).word is Word.FALLING_SHORT


def test_a_sample_that_may_or_may_not_meet_its_level_makes_nothing_kept_and_nothing_short():
    def sample(value: float) -> Evidence:
        return counted("sample", of_year("2022-23", value, base=400), population="sample", levels=A_TARGET)

    assert [proposed(sample(value)).word for value in (99.0, 91.0, 89.0, 80.0)] == [
        Word.KEPT,
        Word.NOT_KNOWN,
        Word.NOT_KNOWN,
        Word.FALLING_SHORT,
    ]


def test_a_conflict_between_sources_is_shown_and_the_worse_one_taken():
    two = counted(
        "on-time",
        of_year("2021-22", 96.0),
        of_year("2022-23", 97.0, sources=("report",)),
        of_year("2022-23", 88.0, sources=("letter",)),
    )

    found = proposed(two)

    assert found.word is Word.FALLING_SHORT
    assert found.steps[0].says.endswith("Another source gives 97%. Until that is settled we take the worse.")


def test_nothing_after_a_break_is_held_against_anything_before_it():
    broken = counted(
        "on-time",
        of_year("2021-22", 97.0),
        of_year("2022-23", 50.0),
        breaks=(Break(date(2022, 4, 1), "Another way of counting."),),
    )

    found = proposed(broken)

    assert found.word is Word.NOT_KNOWN
    assert [apart.because for apart in found.verdicts[0].apart] == [
        "2021-22 is before 1 April 2022, where the line breaks. Another way of counting."
    ]


def test_what_came_after_the_year_changes_nothing_said_of_it():
    later = replace(WAITS, readings=(*WAITS.readings, of_year("2023-24", 20.0)))

    assert proposed(later) == proposed(WAITS)


def test_a_thread_is_broken_where_words_owner_practice_or_measure_are_missing():
    found = proposed(parts=PARTS, practices=(), servings=(Serving("on-time", "a"),), binds=("The agency",))

    assert [(it.kind, it.part, it.who) for it in found.broken] == [
        ("statement", "", "the charter lead"),
        ("owner", "", "The agency"),
        ("practice", "", "The agency"),
        ("measure", "b", "the charter lead"),
    ]


def test_of_two_that_fall_the_one_that_fell_furthest_speaks_first():
    little = counted("a-little", of_year("2021-22", 90.0), of_year("2022-23", 84.0))
    much = counted("b-much", of_year("2021-22", 90.0), of_year("2022-23", 50.0))

    found = proposed(little, much)

    assert [step.measure for step in found.steps[:2]] == ["b-much", "a-little"]


def test_all_that_decides_is_looked_at_and_the_worst_finding_speaks_first():
    good = counted("a-good", of_year("2021-22", 90.0), of_year("2022-23", 99.0))
    bad = counted("b-bad", of_year("2021-22", 90.0), of_year("2022-23", 50.0))

    found = proposed(good, bad, practices=IN_PLACE, year=YEAR)

    assert [verdict.rule.code for verdict in found.verdicts] == ["b-bad", "a-good"]
