from datetime import date

import pytest

from leal.calculations.standing import Word
from leal.thread.charters.models import Edition
from leal.thread.evidence import queries
from leal.thread.evidence.models import Finding, Measure, OwnerDecision
from leal.thread.practice.models import Ownership
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    PartFactory,
    ResultFactory,
    SectionFactory,
    before_publication,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick_handling():
    """A promise kept by a practice, with one measure of waits for two years; and noise beside it."""
    commitment = KeepingFactory(commitment__code="PW2").commitment
    waits = MeasureFactory(charter=commitment.edition.charter, code="call-wait", serves=[commitment])
    ResultFactory(measure=waits, of=2022, value=351)
    ResultFactory(measure=waits, of=2023, value=1337)
    ResultFactory(measure=waits, of=2024, value=9)
    ResultFactory(value=1)
    return commitment


def stood(commitment, year: str = "2022-23") -> queries.Stood:
    return next(it for it in queries.standings(edition=commitment.edition, year=year) if it.commitment == commitment)


def test_a_promise_stands_as_its_rows_say(quick_handling):
    found = stood(quick_handling)

    assert (found.word, found.decision, found.finding) == (Word.FALLING_SHORT, None, None)
    assert found.proposed.because == (
        "How long callers wait: 22 minutes 17 seconds in 2022-23, up from 5 minutes 51 seconds in 2021-22, "
        "almost four times as long. That is worse. A change of a fifth matters. "
        "Base: calls on all lines; how many is not published."
    )


def test_the_promises_come_in_the_order_of_the_text():
    edition = EditionFactory()
    later, earlier = SectionFactory(edition=edition, place=2), SectionFactory(edition=edition, place=1)
    codes = ["PW1", "PS2", "PS1"]
    for code, section, place in zip(codes, [later, earlier, earlier], [1, 2, 1], strict=True):
        CommitmentFactory(section=section, code=code, place=place)
    CommitmentFactory(code="ELSEWHERE")

    found = queries.standings(edition=edition, year="2022-23")

    assert [it.commitment.code for it in found] == ["PS1", "PS2", "PW1"]
    assert {it.word for it in found} == {Word.NOT_IN_PLACE}


def test_a_year_is_seen_with_what_was_known_at_its_end(quick_handling):
    assert stood(quick_handling, "2021-22").word is Word.NOT_KNOWN
    assert stood(quick_handling, "2023-24").word is Word.PARTLY_KEPT
    assert stood(quick_handling, "2024-25").word is Word.OUT_OF_DATE


def test_a_name_that_is_no_year_of_the_charter_is_refused(quick_handling):
    with pytest.raises(ValueError, match="“2023” is not a charter year. Write it like “2022-23”."):
        queries.standings(edition=quick_handling.edition, year="2023")


def test_a_level_with_a_date_and_a_name_makes_a_promise_kept(quick_handling):
    Measure.objects.get(code="call-wait").services.update(decides=False)
    handling = MeasureFactory(charter=quick_handling.edition.charter, serves=[quick_handling])
    ResultFactory(measure=handling, value=100)
    handling.levels.create(value=120, from_on=date(2022, 4, 1), authority="The board", source="Plan")

    assert stood(quick_handling).word is Word.KEPT


def test_a_break_and_a_retired_measure_are_heeded(quick_handling):
    waits = Measure.objects.get(code="call-wait")
    waits.breaks.create(on=date(2022, 4, 1), kind="break", reason="New telephones.")
    assert stood(quick_handling).word is Word.NOT_KNOWN

    waits.retired_on = date(2023, 1, 1)
    waits.save()
    assert stood(quick_handling).proposed.because == "No measure decides yet whether this promise is kept."


def test_a_measure_whose_results_speak_for_longer_is_not_out_of_date_the_year_after(quick_handling):
    Measure.objects.filter(code="call-wait").update(good_for_years=1)

    assert [stood(quick_handling, year).word for year in ("2024-25", "2025-26")] == [
        Word.PARTLY_KEPT,
        Word.OUT_OF_DATE,
    ]


def test_parts_owners_and_bodies_reach_the_broken_threads(quick_handling):
    agency = BodyFactory(name="The agency", charter=quick_handling.edition.charter)
    part = PartFactory(commitment=quick_handling, letter="a", wording="calls")
    PartFactory(commitment=quick_handling, letter="b", wording="decisions")
    Ownership.objects.create(commitment=quick_handling, part=part, role="Head of Client Services", body=agency)
    with before_publication():
        quick_handling.binds.add(agency)
        quick_handling.answers.clear()

    found = stood(quick_handling).proposed

    assert [(it.letter, it.word) for it in found.parts] == [("a", Word.FALLING_SHORT), ("b", Word.FALLING_SHORT)]
    assert [(it.kind, it.part, it.who) for it in found.broken] == [
        ("statement", "", "the charter lead"),
        ("owner", "b", "The agency"),
    ]


def test_an_owner_who_overrules_stands_beside_the_rule_and_the_newest_word_counts(quick_handling):
    told = {"commitment": quick_handling, "year": "2022-23", "role": "Head of Client Services"}
    decisions = OwnerDecision.objects
    decisions.create(agrees=True, standing="falling_short", on=date(2023, 9, 1), **told)
    newest = decisions.create(agrees=False, standing="kept", reason="We were kind.", on=date(2023, 10, 1), **told)
    decisions.create(agrees=True, standing="kept", on=date(2023, 11, 1), **told | {"year": "2021-22"})
    findings = Finding.objects
    finding = findings.create(standing="disagree", reason="I do not follow the owner.", on=date(2023, 10, 2), **told)

    found = stood(quick_handling)

    assert (found.word, found.decision, found.finding) == (Word.FALLING_SHORT, newest, finding)


def test_a_group_clearly_worse_off_is_found_from_its_rows(quick_handling):
    waits = Measure.objects.get(code="call-wait")
    ResultFactory(measure=waits, of=2024, value=100, group="line: grants")

    found = stood(quick_handling, "2023-24")

    assert found.word is Word.FALLING_SHORT
    assert [(gap.group, gap.worse_by) for gap in found.proposed.groups] == [("line: grants", 91.0)]


def test_a_group_that_was_worse_off_is_not_forgotten_once_the_evidence_is_out_of_date(quick_handling):
    waits = Measure.objects.get(code="call-wait")
    ResultFactory(measure=waits, of=2024, value=100, group="line: grants")

    found = stood(quick_handling, "2024-25")

    assert found.word is Word.OUT_OF_DATE
    assert found.proposed.steps[0].says.endswith("When we could last tell, for 2023-24, it was: falling short.")


def test_a_measure_with_results_for_groups_only_is_read_group_by_group(quick_handling):
    days = MeasureFactory(charter=quick_handling.edition.charter, serves=[quick_handling])
    for year, value in ((2023, 40), (2024, 80)):
        ResultFactory(measure=days, of=year, value=value, group="benefit: ADP")

    assert stood(quick_handling, "2023-24").proposed.because.startswith(
        "How long callers wait (benefit: ADP): 1 minute"
    )


@pytest.mark.parametrize("promises", [1, 50])
def test_one_promise_or_fifty_cost_the_same_queries(promises, django_assert_num_queries):
    section = SectionFactory()
    for _ in range(promises):
        commitment = KeepingFactory(commitment__section=section).commitment
        PartFactory(commitment=commitment)
        measure = MeasureFactory(charter=section.edition.charter, serves=[commitment])
        ResultFactory(measure=measure)
        measure.breaks.create(on=date(2020, 1, 1), kind="break", reason="A move.")
    edition = Edition.objects.select_related("charter").get(pk=section.edition.pk)

    with django_assert_num_queries(7):
        assert len(queries.standings(edition=edition, year="2022-23")) == promises


def test_the_years_are_those_that_hold_a_whole_period_newest_first():
    charter = CharterFactory()
    measure = MeasureFactory(charter=charter)
    for year in (2022, 2024):
        ResultFactory(measure=measure, of=year)
    ResultFactory(measure=measure, starts_on=date(2018, 9, 1), ends_on=date(2019, 12, 31), of=2019)
    ResultFactory(of=2030)

    assert [year.name for year in queries.years(charter=charter)] == ["2023-24", "2021-22"]
    assert queries.newest_year(charter=charter).name == "2023-24"
    assert queries.newest_year(charter=CharterFactory()) is None
