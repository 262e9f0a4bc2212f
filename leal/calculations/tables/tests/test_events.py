import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leal.calculations.answers import NOT_ASKED, Answers
from leal.calculations.tables import EventMeasure, Statistic, measure_events

from .making import columns, gave


@st.composite
def histories(draw):
    """Events of a few clients over a few months, and measures of them."""
    events, clients = draw(st.integers(1, 40)), draw(st.integers(1, 8))
    facets = [draw(columns(events, f"facet {place}", several=False)) for place in range(draw(st.integers(1, 3)))]
    told = {
        "months": draw(columns(events, "month", several=False)),
        "facets": facets,
        "by": [draw(columns(events, "group 0"))],
        "by_client": [draw(columns(clients, f"client group {place}")) for place in range(2)],
        "clients": np.array(draw(st.lists(st.integers(0, clients - 1), min_size=events, max_size=events))),
        "amounts": np.array(draw(st.lists(st.integers(0, 1000), min_size=events, max_size=events))),
    }
    return told, [draw(measures(facets, f"measure {place}")) for place in range(draw(st.integers(1, 4)))]


@st.composite
def measures(draw, facets, name):
    def condition():
        some = draw(st.lists(st.sampled_from(facets), unique_by=lambda facet: facet.name))
        return {facet.name: draw(st.lists(st.sampled_from(facet.labels))) for facet in some}

    return EventMeasure(name, draw(st.sampled_from(Statistic)), condition(), condition())


def meets(facets, event, condition):
    by_name = {facet.name: facet for facet in facets}
    return all(
        any(gave(by_name[name], event, by_name[name].labels.index(label)) for label in labels)
        for name, labels in condition.items()
    )


def plainly(measure, told, events):
    """One measure of some events, by looking at each in turn: its value, and what it rests on."""
    counts = [event for event in events if meets(told["facets"], event, measure.where)]
    among = [event for event in events if meets(told["facets"], event, measure.among)]
    match measure.statistic:
        case Statistic.COUNT:
            return len(counts), len(counts)
        case Statistic.SHARE:
            return len(set(counts) & set(among)) / len(among) if among else np.nan, len(among)
        case Statistic.TOTAL:
            return told["amounts"][counts].sum(), len(counts)
        case Statistic.MEAN:
            return told["amounts"][counts].mean() if counts else np.nan, len(counts)


def assert_is_what_looking_at_each_event_gives(found, asked, told):
    members = {"": lambda event, _: True}
    for group in told["by"]:
        members[group.name] = lambda event, level, group=group: gave(group, event, level)
    for group in told["by_client"]:
        members[group.name] = lambda event, level, group=group: gave(group, told["clients"][event], level)
    levels = {"": 1} | {group.name: len(group.labels) for group in (*told["by"], *told["by_client"])}
    for group, many in levels.items():
        slow = [
            [
                [
                    plainly(measure, told, [event for event in in_month if members[group](event, level)])
                    for measure in asked
                ]
                for level in range(many)
            ]
            for in_month in in_months(told["months"])
        ]
        assert found.values(group) == pytest.approx(np.array(slow)[..., 0], nan_ok=True)
        assert found.bases(group).tolist() == np.array(slow)[..., 1].tolist()


def in_months(months):
    return [np.flatnonzero(months.codes == place) for place in range(len(months.labels))]


@given(histories(), st.booleans())
@settings(deadline=None, max_examples=40)
def test_every_measure_is_what_looking_at_each_event_in_turn_gives(history, compiled):
    told, asked = history
    found = measure_events(asked, **told, compiled=compiled)
    assert_is_what_looking_at_each_event_gives(found, asked, told)


@given(histories())
@settings(deadline=None, max_examples=40)
def test_the_order_events_come_in_does_not_matter(history):
    told, asked = history
    order = np.argsort(told["months"].codes, kind="stable")
    sorted_by_month = {
        **told,
        **{part: [_at(each, order) for each in told[part]] for part in ("facets", "by")},
        "months": _at(told["months"], order),
        "clients": told["clients"][order],
        "amounts": told["amounts"][order],
    }
    before, after = measure_events(asked, **told), measure_events(asked, **sorted_by_month)
    for group in ("", "group 0", "client group 1"):
        assert np.array_equal(before.values(group), after.values(group), equal_nan=True)


def _at(column, order):
    return Answers(column.name, column.labels, column.codes[order], column.several)


CAME = Answers("Came by", ("Phone", "Post"), [0, 0, 1, NOT_ASKED])
MONTH = Answers("Month", ("2023-04", "2023-05"), [0, 1, 1, 1])
AGE = Answers("Age", ("16-24",), [0])
NO_THIRD = np.array([1, 2, np.nan, 4])


def test_forty_conditions_and_more_are_kept_apart():
    facet = Answers("Reason", tuple(map(str, range(40))), list(range(40)) * 3)
    months = Answers("Month", ("2023-04",), [0] * 120)
    asked = [EventMeasure(str(place), where={"Reason": list(map(str, range(place)))}) for place in range(40)]
    found = measure_events(asked, months=months, facets=[facet]).values()
    assert found[0, 0].tolist() == [3 * place for place in range(40)]


def test_an_event_whose_facet_is_not_known_counts_only_where_nothing_is_asked_of_it():
    asked = [EventMeasure("All"), EventMeasure("Phone or post", where={"Came by": ["Phone", "Post"]})]
    assert measure_events(asked, months=MONTH, facets=[CAME]).values()[1, 0].tolist() == [3, 2]


@pytest.mark.parametrize(
    ("asked", "changed", "sentence"),
    [
        ({"where": {"Channel": ["Phone"]}}, {}, "Calls: no facet is called 'Channel'"),
        ({"where": {"Came by": ["Fax"]}}, {}, "Calls: Came by is never 'Fax'"),
        ({"statistic": Statistic.MEAN}, {}, "totals and means need an amount for each event"),
        (
            {},
            {"amounts": np.array([1, 2, np.nan, 4])},
            "event 3 has no amount; give it 0, and a facet that tells it apart",
        ),
        ({}, {"by": [Answers("Age", ("16-24",), [0])]}, "4 events have a month and 1 have 'Age'"),
        ({}, {"by_client": [AGE]}, "groups of clients need the client of each event"),
        (
            {},
            {"by_client": [AGE], "clients": np.array([0, 0, 1, 0])},
            "event 3 is of client 1, and 'Age' has 1 from 0 on",
        ),
        ({}, {"facets": []}, "measures need at least one facet of events, and there must be one measure"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_a_sentence(asked, changed, sentence):
    with pytest.raises(ValueError) as refusal:
        measure_events([EventMeasure("Calls", **asked)], **{"months": MONTH, "facets": [CAME], **changed})
    assert str(refusal.value) == sentence
