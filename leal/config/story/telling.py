"""Tell the whole story, chapter by chapter."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.timezone import localdate, now

from . import charter, editions, evidence, formats, gatherings, learning, listening, people


def tell() -> Iterator[str]:
    """Tell the story whole or not at all, and say each chapter as it begins."""
    with transaction.atomic():
        yield "The people"
        teller = people.storyteller()
        people.bring_on(teller)
        yield "Who takes part"
        groups = listening.tell_panel(teller, localdate())
        yield "What people said"
        said = charter.tell_statements(teller, groups)
        yield "The charter"
        story = charter.tell_charter(said, teller)
        editions.tell_editions(story, said, teller)
        formats.tell_formats(story.charter, teller)
        yield "Who keeps it, and how"
        charter.tell_practice(story, teller)
        yield "How it is measured"
        evidence.tell_measures(story, teller, localdate())
        yield "What was published"
        evidence.tell_figures(story, teller, now())
        evidence.tell_judgements(story, teller)
        charter.tell_holders(story, teller)
        yield "What was learned"
        learning.tell_lessons(story, teller)
        yield "Who meets us"
        gatherings.tell_gatherings(story.charter, teller, localdate())
        people.take_leave(teller)
