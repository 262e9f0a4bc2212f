"""Questions with several answers: everyone counts in each answer they gave, and no small number can be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.representation.several import several, shown_safely

CHOICES = ["carer", "child", "heating", "funeral", "baby"]
SETS = st.dictionaries(st.frozensets(st.sampled_from(CHOICES), min_size=1), st.integers(1, 30), max_size=12)


def test_whoever_gave_two_answers_counts_in_both():
    found = several({frozenset({"carer", "child"}): 30, frozenset({"carer"}): 30}, CHOICES, unsaid=4)

    assert (found.people, found.base) == (64, 60)
    assert [(one.answers, one.count) for one in found.given][:2] == [(("carer",), 60), (("child",), 30)]
    assert sum(one.count for one in found.given) > found.base


def test_an_answer_that_nobody_gave_stays_to_be_seen():
    found = several({frozenset({"carer", "child"}): 30, frozenset({"carer"}): 30}, CHOICES)

    assert (("funeral",), 0) in [(one.answers, one.count) for one in found.given]


def test_where_one_of_two_answers_was_given_by_few_nothing_is_shown():
    assert several({frozenset({"carer"}): 30, frozenset({"child"}): 2}, CHOICES).withheld
    assert several({frozenset({"carer"}): 3}, CHOICES).withheld
    assert several({}, CHOICES).withheld


@given(SETS)
def test_no_number_that_is_shown_or_follows_from_what_is_shown_is_small(sets):
    found = several(sets, CHOICES)

    counts = [one.count for one in found.given]
    assert found.withheld or shown_safely(counts, found.base)
    for one in found.given:
        assert one.count == sum(many for answers, many in sets.items() if answers & set(one.answers))
    assert found.withheld or sorted(answer for one in found.given for answer in one.answers) == sorted(CHOICES)


@given(SETS)
def test_what_is_told_together_could_have_come_about_in_at_least_three_ways(sets):
    """Of two answers told together, the smaller may have been given by any of three numbers of people at least."""
    for one in several(sets, CHOICES).given:
        if len(one.answers) == 2:
            first, second = (sum(many for answers, many in sets.items() if answer in answers) for answer in one.answers)
            ways = {
                small
                for small in range(1, one.count + 1)
                for other in range(small, one.count + 1)
                if small + other >= one.count
            }
            assert min(first, second) in ways
            assert len(ways) >= 3
