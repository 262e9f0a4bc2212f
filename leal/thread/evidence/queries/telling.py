"""A standing as plain values: what `leal standing --json` prints, and what open data may hand out."""

from collections.abc import Iterable
from typing import Any

from leal.calculations.series import Reading
from leal.calculations.standing import Broken, GroupGap, PartStanding, Step, Verdict

from ..models import Finding, OwnerDecision
from .standings import Stood


def told(stood: Stood) -> dict[str, Any]:
    """One commitment's standing, with every step, as values that JSON knows.

    "standing" is the rule's word; "owner" and "reviewer" are what they say of
    it, or None.
    """
    proposed = stood.proposed
    return {
        "commitment": proposed.commitment,
        "title": stood.commitment.title,
        "section": stood.commitment.section.code,
        "year": proposed.year,
        "standing": stood.word.value,
        "words": stood.word.words,
        "because": proposed.because,
        "steps": _steps(proposed.steps),
        "parts": [_part(part) for part in proposed.parts],
        "measures": [_measure(verdict) for verdict in proposed.verdicts],
        "groups": [_group(gap) for gap in proposed.groups],
        "broken": [_broken(broken) for broken in proposed.broken],
        "owner": _owner(stood.decision) if stood.decision else None,
        "reviewer": _said(stood.finding) if stood.finding else None,
    }


def _steps(steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{"says": step.says, "base": step.base, "measure": step.measure} for step in steps]


def _part(part: PartStanding) -> dict[str, Any]:
    return {
        "part": part.letter,
        "wording": part.wording,
        "standing": part.word.value,
        "because": part.steps[0].sentence,
    }


def _measure(verdict: Verdict) -> dict[str, Any]:
    return {
        "measure": verdict.rule.code,
        "name": verdict.rule.name,
        "finding": verdict.finding.value,
        "felt": verdict.rule.feeling,
        "newest": _reading(verdict.newest, verdict.rule.unit) if verdict.newest else None,
        "not_on_the_line": [apart.because for apart in verdict.apart],
    }


def _reading(reading: Reading, unit: str) -> dict[str, Any]:
    return {
        "value": reading.value,
        "unit": unit,
        "mark": reading.mark,
        "period": reading.period,
        "starts_on": reading.starts_on.isoformat(),
        "ends_on": reading.ends_on.isoformat(),
        "base": reading.base,
    }


def _group(gap: GroupGap) -> dict[str, Any]:
    return {
        "measure": gap.measure,
        "group": gap.group,
        "value": gap.reading.value,
        "others": gap.others.value if gap.others else None,
        "without_the_group": gap.is_rest,
        "worse_by": gap.worse_by,
        "clearly_worse_off": gap.is_clear,
    }


def _broken(broken: Broken) -> dict[str, str]:
    return {"missing": broken.kind, "part": broken.part, "sentence": broken.sentence, "who": broken.who}


def _said(word: OwnerDecision | Finding) -> dict[str, Any]:
    said = {"standing": word.standing, "reason": word.reason, "role": word.role, "on": word.on.isoformat()}
    return {**said, "made_up": word.made_up}


def _owner(decision: OwnerDecision) -> dict[str, Any]:
    return {"agrees": decision.agrees, **_said(decision)}
