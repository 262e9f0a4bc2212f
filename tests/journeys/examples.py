"""With what to fill in the addresses that have a part to fill in, and pages that are not opened by looking.

EXAMPLES  page → a function that gives the parts; it may make rows, and is told who is signed in (None for anyone)
NOT_LOOKED_AT  pages that only answer a form, or send a file, with the reason
"""

from collections.abc import Callable

from django.utils import timezone

from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.thread.charters.models import Charter, Commitment
from leal.thread.evidence.models import Measure
from leal.thread.statements.models import Statement

from ..factories import MeasureFactory


def some_work(person: Person | None) -> dict[str, object]:
    asked = timezone.now()
    return {"key": Work.objects.create(title="Taking in figures", asked_by=person, asked_at=asked, done=3, of=10).key}


def the_charter(person: Person | None) -> dict[str, object]:
    return {"slug": Charter.objects.get().slug}


def a_promise(person: Person | None) -> dict[str, object]:
    return the_charter(person) | {"code": "LS4"}


def a_measure(person: Person | None) -> dict[str, object]:
    charter = Charter.objects.get()
    measure = Measure.objects.first() or MeasureFactory(charter=charter, serves=[Commitment.objects.first()])
    return {"slug": charter.slug, "code": measure.code}


def a_statement(person: Person | None) -> dict[str, object]:
    return {"code": Statement.objects.first().code}


EXAMPLES: dict[str, Callable[[Person | None], dict[str, object]]] = {
    "statements:statement": a_statement,
    "tasks:work": some_work,
    "tracing:about": the_charter,
    "tracing:broken": the_charter,
    "tracing:changes": the_charter,
    "tracing:home": the_charter,
    "tracing:how-we-know": the_charter,
    "tracing:measure": a_measure,
    "tracing:promise": a_promise,
}

NOT_LOOKED_AT = {
    "tasks:stop": "only answers a form",
}
