"""Who is missing is found, said and ordered, and nobody can be picked out of what is shown."""

import re

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leal.calculations.answers.written import read_people
from leal.calculations.representation import Hidden, Tally, Unsaid, make_up, read_population, tallies_of, telling

from .making import a_file, a_population, an_even_population
from .oracles import ranges

AGES = ("Under 25", "25 to 44", "45 to 64", "65 and over")
WAYS = ("Woman", "Man", "In another way")
VALUES = {"Age": AGES, "Gender": WAYS}
BOTH = ("Age", "Gender")
SCOTLAND = read_population(an_even_population(VALUES, BOTH))
NOT_SAID = ("", "Prefer not to say", "Not known", "[z]")

answer = {name: st.sampled_from((*values, *NOT_SAID)) for name, values in VALUES.items()}
few_answers = st.lists(st.tuples(answer["Age"], answer["Gender"]), min_size=1, max_size=45)
# Groups in which a value is rare, as they are.
skewed = st.lists(
    st.tuples(st.sampled_from(AGES + AGES[2:] * 5), st.sampled_from(WAYS[:2] * 6 + WAYS + NOT_SAID[:2])),
    min_size=10,
    max_size=80,
)


def group_of(rows):
    return read_people(a_file(("id", "Age", "Gender"), [(place, *row) for place, row in enumerate(rows)]))


def made_of(rows, by=(("Age",), ("Gender",), BOTH), population=SCOTLAND):
    return make_up(tallies_of(group_of(rows), population, by), population)


# -- counting


@settings(max_examples=15, deadline=None)
@given(few_answers)
def test_every_count_is_what_pandas_counts(rows):
    frame = pandas.DataFrame(rows, columns=["Age", "Gender"])
    said = frame.where(~frame.isin(NOT_SAID), "")
    age, _, both = tallies_of(group_of(rows), SCOTLAND, [("Age",), ("Gender",), BOTH])
    table = pandas.crosstab(said["Age"], said["Gender"])
    theirs = {(a, g): int(table.at[a, g]) for a in table.index for g in table.columns}
    assert {key: n for key, n in both.counts.items() if n} == {key: n for key, n in theirs.items() if n}
    alone = said["Age"].value_counts()
    assert all(age.counts[value,] == int(alone.get(value, 0)) for value in (*AGES, ""))
    assert both.base == int(((said["Age"] != "") & (said["Gender"] != "")).sum())


def test_the_four_ways_of_not_saying_are_kept_apart():
    tally, _ = tallies_of(
        group_of([("Prefer not to say", "Man"), ("not known", "Man"), ("", "Man"), ("[z]", "Man"), ("", "Man")]),
        SCOTLAND,
        [("Age",), ("Gender",)],
    )
    assert tally.unsaid == {
        Unsaid.PREFERRED_NOT: 1,
        Unsaid.NOT_KNOWN: 1,
        Unsaid.NO_ANSWER: 2,
        Unsaid.NOT_ASKED: 1,
    }
    assert tally.base == 0


def test_tallies_of_unlike_groups_are_never_shown_together():
    with pytest.raises(ValueError, match="groups of 3 and 4 people"):
        make_up(
            [Tally.of(("Age",), dict.fromkeys([(a,) for a in AGES], 1)), Tally.of(("Gender",), {("Woman",): 3})],
            SCOTLAND,
        )


def test_a_value_the_population_does_not_have_is_refused():
    with pytest.raises(ValueError, match="“Man”"):
        make_up([Tally.of(("Gender",), {("Woman",): 9, ("In another way",): 9})], SCOTLAND)


# -- comparing


@settings(max_examples=15, deadline=None)
@given(few_answers)
def test_what_would_match_sums_to_those_who_said_and_the_gaps_to_nothing(rows):
    for one in made_of(rows, [("Age",), ("Gender",)]).comparisons:
        assert sum(line.match for line in one.lines) == pytest.approx(0 if one.withheld else one.base)
        if one.lines and all(line.hidden is Hidden.NOT for line in one.lines):
            assert sum(line.gap for line in one.lines) == pytest.approx(0)


@settings(max_examples=15, deadline=None)
@given(skewed)
def test_whoever_is_not_there_at_all_comes_first_then_the_widest_gap(rows):
    gaps = made_of(rows).gaps()
    is_nobody = [line.nobody for line in gaps]
    assert is_nobody == sorted(is_nobody, reverse=True)
    shown = [line.gap / line.base for line in gaps if line.gap is not None and line.base and not line.nobody]
    assert shown == sorted(shown, reverse=True)


def test_the_order_says_nothing_of_a_number_that_is_hidden():
    def order(few):
        tallies = [Tally.of(("Age",), dict(zip([(a,) for a in AGES], (few, 9, 60, 90), strict=True)))]
        return [line.values for line in make_up(tallies, SCOTLAND).gaps()]

    assert order(1) == order(2) == order(3) == order(4)


def test_the_first_core_group_had_nobody_under_25_and_nobody_from_a_minority_ethnic_group():
    """Published of stage one, with 30 people: seed 004. The shares of Scotland are made up."""
    table = a_population({("Under 25",): 14, ("25 and over",): 86}, features=[("Age",)])
    words = b"Ethnic group,Minority ethnic,,,13,made up,2022,from a minority ethnic group\n"
    scotland = read_population(table + words + b"Ethnic group,White,,,87,made up,2022,\n")
    group = read_people(a_file(("Age", "Ethnic group"), [("25 and over", "White")] * 30))
    made = make_up(tallies_of(group, scotland, [("Age",), ("Ethnic group",)]), scotland)
    assert telling.lead(made) == "Nobody under 25 is here yet, and nobody from a minority ethnic group."
    assert [line.match_whole for line in made.missing()] == [4, 4]


# -- hiding


@settings(max_examples=12, deadline=None)
@given(st.one_of(skewed, few_answers))
def test_of_every_number_that_is_too_small_a_reader_is_left_three_values_at_least(rows):
    made = made_of(rows)
    small = {
        (line.features, line.values)
        for one in made.comparisons
        for line in one.lines
        if line.hidden in (Hidden.FEW, Hidden.FEW_IN_ALL)
    }
    for cell, (low, high) in ranges(made, VALUES).items():
        assert cell not in small or high - low >= 2, (cell, low, high)


@settings(max_examples=15, deadline=None)
@given(st.one_of(skewed, few_answers))
def test_no_number_from_one_to_four_is_ever_shown(rows):
    made = made_of(rows)
    counts = [line.count for one in made.comparisons for line in one.lines if line.count is not None]
    assert not any(0 < count < 5 for count in counts)
    said = " ".join(telling.sentence(line) for one in made.comparisons for line in one.lines)
    assert not re.search(r"\b[1-4] (people|person)\b", said)


@settings(max_examples=12, deadline=None)
@given(skewed)
def test_a_number_is_the_same_shown_or_hidden_with_or_without_what_needs_no_hiding(rows):
    """What is hidden is small, or stands beside something small; all that is shown is true."""
    made = made_of(rows, [("Age",), ("Gender",)])
    counted = {
        (t.features, key): n
        for t in tallies_of(group_of(rows), SCOTLAND, [("Age",), ("Gender",)])
        for key, n in t.counts.items()
    }
    for one in made.comparisons:
        small = any(0 < counted[one.features, line.values] < 5 for line in one.lines)
        for line in one.lines:
            assert line.count in (None, counted[one.features, line.values])
            assert small or line.hidden is Hidden.NOT


def test_where_three_people_are_all_there_are_nothing_is_shown():
    made = made_of([("45 to 64", "Woman"), ("45 to 64", "Man"), ("65 and over", "Man")])
    assert all(one.withheld and not one.lines for one in made.comparisons)
    assert "nothing can be shown" in telling.lead(made)


def test_noughts_beside_a_few_who_are_broken_down_do_not_say_what_they_have_in_common():
    rows = [("45 to 64", "In another way")] * 3 + [(age, way) for age in AGES for way in WAYS[:2]] * 9
    made = made_of(rows)
    both = made.comparisons[2]
    theirs = [line for line in both.lines if line.values[1] == "In another way"]
    assert len(theirs) == len(AGES)
    assert all(line.hidden is Hidden.FEW_IN_ALL for line in theirs)


def test_the_same_group_gives_the_same_answer():
    rows = [("25 to 44", "Woman")] * 7 + [("65 and over", "Man")] * 9 + [("Under 25", "In another way")] * 2
    assert made_of(rows) == made_of(list(reversed(rows)))


# -- saying


def test_every_line_says_how_many_and_of_how_many():
    rows = [("25 to 44", "Woman")] * 7 + [("65 and over", "Man")] * 23 + [("", "Man")]
    said = [telling.sentence(line, "Scotland") for line in made_of(rows, [("Age",)]).gaps()]
    assert said == [
        "Nobody under 25 is here yet. To match Scotland: about 8 in 30.",
        "Nobody aged 45 to 64 is here yet. To match Scotland: about 8 in 30.",
        "7 people aged 25 to 44 are here: almost a quarter (23%) of those who said. To match Scotland: about 8 in 30.",
        "23 people aged 65 and over are here: just over three quarters (77%) of those who said. "
        "To match Scotland: about 8 in 30.",
    ]
