"""Tell the whole story, chapter by chapter."""

from collections.abc import Iterator

from django.db import transaction

from . import charter, learning, people


def tell() -> Iterator[str]:
    """Tell the story whole or not at all, and say each chapter as it begins."""
    with transaction.atomic():
        yield "The people"
        teller = people.storyteller()
        people.bring_on(teller)
        yield "What people said"
        said = charter.tell_statements(teller)
        yield "The charter"
        story = charter.tell_charter(said, teller)
        yield "Who keeps it, and how"
        charter.tell_practice(story, teller)
        yield "What was learned"
        learning.tell_lessons(story, teller)
        people.take_leave(teller)
