"""No average hides a group that is worse off."""

from leal.calculations.change import Line
from leal.calculations.standing import Word

from .made import call_wait, counted, felt, of_year, proposed


def with_groups(everyone: float, *groups: tuple[str, float, int | None], base: int | None = 2000, **rule):
    readings = [of_year("2021-22", everyone, base=base), of_year("2022-23", everyone, base=base)]
    readings += [of_year("2022-23", value, group=name, base=size) for name, value, size in groups]
    return felt("fair", *readings, **rule)


def test_a_group_clearly_worse_off_is_falling_short_though_the_average_holds():
    found = proposed(with_groups(86.0, ("limiting condition: yes", 74.2, 683)))

    assert found.word is Word.FALLING_SHORT
    assert found.steps[0].says == (
        "Treated with kindness. Limiting condition: yes: 74.2% in 2022-23, against 92.1% for everyone else. "
        "Clearly worse off. A difference of 5 points matters."
    )


def test_groups_come_worst_first():
    found = proposed(with_groups(86.0, ("b", 85.0, 300), ("a", 70.0, 300), ("c", 95.0, 300)))

    assert [gap.group for gap in found.groups] == ["a", "b", "c"]
    assert [gap.is_clear for gap in found.groups] == [True, False, False]


def test_a_group_that_is_most_of_everyone_is_held_against_everyone():
    [gap] = proposed(with_groups(86.0, ("most", 80.0, 1500))).groups

    assert (gap.is_rest, gap.others.value, gap.is_clear) == (False, 86.0, True)


def test_a_group_that_cannot_be_part_of_everyone_is_held_against_everyone():
    [gap] = proposed(with_groups(1.0, ("half", 40.0, 1000))).groups

    assert (gap.is_rest, gap.others.value) == (False, 1.0)


def test_a_gap_that_one_answer_would_undo_is_shown_and_does_not_decide():
    found = proposed(with_groups(86.0, ("few", 78.0, 12)))

    assert found.word is Word.PARTLY_KEPT
    assert found.groups[0].because == "One answer more or less would undo that, so it does not decide."


def test_a_group_of_unknown_size_decides_only_where_all_were_counted():
    survey = proposed(with_groups(86.0, ("phone", 60.0, None)))
    counts = proposed(with_groups(86.0, ("phone", 60.0, None), population="all"))

    assert (survey.word, counts.word) == (Word.PARTLY_KEPT, Word.FALLING_SHORT)
    assert survey.groups[0].because == "How many people that rests on is not published, so it does not decide."


def test_a_group_under_the_smallest_base_is_not_shown():
    assert proposed(with_groups(86.0, ("tiny", 0.0, 9))).groups == ()


def test_a_sample_of_a_group_must_differ_by_more_than_chance():
    small = proposed(with_groups(86.0, ("small", 76.0, 40), population="sample"))
    large = proposed(with_groups(86.0, ("large", 76.0, 800), population="sample"))

    assert (small.word, large.word) == (Word.PARTLY_KEPT, Word.FALLING_SHORT)


def test_parts_of_a_count_are_not_held_against_the_whole():
    calls = counted(
        "calls",
        of_year("2022-23", 900.0),
        of_year("2022-23", 20.0, group="benefit: Young Carer Grant"),
        kind="count",
        unit="calls",
    )

    assert proposed(calls).groups == ()


def test_a_queue_that_waits_longer_is_worse_off_where_lower_is_better():
    waits = call_wait(
        of_year("2021-22", 300.0), of_year("2022-23", 300.0), of_year("2022-23", 700.0, group="line: grants")
    )

    found = proposed(waits)

    assert found.word is Word.FALLING_SHORT
    assert found.groups[0].worse_by == 400


def test_a_group_with_nobody_to_be_held_against_is_shown_last_and_says_so():
    found = proposed(
        felt(
            "fair",
            of_year("2021-22", 86.0),
            of_year("2022-23", 86.0),
            of_year("2022-23", 10.0, group="a", question="another"),
            of_year("2022-23", 85.0, group="b"),
        )
    )

    assert [(gap.group, gap.because) for gap in found.groups] == [
        ("b", ""),
        ("a", "There is no figure for everyone to hold it against."),
    ]


def test_where_there_are_only_groups_each_has_its_own_line_and_the_worst_decides():
    only = counted(
        "adp",
        *(of_year(year, value, group="benefit: ADP") for year, value in (("2021-22", 40.0), ("2022-23", 80.0))),
        *(of_year(year, value, group="benefit: CDP") for year, value in (("2021-22", 40.0), ("2022-23", 40.0))),
        kind="median",
        unit="working days",
        better="lower",
        line=Line(relative=0.2),
    )

    found = proposed(only)

    assert found.word is Word.FALLING_SHORT
    assert found.steps[0].says == (
        "Paid on time (benefit: ADP): 80 working days in 2022-23, up from 40 working days in 2021-22, "
        "twice as long. That is worse. A change of a fifth matters."
    )
    assert found.steps[1].says == "Paid on time (benefit: CDP): 40 working days in 2022-23, the same as " + (
        "40 working days in 2021-22."
    )
