"""Small tables: as mixed as the whole, wishes granted, as many meetings as can be; beside trying every seating."""

import csv
import json
from itertools import combinations, product
from math import ceil, floor

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leal.calculations.selection.commands import select
from leal.calculations.selection.tables import tables

SLOWLY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def all_rounds(number, sizes):
    """Every way to seat people at tables of these sizes, once."""
    seats = [t for t, size in enumerate(sizes) for _ in range(size)]
    return {row for row in product(range(len(sizes)), repeat=number) if sorted(row) == seats}


def missed_by_definition(people, rows, sizes):
    total = 0
    for row in rows:
        for t, size in enumerate(sizes):
            for feature in range(len(people[0])):
                for value in {person[feature] for person in people}:
                    share = sum(person[feature] == value for person in people) * size / len(people)
                    here = sum(row[i] == t and person[feature] == value for i, person in enumerate(people))
                    total += max(floor(share) - here, 0) + max(here - ceil(share), 0)
    return total


def met_by_definition(rows, number):
    return sum(any(row[i] == row[j] for row in rows) for i, j in combinations(range(number), 2))


@pytest.mark.slow
@SLOWLY
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), min_size=4, max_size=6),
    st.integers(2, 3),
    st.integers(1, 2),
)
def test_no_seating_is_better_by_trying_every_one(people, size, rounds):
    number, count = len(people), ceil(len(people) / size)
    sizes = [number // count + (t < number % count) for t in range(count)]

    found = tables(people, size, rounds, seed="1")

    every = list(product(all_rounds(number, sizes), repeat=rounds))
    scores = [(missed_by_definition(people, rows, sizes), -met_by_definition(rows, number)) for rows in every]
    assert (found.missed, -found.met) == min(scores)
    assert found.missed_least <= found.missed
    assert found.met <= found.met_most
    rows = [[t - 1 for t in row] for row in found.rounds]
    assert (missed_by_definition(people, rows, sizes), met_by_definition(rows, number)) == (found.missed, found.met)


def test_who_must_sit_apart_or_together_does_in_every_round():
    people = [("old",), ("young",)] * 6

    found = tables(people, 4, 3, apart=[(0, 1), (0, 2)], together=[(3, 4), (4, 5)], seed="1")

    assert found.parted == 0
    for row in found.rounds:
        assert row[0] not in (row[1], row[2])
        assert row[3] == row[4] == row[5]


def test_the_same_seed_seats_the_same():
    people = [("a",), ("b",), ("c",)] * 3

    assert tables(people, 3, 2, seed="7") == tables(people, 3, 2, seed="7")


@pytest.fixture
def run(tmp_path):
    def run_tables(people, *more):
        (tmp_path / "people.csv").write_text(people)
        words = ["tables", "--people", str(tmp_path / "people.csv"), "--out", str(tmp_path / "out"), *map(str, more)]
        answer = CliRunner().invoke(select, words)
        return answer.exit_code, answer.output, tmp_path / "out"

    return run_tables


PEOPLE = "id,age\nAnn,old\nBo,old\nCy,young\nDi,young\nEd,old\nFlo,young\n"


def test_tables_are_written_with_what_they_came_to(run):
    code, said, out = run(PEOPLE, "--size", 2, "--rounds", 3, "--mix", "age")

    with (out / "tables.csv").open(newline="") as lines:
        rows = list(csv.reader(lines))
    record = json.loads((out / "tables.json").read_text())
    assert (code, rows[0]) == (0, ["id", "round 1", "round 2", "round 3"])
    assert [row[0] for row in rows[1:]] == ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"]
    assert (record["missed"], record["met"], record["exact"]) == (0, 9, True)
    assert "No seating is better: proven." in said


def test_all_that_is_wrong_with_the_files_is_told_at_once(run, tmp_path):
    (tmp_path / "apart.csv").write_text("a,b\nAnn,Zoe\nBo,Bo\nCy,Di\n")
    (tmp_path / "together.csv").write_text("a,b\nCy,Di\nDi,Ed\n")

    code, said, out = run(
        PEOPLE, "--size", 2, "--apart", tmp_path / "apart.csv", "--together", tmp_path / "together.csv"
    )

    assert (code, out.exists()) == (2, False)
    assert "apart.csv, row 2, column b: “Zoe” is not in the people file" in said
    assert "“Bo” is paired with themselves" in said
    assert "“Cy” and “Di” must sit apart and together" in said
    assert "must sit with 2 others, and a table has 2 seats" in said


def test_a_column_that_is_not_there_is_named(run):
    code, said, _ = run(PEOPLE, "--mix", "Age")

    assert (code, "There is no column “Age”. Change “age” to “Age”" in said) == (2, True)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sets(st.sampled_from([1, 2]), min_size=1), min_size=6, max_size=6))
def test_as_many_as_can_be_sit_at_tables_that_suit_them(suits):
    """Beside every seating of six people at two tables, tried one by one."""
    alone = [("any",)] * 6
    least = min(sum((1 if i in first else 2) not in suits[i] for i in range(6)) for first in combinations(range(6), 3))

    found = tables(alone, size=3, only=dict(enumerate(suits)), seed="1")

    assert found.parted == least
    assert found.parted == sum(table not in suits[i] for i, table in enumerate(found.rounds[0]))
