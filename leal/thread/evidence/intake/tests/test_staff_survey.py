"""One organisation a row: five layouts as published, and one that is still to come."""

import csv
import io
from decimal import Decimal
from functools import cache
from random import Random

import openpyxl
import pytest

from leal.calculations.files import read_book
from leal.calculations.files.tests.making import cell, number, ods, row, sheet
from tests.real_input import real

from .making import read, refused

FILES = {
    2019: ("csps_2019_organisations.csv", 92),
    2020: ("csps_2020_organisations.ods", 95),
    2021: ("csps_2021_benchmarks.ods", 126),
    2022: ("csps_2022_benchmarks.ods", 116),
    2023: ("csps_2023_benchmarks.ods", 118),
}
BODY = "Social Security Scotland"


@cache
def reading_of(year):
    path = real(f"data/staff_survey/raw/{FILES[year][0]}")
    return read(path.read_bytes(), name=path.name, organisation=BODY)


def expected(year):
    with real("data/staff_survey/scores_2019_2023.csv").open(newline="") as lines:
        return {
            row["question_measure"]: float(row["value"]) for row in csv.DictReader(lines) if row["year"] == str(year)
        }


@pytest.mark.slow
@pytest.mark.parametrize("year", FILES)
def test_every_score_of_the_organisation_is_the_one_drawn_out_independently(year):
    reading = reading_of(year)
    scores = {f.published_as: float(f.number.number) for f in reading.figures if f.number.number is not None}
    assert len(scores) == FILES[year][1]
    assert scores == pytest.approx(expected(year), abs=1e-9, rel=0)
    assert [figure.question for figure in reading.figures if not figure.reviewed] == []
    assert reading.refused == ()


@pytest.mark.slow
def test_a_suppressed_score_is_kept_as_given():
    given = {figure.question: figure.number for figure in reading_of(2023).figures if figure.number.mark}
    assert {code: (number.number, number.mark, number.as_given) for code, number in given.items()} == {
        "E06_A_pnts": (None, "c", "[c]")
    }


def test_a_question_has_one_code_whatever_its_header_in_each_year():
    safe = {year: [f for f in reading_of(year).figures if f.question == "B46"] for year in (2019, 2020, 2021)}
    assert {year: [f.number.number for f in found] for year, found in safe.items()} == {
        2019: [Decimal(78)],
        2020: [Decimal(72)],
        2021: [Decimal("73.596")],
    }
    assert {found[0].unit for found in safe.values()} == {"%"}


def test_an_index_is_not_a_percentage():
    units = {figure.question: figure.unit for figure in reading_of(2019).figures}
    assert {code for code, unit in units.items() if unit == "points"} == {"EES", "PERMA_index", "HSE_index"}


def test_a_code_that_was_used_again_for_another_question_is_not_the_same_question():
    of = {year: {f.published_as.split(".")[0]: f.question for f in reading_of(year).figures} for year in (2020, 2021)}
    assert (of[2020]["D01"], of[2021]["D01"]) == ("D01", "D01A")
    assert of[2020]["E06_D"] == "E06_D_moved_yes"


def shuffled(content, name, shuffling):
    """The same tables as a workbook: sheets renamed, sheets and columns in another order, all pushed down and aside."""
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    sheets = list(read_book(content, name=name).sheets)
    shuffling.shuffle(sheets)
    for place, one in enumerate(sheets):
        widest = max(map(len, one.rows), default=0)
        order = shuffling.sample(range(widest), widest)
        target = made.create_sheet(f"Sheet {place}")
        target.append(["A line that was not there"])
        for cells in one.rows:
            target.append([None, *(cells[at].value if at < len(cells) else None for at in order)])
    made.save(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_sheets_and_columns_are_found_wherever_they_are_and_whatever_they_are_called(year):
    path = real(f"data/staff_survey/raw/{FILES[year][0]}")
    moved = read(shuffled(path.read_bytes(), path.name, Random(year)), name="moved.xlsx", organisation=BODY)
    as_published = reading_of(year)
    assert sorted((f.question, f.number.number) for f in moved.figures if f.number.number is not None) == sorted(
        (f.question, f.number.number) for f in as_published.figures if f.number.number is not None
    )
    assert {figure.period for figure in moved.figures} == {figure.period for figure in as_published.figures}


def text_row(*texts):
    return row(*map(cell, texts))


def survey(year, *, headers=(), scores=(), codes=("AAA", "SSS"), name="Anything", names=("Another", BODY)):
    """A workbook like those of 2021 and after, its sheet named and placed in no known way."""
    lines = [
        row(cell(code), cell(of), *(number(str(score), str(score)) for score in scores))
        for code, of in zip(codes, names, strict=True)
    ]
    above = [text_row(f"Source: Civil Service People Survey {year}.")]
    cover = sheet(text_row("A cover"), name="Cover")
    return ods(cover, sheet(*above, text_row("Organisation", "Organisation name", *headers), *lines, name=name))


def test_a_later_year_loads_with_no_code_and_says_which_questions_are_new():
    headers = (
        "B46\nI think it is safe to challenge the way things are done in [my organisation]\n(% selecting 'Agree')",
        "B99. I have somewhere quiet to work (% selecting 'Agree')",
        "B60. I know about the devolution of powers (% selecting 'Agree') [note 1]",
        "A question with no code",
    )
    reading = read(survey(2031, headers=headers, scores=(51.5, 40.25, 60, 70)), organisation="SSS")
    assert [(f.question, f.reviewed, float(f.number.number)) for f in reading.figures] == [
        ("B46", True, 51.5),
        ("B99", False, 40.25),
        ("B60 (I know about the devolution of powers)", False, 60.0),
        ("A question with no code", False, 70.0),
    ]
    assert reading.figures[0].period.as_given == "2031-32 (Civil Service People Survey 2031)"
    assert reading.told == (
        "“B99. I have somewhere quiet to work (% selecting 'Agree')” is a question that no mapping knows, "
        "so it is kept and unmapped.",
        "“I know about the devolution of powers (% selecting 'Agree') [note 1]” is not among the reviewed wordings "
        "of B60, so it is kept apart and unmapped.",
        "“A question with no code” is a question that no mapping knows, so it is kept and unmapped.",
    )


def test_answers_to_one_new_question_do_not_become_one_series():
    headers = ("B99. Do you cycle? (% yes)", "B99. Do you cycle? (% no)", "B98. Why: rain", "B98. Why: hills")
    reading = read(survey(2031, headers=headers, scores=(20, 75, 3, 4)), organisation="SSS")
    assert [f.question for f in reading.figures] == ["B99_yes", "B99_no", "B98: Why: rain", "B98: Why: hills"]


def test_an_organisation_is_found_by_name_by_code_and_by_the_code_it_had_before():
    content = survey(2031, headers=("B46. New words",), scores=(50,), codes=("AAA", "SSS0000"))
    for organisation in (BODY, "SSS", "sss0000"):
        assert len(read(content, organisation=organisation).figures) == 1


def test_an_organisation_nobody_wrote_into_the_mapping_is_found_by_its_code():
    [figure] = read(survey(2031, headers=("B46. New words",), scores=(50,)), organisation="AAA").figures
    assert figure.row == 3


def test_an_organisation_that_is_not_there_is_refused_with_the_nearest():
    [(number_, field, why)] = refused(survey(2031, headers=("B46. X",), scores=(50,)), organisation="SSX")
    assert (number_, field) == (None, "Organisation")
    assert "No row is for the organisation “SSX”. Did you mean SSS?" in why


def test_a_file_that_does_not_say_its_year_asks_for_it_and_takes_it():
    content = survey("of no year", headers=("B46. X",), scores=(50,))
    assert refused(content, organisation="SSS")[0][2] == (
        "“Civil Service People Survey, organisation scores”: the file does not say which year it is of. "
        "Name the year when you take it in."
    )
    [figure] = read(content, organisation="SSS", year=2031).figures
    assert figure.period.as_given == "2031-32 (Civil Service People Survey 2031)"


def test_a_file_named_by_another_year_than_it_says_is_told_of():
    content = survey(2031, headers=("B46. X",), scores=(50,))
    assert read(content, name="csps_2032.ods", organisation="SSS").told[0] == (
        "The file’s name says 2032 and its cells say 2031. It was taken in for 2031. "
        "If that is wrong, name the year when you take it in."
    )
    named = read(content, name="csps_2032.ods", organisation="SSS", year=2032)
    assert named.figures[0].period.as_given == "2032-33 (Civil Service People Survey 2032)"


def test_two_rows_for_one_organisation_that_disagree_are_refused():
    lines = [row(cell(code), cell(BODY), number(value, value)) for code, value in (("SSS", "50"), ("SSS0000", "51"))]
    content = ods(
        sheet(
            text_row("Civil Service People Survey 2031"),
            text_row("Organisation", "Organisation name", "B46. X"),
            *lines,
        )
    )
    assert [(r, f) for r, f, _ in refused(content, organisation=BODY)] == [(3, "B46. X"), (4, "B46. X")]


def test_a_percentage_over_a_hundred_is_refused_by_its_row_and_header():
    content = survey(2031, headers=("B46. X", "B47. Y"), scores=(930, 50))
    assert refused(content, organisation="SSS") == [
        (
            4,
            "B46. X",
            "930 is not a percentage: it must lie between 0 and 100. "
            "Check the number, or give its unit if it is not a percentage.",
        )
    ]
