"""From a pool to a lottery that can be published and checked."""

from dataclasses import dataclass

from .certificate import certificate
from .clashes import Clash, clash_of
from .draw import tickets_of
from .leximin import fairest_lottery
from .patience import UNTIRING, Patience
from .pool import Pool
from .programme import NoAnswer
from .seating import TICKETS, Panel, panels_of
from .space import space_of


class CannotBeMet(Exception):
    """No panel meets the targets; `clash` says why and what would do."""

    def __init__(self, clash: Clash) -> None:
        super().__init__("No panel meets these targets")
        self.clash = clash


@dataclass(frozen=True)
class Lottery:
    """Panels in the order of their tickets, everyone's chance by id, and the proof."""

    pool: Pool
    panels: tuple[Panel, ...]
    chances: dict[str, float]
    certificate: dict

    @property
    def smallest_chance(self) -> float:
        return min(self.chances.values())

    @property
    def gini(self) -> float:
        """How unequal the chances are: 0 when all are alike, towards 1 when few have them all."""
        return gini(list(self.chances.values()))


def fair_lottery(pool: Pool, patience: Patience = UNTIRING) -> Lottery:
    """The fairest lottery over all panels that meet the targets, with its proof.

    Raises CannotBeMet when no panel does.

    >>> from .pool import Person, Target
    >>> people = tuple(Person(name, (group,)) for name, group in [("Ann", "carer"), ("Bo", ""), ("Cy", ""), ("Di", "")])
    >>> pool = Pool(people, ("group",), (Target("group", "carer", 1, 1), Target("group", "", 1, 1)), seats=2)
    >>> {id: round(chance, 3) for id, chance in fair_lottery(pool).chances.items()}
    {'Ann': 1.0, 'Bo': 0.333, 'Cy': 0.333, 'Di': 0.333}
    """
    space = space_of(pool)
    try:
        found = fairest_lottery(space, patience)
    except NoAnswer:
        raise CannotBeMet(clash_of(pool, space)) from None
    panels = panels_of(pool, space, found.panels, found.shares)
    chances = {id: tickets / TICKETS for id, tickets in tickets_of(pool, panels).items()}
    return Lottery(pool, tuple(panels), chances, certificate(pool, space, found, chances))


def gini(chances: list[float]) -> float:
    """The Gini coefficient of chances: half the mean difference between two people, over the mean.

    >>> gini([0.1, 0.1, 0.1]), gini([0.0, 1.0])
    (0.0, 0.5)
    """
    ordered, number = sorted(chances), len(chances)
    total = sum(ordered)
    if ordered[-1] - ordered[0] < 1e-12 or not total:
        return 0.0
    return sum((2 * place - number + 1) * chance for place, chance in enumerate(ordered)) / (number * total)
