"""A charter with promises, measures of our own making, and files to take in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from leal.thread.evidence import operations
from leal.thread.evidence.definitions import read_definitions
from leal.thread.evidence.intake.tests.making import MAPPINGS, line, published
from tests.factories import CharterFactory, CommitmentFactory, EditionFactory, PartFactory, SectionFactory

AT = datetime(2024, 5, 1, 12, tzinfo=UTC)
ON = date(2024, 5, 1)
OTHER_PAGE = "https://www.gov.scot/publications/another-page/"

CALL_WAIT = """
code = "call-wait"
name = "How long callers wait"
asks = "How many seconds does a caller wait, on average?"
kind = "mean"
unit = "seconds"
feeling = false
base = "calls answered"
population = "all"
source = "A letter"
better = "lower"
matters = { relative = 0.20 }
smallest_base = 10
rounding = 1
labels = ["Average call waiting time", "Average call waiting time (all benefit queues)"]
serves = [ { commitment = "PW2", part = "a", decides = true } ]
why_it_matters = "Someone who gives up never meets a kind voice."

[[breaks]]
on = 2020-03-23
kind = "break"
reason = "The lines closed."
"""
SPEAK_UP = """
code = "safe-to-challenge"
name = "Safe to challenge"
asks = "What share of staff say it is safe to challenge how things are done?"
kind = "share"
unit = "%"
feeling = true
base = "staff who answered"
population = "census"
source = "Staff survey"
better = "higher"
matters = { points = 5 }
rounding = 0.001
labels = ["Safe to challenge how things are done (staff survey, % positive)"]
codes = ["B46"]
serves = [ { commitment = "LS6", decides = true } ]
target = { value = 80, from = 2022-04-01, authority = "The chief executive", source = "A plan" }
why_it_matters = "A mistake nobody dares to name is made again."
"""
HEARD_OF = """
code = "heard-of"
name = "Had heard of the charter"
asks = "What share had heard of the charter?"
kind = "share"
unit = "%"
feeling = true
base = "panel members who answered"
population = "self-selected"
source = "A report"
better = "higher"
matters = { points = 5 }
labels = ["Had heard of Our Charter"]
answer = "Yes"
serves = [ { commitment = "LS6", decides = false } ]
why_it_matters = "A promise nobody has heard of cannot be called in."
"""
GAP = """
code = "framework-15"
name = "Measure 15: wording not seen"
serves = []
gap = "The text we could read breaks off."
"""
FILES = {"call-wait": CALL_WAIT, "safe-to-challenge": SPEAK_UP, "heard-of": HEARD_OF, "framework-15": GAP}


def written(folder: Path, files=None) -> Path:
    """A folder of measure files."""
    folder.mkdir(exist_ok=True)
    for code, words in (FILES if files is None else files).items():
        (folder / f"{code}.toml").write_text(words)
    return folder


def a_charter():
    """A charter of one edition with PW2 (parts a and b) and LS6."""
    edition = EditionFactory(charter=CharterFactory(slug="our-charter", body="Social Security Scotland"))
    section = SectionFactory(edition=edition, code="PW", place=1)
    quick = CommitmentFactory(section=section, code="PW2", place=1)
    PartFactory(commitment=quick, letter="a", wording="Answer quickly")
    PartFactory(commitment=quick, letter="b", wording="Decide quickly")
    CommitmentFactory(section=section, code="LS6", place=2)
    return edition.charter


@pytest.fixture
def charter(db):
    return a_charter()


@pytest.fixture
def measured(charter, nadia, tmp_path):
    """The charter, with its measures adopted."""
    definitions = read_definitions(written(tmp_path / "measures"))
    operations.adopt_measures(charter=charter, definitions=definitions, on=ON, by=nadia)
    return charter


def take_in(charter, by, *lines, name="figures.csv", **options):
    content = published(*lines) if isinstance(lines[0], tuple) else lines[0]
    return operations.take_in(charter=charter, source=content, mappings=MAPPINGS, name=name, at=AT, by=by, **options)


def wait(value="351", year="2021-22", **more):
    return line("Average call waiting time", year, value, "seconds", **more)
