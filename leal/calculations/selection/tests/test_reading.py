"""Files of people and targets: every dialect is read, every fault is named with its place and its mend."""

import pytest
from click.testing import CliRunner

from leal.calculations.selection import Unreadable, read_pool
from leal.calculations.selection.commands import select

PEOPLE = "gender,town\nfemale,Ayr\nmale,Ayr\nfemale,Oban\n"
TARGETS = "feature,value,min,max\ngender,female,1,2\ngender,male,0,1\n"


def read(people=PEOPLE, targets=TARGETS, **how):
    encoded = [text if isinstance(text, bytes) else text.encode() for text in (people, targets)]
    return read_pool(("P.csv", encoded[0]), ("T.csv", encoded[1]), 2, **how)[0]


def faults(people=PEOPLE, targets=TARGETS, **how):
    with pytest.raises(Unreadable) as wrong:
        read(people, targets, **how)
    return [str(fault) for fault in wrong.value.faults]


@pytest.mark.parametrize(
    "heading",
    [
        "feature,value,min,max",
        "category,name,min,max",
        "category,feature,min,max",
        "Category,Name,Min,Max",
        "category,name,min,max,suggest min,Current #",
        "feature,value,min,max,min_flex,max_flex",
        "\ufefffeature,value,min,max",
    ],
)
def test_every_dialect_of_targets_is_read_and_other_columns_left_alone(heading):
    more = "," * (heading.count(",") - 3)

    pool = read(targets=f"{heading}\ngender,female,1,2{more}\ngender,male,0,1{more}\n")

    assert [(t.feature, t.value, t.minimum, t.maximum) for t in pool.targets] == [
        ("gender", "female", 1, 2),
        ("gender", "male", 0, 1),
    ]


def test_without_an_id_column_named_the_first_unique_column_that_is_no_target_gives_the_ids():
    people = "gender,town,key\nfemale,Ayr,k1\nmale,Ayr,k2\nfemale,Oban,k3\n"

    assert [person.id for person in read(people).people] == ["k1", "k2", "k3"]


def test_a_unique_column_that_is_a_target_gives_no_ids():
    assert [
        person.id
        for person in read(
            targets=TARGETS.replace("gender", "town").replace("female", "Ayr").replace("male", "Oban")
        ).people
    ] == ["1", "2", "3"]


def test_where_no_column_is_unique_the_row_number_is_the_id():
    assert [person.id for person in read().people] == ["1", "2", "3"]


def test_a_named_column_gives_the_ids_as_they_are_written():
    people = "n,gender\n007,female\n1.0,male\nx y,female\n"

    assert [person.id for person in read(people, id_column="n").people] == ["007", "1.0", "x y"]


def test_all_faults_of_both_files_are_named_at_once():
    people = "gender,town\nfemale,Ayr\nFemale ,Ayr\n,Oban\nother,Oban\nother,Ayr\n"
    targets = "feature,value,min,max\ngender,female,3,2\ngender,male,x,\ngender,male,0,1\n"

    assert faults(people, targets) == [
        "T.csv, row 2, column min: min (3) is more than max (2). Lower min or raise max.",
        "T.csv, row 3, column min: “x” is not a whole number of people. Write a whole number, 0 or more.",
        "T.csv, row 3, column max: The cell is empty. Write a whole number, 0 or more.",
        "T.csv, rows 3 and 4: “gender: male” has 2 rows. Keep one of them.",
        "P.csv, row 3, column gender: “Female ” differs from the target “female” in capitals or spaces. "
        "Write “female”.",
        "P.csv, row 4, column gender: The cell is empty. Fill it in; everyone needs a value that the targets list.",
        "P.csv, rows 5 and 6, column gender: “other” is in no target. Use one of female, male, or add a target for it.",
    ]


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (b"", "P.csv: The file is empty. Add a heading row and one row for each entry."),
        (b"gender\n", "P.csv: There is a heading but no row under it. Add one row for each entry."),
        (
            b"gender\nfem\xe9le\n",
            "P.csv, row 2: The file is not UTF-8 text: byte 0xe9 cannot be read. Save it as “CSV UTF-8”.",
        ),
        (
            "gender\nfemale\n".encode("utf-16"),
            "P.csv: The file is not UTF-8 text (it looks like UTF-16). Save it as “CSV UTF-8”.",
        ),
        (b"sex\nfemale\n", "P.csv, row 1: There is no column “gender”. Add it; the headings are sex."),
        (b"Gender \nfemale\n", "P.csv, row 1: There is no column “gender”. Change “Gender ” to “gender”."),
        (
            b"gender,gender\nfemale,male\n",
            "P.csv, row 1, column gender: The heading “gender” is there 2 times. Rename or delete all but one.",
        ),
        (
            b"gender,town\nfemale\n",
            "P.csv, row 2: There are 1 cells where the heading has 2. "
            "Add or remove cells, or put cells that hold a comma in quotation marks.",
        ),
        (
            b"gender;town\nfemale;Ayr\n",
            "P.csv, row 1: The cells are not parted by commas. Save it as CSV with commas between the cells.",
        ),
        (
            b'gender,town\n"female,Ayr\n',
            "P.csv, row 2: The row cannot be read (unexpected end of data). "
            "Look for a quotation mark that is not closed, or put the cell in quotation marks.",
        ),
    ],
)
def test_a_file_of_people_that_cannot_be_read_says_where_and_how_to_mend_it(people, sentence):
    assert faults(people) == [sentence]


def test_ids_that_are_doubled_or_missing_are_faults():
    people = "n,gender\n1,female\n1,male\n,female\n"

    assert faults(people, id_column="n") == [
        "P.csv, rows 2 and 3, column n: 2 rows have the id “1”. Give each person an id of their own.",
        "P.csv, row 4, column n: The id is missing. Give each person an id of their own.",
    ]


def test_targets_without_their_headings_say_which_are_wanted():
    assert faults(targets="what,least\nfemale,1\n") == [
        "T.csv, row 1: The headings are what, least. "
        "Use the headings feature, value, min and max (min_flex and max_flex if you like)."
    ]


def test_flex_that_is_tighter_than_its_bound_is_a_fault():
    targets = "feature,value,min,max,min_flex,max_flex\ngender,female,1,2,2,1\ngender,male,0,1,,\n"

    assert faults(targets=targets) == [
        "T.csv, row 2, column min_flex: min_flex (2) is more than min (1). Lower min_flex or raise min.",
        "T.csv, row 2, column max: max (2) is more than max_flex (1). Lower max or raise max_flex.",
    ]


def test_a_hundred_thousand_rows_with_faults_are_named_in_one_breath():
    people = "gender,town\n" + "Female,Ayr\n" * 100_000

    assert faults(people) == [
        "P.csv, rows 2, 3, 4, 5, 6 and 99,995 more, column gender: "
        "“Female” differs from the target “female” in capitals or spaces. Write “female”."
    ]


def test_the_command_ends_with_two_and_writes_nothing(tmp_path):
    (tmp_path / "p.csv").write_text("gender\nnone\n")
    arguments = ["--people", tmp_path / "p.csv", "--targets", tmp_path / "absent.csv", "--seats", 1]

    answer = CliRunner().invoke(select, [*map(str, arguments), "--out", str(tmp_path / "out")])

    assert (answer.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "absent.csv: The file cannot be opened (No such file or directory)" in answer.output
