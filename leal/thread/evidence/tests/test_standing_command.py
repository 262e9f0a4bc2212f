"""`leal standing` in a process of its own, on rows that were really written."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from leal.thread.charters.models import Edition
from leal.thread.evidence import queries
from leal.thread.evidence.models import Finding, OwnerDecision, Result
from tests.factories import EditionFactory, KeepingFactory, MeasureFactory, ResultFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def leal(committed):
    def run(*words: str) -> subprocess.CompletedProcess:
        command = [str(Path(sys.executable).with_name("leal")), *words]
        return subprocess.run(command, env=os.environ | committed.environment, capture_output=True, text=True)

    return run


@pytest.fixture
def quick_handling(committed):
    commitment = KeepingFactory(commitment__code="PW2", commitment__title="No needless waiting").commitment
    waits = MeasureFactory(charter=commitment.edition.charter, serves=[commitment])
    for year, seconds in ((2022, 351), (2023, 1337)):
        ResultFactory(measure=waits, of=year, value=seconds)
    said = {"commitment": commitment, "year": "2022-23", "on": date(2023, 9, 1)}
    OwnerDecision.objects.create(agrees=False, standing="kept", reason="We tried.", role="Head of Calls", **said)
    Finding.objects.create(standing="falling_short", reason="It is not.", role="Independent reviewer", **said)
    return commitment


def test_the_command_says_what_the_query_says_with_every_step(leal, quick_handling):
    ran = leal("standing", "--year", "2022-23", "--json")

    [stood] = queries.standings(edition=quick_handling.edition, year="2022-23")
    assert json.loads(ran.stdout) == {
        "charter": quick_handling.edition.charter.slug,
        "edition": "2019",
        "year": "2022-23",
        "standings": [queries.told(stood)],
    }
    assert (stood.word.value, queries.told(stood)["owner"]["standing"]) == ("falling_short", "kept")


def test_asked_again_it_costs_one_query_until_somebody_writes(quick_handling, django_assert_num_queries):
    edition = Edition.objects.select_related("charter").get(pk=quick_handling.edition.pk)
    before = queries.known(edition=edition, year="2022-23")
    with django_assert_num_queries(1):
        assert queries.known(edition=edition, year="2022-23") is before

    Result.objects.filter(value=1337).update(value=351)

    assert queries.known(edition=edition, year="2022-23").standings["PW2"].word.value == "partly_kept"


def test_in_words_it_says_the_rule_the_owner_and_the_reviewer_for_the_newest_year(leal, quick_handling):
    assert leal("standing").stdout.splitlines() == [
        "How the promises stand for 2022-23",
        "",
        "Falling short (1)",
        "  PW2   No needless waiting",
        "        How long callers wait: 22 minutes 17 seconds in 2022-23, up from 5 minutes 51 seconds in 2021-22, "
        "almost four times as long. That is worse. A change of a fifth matters. "
        "Base: calls on all lines; how many is not published.",
        "        The owner (Head of Calls) says “Kept”: We tried.",
        "        The reviewer finds “Falling short”: It is not.",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--year", "last"], "“last” is not a charter year. Write it like “2022-23”."),
        (["--charter", "none"], "There is no charter “none” here. There is: "),
    ],
)
def test_what_it_cannot_do_it_says_in_a_sentence_and_stops(leal, quick_handling, words, says):
    ran = leal("standing", *words)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in ran.stderr


def test_without_a_charter_or_results_it_says_what_to_do(leal):
    assert "Run `leal story` to have one to look at." in leal("standing").stderr

    EditionFactory()
    assert "Take figures in, or name a --year." in leal("standing").stderr
