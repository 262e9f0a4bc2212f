"""A small charter with one promise that falls short, one on very few people, one nobody has measured."""

from datetime import date

import pytest

from leal.thread.evidence.models import Finding, OwnerDecision
from leal.thread.learning.models import Lesson
from leal.thread.learning.report.account import account
from leal.thread.learning.report.forms import Report
from tests.factories import (
    CommitmentFactory,
    KeepingFactory,
    MeasureFactory,
    ResultFactory,
    SectionFactory,
    StatementFactory,
)

ON = date(2023, 10, 2)


def a_charter():
    """The charter, with results for 2021-22 and 2022-23."""
    section = SectionFactory(edition__charter__slug="ours", edition__charter__body="The Agency", name="Processes")
    charter = section.edition.charter
    quick, kind, unknown = (
        CommitmentFactory(section=section, code=code, title=title, wording="we will do it")
        for code, title in (("PW2", "No needless waiting"), ("PS1", "Kindness"), ("PS9", "Nobody measures this"))
    )
    KeepingFactory(commitment=quick)
    KeepingFactory(commitment=kind)
    KeepingFactory(commitment=unknown)
    waits = MeasureFactory(charter=charter, serves=[quick], source="A letter")
    for year, seconds in ((2022, 351), (2023, 1337)):
        ResultFactory(measure=waits, of=year, value=seconds)
    share = {"kind": "share", "unit": "%", "better": "higher", "matters_relative": None, "matters_points": 5}
    felt = MeasureFactory(charter=charter, name="Treated with kindness", serves=[kind], feeling=True, **share)
    for group, value, base in (("", 89, 120), ("channel: phone", 91, 116), ("channel: post", 25, 4)):
        ResultFactory(measure=felt, group=group, value=value, base=base, unit="%")
    said = {"commitment": quick, "year": "2022-23", "on": date(2023, 9, 1)}
    OwnerDecision.objects.create(agrees=False, standing="kept", reason="We tried.", role="Head of Calls", **said)
    Finding.objects.create(standing="falling_short", reason="It is not.", role="Independent reviewer", **said)
    lesson = Lesson.objects.create(
        charter=charter, code="ring", title="Ring back", wording="Nobody rang.", learned_from="Calls", due_on=said["on"]
    )
    lesson.commitments.add(quick)
    StatementFactory(
        service="ours", wording="answer when we call", heard_in="Workshops", people=30, not_heard="Under 25s"
    )
    return charter


@pytest.fixture
def charter(db):
    return a_charter()


@pytest.fixture
def report(charter) -> Report:
    return Report(account(charter=charter, year="2022-23", on=ON))
