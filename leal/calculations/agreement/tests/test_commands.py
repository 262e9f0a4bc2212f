"""`leal agreement` on files: what it reads, what it says, how it ends."""

import json

import pytest
from click.testing import CliRunner

from leal.calculations.agreement.commands import agreement

WIDE = "quote,Ann,Bo\n1,kind,kind\n2,kind,clear\n3,clear,clear\n4,,clear\n5,fair,fair\n"
LONG = "unit,coder,code\n1,Ann,kind\n1,Bo,kind\n2,Ann,kind\n2,Bo,clear\n"
LONG += "3,Ann,clear\n3,Bo,clear\n4,Bo,clear\n5,Ann,fair\n5,Bo,fair\n"


@pytest.fixture
def run(tmp_path):
    """Runs `leal agreement` on a file; returns code, what was said, and what was said of faults."""

    def run_agreement(text, *more):
        path = tmp_path / "codes.csv"
        path.write_text(text)
        answer = CliRunner().invoke(agreement, [str(path), *more])
        return answer.exit_code, answer.stdout, answer.stderr

    return run_agreement


def found(run, *given):
    code, said, _ = run(*given, "--json")
    assert code == 0
    return json.loads(said)


def test_a_column_a_coder_and_a_row_a_code_are_read_alike(run):
    wide, long = found(run, WIDE), found(run, LONG)

    assert wide == long
    assert (wide["units"], wide["pairable"], wide["coders"], wide["codes"]) == (
        5,
        4,
        ["Ann", "Bo"],
        ["kind", "clear", "fair"],
    )
    assert wide["disagreements"] == [{"unit": "2", "Ann": "kind", "Bo": "clear"}]
    assert (wide["cohen"][0]["agree"], wide["cohen"][0]["units"]) == (0.75, 4)


def test_columns_can_be_named(run):
    text = LONG.replace("unit,coder,code", "words,who,theme")

    named = found(run, text, "--unit", "words", "--coder", "who", "--code", "theme")

    assert named == found(run, LONG)


def test_a_person_reads_values_with_their_intervals_and_where_coders_differ(run):
    code, said, _ = run(WIDE)

    lines = said.splitlines()
    assert code == 0
    assert lines[0] == "Units: 5, of which 4 have codes of two coders or more. Coders: Ann, Bo. Codes: 3."
    assert lines[1].startswith("Krippendorff’s alpha (nominal): 0.667 (between ")
    assert lines[-1] == "  2: Ann kind, Bo clear"


def test_more_than_two_coders_have_every_pair_and_fleiss(run):
    three = found(run, "id,A,B,C\n1,x,x,y\n2,y,y,y\n3,x,x,x\n")

    assert [pair["coders"] for pair in three["cohen"]] == [["A", "B"], ["A", "C"], ["B", "C"]]
    assert three["fleiss"]["units"] == 3


def test_words_can_have_an_order(run):
    text = "id,A,B\n1,low,low\n2,middle,high\n3,high,high\n4,low,middle\n"

    ordered = found(run, text, "--level", "ordinal", "--order", "low,middle,high")

    assert ordered["codes"] == ["low", "middle", "high"]
    assert ordered["alpha"]["value"] > found(run, text)["alpha"]["value"]


def test_a_number_written_in_two_ways_is_one_code(run):
    assert found(run, "id,A,B\n1,1,1.0\n2,2,2\n", "--level", "interval")["codes"] == ["1", "2"]


def test_units_with_several_codes_are_measured_code_by_code(run):
    text = "unit,coder,code\n1,A,kind\n1,A,fair\n1,B,kind\n2,A,fair\n2,B,fair\n3,A,kind\n3,B,kind\n"

    apart = found(run, text, "--each-code")

    assert [(each["code"], each["given"], each["units"]) for each in apart["codes"]] == [("kind", 4, 3), ("fair", 3, 3)]
    assert apart["codes"][0]["value"] == 1
    assert apart["codes"][1]["value"] == pytest.approx(1 - 5 * (1 / 3) / 3, abs=1e-6)
    assert run(text, "--each-code")[1].splitlines()[1].startswith("  kind: 1.000")


FAULTS = {
    LONG + "1,Ann,clear\n,Bo,fair\n2,,fair\n2,Ann,fair\n": [
        "row 11, code: Ann has coded unit 1 already, on row 2",
        "row 12, unit: the cell is empty",
        "row 13, coder: the cell is empty",
        "row 14, code: Ann has coded unit 2 already, on row 4",
    ],
    "unit,Ann,Bo\n1,a,a\n,a,b\n": ["row 3, unit: the cell is empty"],
    "unit,Ann\n1,a\n": ["it has codes of one coder"],
    "unit\n1\n": ["row 1: it has one column"],
    "unit,Ann,Bo\n1,,\n": ["it holds no code"],
    "": ["The file is empty"],
}


@pytest.mark.parametrize("text", FAULTS)
def test_every_fault_is_said_with_its_row_and_ends_with_two(run, text):
    code, said, wrong = run(text)

    assert (code, said) == (2, "")
    assert len(wrong.splitlines()) == len(FAULTS[text])
    assert [fault in line for fault, line in zip(FAULTS[text], wrong.splitlines(), strict=True)] == [True] * len(
        FAULTS[text]
    )


def test_codes_that_are_no_numbers_are_named_where_numbers_are_needed(run):
    code, said, wrong = run("id,A,B\n1,1,x\n2,-3,2\n3,y,2\n", "--level", "ratio", "--json")

    faults = json.loads(said)["faults"]
    assert code == 2
    assert [(fault["row"], fault["column"]) for fault in faults] == [(2, "B"), (4, "A"), (3, "A")]
    assert "-3 is below 0" in wrong


def test_a_code_outside_the_order_is_a_fault(run):
    code, _, wrong = run("id,A,B\n1,low,hihg\n", "--level", "ordinal", "--order", "low,high")

    assert (code, "row 2, B: the code “hihg” is not in the order you gave" in wrong) == (2, True)


def test_the_order_is_for_codes_with_an_order(run):
    assert run(WIDE, "--order", "a,b")[0] == 2
