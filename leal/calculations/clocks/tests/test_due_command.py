"""`leal due RULE DATE…`: 0 with the answers, 2 with what to mend and no answer at all."""

import json

import pytest
from click.testing import CliRunner

from leal.calculations.clocks import rules
from leal.calculations.clocks.commands import due


def run(*given):
    return CliRunner().invoke(due, list(given))


def test_each_date_gets_its_last_day_and_the_reasons():
    done = run("20 working days", "2022-09-08", "8 September 2023")

    assert done.exit_code == 0
    assert done.output == (
        "2022-10-07\n"
        "  20 working days from Thursday 8 September 2022 is Friday 7 October 2022.\n"
        "  Not counted: 19 September 2022 (State Funeral of Queen Elizabeth II) and 8 days at weekends.\n"
        "\n"
        "2023-10-06\n"
        "  20 working days from Friday 8 September 2023 is Friday 6 October 2023.\n"
        "  Not counted: 8 days at weekends.\n"
    )


def test_the_json_has_every_step():
    done = run("redetermination-request", "2024-07-01T23:30Z", "--benefit", "young-carer-grant", "--json")

    [one] = json.loads(done.output)
    assert {name: one[name] for name in ("rule", "benefit", "given", "begins", "due", "extended", "not_counted")} == {
        "rule": "redetermination-request",
        "benefit": "young-carer-grant",
        "given": "2024-07-02",
        "begins": "2024-07-04",
        "due": "2024-08-03",
        "extended": None,
        "not_counted": [],
    }
    assert one["source"].endswith("https://legislation.gov.uk/ssi/2019/324/part/3")


def test_a_letter_that_arrived_is_given_no_time_for_the_post():
    assert run("appeal", "2024-03-01", "--arrived").output.startswith("2024-03-31\n")


def test_every_date_that_cannot_be_read_is_told_at_once_and_nothing_is_answered():
    done = run("complaint-stage-1", "1/2/2024", "2024-03-01", "2024-02-30", "2035-01-01", "2024-03-01T10:00")

    assert (done.exit_code, done.stdout) == (2, "")
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        "1/2/2024",
        "2024-02-30",
        "2035-01-01",
        "2024-03-01T10:00",
    ]


@pytest.mark.parametrize("given", [["no-such-rule", "2024-03-01"], ["complaint"], ["--table", "none.toml"]])
def test_what_cannot_be_answered_ends_with_two(given):
    done = run(*given)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_alone_it_lists_the_rules():
    lines = run().output.splitlines()

    assert lines[0] == "complaint-stage-1: answer a complaint at stage 1, 5 working days"
    assert "  --benefit adult-disability-payment" in lines
    assert len(json.loads(run("--json").output)) == len(rules())
