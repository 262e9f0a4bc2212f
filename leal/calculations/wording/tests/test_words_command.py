"""`leal words FILE`: 0 when all words fit, 1 when any do not, 2 when the file cannot be read."""

import json
from pathlib import Path

from click.testing import CliRunner

from leal.calculations.wording import published_table
from leal.calculations.wording.commands import words

PAGE = Path(__file__).parents[4] / "docs" / "recipes" / "words-for-numbers.md"

FITS = "Almost half (46 per cent) agreed. Further, 6% were not sure.\n"
DOES_NOT = "Over half (46 per cent) agreed, and a few (4%) did not.\n"


def run(tmp_path, text, *options, name="note.txt"):
    path = tmp_path / name
    path.write_text(text)
    return CliRunner().invoke(words, [str(path), *options])


def test_words_that_fit_end_with_nought(tmp_path):
    done = run(tmp_path, FITS)

    assert (done.exit_code, done.output) == (0, "1 place where words stand with a number; 0 do not fit.\n")


def test_words_that_do_not_fit_end_with_one_and_better_words(tmp_path):
    done = run(tmp_path, DOES_NOT)

    assert done.exit_code == 1
    assert done.output == (
        "“Over half” does not fit 46%: say “almost half”.\n"
        "  Over half (46 per cent) agreed, and a few (4%) did not.\n"
        "2 places where words stand with a number; 1 does not fit.\n"
    )


def test_the_json_is_a_list_of_judgements_and_nothing_else(tmp_path):
    sentence = DOES_NOT.strip()
    assert json.loads(run(tmp_path, DOES_NOT, "--json").output) == [
        {"sentence": sentence, "words": "Over half", "number": 46, "fits": False, "better": "almost half"},
        {"sentence": sentence, "words": "a few", "number": 4, "fits": True, "better": None},
    ]
    assert json.loads(run(tmp_path, "Nothing to judge.", "--json").output) == []


def test_a_web_page_is_read_as_its_words(tmp_path):
    done = run(tmp_path, "<html><p>Over half (46&nbsp;%) agreed.</p></html>", name="page.html")

    assert done.exit_code == 1


def test_a_file_that_is_not_there_or_not_words_ends_with_two(tmp_path):
    missing = CliRunner().invoke(words, [str(tmp_path / "none.txt")])
    assert (missing.exit_code, missing.output) == (
        2,
        "none.txt: there is no such file. Check the name and the folder.\n",
    )
    assert run(tmp_path, "").exit_code == 2


def test_the_published_table_is_the_one_we_check_by():
    assert PAGE.read_text() == published_table(), "make it anew: leal words --table > docs/recipes/words-for-numbers.md"


def test_the_table_is_shown_when_asked_for_and_a_file_is_needed_otherwise():
    assert CliRunner().invoke(words, ["--table"]).output == published_table()
    assert CliRunner().invoke(words, []).exit_code == 2
