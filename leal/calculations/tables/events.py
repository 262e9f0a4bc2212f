"""Measures from events: every measure, in every level of every group, month by month.

Ten million events differ only in the few things measures ask about: those
alike in all of them are one kind. Events are counted by kind, and one matrix
product turns kinds into measures, however many there are.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

import numpy as np

from leal.calculations.answers import Answers

from .counting import processors_here, totals
from .kinds import Condition, Kinds, both, key, kinds_of
from .strips import FIRST_LABEL_LINE, Strip, lines_of, packed, places_of, strips_of_all

TOGETHER = 1024  # clients' groups are joined up to so many codes before each event looks its client up


class Statistic(StrEnum):
    """What to make of the events that count."""

    COUNT = "count"
    SHARE = "share"
    TOTAL = "total"
    MEAN = "mean"


@dataclass(frozen=True)
class EventMeasure:
    """One figure asked of events.

    name       what it is called
    statistic  count: how many events; share: of those in `among`, how many
               are also in `where`, between 0 and 1; total and mean: of the
               amounts of those in `where`
    where      facet by facet, the labels that count; {} counts every event
    among      for a share, the labels it is a share of
    """

    name: str
    statistic: Statistic = Statistic.COUNT
    where: Condition = field(default_factory=dict)
    among: Condition = field(default_factory=dict)


class Measured:
    """Every measure in every month, by group; the group "" is everyone."""

    def __init__(self, months: Answers, groups: Sequence[Answers], measures, found: np.ndarray, conditions):
        self.months, self.measures = months.labels, tuple(measures)
        self._places, self._found, self._conditions = places_of(groups), found, conditions

    def values(self, group: str = "") -> np.ndarray:
        """Months by levels by measures; NaN where there is nothing to take a share or mean of."""
        return np.stack([self._value(measure, self._part(group)) for measure in self.measures], axis=-1)

    def bases(self, group: str = "") -> np.ndarray:
        """Months by levels by measures: how many events each value rests on."""
        part = self._part(group)
        return np.stack([self._counted(self._base(measure), part) for measure in self.measures], axis=-1)

    def _part(self, group: str) -> np.ndarray:
        lines = self._places[group][1]
        return self._found[:, lines.start + FIRST_LABEL_LINE : lines.stop]

    def _base(self, measure: EventMeasure) -> Condition:
        return measure.among if measure.statistic == Statistic.SHARE else measure.where

    def _counted(self, condition: Condition, part: np.ndarray) -> np.ndarray:
        return np.rint(part[:, :, self._conditions[key(condition)], 0]).astype(np.int64)

    def _value(self, measure: EventMeasure, part: np.ndarray) -> np.ndarray:
        if measure.statistic == Statistic.COUNT:
            return self._counted(measure.where, part).astype(float)
        if measure.statistic == Statistic.SHARE:
            counts = self._counted(both(measure.where, measure.among), part)
            return _ratio(counts, self._counted(measure.among, part))
        amounts = part[:, :, self._conditions[key(measure.where)], 1]
        if measure.statistic == Statistic.TOTAL:
            return amounts
        return _ratio(amounts, self._counted(measure.where, part))


def measure_events(
    measures: Sequence[EventMeasure],
    *,
    months: Answers,
    facets: Sequence[Answers],
    by: Sequence[Answers] = (),
    by_client: Sequence[Answers] = (),
    clients: np.ndarray | None = None,
    amounts: np.ndarray | None = None,
    processors: int | None = None,
    compiled: bool = False,
) -> Measured:
    """Every measure, in every level of every group, in every month.

    measures   what is asked, in terms of the facets
    months     the month of each event; one not known counts nowhere
    facets     what measures ask about, one label an event
    by         groups of events (how they came)
    by_client  groups of clients (their age); one code a client, not an event
    clients    the place of each event's client in `by_client`, from 0
    amounts    one finite number an event (seconds waited), for totals and means
    processors, compiled   as for `tabulate`

    Events in the order of their months are counted fastest. Months add up:
    count a new month on its own and put it beside the old ones.

    Raises ValueError for columns of unlike length, a facet or label no event
    can have, amounts that are no numbers or are asked for and not given.

    >>> came = Answers("Came by", ("Phone", "Post"), [0, 0, 1])
    >>> month = Answers("Month", ("2023-04", "2023-05"), [0, 1, 1])
    >>> by_phone = EventMeasure("By phone", Statistic.SHARE, where={"Came by": ["Phone"]})
    >>> measure_events([by_phone], months=month, facets=[came]).values().tolist()
    [[[1.0]], [[0.5]]]
    """
    _check(measures, months, facets, by, by_client, clients, amounts)
    everyone = Answers("", ("Everyone",), np.zeros(months.people, dtype=np.int8))
    told, groups = [everyone, *by], [everyone, *by, *by_client]
    kinds = kinds_of([condition for measure in measures for condition in _conditions(measure)], facets)
    events = _Events(
        kinds=kinds,
        told=strips_of_all(told),
        joined=_joined(by_client, first_line=sum(map(lines_of, told))),
        clients=clients,
        amounts=amounts,
        shape=(sum(map(lines_of, groups)), len(kinds.places)),
        compiled=compiled,
    )
    with ThreadPoolExecutor(processors or processors_here()) as side_by_side:
        counted = list(side_by_side.map(events.counted, _rows_by_month(months)))
    return Measured(months, groups, measures, np.stack(counted), kinds.places)


@dataclass(frozen=True, eq=False)
class _Events:
    """Everything a month is counted from. A month at a time stays in the processor's own memory."""

    kinds: Kinds
    told: list[Strip]
    joined: list[Strip]
    clients: np.ndarray | None
    amounts: np.ndarray | None
    shape: tuple[int, int]
    compiled: bool

    def counted(self, rows) -> np.ndarray:
        """Group lines by conditions by [events], or [events, amounts, squared amounts], of some rows."""
        kinds = self.kinds.strip(rows)
        told = [strip._replace(codes=strip.codes[rows]) for strip in self.told]
        looked_up = [strip._replace(codes=strip.codes[self.clients[rows]]) for strip in self.joined]
        return totals(
            questions=[kinds],
            groups=told + looked_up,
            shape=self.shape,
            people=len(kinds.codes),
            weights=None if self.amounts is None else np.ascontiguousarray(self.amounts[rows], dtype=np.float64),
            processors=1,
            compiled=self.compiled,
        )


def _joined(groups: Sequence[Answers], first_line: int) -> list[Strip]:
    """Groups of clients as few strips of joint codes: each event looks its client up once for each."""
    packs = packed(strips_of_all(groups, first_line), TOGETHER)
    # As narrow as their codes allow: the more of them stay in memory near the processor, the quicker they are found.
    return [
        Strip(pack.codes().astype(np.min_scalar_type(pack.levels)), pack.levels, pack.lines, pack.belongs())
        for pack in packs
    ]


def _rows_by_month(months: Answers) -> list:
    """The events of each month: a slice where they lie in order, else their places."""
    codes, order = months.codes, None
    if not (codes[1:] >= codes[:-1]).all():
        order = np.argsort(codes, kind="stable")
        codes = codes[order]
    ends = np.searchsorted(codes, np.arange(len(months.labels) + 1).astype(codes.dtype))
    spans = [slice(start, end) for start, end in pairwise(ends.tolist())]
    return spans if order is None else [order[span] for span in spans]


def _conditions(measure: EventMeasure) -> list[Condition]:
    return [measure.where, measure.among, both(measure.where, measure.among)]


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _check(measures, months, facets, by, by_client, clients, amounts) -> None:
    if not facets or not measures:
        raise ValueError("measures need at least one facet of events, and there must be one measure")
    for column in (*facets, *by):
        if column.people != months.people:
            raise ValueError(f"{months.people} events have a month and {column.people} have {column.name!r}")
    if by_client and (clients is None or len(clients) != months.people):
        raise ValueError("groups of clients need the client of each event")
    least, most = (int(clients.min(initial=0)), int(clients.max(initial=-1))) if by_client else (0, -1)
    for group in by_client:
        if least < 0 or most >= group.people:
            event = int(np.flatnonzero(clients == (least if least < 0 else most))[0])
            raise ValueError(
                f"event {event + 1} is of client {clients[event]}, and {group.name!r} has {group.people} from 0 on"
            )
    if amounts is None and any(measure.statistic in (Statistic.TOTAL, Statistic.MEAN) for measure in measures):
        raise ValueError("totals and means need an amount for each event")
    if amounts is not None and not np.isfinite(amounts).all():
        event = int(np.flatnonzero(~np.isfinite(amounts))[0]) + 1
        raise ValueError(f"event {event} has no amount; give it 0, and a facet that tells it apart")
    labels = {facet.name: set(facet.labels) for facet in facets}
    for measure in measures:
        for name, wanted in (*measure.where.items(), *measure.among.items()):
            if name not in labels:
                raise ValueError(f"{measure.name}: no facet is called {name!r}")
            if unknown := set(wanted) - labels[name]:
                raise ValueError(f"{measure.name}: {name} is never {sorted(unknown)[0]!r}")
