"""Which measure a figure belongs to: by its question's reviewed code, else by its label."""

from typing import NamedTuple

from leal.thread.charters.models import Charter

from .definitions import same_label
from .joining import SAME_THING, SHARPENED, agree, sharpen
from .models import Measure, Result

# Units that one measure cannot mix: a share with a count, or two ways of counting time.
NOT_TO_BE_MIXED = frozenset(
    {"%", "seconds", "minutes", "hours", "days", "working days", "weeks", "working weeks", "months", "years"}
)


class Claims(NamedTuple):
    """The measures of a charter by what they claim: (question code, answer) and (label, answer)."""

    by_code: dict[tuple[str, str], Measure]
    by_label: dict[tuple[str, str], Measure]

    def measure(self, *, question: str, label: str, answer: str, unit: str) -> Measure | None:
        """The measure a figure belongs to; None when none claims it, or counts in another unit."""
        measure = self.by_code.get((question, answer)) if question else None
        measure = measure or self.by_label.get((same_label(label), answer))
        if measure and unit != measure.unit and {unit, measure.unit} & NOT_TO_BE_MIXED:
            return None
        return measure

    def at_odds(self, *, question: str, label: str, answer: str) -> tuple[Measure, Measure] | None:
        """Two different measures, one of which claims the question and the other the label."""
        by_code = self.by_code.get((question, answer)) if question else None
        by_label = self.by_label.get((same_label(label), answer))
        return (by_code, by_label) if by_code and by_label and by_code != by_label else None


def claims(charter: Charter) -> Claims:
    """What the charter's measures in use claim."""
    found = Claims({}, {})
    for measure in Measure.objects.filter(charter=charter, retired_on__isnull=True):
        found.by_code.update({(code, measure.answer): measure for code in measure.codes})
        found.by_label.update({(same_label(label), measure.answer): measure for label in measure.labels})
    return found


def series_of(measure_id: int | None, question: str, label: str) -> tuple:
    """What tells one series of results from another: a label only where nothing better is known."""
    return measure_id, question, "" if measure_id or question else label


def settle(charter: Charter) -> int:
    """Give every result the measure that claims it now; how many were moved.

    A result that then says what another says gives up its citations to it.
    """
    claimed = claims(charter)
    moved = 0
    results = Result.objects.filter(charter=charter).select_related("measure").prefetch_related("citations")
    for result in results:
        label = result.citations.all()[0].published_as
        measure = claimed.measure(question=result.question, label=label, answer=result.answer, unit=result.unit)
        # A retired measure keeps its results: nothing that stood disappears.
        if measure == result.measure or (measure is None and result.measure and result.measure.retired_on):
            continue
        _move(result, measure, label)
        moved += 1
    return moved


def _move(result: Result, measure: Measure | None, label: str) -> None:
    result.measure = measure
    result.label = series_of(measure and measure.pk, result.question, label)[-1]
    alike = Result.objects.exclude(pk=result.pk).filter(**{name: getattr(result, name) for name in SAME_THING})
    other = next((other for other in alike if agree(result, other)), None)
    if other is None:
        result.save(update_fields=["measure", "label"])
        return
    result.citations.update(result=other)
    result.delete()
    if sharpen(other, result):
        other.save(update_fields=SHARPENED)
