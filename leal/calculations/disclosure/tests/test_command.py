"""`leal disclosure FILE…`: 0 when nothing can be worked out, 1 when something can, 2 when a file cannot be read."""

import json

import pytest
from click.testing import CliRunner

from leal.calculations.disclosure.commands import disclosure

SAFE = "Answer,Women,Men,Total\nYes,[c],[c],43\nNo,[c],[c],56\nTotal,71,28,99\n"
NOT_SAFE = "Answer,Women,Men,Total\nYes,40,[c],43\nNo,31,25,56\nTotal,71,28,99\n"


@pytest.fixture
def run(tmp_path):
    def run(*texts: str, options=()):
        paths = [tmp_path / f"{number}.csv" for number in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return CliRunner().invoke(disclosure, [*map(str, paths), *options])

    return run


def test_a_safe_table_ends_with_nought(run):
    done = run(SAFE)

    assert done.exit_code == 0
    assert done.output == "Safe: of 4 hidden figures 0 can be worked out or nearly so (4 sums tried).\n"


def test_a_table_that_gives_a_figure_away_ends_with_one_and_says_where(run):
    done = run(NOT_SAFE)

    assert done.exit_code == 1
    assert done.output == (
        "1.csv, cell C2 (Yes; Men) is worked out: the 2 parts sum to “Total” along the row.\n"
        "Not safe: of 1 hidden figure 1 can be worked out or nearly so (2 sums tried).\n"
    )


def test_the_proof_is_data_for_every_hidden_cell(run):
    told = json.loads(run(SAFE, options=["--json"]).output)

    assert (told["safe"], told["files"], told["sums"], told["warnings"]) == (True, ["1.csv"], 4, [])
    assert [(one["cell"], one["low"], one["high"], one["safe"]) for one in told["hidden"]] == [
        ("B2", 15, 43, True),
        ("C2", 0, 28, True),
        ("B3", 28, 56, True),
        ("C3", 0, 28, True),
    ]


def test_two_files_are_attacked_together(run):
    assert run(SAFE).exit_code == 0
    assert run(SAFE, "Answer,Women,Men\nYes,30,8\nNo,51,25\n").exit_code == 0
    assert run(SAFE, "Answer,Women,Men\nYes,40,3\nNo,31,25\n").exit_code == 1
    assert run(SAFE, "Answer,Women,Men,Total\nYes,40,3,43\nNo,31,25,56\nTotal,71,28,99\n").exit_code == 1


def test_a_wider_range_may_be_asked_for(run):
    assert run(SAFE, options=["--spread", "20"]).exit_code == 0
    assert run(SAFE, options=["--spread", "30"]).exit_code == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1.csv: The file is empty."),
        ("words\nand more words\n", "1.csv: there is no table of figures in it."),
        ("%PDF-1.7", "1.csv: This is a PDF. Tables cannot be read from it safely: ask for the spreadsheet behind it."),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_two_and_a_sentence(run, text, sentence):
    done = run(text)

    assert (done.exit_code, done.output) == (2, sentence + "\n")


def test_every_unreadable_file_is_named_at_once(run):
    done = run("", SAFE, "%PDF-1.7")

    assert done.exit_code == 2
    assert [line.partition(":")[0] for line in done.output.splitlines()] == ["1.csv", "3.csv"]
