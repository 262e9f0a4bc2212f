"""What the rule says of the story's charter is what was argued for before the rule was written."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from leal.config.story.telling import tell
from leal.thread.charters.queries import editions_published
from leal.thread.evidence import operations, queries
from leal.thread.evidence.intake.mappings import read_mappings

from .factories import PersonFactory
from .real_input import real

EXPECTED = tomllib.loads((Path(__file__).parent / "expected_standings.toml").read_text())["expected"]
YEARS = sorted({row["year"] for row in EXPECTED})
SURVEYS = ("2019_organisations.csv", "2020_organisations.ods", "2021_benchmarks.ods")
SURVEYS += ("2022_benchmarks.ods", "2023_benchmarks.ods")
FILES = ["data/published_figures.csv", *(f"data/staff_survey/raw/csps_{name}" for name in SURVEYS)]


@pytest.fixture(scope="module", params=["the story", "the files as published besides"])
def stood(request, django_db_setup, django_db_blocker) -> Iterator[dict[tuple[str, str], queries.Stood]]:
    """Every promise in every year that is argued for: from the story's own figures, and with the real files added."""
    files = [real(name) for name in FILES] if request.param != "the story" else []
    with django_db_blocker.unblock(), transaction.atomic():
        list(tell())
        edition = editions_published().first()
        mappings = read_mappings()
        at, researcher = datetime(2024, 1, 1, tzinfo=UTC), PersonFactory(role="researcher")
        for file in files:
            operations.take_in(charter=edition.charter, source=file, mappings=mappings, at=at, by=researcher)
        found = [
            it
            for year in YEARS
            for it in queries.standings(edition=queries.edition_in(edition=edition, year=year), year=year)
        ]
        yield {(it.commitment.code, it.proposed.year): it for it in found}
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['commitment']} {row['year']}")
def test_a_promise_stands_as_was_argued_for(stood, row):
    found = stood[row["commitment"], row["year"]]

    assert found.word == row["standing"], [step.sentence for step in found.proposed.steps]


def test_every_promise_is_argued_for_in_2022_23(stood):
    argued = {row["commitment"] for row in EXPECTED if row["year"] == "2022-23"}

    assert {code for code, year in stood if year == "2022-23"} == argued
