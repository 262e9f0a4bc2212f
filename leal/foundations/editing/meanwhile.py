"""What was saved meanwhile beside what a person wrote: nothing of either is lost.

Where only one of the two changed a field, that wording stands in the form.
Where both did, theirs and mine are shown, and mine stays in the form.
"""

import json
from dataclasses import dataclass

from django.utils.timezone import localtime

from leal.calculations.comparing import marked
from leal.foundations.pages.parts import TwoWordings
from leal.foundations.pages.typography import printed
from leal.foundations.revision import ChangedMeanwhile, revision

from .forms import TRAVELS, Values, Words, as_data, said, values_of


@dataclass(frozen=True)
class Both:
    """Two wordings of some fields: whose, since when, and which fields were taken over untouched."""

    by: str
    at: str
    mine: Values
    theirs: Values
    taken_over: tuple[str, ...] = ()

    def of(self, form: Words, name: str) -> TwoWordings | None:
        """Both wordings of one field with the words marked that differ; None where they do not."""
        if name not in self.mine or name not in form.fields:
            return None
        theirs, mine = (printed(said(form, name, side[name])) for side in (self.theirs, self.mine))
        runs = marked(theirs, mine)
        return TwoWordings(
            name=name,
            label=str(form[name].label),
            whose=self.by,
            theirs=tuple(run for run in runs if run.kind != "new"),
            mine=tuple(run for run in runs if run.kind != "gone"),
        )


def rebased(form: Words, form_class: type[Words], told: ChangedMeanwhile, given: dict) -> Words:
    """The form of the one who was slower, on top of what was saved meanwhile; it carries both wordings."""
    shown = form_class.of(told.row)
    stands = values_of(form_class(initial=shown, **given), shown)
    mine, began = values_of(form, shown), began_of(form)
    untouched = {name for name in shown if mine[name] == began.get(name, mine[name]) and mine[name] != stands[name]}
    apart = [name for name in shown if name not in untouched and stands[name] not in (mine[name], began.get(name))]
    carried = {
        "by": told.by or "Someone",
        "at": localtime(told.at).strftime("%H:%M on %-d %B %Y") if told.at else "",
        "mine": {name: mine[name] for name in apart},
        "theirs": {name: stands[name] for name in apart},
        "taken_over": [str(form[name].label) for name in form.fields if name in untouched],
    }
    values = {name: form.data.getlist(name) for name in form.fields if name not in TRAVELS}
    values |= {name: stands[name] for name in untouched}
    travels = {"seen": revision(told.row), "began": json.dumps(stands), "both": json.dumps(carried)}
    return form_class(as_data(values | {name: [value] for name, value in travels.items()}), **given)


def began_of(form: Words) -> Values:
    """What the form showed when it was opened; nothing when that was not sent, or not whole."""
    return _values(_read(form.data.get("began", "")))


def both_from(form: Words) -> Both:
    """The two wordings a form carries."""
    read = _read(form.data.get("both", ""))
    mine, theirs = _values(read.get("mine")), _values(read.get("theirs"))
    taken_over = read.get("taken_over")
    return Both(
        by=str(read.get("by", "Someone")),
        at=str(read.get("at", "")),
        mine={name: mine[name] for name in mine if name in theirs},
        theirs=theirs,
        taken_over=tuple(str(label) for label in taken_over) if isinstance(taken_over, list) else (),
    )


def _read(text: str) -> dict:
    """What travelled in a hidden field. Whoever sends nonsense gets a form without it, not an error."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _values(read: object) -> Values:
    if not isinstance(read, dict):
        return {}
    return {str(name): [str(one) for one in many] for name, many in read.items() if isinstance(many, list)}
