"""A kill at any moment of an import: nothing accepted is lost, nothing is doubled, and the next one starts clean."""

import os
import subprocess
import sys
import time

import pytest

from leal.foundations.audit.models import Entry
from leal.thread.evidence import operations
from leal.thread.evidence.definitions import read_definitions
from leal.thread.evidence.intake.tests.making import line, published
from leal.thread.evidence.models import Citation, Intake, Refusal, Result, Source
from tests.factories import PersonFactory

from .killing import take_in
from .making import ON, a_charter, written

pytestmark = [pytest.mark.slow, pytest.mark.database]
KILLS = 50
ROWS = 400
KEPT = (Citation, Refusal, Result, Intake, Source)
NOTHING, EVERYTHING = (0, 0, 0, 0, 0), (ROWS, 1, ROWS, 1, 1)


@pytest.fixture
def file(committed, tmp_path):
    """A file of many figures and one that cannot be taken, and a charter to take them in for."""
    nadia = PersonFactory(name="Nadia", role="researcher")
    definitions = read_definitions(written(tmp_path / "measures"))
    operations.adopt_measures(charter=a_charter(), definitions=definitions, on=ON, by=nadia)
    figures = [line(f"Calls about matter {number}", value=str(number), unit="calls") for number in range(ROWS)]
    path = tmp_path / "figures.csv"
    path.write_bytes(published(*figures, line(value="930")))
    return path


@pytest.fixture
def killer(file, committed):
    """Starts an import, kills it after some seconds, and says how it ended."""
    environment = os.environ | committed.environment | {"DJANGO_SETTINGS_MODULE": "leal.config.settings"}
    command = [sys.executable, "-m", "leal.thread.evidence.tests.killing", str(file)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        assert process.stdout.readline() == "ready\n"

        def kill_after(seconds: float) -> str:
            process.stdin.write(f"{seconds}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield kill_after
        process.stdin.close()


def kept() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in KEPT)


def settled() -> tuple[int, ...]:
    """What is kept once the server has noticed that its client is gone."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('evidence.intake'), (SELECT id::int FROM charters_charter))"
        )
    return kept()


def empty() -> None:
    for model in KEPT:
        model.objects.all().delete()


def recorded() -> int:
    return Entry.objects.filter(event="figures.taken-in").count()


def test_fifty_kills_lose_nothing_accepted_and_double_nothing(file, killer):
    begun = time.perf_counter()
    take_in(file)
    whole = time.perf_counter() - begun
    assert (kept(), recorded()) == (EVERYTHING, 1)
    empty()

    ends, accepted = [], 1
    for number in range(KILLS):
        ends.append(killer(1.3 * whole * number / KILLS))
        found = settled()
        assert found in (NOTHING, EVERYTHING)
        accepted += found == EVERYTHING
        assert recorded() == accepted
        if found == EVERYTHING:
            take_in(file)
            assert (kept(), recorded()) == (EVERYTHING, accepted)
            empty()

    assert ends.count("killed") >= KILLS // 2
    take_in(file)
    assert (kept(), recorded()) == (EVERYTHING, accepted + 1)
