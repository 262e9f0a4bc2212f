"""The rule: from facts and verdicts to one word. The first that fits decides, worst first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from leal.calculations.periods import CharterYear, charter_year_of

from .broken import Broken, broken_threads
from .facts import CommitmentFacts, Evidence, MeasureRule
from .groups import GroupGap
from .levels import Meets
from .sentences import Step
from .verdicts import UNTOLD, Finding, Verdict, judged
from .words import Word

Judge = Callable[[str, CharterYear], Verdict]


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How one part of a promise stands by itself."""

    letter: str
    wording: str
    word: Word
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of a commitment in a year, as the rule proposes it.

    steps     the reasoning: what decided comes first
    parts     each part by itself, in order of letter
    verdicts  each measure that serves it, what decides first, then worst first
    groups    groups beside everyone, of measures that decide, worst first
    broken    where its thread is broken at the end of the year
    """

    commitment: str
    year: str
    word: Word
    steps: tuple[Step, ...]
    parts: tuple[PartStanding, ...]
    verdicts: tuple[Verdict, ...]
    groups: tuple[GroupGap, ...]
    broken: tuple[Broken, ...]

    @property
    def because(self) -> str:
        """The step that decided, in one sentence."""
        return self.steps[0].sentence


@dataclass(frozen=True, slots=True)
class _Case:
    """A promise, or one part of it, with what bears on it."""

    facts: CommitmentFacts
    year: CharterYear
    letters: tuple[str, ...]
    deciding: tuple[Verdict, ...]
    beside: tuple[Verdict, ...]
    covered: frozenset[str]
    what: str = "this promise"

    @property
    def all(self) -> tuple[Verdict, ...]:
        return self.deciding + self.beside


def standings(
    commitments: Iterable[CommitmentFacts], evidence: Mapping[str, Evidence], year: CharterYear
) -> dict[str, Standing]:
    """The standing of every commitment in a year, by code, in the order given.

    evidence  by measure code; a measure that serves but is not there has no result

    >>> from ..periods import charter_year
    >>> found = standings([CommitmentFacts("LS4", "Act")], {}, charter_year("2022-23"))
    >>> found["LS4"].word.words
    'Not in place yet'
    """
    judge = _judge(evidence)
    return {facts.code: _standing(facts, judge, year) for facts in commitments}


def standing(facts: CommitmentFacts, evidence: Mapping[str, Evidence], year: CharterYear) -> Standing:
    """The standing of one commitment in a year.

    >>> from ..periods import charter_year
    >>> standing(CommitmentFacts("LS4", "Act"), {}, charter_year("2022-23")).word.words
    'Not in place yet'
    """
    return _standing(facts, _judge(evidence), year)


def _judge(evidence: Mapping[str, Evidence]) -> Judge:
    """Each measure judged once a year, however many promises it serves."""
    known: dict[tuple[str, str], Verdict] = {}

    def judge(measure: str, year: CharterYear) -> Verdict:
        if (measure, year.name) not in known:
            missing = Evidence(MeasureRule(measure, measure))
            known[measure, year.name] = judged(evidence.get(measure, missing), year)
        return known[measure, year.name]

    return judge


def _standing(facts: CommitmentFacts, judge: Judge, year: CharterYear) -> Standing:
    case = _case(facts, judge, year)
    word, steps = _decide(case, judge)
    parts = []
    for part in facts.parts:
        of_part = _case(facts, judge, year, only=part.letter)
        parts.append(PartStanding(part.letter, part.wording, *_decide(of_part, judge)))
    gaps = [gap for verdict in case.deciding for gap in verdict.groups]
    return Standing(
        commitment=facts.code,
        year=year.name,
        word=word,
        steps=steps + _further(case, steps),
        parts=tuple(parts),
        verdicts=case.all,
        groups=tuple(sorted(gaps, key=lambda gap: -gap.in_lines)),
        broken=broken_threads(facts, year.ends_on),
    )


def _further(case: _Case, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """What else the measures say, once."""
    further = dict.fromkeys(step for verdict in case.all for step in verdict.steps)
    return tuple(step for step in further if not any(step.says in said.says for said in steps))


def _case(facts: CommitmentFacts, judge: Judge, year: CharterYear, *, only: str = "") -> _Case:
    """What bears on a promise, or with `only` on one part of it."""
    fits = [serving for serving in facts.servings if not only or serving.part in ("", only)]
    decides = {serving.measure: False for serving in fits}
    for serving in fits:
        decides[serving.measure] |= serving.decides
    verdicts = sorted((judge(measure, year) for measure in decides), key=lambda it: (it.place, it.lean))
    deciding = tuple(it for it in verdicts if decides[it.rule.code] and it.finding is not Finding.CASES)
    told = {it.rule.code for it in deciding if it.finding not in UNTOLD}
    return _Case(
        facts,
        year,
        letters=(only,) if only else tuple(part.letter for part in facts.parts),
        deciding=deciding,
        beside=tuple(it for it in verdicts if it not in deciding),
        covered=frozenset(serving.part for serving in fits if serving.decides and serving.measure in told),
        what=f"part {only}" if only else "this promise",
    )


def _decide(case: _Case, judge: Judge) -> tuple[Word, tuple[Step, ...]]:
    """The first of the rule's lines that fits, and its steps."""
    lines = {
        Word.FALLING_SHORT: _falling_short,
        Word.NOT_IN_PLACE: _not_in_place,
        Word.DISAGREE: _disagree,
        Word.OUT_OF_DATE: lambda case: _out_of_date(case, judge),
        Word.NOT_KNOWN: _not_known,
        Word.PARTLY_KEPT: _partly_kept,
    }
    for word, line in lines.items():
        steps = line(case)
        if steps:
            return word, steps
    return Word.KEPT, (Step(f"Every measure that decides about {case.what} meets the level set for it."),)


def _falling_short(case: _Case) -> tuple[Step, ...]:
    falls = [verdict for verdict in case.deciding if verdict.falls]
    return tuple(_telling(verdict) for verdict in falls)


def _telling(verdict: Verdict) -> Step:
    """Of a measure's steps the one that made its finding."""
    if verdict.finding is Finding.GROUP:
        return next(step for step in verdict.steps if "Clearly worse off" in step.says)
    return verdict.steps[0]


def _not_in_place(case: _Case) -> tuple[Step, ...]:
    on = case.year.ends_on
    bearing = [it for it in case.facts.practices if not it.part or it.part in case.letters or not case.facts.parts]
    if any(practice.is_in_place(on) for practice in bearing):
        return ()
    begun = [it for it in bearing if it.state != "in_place" and (it.since is None or it.since <= on)]
    says = f"We found nothing recorded as in place to keep {case.what} at the end of {case.year.name}."
    planned = {"being_built": "Being built: {}.", "promised": "Promised, not yet there: {}."}
    return (Step(says), *(Step(planned[it.state].format(it.name)) for it in begun))


def _disagree(case: _Case) -> tuple[Step, ...]:
    """One felt and one counted, of the same year, of which one is worse and the other is not."""
    for people, figures in ((1, -1), (-1, 1)):
        told, shown = _pointing(case, people, felt=True), _pointing(case, figures, felt=False)
        if told and shown:
            opening = "What people felt held, and what was counted got worse."
            if people < 0:
                opening = "What was counted held, and what people felt got worse."
            told, shown = told.steps[0], shown.steps[0]
            return (Step(f"{opening} People said: {told.says} Counted: {shown.says}", f"{told.base} {shown.base}"),)
    return ()


def _pointing(case: _Case, way: int, *, felt: bool) -> Verdict | None:
    """Of the year's measures that point one way the one that shows it best: what decides before what does not, then
    whatever points furthest."""
    those = [it for it in case.all if it.is_fresh and it.rule.feeling is felt and it.moved == way]
    return min(those, key=lambda it: (it not in case.deciding, -way * it.lean), default=None)


def _out_of_date(case: _Case, judge: Judge) -> tuple[Step, ...]:
    old = [verdict for verdict in case.deciding if verdict.finding is Finding.OLD]
    if not old or any(it.finding not in UNTOLD for it in case.deciding):
        return ()
    newest = max(old, key=lambda verdict: verdict.newest.ends_on)
    then = charter_year_of(newest.newest.ends_on, starts_in=case.year.starts_on.month)
    only = case.letters[0] if case.what != "this promise" else ""
    word, _ = _decide(_case(case.facts, judge, then, only=only), judge)
    last = f"When we could last tell, for {then.name}, it was: {word.words.lower()}."
    if word is Word.NOT_KNOWN:
        last = f"For {then.name} we could not tell either."
    return (Step(f"{newest.steps[0].says} {last}", newest.steps[0].base, newest.rule.code),)


def _not_known(case: _Case) -> tuple[Step, ...]:
    if any(verdict.holds for verdict in case.deciding):
        return ()
    if not case.deciding:
        return (Step(f"No measure decides yet whether {case.what} is kept."),)
    some = [it for it in case.deciding if it.finding in (Finding.ALONE, Finding.UNSAID)]
    if some:
        return tuple(verdict.steps[0] for verdict in some)
    return (Step(f"No result for {case.year.name} tells whether {case.what} is kept."),)


def _partly_kept(case: _Case) -> tuple[Step, ...]:
    """What is missing to call it kept: if nothing is, it is."""
    missing = [
        *_parts_untold(case),
        *(f"“{it.rule.name}”: {_shortfall(it)}." for it in case.deciding if _shortfall(it)),
    ]
    if not any(it.meets is Meets.MET and not it.rule.feeling for it in case.deciding):
        missing.append("Nothing that was counted, and not only felt, meets a level.")
    if not missing:
        return ()
    held = next(verdict for verdict in case.deciding if verdict.holds)
    opening = Step(f"{held.steps[0].says} Nothing got worse by what matters.", held.steps[0].base, held.rule.code)
    return (opening, *(Step(sentence) for sentence in missing))


def _parts_untold(case: _Case) -> list[str]:
    if "" in case.covered:
        return []
    return [f"Part {letter} has no result." for letter in case.letters if letter not in case.covered]


def _shortfall(verdict: Verdict) -> str:
    """What keeps one deciding measure from making a promise kept; "" when nothing does."""
    if verdict.finding in UNTOLD:
        return "no result for the year"
    if verdict.meets is None:
        return "nobody has set a level"
    if verdict.meets is not Meets.MET:
        return "it does not surely meet its level"
    return "" if verdict.is_fresh else "its result is from before the year"
