"""`leal count` on files: what it says and how it ends."""

import json

import pytest
from click.testing import CliRunner

from leal.calculations.counting.commands import count
from tests.real_input import real

WARD = """3 2
7 1 2 0
1 2 0
2 3 0
0
"Ann ADAM" "Party A"
"Bo BAIN" "Party B"
"Cy CAIRNS" "Independent"
"Ward 1"
"""


@pytest.fixture
def run(tmp_path):
    """Runs `leal count` on a file; returns code, what was said, and what was said of faults."""

    def run_count(*more, text=WARD, method="scottish-stv"):
        path = tmp_path / "ward.blt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        answer = CliRunner().invoke(count, [str(path), "--method", method, *more])
        return answer.exit_code, answer.stdout, answer.stderr

    return run_count


def test_json_says_seats_winners_and_rounds(run):
    code, said, _ = run("--json")

    found = json.loads(said)
    assert (code, found["seats"]) == (0, 2)
    assert found["winners"] == [
        {"number": 1, "name": "Ann ADAM", "party": "Party A"},
        {"number": 2, "name": "Bo BAIN", "party": "Party B"},
    ]
    assert [each["title"] for each in found["rounds"]] == [
        "First preferences",
        "Surplus of Ann ADAM",
        "Cy CAIRNS is excluded",
    ]
    assert found["rounds"][1]["votes"][1] == {"number": 2, "name": "Bo BAIN", "party": "Party B", "votes": 3.99999}
    assert found["rounds"][1]["transfers"] == [
        {"to": 2, "papers": 7, "votes": 2.99999, "parcels": [{"value": 0.42857, "papers": 7}]}
    ]
    assert (found["quota"], found["papers"], found["rounds"][1]["lost_to_rounding"]) == (
        4,
        {"valid": 10, "blank": 0},
        0.00001,
    )


def test_a_person_reads_each_round_in_plain_words_and_a_table(run):
    code, said, _ = run()

    lines = said.splitlines()
    assert code == 0
    assert lines[0] == "Ward 1"
    assert "  7 papers, worth 2.99999 votes, go to Bo BAIN." in lines
    assert "Ann ADAM                   7.00000*  4.00000*  4.00000*" in lines
    assert lines[-1] == "Elected: Ann ADAM (Party A), Bo BAIN (Party B)."


def test_a_recount_says_the_same_letter_for_letter(run):
    tied = WARD.replace("7 1 2 0", "2 1 0").replace("1 2 0\n", "2 2 0\n", 1)

    assert len({run("--json", text=tied) for _ in range(3)}) == 1


def test_lots_are_kept_in_the_result_and_decide(run):
    tied = "2 1\n1 1 0\n1 2 0\n0\nA\nB\n"
    winners = []
    for order in ("1,2", "2,1"):
        found = json.loads(run("--json", "--lots", order, text=tied)[1])
        winners.append([each["number"] for each in found["winners"]])
        assert found["lots"]["order"] == [int(number) for number in order.split(",")]

    assert winners == [[1], [2]]


def test_lots_that_leave_someone_out_are_refused(run):
    some, words = run("--lots", "1,2"), run("--lots", "Ann,Bo,Cy")

    assert [(code, said) for code, said, _ in (some, words)] == [(2, ""), (2, "")]
    assert "The lots must name each candidate who has not withdrawn once" in some[2]
    assert "give the numbers of candidates as they were drawn" in words[2]


def test_faults_are_said_with_their_lines_and_end_with_two(run):
    code, said, wrong = run("--json", text=WARD.replace("2 3 0", "2 3 - 1 0").replace("1 2 0\n2", "1 9 0\n2"))

    assert code == 2
    assert [fault["lines"] for fault in json.loads(said)["faults"]] == [[3], [4]]
    assert wrong.count("\n") == 2


def test_a_paper_with_a_gap_counts_up_to_it_when_asked(run):
    code, said, _ = run("--unclear", "stop", "--json", text=WARD.replace("2 3 0", "2 3 - 1 0"))

    assert (code, [each["number"] for each in json.loads(said)["winners"]]) == (0, [1, 2])


def test_one_seat_methods_say_that_they_fill_one(run):
    found = json.loads(run("--json", method="irv")[1])

    assert (found["seats"], [each["name"] for each in found["winners"]]) == (1, ["Ann ADAM"])
    assert found["notes"] == ["The ballot has 2 seats; this method fills one."]


def test_seats_can_be_given(run):
    found = json.loads(run("--json", "--seats", "3", method="plurality")[1])

    assert [each["number"] for each in found["winners"]] == [1, 3, 2]


def test_help_names_every_method_with_its_source():
    said = CliRunner().invoke(count, ["--help"]).output

    assert "Scottish Local Government Elections Order 2007" in " ".join(said.split())


@pytest.mark.parametrize("method", ["scottish-stv", "irv", "plurality"])
def test_a_real_ward_is_counted_by_every_method(method):
    path = real("data/ballots/glasgow_2022_ward8.blt")

    answer = CliRunner().invoke(count, [str(path), "--method", method, "--json"])

    found = json.loads(answer.stdout)
    assert (answer.exit_code, len(found["winners"])) == (0, found["seats"])
