"""Drawings: what may be joined, what is read out, where words stand."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.process_control import Rebase, chart
from leal.foundations.pages.charts import (
    Bar,
    Chairs,
    LinePanel,
    Point,
    Share,
    Strand,
    Target,
    bars,
    control_chart,
    dots,
    each_for,
    empty_chairs,
    line_panels,
    worst_first,
)
from leal.foundations.pages.charts.labels import Box, Ground, crosses
from leal.foundations.pages.charts.scale import round_top, scale


def parts(svg: str, class_: str) -> list[ElementTree.Element]:
    return [part for part in ElementTree.fromstring(svg).iter() if class_ in (part.get("class") or "").split()]


def words(svg: str, tag: str) -> str:
    return ElementTree.fromstring(svg).find(tag).text


def year(at: int, value: float | None, **interval) -> Point:
    return Point(at, str(at), value, "not asked" if value is None else f"{value}%", **interval)


def panel(*strands: Strand, **given) -> LinePanel:
    return LinePanel("p", "Tools", "I have the tools I need", strands, **given)


def test_a_line_says_its_every_value_and_its_scale_to_those_who_cannot_see_it():
    drawn = line_panels([panel(Strand((year(2022, 75), year(2023, 64))))], top=100, top_shown="100%")[0]

    assert words(drawn.svg, "title") == "I have the tools I need"
    assert words(drawn.svg, "desc") == "75% in 2022, 64% in 2023. The scale runs from 0 to 100%."


def test_strands_are_never_joined_and_the_reason_stands_under_the_drawing():
    asked_anew = Strand((year(2022, 70), year(2023, 71)), because="the question was reworded")
    drawn = line_panels([panel(Strand((year(2020, 60), year(2021, 61))), asked_anew)])[0]

    assert len(parts(drawn.svg, "c_line")) == 2
    assert len(parts(drawn.svg, "c_break")) == 1
    assert drawn.notes == ("The line is broken before 2022. The question was reworded.",)


def test_a_year_in_which_nobody_asked_leaves_a_gap():
    points = (year(2019, 70), year(2020, 71), year(2021, None), year(2022, 72), year(2023, 73))
    drawn = line_panels([panel(Strand(points))])[0]

    assert len(parts(drawn.svg, "c_line")) == 2
    assert len(parts(drawn.svg, "c_dot")) == 4
    assert "not asked in 2021" in words(drawn.svg, "desc")


shares = st.lists(st.integers(0, 100) | st.none(), min_size=1, max_size=6)


@given(st.lists(shares, min_size=1, max_size=4))
def test_no_line_ever_leaves_its_strand(strands):
    at = iter(range(2000, 2100))
    drawn = line_panels([panel(*(Strand(tuple(year(next(at), v) for v in values), "x") for values in strands))])[0]

    joined = sum(len(re.findall("L", line.get("d"))) for line in parts(drawn.svg, "c_line"))
    assert joined == sum(a is not None and b is not None for values in strands for a, b in pairwise(values))


def test_panels_share_one_scale_and_one_stretch_of_time():
    small, large = line_panels([panel(Strand((year(2020, 10),))), panel(Strand((year(2021, 80), year(2022, 80))))])

    assert words(small.svg, "desc").endswith("The scale runs from 0 to 80.")
    assert words(large.svg, "desc").endswith("The scale runs from 0 to 80.")
    assert float(parts(small.svg, "c_dot")[0].get("cx")) < float(parts(large.svg, "c_dot")[0].get("cx"))


def test_a_single_figure_is_a_length_and_no_line():
    drawn = line_panels([panel(Strand((year(2022, 19),)))], top=100)[0]

    assert [float(bar.get("width")) for bar in parts(drawn.svg, "c_full")] == [79.8]
    assert words(drawn.svg, "desc") == "2022: 19%."


def test_a_time_is_short_at_the_line_and_whole_where_it_is_read_out():
    waits = Strand(
        (Point(1, "2021–22", 351, "5 minutes 51 seconds"), Point(2, "2022–23", 1337, "22 minutes 17 seconds"))
    )
    drawn = line_panels([panel(waits)])[0]

    assert [label.text for label in parts(drawn.svg, "c_v")] == ["22 min 17 s", "5 min 51 s"]
    assert words(drawn.svg, "desc").startswith("5 minutes 51 seconds in 2021–22, 22 minutes 17 seconds in 2022–23.")


def test_an_interval_is_a_band_along_a_line_and_a_whisker_at_a_single_point():
    line = Strand((year(2020, 50, low=40, high=60), year(2021, 50, low=45, high=55)))
    lone = Strand((year(2022, 50, low=40, high=60),), because="x")
    drawn = line_panels([panel(line, lone)])[0]

    assert len(parts(drawn.svg, "c_band")) == 1
    assert len(parts(drawn.svg, "c_whisker")) == 1


def test_a_target_is_drawn_and_read_out():
    drawn = line_panels([panel(Strand((year(2020, 50), year(2021, 60))), target=Target(90, "Target: 90%"))])[0]

    assert len(parts(drawn.svg, "c_target")) == 1
    assert "Target: 90%." in words(drawn.svg, "desc")


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=12))
def test_the_newest_value_is_always_written_and_inside_the_drawing(values):
    drawn = line_panels([panel(Strand(tuple(year(2000 + at, value) for at, value in enumerate(values))))])[0]

    labels = parts(drawn.svg, "c_v")
    assert f"{values[-1]}%" in [label.text for label in labels]
    assert all(0 <= float(label.get("x")) <= 600 and 0 < float(label.get("y")) < 212 for label in labels)


def test_words_of_others_are_never_markup():
    drawn = bars([Bar("<script>&", 3, "3")], id="b", about='a "title" <b>')

    assert "<script>" not in drawn.svg
    assert parts(drawn.svg, "c_l")[0].text == "<script>&"


GROUPS = (Bar("post", 71, "71%"), Bar("online", 86, "86%"), Bar("visit", None, "too few"), Bar("phone", 78, "78%"))


@pytest.mark.parametrize(
    ("better", "order"),
    [
        ("higher", ["post", "phone", "online", "visit"]),
        ("lower", ["online", "phone", "post", "visit"]),
        ("neither", ["post", "online", "phone", "visit"]),
    ],
)
def test_the_group_for_whom_it_goes_worst_comes_first_and_what_may_not_be_shown_last(better, order):
    assert [bar.label for bar in worst_first(GROUPS, better)] == order


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=8), st.floats(1, 5000))
def test_lengths_are_as_the_values_are(values, mark):
    drawn = bars([Bar("g", value, "v") for value in values], id="b", about="a", mark=Target(mark, "m"))
    lengths = [float(bar.get("width")) for bar in parts(drawn.svg, "c_full")]

    assert all(0 < length <= 420 for length in lengths)
    per_unit = [length / value for length, value in zip(lengths, values, strict=True) if length > 20]
    assert per_unit == pytest.approx([per_unit[0]] * len(per_unit), rel=0.01) if per_unit else True


def test_what_may_not_be_shown_is_a_dashed_frame_with_its_reason_and_no_length():
    drawn = bars([Bar("visit", None, "Too few people to show")], id="b", about="a", top=100)

    assert parts(drawn.svg, "c_full") == []
    assert len(parts(drawn.svg, "c_hidden")) == 1
    assert words(drawn.svg, "desc") == "visit: Too few people to show."


def test_a_long_label_is_set_in_two_lines_and_its_base_still_stands():
    label = "People who applied for more than one benefit within the same year"
    drawn = bars([Bar(label, 5, "5%", base="base: 1,204 people")], id="b", about="a")

    assert " ".join(part.text for part in parts(drawn.svg, "c_l")) == f"{label} (base: 1,204 people)"


@given(st.integers(0, 100))
def test_a_share_is_dots_one_can_count(share):
    drawn = dots([Share("2023", share, f"{share} in 100")], id="d", about="a")

    assert (len(parts(drawn.svg, "c_full")), len(parts(drawn.svg, "c_empty"))) == (share, 100 - share)


MONTHS = [f"month {at}" for at in range(1, 25)]
CALM = [40.0, 42, 41, 39, 40, 43, 41, 40, 42, 39, 41, 40]


def controlled(values, **given):
    return control_chart(
        chart(values, **given),
        MONTHS[: len(values)],
        id="c",
        about="Days",
        show=lambda days: f"{days:.0f} d",
        better="lower",
    )


def test_a_point_beyond_its_limits_is_a_square_when_it_is_worse():
    drawn = controlled([*CALM, 70])

    assert [mark.tag.rpartition("}")[2] for mark in parts(drawn.svg, "c_mark")] == ["rect"]
    assert "A full square: more than chance, for the worse." in drawn.notes
    assert "More than chance: month 13." in words(drawn.svg, "desc")


def test_a_point_beyond_its_limits_is_a_diamond_when_it_is_better():
    drawn = controlled([*CALM, 28])

    assert [mark.tag.rpartition("}")[2] for mark in parts(drawn.svg, "c_mark")] == ["path"]
    assert "A full diamond: more than chance, for the better." in drawn.notes


def test_what_was_worked_out_anew_is_a_second_line_with_its_reason():
    drawn = controlled([*CALM, *CALM], rebases=[Rebase(12, "a second team began work")])

    assert len(parts(drawn.svg, "c_line")) == 2
    assert drawn.notes[-1] == "Worked out anew from month 13. A second team began work."


def test_a_phone_gets_its_own_drawing_with_names_of_its_own():
    drawn = controlled(CALM)
    ids = re.findall(r'id="([^"]+)"', drawn.svg + drawn.narrow)

    assert ids == ["c-t", "c-d", "c-n-t", "c-n-d"]


def test_a_period_too_few_is_refused():
    with pytest.raises(ValueError, match="11 periods for 12 values"):
        control_chart(chart(CALM), MONTHS[:11], id="c", about="a", show=str, better="lower")


@given(st.floats(0.001, 1e7))
def test_the_top_of_a_scale_holds_the_largest_value_and_little_more(value):
    assert value <= round_top(value) * (1 + 1e-9) <= 1.52 * value * (1 + 1e-9)


def test_one_moment_stands_in_the_middle():
    assert scale(2020, 2020, 0, 100)(2020) == 50


coordinate = st.floats(-50, 50)


@given(coordinate, coordinate, coordinate, coordinate)
def test_a_line_crosses_a_box_exactly_when_one_of_its_points_lies_in_it(x, y, to_x, to_y):
    box = Box(-10, -10, 10, 10)
    steps = [at / 2000 for at in range(2001)]
    sampled = any(abs(x + s * (to_x - x)) <= 10 and abs(y + s * (to_y - y)) <= 10 for s in steps)

    assert crosses(box, (x, y), (to_x, to_y)) or not sampled
    grown = any(abs(x + s * (to_x - x)) <= 10.1 and abs(y + s * (to_y - y)) <= 10.1 for s in steps)
    assert grown or not crosses(box, (x, y), (to_x, to_y))


def test_a_label_with_no_free_place_is_left_out_unless_it_must_be_there():
    ground = Ground(Box(0, 0, 30, 30), words=[Box(0, 0, 30, 30)])

    assert ground.label("99%", 15, 15) == ""
    assert "99%" in ground.label("99%", 15, 15, must=True)


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_people_and_empty_chairs_can_be_counted_however_many_people_there_are(count, match):
    row = Chairs(count, match, "Under 25")
    each = each_for([row])
    svg = empty_chairs(row, id="c", each=each)

    full, empty = len(parts(svg, "c_full")), len(parts(svg, "c_empty"))
    assert full + empty <= 30
    assert full == (max(1, round(count / each)) if count else 0)
    assert empty == 0 or full + empty == max(1, round(match / each))
    assert len(parts(svg, "c_everyone")) == 1


def test_a_number_that_is_not_shown_is_not_drawn_either():
    few = empty_chairs(Chairs(None, 6, "From islands", at_most=4), id="c")
    hidden = [empty_chairs(Chairs(None, 6, "From islands"), id="c") for _ in range(2)]

    assert (len(parts(few, "c_few")), len(parts(few, "c_empty")), parts(few, "c_full")) == (4, 2, [])
    assert [len(parts(svg, "c_hidden")) for svg in hidden] == [1, 1]
    assert parts(hidden[0], "c_full") == parts(hidden[0], "c_few") == []
