"""Tables as they are published, read as an attacker reads them: what is hidden is worked out or it is not."""

import csv
import io
import os
from itertools import product
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from leal.calculations.disclosure import Dimension, Rules, Table, as_release, attack, demands, suppress
from leal.calculations.disclosure.published import Settings
from leal.calculations.disclosure.published.check import check_books
from leal.calculations.files import read_book

SHARED = Path(os.environ.get("LEAL_SHARED", Path(__file__).parents[5] / "shared"))


def checked(*files: str, **how):
    books = [read_book(text.encode(), name=f"{number}.csv") for number, text in enumerate(files, 1)]
    return check_books(books, Settings(**how))


def verdicts(report):
    return {one.cell: (one.verdict, one.low, one.high) for one in report.findings}


ONE_HIDDEN = "Answer,Women,Men,Total\nYes,40,[c],43\nNo,31,25,56\nTotal,71,28,99\n"
BLOCK_HIDDEN = "Answer,Women,Men,Total\nYes,[c],[c],43\nNo,[c],[c],56\nTotal,71,28,99\n"


def test_one_hidden_count_beside_its_total_is_worked_out():
    report = checked(ONE_HIDDEN)

    assert not report.is_safe
    assert verdicts(report) == {"C2": ("worked out", 3, 3)}
    assert report.findings[0].because == "the 2 parts sum to “Total” along the row"
    assert (report.findings[0].row, report.findings[0].column) == ("Yes", "Men")


def test_a_block_of_four_hidden_counts_is_safe_and_its_ranges_are_kept():
    report = checked(BLOCK_HIDDEN)

    assert report.is_safe
    assert verdicts(report) == {
        "B2": ("safe", 15, 43),
        "C2": ("safe", 0, 28),
        "B3": ("safe", 28, 56),
        "C3": ("safe", 0, 28),
    }


def test_nothing_hidden_is_safe():
    report = checked("Answer,Women,Men\nYes,40,3\nNo,31,25\n")

    assert (report.is_safe, report.findings) == (True, ())


@pytest.mark.parametrize(
    "text",
    [
        "Answer,Total,Women,Men\nYes,43,40,[c]\nNo,56,31,25\n",
        "Answer,All people,Women,Men\nYes,43,40,[c]\nNo,56,31,25\n",
        "Answer,Yes,No\nTotal,43,56\nWomen,40,31\nMen,[c],25\n",
        "Answer,Yes,No\nWomen,40,31\nMen,*,25\nEveryone,43,56\n",
        "Table 1: who said so,,\n,,\nAnswer,Women,Men,Total\nYes,40,[c],43\nNo,31,25,56\n,,\n[c] is confidential,,\n",
        "Answer,Women,Men,Total\nYes,40,[c],43\nNo,[c],25,56\n",
        "Place,Women,Men,Total\nNorth,40,3,43\n  Orkney,12,[c],13\n  Shetland,28,2,30\nSouth,31,25,56\n",
        "Answer,Base,Women,Men,Total\nYes,90,40,[c],43\nNo,90,31,25,56\n",
        "Answer,All,Women,Men,16 to 24,25 and over\nYes,43,20,23,[c],38\nNo,56,31,25,20,36\n",
        "Group,Type,Answer,Count\nWomen,sex,Yes,40\nWomen,sex,No,31\nWomen,sex,Total,71\n"
        "Men,sex,Yes,[c]\nMen,sex,No,25\nMen,sex,Total,28\n",
        'Answer,Women,Men,Total\nYes,"1,040",[c],"1,043"\nNo,31,25,56\n',
        "Answer;Women;Men;Total\nYes;40;suppressed;43\nNo;31;25;56\n",
        "Answer,Women,Men,Total\nYes,40,[c],40\nNo,31,25,56\n",
    ],
)
def test_the_one_hidden_count_is_found_however_the_table_is_laid_out(text):
    report = checked(text)

    assert "worked out" in {one.verdict for one in report.findings}
    assert not report.is_safe


@pytest.mark.parametrize(
    "text",
    [
        "Group,Yes,No,Not sure\nWomen,60,31,9\nMen,[c],70,20\nOther,55,40,5\n",
        "Group,Yes %,No %,Not sure %,Base\nWomen,60,31,9,400\nMen,[c],70,20,300\n",
        "Answer,Women,Men\nYes,60,[c]\nNo,31,70\nNot sure,9,20\n",
        "Group,Yes,No,Not sure\nWomen,0.60,0.31,0.09\nMen,[c],0.70,0.20\nOther,0.5,0.4,0.1\n",
        "Group,Yes,No,Not sure\nWomen,60.4%,30.7%,8.9%\nMen,[c],70.2%,19.8%\nOther,55.0%,40.1%,4.9%\n",
        "Group,Heard (% yes),Kept (% yes),Heard (% no),Kept (% no)\nWomen,60,31,40,69\nMen,[c],70,90,30\n",
        "Group,Q1_yes,Q1_no,Q2_yes,Q2_no\nWomen,60,40,31,69\nMen,[c],10,70,30\n",
        "Question,Answer,Women,Men\nHeard of it,Yes,60,[c]\nHeard of it,No,40,90\nKept,Often,30,20\nKept,Seldom,20,30\n"
        "Kept,Never,50,50\n",
        "Group,Question,Answer,Percent\nWomen,Heard,Yes,60\nWomen,Heard,No,40\nMen,Heard,Yes,[c]\nMen,Heard,No,90\n",
    ],
)
def test_the_one_hidden_answer_falls_out_because_answers_make_a_hundred(text):
    report = checked(text)

    assert [one.verdict for one in report.findings] == ["worked out"]
    assert report.findings[0].unit == "%"


@pytest.mark.parametrize(
    "text",
    [
        "Group,Yes,No,Not sure\nWomen,60,31,9\nMen,[c],70,[c]\nOther,55,40,5\n",
        # Several answers each: they do not make 100, so nothing follows.
        "Group,Post,E-mail,Phone\nWomen,88,44,37\nMen,[c],50,20\nOther,70,60,55\n",
        # Means do not add up.
        "Group,Mean wait,Median wait\nWomen,351,200\nMen,[c],90\nAll,300,190\n",
        # One of a kind in no sum.
        "Year,Complaints\n2021,497\n2022,[c]\n2023,409\n",
        "Group,Yes,No\nWomen,[z],[z]\nMen,40,60\n",
    ],
)
def test_what_cannot_be_worked_out_is_safe(text):
    assert checked(text).is_safe


def test_parts_rounded_to_five_leave_doubt_where_they_are_seen_not_to_add_up():
    parts = "CDP,150,160\nCWHA,15,20\nSCP,450,470\nBSG,550,560\nYCG,[c],80\nFSP,200,210\n"

    report = checked(f"Benefit,2020,2021\n{parts}Total,1445,1495\n")

    assert [(one.verdict, one.low < 75 < one.high) for one in report.findings] == [("safe", True)]


def test_a_mark_that_says_below_five_is_used_by_the_attacker():
    report = checked("Answer,Women,Men,Total\nYes,<5,<5,8\nNo,31,25,56\n")

    assert verdicts(report) == {"B2": ("worked out", 4, 4), "C2": ("worked out", 4, 4)}


def test_parts_of_a_total_of_nought_are_nought():
    report = checked("Answer,Women,Men,Total\nYes,[c],[c],0\nNo,31,25,56\n")

    assert verdicts(report) == {"B2": ("worked out", 0, 0), "C2": ("worked out", 0, 0)}


def test_a_figure_hidden_in_one_file_and_shown_in_another_is_found():
    by_sex = "Answer,Women,Men,Total\nYes,40,12,52\nNo,31,25,56\n"
    by_sex_again = "Answer,Women,Men\nYes,[c],12\nNo,31,25\n"

    report = checked(by_sex, by_sex_again)

    assert verdicts(report) == {"B2": ("shown elsewhere", 40, 40)}
    assert report.findings[0].because == "the same figure is shown in 1.csv, cell B2"
    assert checked(by_sex_again).is_safe


def test_a_total_in_another_file_undoes_what_is_safe_alone():
    by_age = "Answer,16 to 24,25 and over\nYes,[c],49\nNo,20,36\n"
    by_sex = "Answer,Women,Men,Total\nYes,40,12,52\nNo,31,25,56\n"
    with_total = "Answer,16 to 24,25 and over,Total\nYes,[c],49,[c]\nNo,20,36,56\n"

    assert checked(by_age).is_safe
    assert checked(with_total).is_safe
    report = checked(with_total, by_sex)
    assert verdicts(report) == {"B2": ("worked out", 3, 3), "D2": ("shown elsewhere", 52, 52)}


def test_the_same_labels_with_other_figures_are_another_table():
    last_year = "Answer,Women,Men,Total\nYes,30,12,42\nNo,41,25,66\n"
    this_year = "Answer,Women,Men\nYes,[c],19\nNo,31,25\n"

    assert checked(last_year, this_year).is_safe


def test_two_hidden_answers_that_leave_less_than_a_point_are_too_near():
    report = checked("Group,Yes,No,Not sure\nWomen,60.0,31.0,9.0\nMen,[c],99.5,[c]\nOther,55.0,40.0,5.0\n")

    assert [one.verdict for one in report.findings] == ["too near", "too near"]


def test_fine_percentages_of_a_known_base_give_the_count_away():
    report = checked("Group,Base,Yes %\nWomen,565,18.230\nMen,36,2.778\n")

    assert [(one.kind, one.unsafe) for one in report.warnings] == [("too precise", True)]
    assert report.warnings[0].sentence == (
        "Percentages in “Yes %” have 3 decimal places; with the base beside them they give the exact count in 2 rows, "
        "1 of them a small one. Give whole per cent, and none at all where the base is under 100."
    )
    assert not report.is_safe
    assert checked("Group,Base,Yes %\nWomen,565,18\nMen,360,3\n").warnings == ()


def test_a_hidden_count_follows_from_its_percentage_of_a_known_base():
    report = checked("Group,Base,Yes,Yes %\nWomen,565,103,18.2\nMen,360,[c],0.8\nOther,400,200,50.0\n")

    assert [one.verdict for one in report.findings] == ["worked out"]


def test_small_counts_are_findings_only_where_a_smallest_is_set():
    text = "Answer,Women,Men\nYes,40,3\nNo,31,25\n"

    assert checked(text).is_safe
    assert verdicts(checked(text, smallest=5)) == {"C2": ("small", 3, 3)}


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_what_a_workbook_hides_from_the_eye_is_reported_and_used():
    def fill(book):
        for row in (["Answer", "Women", "Men"], ["Yes", "[c]", 12], ["No", 31, 25]):
            book.active.append(row)
        for row in (["Answer", "Women", "Men"], ["Yes", 3, 12], ["No", 31, 25]):
            book.create_sheet("work").append(row) if "work" not in book.sheetnames else book["work"].append(row)
        book["work"].sheet_state = "hidden"

    report = check_books([read_book(workbook(fill), name="w.xlsx")], Settings())

    assert [one.verdict for one in report.findings] == ["shown elsewhere"]
    assert [one.sentence for one in report.warnings] == [
        "In sheet “work” all cells cannot be seen, but anyone can unhide them. Take them out."
    ]


def test_a_figure_the_file_still_holds_behind_its_mark_is_found():
    from leal.calculations.files.tests.making import cell, number, ods, row, sheet

    made = ods(
        sheet(
            row(cell("Answer"), cell("Women")), row(cell("Yes"), number("3", "[c]")), row(cell("No"), number("4", "4"))
        )
    )
    report = check_books([read_book(made, name="t.ods")], Settings())

    assert verdicts(report) == {"B2": ("in the file", 3, 3)}


def as_csv(release, table, hidden) -> str:
    rows, columns = table.dimensions
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow([rows.name, *columns.classes()])
    for one in rows.classes():
        places = [release.place(table, (one, other)) for other in columns.classes()]
        out.writerow([one, *("[c]" if hidden[at] else f"{release.values[at]:.0f}" for at in places)])
    return written.getvalue()


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.integers(0, 60), min_size=12, max_size=12), some.lists(some.booleans(), min_size=20, max_size=20)
)
def test_the_ranges_from_a_file_are_those_of_the_release_it_was_written_from(rows, which):
    by = (Dimension.flat("answer", ["Yes", "No", "Not sure"], "Total"), Dimension.flat("age", list("abcd"), "Total"))
    table = Table("t", by, dict(zip(product(*(one.leaves() for one in by)), rows, strict=True)))
    release = as_release([table])
    hidden = np.array(which) & np.array([len(parts) == 2 for _, parts in release.cells])

    report = checked(as_csv(release, table, hidden))

    found = attack(release, hidden)
    ends = {tuple(sorted((one.row, one.column))): (one.low, one.high) for one in report.findings}
    names = [tuple(sorted(name.split(", "))) for name in release.names()]
    assert ends == {
        names[place]: (low, high) for place, low, high in zip(found.cells, found.low, found.high, strict=True)
    }


def test_what_suppression_made_safe_is_found_safe_from_the_files_alone():
    lottery = np.random.default_rng(5)
    ages, sexes = Dimension.flat("age", list("abcde"), "Total"), Dimension.flat("sex", ["w", "m"], "Total")
    answers = Dimension.flat("answer", ["Yes", "No", "Not sure"], "Total")
    people = [
        (lottery.choice(3, p=[0.7, 0.25, 0.05]), lottery.choice(5, p=[0.5, 0.3, 0.1, 0.06, 0.04]), lottery.choice(2))
        for _ in range(250)
    ]
    tables = []
    for dimension, at in ((ages, 1), (sexes, 2)):
        counts: dict = {}
        for person in people:
            key = (answers.leaves()[person[0]], dimension.leaves()[person[at]])
            counts[key] = counts.get(key, 0) + 1
        tables.append(Table(dimension.name, (answers, dimension), counts))
    release = as_release(tables)
    done = suppress(release, demands(release, Rules(smallest=8, spread=3)))

    safe = checked(*(as_csv(release, table, done.hidden) for table in tables), spread=3)
    bare = checked(*(as_csv(release, table, done.primary) for table in tables), spread=3)

    assert done.hidden.sum() > done.primary.sum() > 0
    assert safe.is_safe
    assert not bare.is_safe


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the real files are not here")
def test_the_answer_that_a_real_survey_hid_falls_out_in_the_year_it_was_shown_to():
    raw = SHARED / "data" / "staff_survey" / "raw"

    report = check_books([read_book(raw / "csps_2023_benchmarks.ods")], Settings())

    ours = [one for one in report.findings if "Social Security Scotland" in one.row]
    assert [(one.sheet, one.cell, one.verdict, one.column.split(".")[0]) for one in ours] == [
        ("Table_3", "DB98", "worked out", "E06_A_pnts")
    ]
    assert not report.is_safe
    before = check_books([read_book(raw / "csps_2022_benchmarks.ods")], Settings())
    assert (before.is_safe, before.findings) == (True, ())


@pytest.mark.parametrize(
    ("shares", "base"),
    [("33.333%,66.667%", 3), ("32.836%,67.164%", 67), ("33%,67%", None), ("50%,50%", None), ("46.1%,53.9%", None)],
)
def test_percentages_too_fine_give_a_hidden_base_away(shares, base):
    report = checked(f"Group,Base,Yes,No\nA,[c],{shares}\nB,1200,46%,54%\n")

    assert [one.sentence for one in report.warnings if one.unsafe] == (
        [
            f"In row “A” the percentages give the hidden base away: it is {base} or a multiple of it. "
            "Give fewer decimal places, or hide the percentages too."
        ]
        if base
        else []
    )
    assert report.is_safe == (base is None)


def test_a_sum_that_leaves_out_places_of_noughts_is_not_the_one_meant():
    table = "Answer,Young,Old,Older,Total\nYes,62,50,0,112\nNo,[c],82,[c],157\nNot sure,[c],13,[c],31\n"

    assert checked(table + "Total,[c],145,[c],300\n").is_safe


def test_groups_that_happen_to_come_near_a_sum_are_no_total():
    table = "Answer,Young,Old,Older,Total\nYes,66,9,75,150\nNo,20,3,22,45\nNot sure,47,5,53,105\nTotal,133,17,150,300\n"

    assert checked(table + "Of these online,[c],10,[c],140\n").is_safe
