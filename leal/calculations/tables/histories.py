"""What `leal events` does with files: events, what is asked of them, and whose they are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from leal.calculations.answers import NOT_ASKED, SKIPPED, Answers
from leal.calculations.answers.coding import WAS_NOT_ASKED, Listed, choice, nearest, plain_number
from leal.calculations.answers.faults import Fault, Faulty, gathered
from leal.calculations.answers.listing import read_listing
from leal.calculations.answers.written import Column, People, read_people

from .events import EventMeasure, Measured, Statistic, measure_events
from .report import OTHER_PLACES, Row, rounded

MOST_MONTHS = 1200


class History(NamedTuple):
    """Everything one run of `leal events` found."""

    events: People
    measured: Measured
    groups: list[Answers]

    def rows(self) -> Iterator[Row]:
        """A row a measure, in each month, for everyone and for each level of each group."""
        for group in [Answers("", ("Everyone",), []), *self.groups]:
            values, bases = self.measured.values(group.name), self.measured.bases(group.name)
            for at, month in enumerate(self.measured.months):
                for row, level in enumerate(group.labels):
                    for place, measure in enumerate(self.measured.measures):
                        yield {
                            "measure": measure.name,
                            "month": month,
                            "group": group.name,
                            "level": level,
                            "value": rounded(values[at, row, place], OTHER_PLACES),
                            "base": int(bases[at, row, place]),
                        }

    def tree(self) -> dict:
        """All of it as plain values, for JSON."""
        return {
            "file": {"name": self.events.name, "sha256": self.events.digest},
            "events": len(self.events),
            "notes": list(self.events.notes),
            "values": list(self.rows()),
        }

    def summary(self) -> Iterator[str]:
        """A few lines for the person who asked."""
        months = self.measured.months
        yield f"Events: {len(self.events):,}. Measures: {len(self.measured.measures):,}. Groups: {len(self.groups):,}."
        yield f"Months: {len(months):,}, from {months[0]} to {months[-1]}."
        yield from self.events.notes


def history(
    file: Path,
    asked: Path,
    *,
    month: str,
    by: Sequence[str] = (),
    amount: str = "",
    answers: Path | None = None,
    clients: Path | None = None,
    client: str = "",
) -> History:
    """Every measure of a file of events, month by month, in every group.

    month    the column of dates or months
    by       groups: columns of the events, or of the clients
    amount   the column of amounts, for totals and means
    answers  a file of what columns can say, so that what never happened can
             be asked for
    clients  a file of clients; `client` is the column both files share

    Raises Faulty with every fault of every file at once.
    """
    events, measures, listed, people = gathered(
        lambda: read_people(file),
        lambda: read_measures(asked),
        lambda: read_listing(answers) if answers else {},
        lambda: read_people(clients) if clients else None,
    )
    given = _given(events, people, measures, listed, month=month, by=by, amount=amount, client=client)
    _check_conditions(asked.name, measures, given.facets)
    try:
        found = given.measured(measures)
    except ValueError as reason:
        raise Faulty([Fault(asked.name, 0, "", f"{reason}.")]) from None
    return History(events, found, [*given.groups, *given.client_groups])


class Given(NamedTuple):
    """The columns that measures are taken from, as numbers."""

    months: Answers
    amounts: np.ndarray | None
    whose: np.ndarray | None
    facets: list[Answers]
    groups: list[Answers]
    client_groups: list[Answers]

    def measured(self, measures: Sequence[EventMeasure]) -> Measured:
        """Every measure. Raises ValueError for one that cannot be taken of these columns."""
        return measure_events(
            measures,
            months=self.months,
            facets=self.facets or [self.months],
            by=self.groups,
            by_client=self.client_groups,
            clients=self.whose,
            amounts=self.amounts,
        )


def _given(
    events: People,
    people: People | None,
    measures: Sequence[EventMeasure],
    listed: Mapping[str, Listed],
    *,
    month: str,
    by: Sequence[str],
    amount: str,
    client: str,
) -> Given:
    """What measures are taken from, read from its columns. Raises Faulty with every fault at once."""
    names = dict.fromkeys(name for each in measures for name in (*each.where, *each.among))
    of_clients = [name for name in by if people and name in people.columns and name not in events.columns]
    of_events = [name for name in by if name not in of_clients]
    read = gathered(
        lambda: months_of(events, month),
        lambda: _amounts(events, amount),
        lambda: _whose(events, people, client) if people else None,
        lambda: _choices(events, names, listed),
        lambda: _choices(events, of_events, listed),
        lambda: _choices(people, of_clients, listed),
    )
    return Given(*read)


def _choices(file: People, names: Iterable[str], listed: dict[str, Listed]) -> list[Answers]:
    return gathered(*(partial(choice, file, name, listed.get(name)) for name in names))


def read_measures(source: Path | bytes, *, name: str = "") -> list[EventMeasure]:
    """What is asked of events, from a file with columns `measure`, `statistic`, `where` and `among`.

    `where` and `among` are conditions: `channel=Phone|Post; outcome=Granted`
    is a channel that is one of two, and that outcome. Empty is every event.

    Raises Faulty with every fault at once.

    >>> read_measures(b"measure,statistic,where,among\\nBy phone,share,came=Phone,\\n")[0].where
    {'came': ['Phone']}
    """
    file = read_people(source, name=name)
    columns = gathered(*(partial(file.column, header) for header in ("measure", "statistic", "where")))
    columns.append(file.columns.get("among") or Column("among", [""], np.zeros(len(file), dtype=int)))
    faults, measures = [], []
    for row, told in enumerate(zip(*(column.told() for column in columns), strict=True)):
        try:
            measures.append(_measure(file, row, *told))
        except Faulty as wrong:
            faults += wrong.faults
    names = [measure.name for measure in measures]
    faults += [
        file.fault(row, "measure", f"“{named}” is there twice. Give each a name of its own.")
        for row, named in enumerate(names)
        if named in names[:row] and not faults
    ]
    if faults:
        raise Faulty(faults)
    return measures


def _measure(file: People, row: int, named: str, statistic: str, where: str, among: str) -> EventMeasure:
    if not named or statistic not in list(Statistic):
        what = "it needs a name, and a statistic that is count, share, total or mean."
        raise Faulty([file.fault(row, "measure", what)])
    if among and statistic != Statistic.SHARE:
        raise Faulty([file.fault(row, "among", "only a share is among something. Leave it empty.")])
    return EventMeasure(
        named, Statistic(statistic), _condition(file, row, "where", where), _condition(file, row, "among", among)
    )


def _condition(file: People, row: int, column: str, written: str) -> dict[str, list[str]]:
    condition = {}
    for part in filter(None, map(str.strip, written.split(";"))):
        facet, equals, labels = part.partition("=")
        if not equals or not labels.strip() or not facet.strip():
            raise Faulty(
                [file.fault(row, column, f"“{part}” is no condition. Write column=answer, or column=one|other.")]
            )
        condition[facet.strip()] = [label.strip() for label in labels.split("|")]
    return condition


def _check_conditions(name: str, measures: list[EventMeasure], facets: list[Answers]) -> None:
    labels = {facet.name: facet.labels for facet in facets}
    faults = []
    for measure in measures:
        for facet, wanted in (*measure.where.items(), *measure.among.items()):
            for label in wanted:
                if label not in labels[facet]:
                    near = nearest(label, labels[facet])
                    mend = f"Did you mean “{near}”?" if near else f"It is one of: {'; '.join(labels[facet])}."
                    faults.append(Fault(name, 0, measure.name, f"{facet} is never “{label}”. {mend}"))
    if faults:
        raise Faulty(faults)


def months_of(events: People, name: str) -> Answers:
    """The month of each event, from dates (2023-04-17) or months (2023-04); every month between is there too.

    Raises Faulty for what is neither.
    """
    column, faults, places = events.column(name), [], {}
    for word in column.words:
        if word not in ("", WAS_NOT_ASKED):
            places[word] = _month(word)
            if places[word] is None:
                what = f"“{word}” is no date. Write it as 2023-04-17, or a month as 2023-04."
                faults += [events.fault(event, name, what) for event in column.rows_with(word)]
    faults = faults or _faults_of_span(events, name, list(places.values()))
    if faults:
        raise Faulty(faults)
    first, last = min(places.values()), max(places.values())
    labels = [f"{place // 12:04}-{place % 12 + 1:02}" for place in range(first, last + 1)]
    special = {"": SKIPPED, WAS_NOT_ASKED: NOT_ASKED}
    codes = [special[word] if word in special else places[word] - first for word in column.words]
    return Answers(name, tuple(labels), np.array(codes, dtype=np.int16)[column.codes])


def _faults_of_span(events: People, name: str, places: list[int]) -> list[Fault]:
    if not places:
        return [Fault(events.name, 0, name, "no event has a month.")]
    if max(places) - min(places) >= MOST_MONTHS:
        return [Fault(events.name, 0, name, "its months are more than a hundred years apart. Is one a slip?")]
    return []


def _month(word: str) -> int | None:
    """The months since the year 0, of a date or a month."""
    if re.fullmatch(r"\d{4}-\d\d", word):
        word += "-01"
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    return day.year * 12 + day.month - 1


def _amounts(events: People, name: str) -> np.ndarray | None:
    if not name:
        return None
    column = events.column(name)
    sizes = [plain_number(word) for word in column.words]
    faults = [
        events.fault(
            event, name, f"“{word}” is no number. Write it in figures." if word else "it is empty. Give a number."
        )
        for word, size in zip(column.words, sizes, strict=True)
        if size is None
        for event in column.rows_with(word)
    ]
    if faults:
        raise Faulty(faults)
    return np.array(sizes, dtype=np.float64)[column.codes]


def _whose(events: People, clients: People, name: str) -> np.ndarray:
    """The place of each event's client in the file of clients."""
    column, told = gathered(lambda: events.column(name), lambda: clients.column(name))
    places = {who: place for place, who in enumerate(told.told())}
    faults = [
        events.fault(event, name, f"“{word}” is not in {clients.name}.")
        for word in column.words
        if word not in places
        for event in column.rows_with(word)
    ]
    if len(places) < len(clients):
        faults.append(Fault(clients.name, 0, name, "someone is there twice. Keep one row a client."))
    if faults:
        raise Faulty(faults)
    return np.array([places[word] for word in column.words], dtype=np.int32)[column.codes]
