"""How a standing is shown: what the rule proposes, what the owner says, what the reviewer finds. All stay visible."""

from collections.abc import Iterable

from leal.calculations.periods import day_words
from leal.calculations.standing import Standing, Step, Word
from leal.foundations.pages.parts import Opinion, StandingHeading

from .queries import Judgement, Judgements

MADE_UP = "Made up for the story."


def heading(standing: Standing, decision: Judgement | None) -> StandingHeading:
    """The word the rule proposes, its sentence, and whether the owner agrees."""
    decided = "Proposed by rule."
    if decision and decision.agrees:
        decided = f"Proposed by rule, confirmed by the owner on {day_words(decision.on)}."
    elif decision:
        decided = f"Proposed by rule; the owner does not agree ({day_words(decision.on)})."
    return StandingHeading(standing.word.value, standing.steps[0].says, standing.year, decided)


def opinions(standing: Standing, said: Judgements) -> tuple[Opinion, ...]:
    """The three beside one another; nobody’s word takes the place of another’s."""
    return rule(standing), owner_says(said.decision, standing), reviewer_finds(said.finding, standing)


def rule(standing: Standing) -> Opinion:
    return Opinion("The rule proposes", standing.word.value, credit=f"By the steps above, for {standing.year}.")


def owner_says(decision: Judgement | None, standing: Standing) -> Opinion:
    if decision is None:
        return Opinion("The owner says", nothing_yet="The owner has not said anything about this year.")
    return Opinion("The owner says", decision.standing, decision.reason, credit(decision, standing))


def reviewer_finds(finding: Judgement | None, standing: Standing) -> Opinion:
    if finding is None:
        return Opinion("The reviewer finds", nothing_yet="No independent reviewer has looked at this year.")
    return Opinion("The reviewer finds", finding.standing, finding.reason, credit(finding, standing))


def earlier(said: Judgements) -> tuple[Opinion, ...]:
    """What owner and reviewer said before, newest first: a later word takes none away."""
    whose = {None: "The reviewer found before", True: "The owner said before", False: "The owner said before"}
    return tuple(Opinion(whose[one.agrees], one.standing, one.reason, credit(one)) for one in said.earlier)


def credit(said: Judgement, standing: Standing | None = None) -> str:
    """Who said it, when, and what the rule proposed then if that was something else."""
    words = [f"{said.role}, {day_words(said.on)}."]
    if said.proposed and standing and said.proposed != standing.word.value:
        words.append(f"The rule then proposed “{Word(said.proposed).words}”.")
    if said.made_up:
        words.append(MADE_UP)
    return " ".join(words)


def deciding_steps(standing: Standing) -> tuple[str, ...]:
    """The steps that led to the word, each with what its figures rest on."""
    return tuple(step.sentence for step in standing.steps if decided(standing, step))


def further_steps(standing: Standing) -> tuple[str, ...]:
    """What else the measures say, that did not decide."""
    return tuple(step.sentence for step in standing.steps if not decided(standing, step))


def decided(standing: Standing, step: Step) -> bool:
    """The first step and those of measures with the finding that decided; all steps that name no measure."""
    first = findings(standing, [standing.steps[0].measure])
    return step is standing.steps[0] or not step.measure or bool(first & findings(standing, [step.measure]))


def findings(standing: Standing, measures: Iterable[str]) -> set[str]:
    return {verdict.finding for verdict in standing.verdicts if verdict.rule.code in measures}
