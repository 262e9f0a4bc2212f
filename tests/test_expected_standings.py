"""What the rule says of the story's charter is what was argued for before the rule was written."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from leal.config.story import charter as chapters
from leal.config.story import people
from leal.thread.evidence import operations, queries
from leal.thread.evidence.definitions import read_definitions
from leal.thread.evidence.intake.mappings import read_mappings

from .real_input import real

EXPECTED = tomllib.loads((Path(__file__).parent / "expected_standings.toml").read_text())["expected"]
SURVEYS = ("2019_organisations.csv", "2020_organisations.ods", "2021_benchmarks.ods")
SURVEYS += ("2022_benchmarks.ods", "2023_benchmarks.ods")
FILES = ["data/published_figures.csv", *(f"data/staff_survey/raw/csps_{name}" for name in SURVEYS)]


@pytest.fixture(scope="module")
def stood(django_db_setup, django_db_blocker) -> Iterator[dict[tuple[str, str], queries.Stood]]:
    """Every promise of the story's charter in every year that is argued for, from the real files."""
    from django.db import transaction

    files = [real(name) for name in FILES]
    with django_db_blocker.unblock(), transaction.atomic():
        teller = people.storyteller()
        told = chapters.tell_charter(chapters.tell_statements(teller), teller)
        chapters.tell_practice(told, teller)
        operations.adopt_measures(charter=told.charter, definitions=read_definitions(), on=date(2024, 1, 1), by=teller)
        for file in files:
            at = datetime(2024, 1, 1, tzinfo=UTC)
            operations.take_in(charter=told.charter, source=file, mappings=read_mappings(), at=at, by=teller)
        years = {row["year"] for row in EXPECTED}
        yield {
            (it.commitment.code, year): it
            for year in years
            for it in queries.standings(edition=told.edition, year=year)
        }
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['commitment']} {row['year']}")
def test_a_promise_stands_as_was_argued_for(stood, row):
    found = stood[row["commitment"], row["year"]]

    assert found.word == row["standing"], [step.sentence for step in found.proposed.steps]
