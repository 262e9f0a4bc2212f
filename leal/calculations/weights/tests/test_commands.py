import csv
import json

import pytest
from click.testing import CliRunner

from leal.calculations.weights.commands import weights

ANSWERS = "id,age,came,drawn\n" + "".join(
    f"{person},{'16-44' if person % 4 else '45+'},{('Phone', 'Post', 'Online')[person % 3]},{1 + person % 2}\n"
    for person in range(1, 121)
)
TARGETS = "group,level,percent\nage,16-44,50\nage,45+,50\ncame,Phone,40\ncame,Post,20\ncame,Online,40\n"


@pytest.fixture
def files(tmp_path):
    answers, targets = tmp_path / "answers.csv", tmp_path / "targets.csv"
    answers.write_text(ANSWERS)
    targets.write_text(TARGETS)
    return answers, targets


def run(answers, targets, *told):
    return CliRunner().invoke(weights, [str(answers), "--targets", str(targets), *map(str, told)])


def test_weights_are_written_a_row_a_person_and_meet_every_target(files, tmp_path):
    done = run(*files, "--id", "id", "--start", "drawn", "--out", tmp_path / "out")

    assert (done.exit_code, done.stdout.startswith("People: 120. Groups: 2. ")) == (0, True)
    with (tmp_path / "out" / "weights.csv").open(newline="") as lines:
        each = {row["id"]: float(row["weight"]) for row in csv.DictReader(lines)}
    held = sum(weight for person, weight in each.items() if not int(person) % 4)
    assert (len(each), sum(each.values()), held) == (120, pytest.approx(120), pytest.approx(60))
    told = json.loads((tmp_path / "out" / "report.json").read_text())
    assert {(row["group"], row["level"]): (row["people"], row["target"], row["after"]) for row in told["levels"]} == {
        ("age", "16-44"): (90, 0.5, 0.5),
        ("age", "45+"): (30, 0.5, 0.5),
        ("came", "Phone"): (40, 0.4, 0.4),
        ("came", "Post"): (40, 0.2, 0.2),
        ("came", "Online"): (40, 0.4, 0.4),
    }


def test_people_are_told_by_their_row_when_nothing_says_who_they_are(files, tmp_path):
    run(*files, "--out", tmp_path / "out")
    lines = (tmp_path / "out" / "weights.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["row", *map(str, range(2, 122))]


@pytest.mark.parametrize(
    "written",
    [
        "feature,value,share,min\nage,16-44,0.5,1\nage,45+,0.5,1\n",
        "category,name,people\nage,16-44,2100\nage,45+,2100\n",
        "category,feature,percent\nage,16-44,50.2\nage,45+,50.2\n",
    ],
)
def test_targets_are_read_as_selection_writes_them_in_shares_percent_or_people(files, written):
    files[1].write_text(written)
    told = json.loads(run(*files, "--json").stdout)
    assert [(row["level"], row["after"]) for row in told["levels"]] == [("16-44", 0.5), ("45+", 0.5)]


def test_weights_stay_within_bounds_and_the_report_counts_who_is_at_them(files):
    told = json.loads(run(*files, "--highest", 2.2, "--json").stdout)
    assert (told["largest"], told["at_highest"] > 0, told["furthest_from_target"] < 1e-9) == (2.2, True, True)


def test_bounds_that_no_weights_meet_are_answered_with_the_one_that_does(files, tmp_path):
    done = run(*files, "--highest", 1.5, "--out", tmp_path / "out")
    assert (done.exit_code, (tmp_path / "out").exists(), done.stderr.strip()) == (
        2,
        False,
        "targets.csv: No weights from 0 to 1.5 meet the targets. The least highest weight that does is 2.00.",
    )


def test_every_fault_of_both_files_is_told_at_once(files, tmp_path):
    files[0].write_text("id,age,came\n1,16-44,phone\n1,45+,Post\n,,Online\n")
    files[1].write_text(TARGETS + "heard,Radio,100\n")
    done = run(*files, "--id", "id", "--start", "drawn", "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr.splitlines()) == (
        2,
        [
            "answers.csv, row 1: there is no column “heard”. Its columns are: id, age, came",
            "answers.csv, row 1: there is no column “drawn”. Its columns are: id, age, came",
            "answers.csv, row 2, came: “phone” is not one of the answers. Did you mean “Phone”?",
            "answers.csv, row 3, id: “1” is in row 2 too. Give each person their own.",
            "answers.csv, row 4, age: it is not known. "
            "Fill it in, or add --unknown keep to leave such people the part they have.",
            "answers.csv, row 4, id: it is empty. Say who this is.",
        ],
    )


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("age,share\n16-44,1\n", ["targets.csv, row 1: its columns must be called group and level."]),
        (
            "group,level\nage,16-44\n",
            ["targets.csv, row 1: it needs one column of targets, called share, percent or people."],
        ),
        (
            "group,level,percent\nage,16-44,-5\nage,16-44,50\n,45+,20\nage,45+,half\n",
            [
                "targets.csv, row 2, percent: “-5” is no target. Write a number above 0.",
                "targets.csv, row 3, level: “16-44” has two targets in age. Keep one.",
                "targets.csv, row 4: it needs a group and a level.",
                "targets.csv, row 5, percent: “half” is no target. Write a number above 0.",
            ],
        ),
        ("group,level,percent\nage,16-44,45\nage,45+,50\n", ["targets.csv, age: its targets sum to 95, not 100."]),
    ],
)
def test_every_fault_of_a_file_of_targets_is_told(files, written, sentences):
    files[1].write_text(written)
    done = run(*files, "--json")
    assert (done.exit_code, done.stderr.splitlines()) == (2, sentences)


def test_a_level_nobody_is_in_is_named(files):
    files[1].write_text("group,level,percent\nage,16-44,50\nage,45+,40\nage,75+,10\n")
    done = run(*files, "--json")
    assert done.stderr.strip() == (
        "targets.csv: age: “75+” ought to be 10.0%, and nobody who answered is. Join it to a neighbouring level."
    )
