"""One figure a row: the real file, and what each part of a row becomes."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tests.real_input import real

from .making import HEADERS, PAGE, line, published, read, refused


def test_every_row_of_the_published_figures_is_taken_or_refused_with_its_reason():
    reading = read(real("data/published_figures.csv").read_bytes())
    rows = [figure.row for figure in reading.figures] + [each.row for each in reading.refused]
    assert sorted(rows) == list(range(2, 370))
    about = "This figure is about another body{}, so it says nothing about this charter. "
    mend = "Take it in under that body’s own charter."
    assert Counter((each.field, each.why) for each in reading.refused) == {
        ("measure", about.format("") + mend): 15,
        ("measure", about.format(" (East Dunbartonshire Council)") + mend): 12,
    }


def test_no_part_of_a_published_breakdown_is_left_unsorted():
    reading = read(real("data/published_figures.csv").read_bytes())
    notes = [note for figure in reading.figures for note in figure.notes]
    assert [note for note in notes if note.startswith("not reviewed")] == []
    assert {figure.group.split(":")[0] for figure in reading.figures} == {"", "benefit", "channel", "enquiry"}


def test_the_same_wait_from_a_page_and_from_a_letter_keeps_both_sources():
    reading = read(real("data/published_figures.csv").read_bytes())
    waits = [
        figure
        for figure in reading.figures
        if figure.published_as.startswith("Average call waiting") and figure.period.ends_on == date(2020, 3, 23)
    ]
    assert [(figure.number.number, figure.notes) for figure in waits] == [
        (Decimal(16), ()),
        (Decimal(16), ("FOI restatement",)),
    ]
    assert len({figure.source.address for figure in waits}) == 2


def test_a_row_becomes_a_figure_with_everything_it_says():
    row = line(
        "Callers (rounded to 100)", "2018-09 to 2019-06", "74400", "calls", "over 700", "channel: phone; question B46"
    )
    [figure] = read(published(row)).figures
    assert (figure.row, figure.field, figure.published_as) == (2, "value", "Callers (rounded to 100)")
    assert (figure.number.number, figure.number.mark, figure.unit) == (Decimal(74400), "rounded", "calls")
    assert (figure.base.number, figure.base.mark, figure.group) == (700, "over", "channel: phone")
    assert (figure.question, figure.source.address, figure.source.publisher) == ("B46", PAGE, "Scottish Government")


BREAKDOWNS = {
    "benefit: Best Start Grant; channel: phone": ("benefit: Best Start Grant; channel: phone", "", ()),
    "channel: phone; benefit: Best Start Grant": ("benefit: Best Start Grant; channel: phone", "", ()),
    "general enquiries": ("enquiry: general", "", ()),
    "answer: Not sure": ("", "Not sure", ()),
    "published as 9.1%": ("", "", ("published as 9.1%",)),
    "change from Q3: -3": ("", "", ("change from Q3: -3",)),
    "293 of 2250 invited (13%)": ("", "", ("293 of 2250 invited (13%)",)),
}


@pytest.mark.parametrize(("breakdown", "parts"), BREAKDOWNS.items())
def test_a_breakdown_is_sorted_into_groups_answers_and_remarks(breakdown, parts):
    [figure] = read(published(line(breakdown=breakdown))).figures
    assert (figure.group, figure.answer, figure.notes) == parts


@pytest.mark.parametrize(("part", "group"), [("women", "other: women"), ("age: 16 to 24", "age: 16 to 24")])
def test_a_part_nobody_reviewed_is_kept_as_a_group_and_never_taken_for_everyone(part, group):
    [figure] = read(published(line(breakdown=part))).figures
    assert (figure.group, figure.notes) == (group, (f"not reviewed as a group: {part}",))


def test_columns_are_found_by_their_headers_in_any_order_and_case():
    headers = ("VALUE", "Indicator", "Period", "Source", "n")
    [figure] = read(published(("93", "Kindness", "2022-23", PAGE, "12"), headers=headers)).figures
    assert (figure.published_as, figure.number.number, figure.base.number) == ("Kindness", 93, 12)


def test_days_in_columns_of_their_own_may_be_a_spreadsheets_dates():
    headers = ("measure", "year", "starts on", "ends on", "value")
    [figure] = read(published(("Kindness", "winter", "2022-12-01", "2023-02-28", "93"), headers=headers)).figures
    assert figure.period == (date(2022, 12, 1), date(2023, 2, 28), "winter")


def test_a_row_without_a_source_is_cited_to_the_file():
    [figure] = read(published(line(source="")), name="board.csv").figures
    assert figure.source.address == "board.csv"


def test_the_same_value_twice_is_said_twice_and_not_refused():
    reading = read(published(line(), line()))
    assert ([figure.row for figure in reading.figures], reading.refused) == ([2, 3], ())


def test_two_values_for_one_cell_are_both_refused_and_each_names_the_other():
    assert refused(published(line(value="93"), line(value="94"), line(year="2021-22"))) == [
        (
            2,
            "value",
            "Two values for one cell: 93 here and 94 (row 3), for “How long callers wait”, 2022-23. "
            "Keep the right one, or say in the breakdown how they differ.",
        ),
        (
            3,
            "value",
            "Two values for one cell: 94 here and 93 (row 2), for “How long callers wait”, 2022-23. "
            "Keep the right one, or say in the breakdown how they differ.",
        ),
    ]


def test_two_sources_that_disagree_in_one_file_are_both_kept():
    other = "https://www.gov.scot/publications/another-page/"
    assert len(read(published(line(value="93"), line(value="94", source=other))).figures) == 2


def test_headers_with_a_title_above_them_are_found():
    content = b"Figures of the year\n\n" + published(line())
    assert [figure.row for figure in read(content).figures] == [4]


def test_the_headers_asked_for_are_those_of_the_published_file():
    assert real("data/published_figures.csv").read_text().splitlines()[0] == ",".join(
        (HEADERS[0], "section", *HEADERS[1:])
    )
