"""`leal figures import` in a process of its own, on rows that are really written."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leal.thread.evidence import operations
from leal.thread.evidence.definitions import read_definitions
from leal.thread.evidence.intake.tests.making import line, published
from leal.thread.evidence.models import Intake, Result, Source
from tests.factories import CharterFactory, PersonFactory
from tests.real_input import real

from .making import ON, OTHER_PAGE, a_charter, wait, written

pytestmark = pytest.mark.slow


@pytest.fixture
def leal(committed):
    def run(*words) -> subprocess.CompletedProcess:
        command = [str(Path(sys.executable).with_name("leal")), "figures", "import", *map(str, words)]
        return subprocess.run(command, env=os.environ | committed.environment, capture_output=True, text=True)

    return run


@pytest.fixture
def measured(committed, tmp_path):
    """A charter with its measures, and one person who may take in its figures."""
    nadia = PersonFactory(name="Nadia", email="nadia@example.org", role="researcher")
    charter, definitions = a_charter(), read_definitions(written(tmp_path / "measures"))
    operations.adopt_measures(charter=charter, definitions=definitions, on=ON, by=nadia)
    return charter


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "figures.csv"
    rough = line("Rough", "2021-22", "[c]", base="approx 500", breakdown="channel: phone")
    rows = (wait("351"), wait("351", source=OTHER_PAGE), rough, line(value="930"))
    path.write_bytes(published(*rows))
    return path


WAIT = {
    "measure": "Average call waiting time",
    "code": "call-wait",
    "period": "2021-22",
    "value": 351,
    "unit": "seconds",
    "base": None,
    "group": "",
}
ROUGH = {
    "measure": "Rough",
    "code": "",
    "period": "2021-22",
    "value": "[c]",
    "unit": "%",
    "base": "approx 500",
    "group": "channel: phone",
}
WHY_REFUSED = (
    "930 is not a percentage: it must lie between 0 and 100. "
    "Check the number, or give its unit if it is not a percentage."
)
WHY_UNMAPPED = (
    "No measure claims this label. Add it to the `labels` of a measure’s file, or to unmapped.toml with a reason."
)
PAGE_NAME = "Scottish Government: some page"


def test_json_says_what_became_of_each_row_and_the_same_the_second_time_when_nothing_changes(leal, measured, file):
    ran, again = leal(file, "--json"), leal(file, "--json")
    said = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert said["taken"] == [WAIT, WAIT, ROUGH]
    assert said["joined"] == [{"row": 3, **WAIT, "also_given_by": [PAGE_NAME]}]
    assert said["unmapped"] == [{"row": 4, "measure": "Rough", "code": "", "why": WHY_UNMAPPED}]
    assert said["refused"] == [{"row": 5, "field": "value", "why": WHY_REFUSED}]
    assert (said["changed"], said["unmeasured"], said["told"]) == (True, [], [])
    assert json.loads(again.stdout) == said | {"changed": False}
    assert (Intake.objects.count(), Result.objects.count()) == (1, 2)


def test_in_words_it_says_the_counts_and_each_reason(leal, measured, file):
    assert leal(file).stdout.splitlines() == [
        "figures.csv: 3 figures taken, 1 of them joined to what another",
        "source gave before, 1 figure unmapped, 1 refused.",
        f"  unmapped, row 4: Rough. {WHY_UNMAPPED}",
        f"  refused, row 5, value: {WHY_REFUSED}",
    ]


def test_the_same_figures_from_three_imports_at_once_stand_once(measured, file, committed):
    copies = [file.with_name(f"copy-{number}.csv") for number in range(2)]
    for number, copy in enumerate(copies):
        copy.write_bytes(file.read_bytes() + b"\n" * (number + 1))
    leal = str(Path(sys.executable).with_name("leal"))
    environment = os.environ | committed.environment
    running = [
        subprocess.Popen([leal, "figures", "import", str(path)], env=environment, stdout=subprocess.DEVNULL)
        for path in (*copies, copies[0])
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert (Intake.objects.count(), Result.objects.count(), Source.objects.count()) == (2, 2, 2)


def test_a_file_that_cannot_be_taken_in_ends_with_1_and_says_why(leal, measured, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes(published(("Kindness", "2022-23"), headers=("measure", "year")))
    why = (
        "This looks like “Published figures, one a row” (row 1), but columns are missing. "
        "There is no column “value”. Add it."
    )
    in_words, as_json = leal(path), leal(path, "--json")
    assert (in_words.returncode, in_words.stdout) == (1, f"refused, row 1, value: {why}\n")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["refused"] == [{"row": 1, "field": "value", "why": why}]
    assert Intake.objects.count() == 0


def test_the_record_says_who_took_the_figures_in(leal, measured, file):
    PersonFactory(email="eilidh@example.org", role="charter-lead")
    unsaid = leal(file)
    assert (unsaid.returncode, unsaid.stderr) == (1, "Error: Say who takes the figures in: --by someone@example.org.\n")
    assert leal(file, "--by", "Eilidh@example.org").returncode == 0
    assert Intake.objects.get().taken_in_by.email == "eilidh@example.org"


def test_where_there_are_several_charters_it_asks_which(leal, measured, file):
    CharterFactory(slug="another-charter")
    asked = leal(file)
    assert (asked.returncode, asked.stderr) == (
        1,
        "Error: Say which charter the figures are of: --charter with one of our-charter, another-charter.\n",
    )
    assert leal(file, "--charter", "our-charter").returncode == 0


def test_where_there_is_no_charter_it_says_what_to_do(leal, file):
    assert leal(file).stderr == "Error: There is no charter yet. Tell the story (leal story), or found a charter.\n"


def test_a_year_of_the_staff_survey_comes_out_as_it_was_drawn_out_independently(leal, measured):
    said = json.loads(leal(real("data/staff_survey/raw/csps_2020_organisations.ods"), "--json").stdout)
    with real("data/staff_survey/scores_2019_2023.csv").open(newline="") as lines:
        scores = {
            row["question_measure"]: float(row["value"]) for row in csv.DictReader(lines) if row["year"] == "2020"
        }
    assert {row["measure"]: row["value"] for row in said["taken"]} == pytest.approx(scores, abs=1e-9, rel=0)
    assert (said["unmapped"], said["refused"], len(said["unmeasured"])) == ([], [], 94)
