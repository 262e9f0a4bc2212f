"""`leal missing`, from files to words."""

import csv
import json

import pytest
from click.testing import CliRunner

from leal.calculations.disclosure.published import Settings, check_files
from leal.calculations.representation.commands import missing

from .making import a_file, an_even_population

VALUES = {"Age": ("Under 25", "25 and over"), "Gender": ("Woman", "Man")}


@pytest.fixture
def files(tmp_path):
    rows = [(place, "25 and over", "Woman" if place % 5 else "Man") for place in range(40)]
    (tmp_path / "panel.csv").write_bytes(a_file(("id", "Age", "Gender"), rows))
    (tmp_path / "scotland.csv").write_bytes(an_even_population(VALUES, ("Age", "Gender")))
    return ["--people", str(tmp_path / "panel.csv"), "--population", str(tmp_path / "scotland.csv")]


def run(*told):
    return CliRunner().invoke(missing, list(map(str, told)))


def test_who_is_missing_is_said_first_and_the_command_ends_with_1(files):
    done = run(*files, "--like", "Scotland")
    assert done.exit_code == 1
    assert done.output.startswith("Nobody under 25 is here yet.")
    assert "People came forward themselves." in done.output


def test_no_margin_of_error_is_ever_given(files):
    told = json.loads(run(*files, "--json", "--by", "Age,Gender").output)
    line = told["tables"][0]["lines"][0]
    assert not {"low", "high", "margin", "error", "interval"} & {*told, *told["tables"][0], *line}


def test_a_group_like_the_population_ends_with_0(files, tmp_path):
    (tmp_path / "panel.csv").write_bytes(a_file(("Gender",), [("Woman",), ("Man",)] * 10))
    done = run(*files)
    assert done.exit_code == 0
    assert "Not compared, because panel.csv has no such column: Age." in done.output


def test_what_is_written_withstands_the_check_for_disclosure(files, tmp_path):
    values = VALUES | {"Gender": ("Woman", "Man", "In another way")}
    (tmp_path / "scotland.csv").write_bytes(an_even_population(values, ("Age", "Gender")))
    rows = [(age, way) for age in VALUES["Age"] for way in VALUES["Gender"]] * 9
    rows += [("25 and over", "In another way")] * 3 + [("Under 25", "Prefer not to say")] * 3 + [("", "Man")] * 2
    (tmp_path / "panel.csv").write_bytes(a_file(("Age", "Gender"), rows))
    done = run(*files, "--by", "Age", "--by", "Gender", "--by", "Age,Gender", "--out", tmp_path / "out")
    assert done.exit_code in (0, 1), done.output
    assert check_files([tmp_path / "out" / "makeup.csv"], Settings(smallest=5)).is_safe
    with (tmp_path / "out" / "makeup.csv").open(newline="") as lines:
        written = list(csv.DictReader(lines))
    assert {row["base"] for row in written} == {"42", "41", "39"}
    assert "[c]" in {row["people"] for row in written}


def test_all_faults_of_both_files_are_said_and_the_command_ends_with_2(files, tmp_path):
    (tmp_path / "panel.csv").write_text("Gendre\nWoman\n")
    done = run(*files)
    assert done.exit_code == 2
    assert "there is no column “Gender”. Did you mean “Gendre”?" in done.stderr
    (tmp_path / "scotland.csv").write_text("feature\nA\n")
    (tmp_path / "panel.csv").write_text("")
    done = run(*files, "--json")
    assert done.exit_code == 2
    assert {fault["file"] for fault in json.loads(done.stdout)["faults"]} == {"panel.csv", "scotland.csv"}


def test_features_are_named_one_or_two_at_a_time(files):
    assert run(*files, "--by", "Age,Gender,Age").exit_code == 2
    assert run(*files, "--by", "Age,Gender", "--by", "Gender,Age").exit_code == 2
    turned = json.loads(run(*files, "--json", "--by", "Gender,Age").output)
    assert turned["tables"][0]["by"] == ["Age", "Gender"]
    assert run(*files, "--smallest", "2").exit_code == 2
