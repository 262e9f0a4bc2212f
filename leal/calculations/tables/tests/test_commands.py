import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leal.calculations.tables.commands import tables
from tests.real_input import real

ANSWERS = """id,age,came,rated,needs,minutes,weight,comment
1,16-24,Phone,Good,Large print; BSL,5,1,hello
2,65+,Post,Poor,,12,2,"a, b"
3,65+,Phone,[z],BSL,[z],0.5,
4,,Phone,Good,Large print,7.5,1,x
5,16-24,Online,,BSL,,1.5,y
"""
ASKED = ["--by", "age,came", "--several", "needs", "--numbers", "minutes", "--id", "id"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS)
    return path


def run(*told):
    return CliRunner().invoke(tables, list(map(str, told)))


def rows_of(path):
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def only(rows, **wanted):
    (row,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return row


def test_every_question_is_written_in_every_group_with_its_base(file, tmp_path):
    done = run(file, *ASKED, "--weight", "weight", "--questions", "rated,needs,minutes", "--out", tmp_path / "out")

    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "People: 5. Questions: 3. Groups: 2, and everyone. Weighted.",
    )
    answers, numbers = rows_of(tmp_path / "out" / "tables.csv"), rows_of(tmp_path / "out" / "numbers.csv")
    assert only(answers, question="rated", group="", answer="Poor") == {
        "question": "rated",
        "group": "",
        "level": "Everyone",
        "answer": "Poor",
        "people": "1",
        "share": "0.5",
        "low": "",
        "high": "",
        "base": "3",
        "weighted_base": "4.0",
        "effective_base": "2.7",
        "skipped": "1",
        "not_asked": "1",
    }
    assert only(answers, question="needs", group="came", level="Phone", answer="BSL")["share"] == "0.6"
    assert only(answers, question="rated", group="age", level="Not known", answer="Good")["people"] == "1"
    assert only(numbers, question="minutes", group="came", level="Phone")["mean"] == "6.25"
    assert {row["question"] for row in answers} == {"rated", "needs"}


def test_the_same_rows_come_as_json(file, tmp_path):
    run(file, *ASKED, "--out", tmp_path / "out")
    told = json.loads(run(file, *ASKED, "--json").stdout)
    for name, part in (("tables.csv", "answers"), ("numbers.csv", "numbers")):
        as_text = [{key: "" if value is None else str(value) for key, value in row.items()} for row in told[part]]
        assert as_text == rows_of(tmp_path / "out" / name)
    assert (told["people"], told["weighted"], told["population"], told["tests"]) == (5, False, "not-said", [])
    assert json.loads((tmp_path / "out" / "report.json").read_text())["file"] == told["file"]


@pytest.mark.parametrize(
    ("population", "start"),
    [
        ("not-said", "No margin of error is given, because nothing says how people were chosen."),
        ("self-selected", "No margin of error is given: people chose themselves"),
        ("census", "No margin of error is given: everyone was asked"),
        ("all", "No margin of error is given: everyone was counted."),
    ],
)
def test_only_a_sample_drawn_by_chance_has_margins_and_tests(file, population, start):
    told = json.loads(run(file, *ASKED, "--population", population, "--json").stdout)
    sampled = json.loads(run(file, *ASKED, "--population", "sample", "--json").stdout)
    assert [note[: len(start)] for note in told["notes"] if "margin" in note] == [start]
    assert ({row["low"] for row in told["answers"] + told["numbers"]}, told["tests"]) == ({None}, [])
    assert [note for note in sampled["notes"] if "margin" in note] == []
    assert all(row["low"] <= row["share"] <= row["high"] for row in sampled["answers"] if row["base"])
    assert len(sampled["tests"]) == 2 * (2 + 2 + 1)  # two groups by weight and comment, two needs, and the rating


def test_words_of_ones_own_are_left_out_and_said(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("age,said,minutes\n" + "".join(f"{row % 2},word {row},{row}\n" for row in range(70)))
    told = json.loads(run(path, "--json").stdout)
    assert {row["question"] for row in told["answers"]} == {"age"}
    assert told["notes"][:2] == [
        "“said” is left out: 70 different things are written in it.",
        "“minutes” is left out: 70 different things are written in it. If it is a number, add --numbers minutes.",
    ]


def test_a_list_of_answers_gives_their_order_and_a_scale_its_mean(file, tmp_path):
    listing = tmp_path / "answers-there-are.csv"
    listing.write_text("question,answer,value\nrated,Very good,4\nrated,Good,3\nrated,Poor,1\n")
    told = json.loads(run(file, "--questions", "rated", "--answers", listing, "--json").stdout)
    assert [(row["answer"], row["people"]) for row in told["answers"]] == [("Very good", 0), ("Good", 2), ("Poor", 1)]
    assert [(row["mean"], row["median"]) for row in told["numbers"]] == [(pytest.approx(7 / 3, abs=1e-6), 3)]


def test_weights_come_from_a_file_of_their_own(file, tmp_path):
    weights = tmp_path / "weights.csv"
    weights.write_text("id,weight\n5,1.5\n1,1\n3,0.5\n2,2\n4,1\n")
    by_column = run(file, *ASKED, "--questions", "rated", "--weight", "weight", "--json").stdout
    assert run(file, *ASKED, "--questions", "rated", "--weights", weights, "--json").stdout == by_column


def test_every_fault_is_told_at_once_and_nothing_is_written(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("id,age,rated,minutes,weight\n1,16-24,Good,5,1\n2,65+,good,12x,-2\n3,65+,[z],nan,\n")
    asked = ["--by", "agge", "--questions", "rated,minutes", "--numbers", "minutes", "--weight", "weight"]

    done = run(path, *asked, "--out", tmp_path / "out")

    number = "is no number. Write it in figures, with a point and without commas or units."
    assert (done.exit_code, (tmp_path / "out").exists(), done.stderr.splitlines()) == (
        2,
        False,
        [
            "answers.csv, row 1, agge: there is no column “agge”. Did you mean “age”?",
            "answers.csv, row 3, rated: “good” and “Good” (row 2) differ only in capitals or spaces. Write them alike.",
            f"answers.csv, row 3, minutes: “12x” {number}",
            "answers.csv, row 3, weight: “-2” is no weight. A weight is a number of 0 or more.",
            f"answers.csv, row 4, minutes: “nan” {number}",
            "answers.csv, row 4, weight: it is empty. Give a weight.",
        ],
    )


def test_faults_come_as_json_too(tmp_path):
    done = run(tmp_path / "nowhere.csv", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (
        2,
        {
            "faults": [
                {
                    "file": "nowhere.csv",
                    "row": 0,
                    "column": "",
                    "what": "there is no such file. Check the name and the folder.",
                }
            ]
        },
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            ["--by", "minutes", "--numbers", "minutes"],
            "a number makes no groups. Put it in bands, in a column of its own.",
        ),
        (["--by", "id,age,came,rated,needs,minutes,weight,comment"], "no column is left to count"),
        (["--weights", "weights.csv", "--id", "id"], "“3” has no weight in weights.csv."),
        (["--weights", "twice.csv", "--id", "id"], "someone has two weights. Keep one row a person."),
    ],
)
def test_what_cannot_be_counted_is_answered_in_a_sentence(file, told, sentence, monkeypatch):
    monkeypatch.chdir(file.parent)
    Path("weights.csv").write_text("id,weight\n1,1\n2,1\n4,1\n5,1\n")
    Path("twice.csv").write_text("id,weight\n1,1\n2,1\n3,1\n4,1\n5,1\n1,2\n")
    done = run("answers.csv", *told, "--out", "out")
    assert (done.exit_code, sentence in done.stderr, Path("out").exists()) == (2, True, False)


def test_nowhere_to_put_the_tables_is_asked_for(file):
    done = run(file)
    assert (done.exit_code, "--out FOLDER, or --json for the screen" in done.stderr) == (2, True)


def test_a_published_pool_is_counted():
    pool = real("data/selection/nature_example_large/respondents.csv")
    told = json.loads(run(pool, "--by", "gender", "--json").stdout)
    found = {(row["level"], row["answer"]): row["people"] for row in told["answers"]}
    lines = pool.read_text().split()[1:]
    assert found == {
        (level, leaning): sum(level in ("Everyone", line.split(",")[0]) and line.endswith(leaning) for line in lines)
        for level in ("Everyone", "female", "male")
        for leaning in ("conservative", "liberal")
    }
