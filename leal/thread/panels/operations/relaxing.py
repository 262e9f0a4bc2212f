"""When no group can meet its targets: keep the least change that would do, and take it into the targets."""

from collections.abc import Sequence

from leal.calculations.selection.pool import Target
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Draw
from ..queries.groups import features_of, relaxation_of
from .groups import not_drawn


class NothingToTake(Exception):
    """No change is proposed, or the targets are not those it was worked out from."""

    def __str__(self) -> str:
        return "The targets were changed since that was worked out. Make the lottery anew, and look at them again"


def within_draw(*, draw: Draw, **_) -> str:
    return draw.group.scope


@operation(needs=Permission.GROUP_CHOOSE, within=within_draw)
def keep_relaxation(*, draw: Draw, relaxation: Sequence[tuple[Target, Target]], by: Person | Outsider) -> Draw:
    """Keep the least change to its targets with which a group could be drawn: each as it is, and as it would be."""
    named = {}
    for feature in features_of(panel=draw.group.panel):
        for code, value in zip(feature.codes, feature.values, strict=True):
            named[feature.called, value] = (feature.code, code)
    draw.certificate = draw.certificate | {
        "relaxation": [
            {
                "feature": named[old.feature, old.value][0],
                "value": named[old.feature, old.value][1],
                "said": str(old),
                "was": [old.minimum, old.maximum],
                "now": [new.minimum, new.maximum],
            }
            for old, new in relaxation
            if (old.feature, old.value) in named
        ]
    }
    draw.save(update_fields=["certificate"])
    record("group.targets-clashed", of=draw.group, by=by)
    return draw


@operation(needs=Permission.GROUP_CHOOSE, within=within_draw)
def take_relaxation(*, draw: Draw, by: Person) -> Draw:
    """Take the change that was proposed into the targets of a group; the record says what was changed.

    Raises NothingToTake when the targets are no longer those it was worked out from, DrawnAlready.
    """
    group = not_drawn(draw.group)
    changes = relaxation_of(draw=Draw.objects.get(pk=draw.pk))
    if not changes:
        raise NothingToTake
    for one in changes:
        least, most = one["now"]
        group.targets.filter(feature=one["feature"], value=one["value"]).update(minimum=least, maximum=most)
    said = "; ".join(
        f"{one['said']}: {one['now'][0]} to {one['now'][1]}, not {one['was'][0]} to {one['was'][1]}" for one in changes
    )
    record("group.targets-relaxed", of=group, by=by, because=said)
    return draw
