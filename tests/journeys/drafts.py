"""A draft of the story’s charter, for journeys that write in one."""

from leal.foundations.people.models import Person
from leal.thread.charters import operations
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.charters.queries import current_edition, drafts

from ..factories import PersonFactory


def the_draft() -> Edition:
    """The edition that is being written; begun when nobody has."""
    charter = Charter.objects.get()
    found = drafts(charter=charter).filter(code="next").first()
    return found or operations.draft_from(
        edition=current_edition(charter=charter), code="next", title="Our Charter, the next", by=a_lead()
    )


def a_promise_of_it(code: str = "") -> Commitment:
    """A promise of the draft."""
    found = the_draft().commitments.all()
    return found.get(code=code) if code else found.first()


def a_lead(name: str = "A colleague") -> Person:
    """Somebody who may write the charter."""
    return PersonFactory(name=name, role="charter-lead")
