"""The lists of a charter that anyone can have, each with the shape of its items."""

from collections.abc import Callable
from typing import NamedTuple

from leal.thread.charters.models import Charter
from leal.thread.learning.charter_file import flat, shape, writing


class Listed(NamedTuple):
    """One list: what it is called in addresses, what an item is, what it tells, and how it is had."""

    name: str
    item: type[shape.Row]
    about: str
    items: Callable[[Charter], list]


LISTS: dict[str, Listed] = {
    listed.name: listed
    for listed in (
        Listed("bodies", shape.Body, "Who made the promises and must keep them", writing.bodies),
        Listed("principles", shape.Principle, "The lines of the law the charter rests on", writing.principles),
        Listed("themes", shape.Theme, "Groups of statements", writing.themes),
        Listed("panels", shape.Panel, "The panels of people whose words statements are", writing.panels),
        Listed("groups", shape.CoreGroup, "The core groups whose words statements are", writing.groups),
        Listed("statements", shape.Statement, "What people said a principle should mean", writing.statements),
        Listed("quotes", shape.Quote, "What people said, word for word", writing.quotes),
        Listed("editions", shape.Edition, "The published texts, with all that stands in them", writing.editions),
        Listed("commitments", flat.Promised, "Every promise of every edition", flat.commitments),
        Listed("lineage", flat.Descended, "What became of each promise from edition to edition", flat.lineage),
        Listed("owners", shape.Ownership, "Which role must keep each promise", writing.owners),
        Listed("practices", shape.Practice, "What is done to keep promises", writing.practices),
        Listed("measures", shape.Measure, "What is measured, of whom, and why", writing.measures),
        Listed("sources", shape.Source, "Where figures were published", writing.sources),
        Listed("examples", shape.Example, "Cases, good and bad, and what was done", writing.examples),
        Listed("decisions", shape.Decision, "What owners say of standings", writing.decisions),
        Listed("findings", shape.Finding, "What independent reviewers found", writing.findings),
        Listed("lessons", shape.Lesson, "What was learned, and what was changed", writing.lessons),
        Listed("standings", shape.Stands, "How every promise stands in every year, and why", writing.stands),
    )
}
TABLES = {
    "results": ("Every result of every measure, as published", flat.Resulted, flat.results),
    "citations": ("Which source gave each result, in its own words", flat.Cited, flat.citations),
}
