"""What must hold for any evidence at all."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from leal.calculations.change import Line
from leal.calculations.periods import charter_year
from leal.calculations.series import Reading
from leal.calculations.standing import (
    CommitmentFacts,
    Evidence,
    Level,
    MeasureRule,
    PracticeFact,
    Serving,
    Word,
    standing,
    standings,
)

YEARS = ("2019-20", "2020-21", "2021-22", "2022-23")
NOW = charter_year("2022-23")
VALUES = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@st.composite
def readings(draw) -> tuple[Reading, ...]:
    made = []
    for year in draw(st.lists(st.sampled_from(YEARS), unique=True)):
        days = charter_year(year)
        mark = draw(st.sampled_from(["", "", "", "c", "z", "approx", "over"]))
        value = None if mark in "cz" and mark else draw(VALUES)
        base = draw(st.none() | st.integers(0, 5000))
        made.append(Reading(days.starts_on, days.ends_on, value, mark=mark, base=base))
        if draw(st.booleans()):
            made.append(made[-1]._replace(group="g", value=draw(VALUES), mark="", base=draw(st.integers(0, 400))))
    return tuple(made)


@st.composite
def evidence(draw, code: str) -> Evidence:
    levels = draw(st.sampled_from([(), (Level(50, date(2021, 4, 1), "The board"),)]))
    rule = MeasureRule(
        code,
        f"Measure {code}",
        better=draw(st.sampled_from(["higher", "lower", "neither"])),
        line=draw(st.sampled_from([Line(points=5), Line(relative=0.2)])),
        population=draw(st.sampled_from(["all", "census", "sample", "self-selected"])),
        feeling=draw(st.booleans()),
        levels=levels,
    )
    return Evidence(rule, draw(readings()))


EVIDENCE = st.tuples(evidence("a"), evidence("b"), evidence("c")).map(lambda its: {it.rule.code: it for it in its})
PRACTICES = st.lists(st.sampled_from(["in_place", "being_built", "promised"]), max_size=2)


def facts(practices: list[str], **decides: bool) -> CommitmentFacts:
    return CommitmentFacts(
        "X1",
        practices=tuple(PracticeFact(state, state) for state in practices),
        servings=tuple(Serving(code, decides=it) for code, it in decides.items()),
    )


@given(EVIDENCE, PRACTICES)
@settings(max_examples=60)
def test_every_standing_has_a_word_and_every_step_is_a_sentence(known, practices):
    found = standing(facts(practices, a=True, b=True, c=False), known, NOW)

    assert found.word in Word
    assert found.steps
    for step in found.steps:
        assert step.sentence[0].isupper() or step.sentence[0] == "“"
        assert step.sentence.endswith(".")
        assert "  " not in step.sentence and "None" not in step.sentence and "nan" not in step.sentence


@given(EVIDENCE, PRACTICES)
@settings(max_examples=60)
def test_feeling_alone_and_self_selection_never_keep_a_promise(known, practices):
    unsure = {
        code: Evidence(
            MeasureRule(code, code, feeling=True, levels=it.rule.levels, population=it.rule.population), it.readings
        )
        for code, it in known.items()
    }

    assert standing(facts(practices, a=True, b=True, c=True), unsure, NOW).word is not Word.KEPT


@given(EVIDENCE, evidence("d"))
@settings(max_examples=60)
def test_more_evidence_that_decides_never_hides_a_shortfall(known, another):
    short = standing(facts(["in_place"], a=True, b=True), known, NOW).word is Word.FALLING_SHORT
    more = standing(facts(["in_place"], a=True, b=True, d=True), {**known, "d": another}, NOW)

    assert not short or more.word is Word.FALLING_SHORT


@given(EVIDENCE)
@settings(max_examples=60)
def test_nothing_is_kept_without_a_level_and_a_practice(known):
    bare = {code: Evidence(MeasureRule(code, f"Measure {code}"), it.readings) for code, it in known.items()}

    assert standing(facts(["in_place"], a=True, b=True), bare, NOW).word is not Word.KEPT
    assert standing(facts(["promised"], a=True, b=True), known, NOW).word in (Word.FALLING_SHORT, Word.NOT_IN_PLACE)


@given(EVIDENCE, PRACTICES, st.randoms())
@settings(max_examples=60)
def test_the_order_in_which_results_come_changes_nothing(known, practices, random):
    shuffled = {
        code: Evidence(it.rule, tuple(random.sample(it.readings, len(it.readings)))) for code, it in known.items()
    }
    made = facts(practices, a=True, b=True, c=False)

    assert standing(made, known, NOW) == standing(made, shuffled, NOW)


@given(EVIDENCE, PRACTICES)
@settings(max_examples=60)
def test_a_promise_stands_alike_alone_and_among_others(known, practices):
    one, other = facts(practices, a=True, b=False), CommitmentFacts("X2", servings=(Serving("c"),))

    assert standings([other, one], known, NOW)["X1"] == standing(one, known, NOW)
