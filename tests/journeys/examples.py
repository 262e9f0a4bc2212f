"""With what to fill in the addresses that have a part to fill in, and pages that are not opened by looking.

EXAMPLES  page → a function that gives the parts; it may make rows, and is told who is signed in (None for anyone)
NOT_LOOKED_AT  pages that only answer a form, or send a file, with the reason
"""

from collections.abc import Callable

from django.utils import timezone

from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work


def some_work(person: Person | None) -> dict[str, object]:
    asked = timezone.now()
    return {"key": Work.objects.create(title="Taking in figures", asked_by=person, asked_at=asked, done=3, of=10).key}


EXAMPLES: dict[str, Callable[[Person | None], dict[str, object]]] = {
    "tasks:work": some_work,
}

NOT_LOOKED_AT = {
    "tasks:stop": "only answers a form",
}
