"""When the next result of each measure is due, what is late, and who is to be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from leal.calculations.freshness import Due, Timeliness, late_words, missing, next_due
from leal.calculations.periods import period_words
from leal.calculations.standing import Evidence
from leal.foundations.access.guards import covers
from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.people.models import Person, RoleHolding
from leal.thread.charters.models import Charter, Edition
from leal.thread.charters.queries import promises_of
from leal.thread.practice.queries import filled, holders, owners

from ..models import Measure, Reminder, Service
from .gathering import NOT_PUBLISHED
from .standings import Known, known, newest_year


@dataclass(frozen=True, slots=True)
class Fresh:
    """One measure and its next result.

    newest   the newest period with a result, as it is said
    due      the first that is not there
    at       how that stands to the calendar
    missing  how many results should be there and are not
    """

    measure: Measure
    newest: str
    due: Due
    at: Timeliness
    missing: int

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed: the owner knows, and after a grace every reader."""
        return self.at in {Timeliness.OVERDUE, Timeliness.LATE}

    @property
    def sentence(self) -> str:
        """What the public page says of it once it is late."""
        return late_words(self.due, self.newest)


@dataclass(frozen=True, slots=True)
class ToTell:
    """A person and what they have not been told of yet."""

    person: Person
    overdue: tuple[Fresh, ...]


def fresh(*, measure: Measure, evidence: Evidence, on: date) -> Fresh | None:
    """When the next result of a measure is due; None where nobody has promised one, or none has ever been given.

    measure, evidence  of the newest year, as `known` gives them

    A measure with no result at all is not late: it is a gap, and says so.
    """
    there = [(it.ends_on, it.starts_on, it.period) for it in evidence.readings if it.mark not in NOT_PUBLISHED]
    if told := measure.newest_told:
        starts_on, ends_on = date.fromisoformat(told["starts_on"]), date.fromisoformat(told["ends_on"])
        there.append((ends_on, starts_on, period_words(starts_on, ends_on, as_given=told["as_given"])))
    if measure.rhythm is None or not there:
        return None
    ends_on, _, period = max(there)
    due = next_due(measure.rhythm, ends_on)
    return Fresh(measure, period, due, due.on(on), len(missing(measure.rhythm, ends_on, on)))


def freshness(*, evidence: Mapping[Measure, Evidence], on: date) -> list[Fresh]:
    """Every measure with its next result, the longest overdue first. No query.

    evidence  of the newest year, as `known` gives it
    """
    found = (fresh(measure=measure, evidence=its, on=on) for measure, its in evidence.items())
    return sorted(filter(None, found), key=lambda one: (one.due.by, one.measure.code))


def newest_known(*, edition: Edition) -> Known | None:
    """All that is known of an edition in the newest year with results; None while there are none."""
    year = newest_year(charter=edition.charter)
    return known(edition=edition, year=year.name) if year else None


def overdue(*, edition: Edition, on: date) -> list[Fresh]:
    """Every result whose day has passed, the longest overdue first."""
    found = newest_known(edition=edition)
    return [one for one in freshness(evidence=found.evidence, on=on) if one.is_overdue] if found else []


def to_tell(*, edition: Edition, on: date) -> list[ToTell]:
    """Who is to be told of what is overdue, and has not been: whoever fills a role that owns a promise the measure
    serves; where nobody does, the charter leads.

    Seven queries when something is overdue.
    """
    late = overdue(edition=edition, on=on)
    if not late:
        return []
    concerned = _concerned(edition, late, on)
    told = set(Reminder.objects.filter(measure__charter=edition.charter).values_list("person", "measure", "due_by"))
    untold = {
        person: tuple(one for one in its if (person.pk, one.measure.pk, one.due.by) not in told)
        for person, its in concerned.items()
    }
    return [ToTell(person, its) for person, its in untold.items() if its]


def _concerned(edition: Edition, late: Iterable[Fresh], on: date) -> dict[Person, list[Fresh]]:
    """Each person with what is theirs, in the order given."""
    fills: dict[tuple[int, str], list[Person]] = {}
    for holder in holders(charter=edition.charter, on=on):
        if holder.person.is_active:
            fills.setdefault((holder.body_id, holder.role), []).append(holder.person)
    keeps: dict[int, list[Person]] = {}
    for ownership in owners(edition=edition, on=on):
        keeps.setdefault(ownership.commitment_id, []).extend(fills.get((ownership.body_id, ownership.role), ()))
    served = _served(edition, late)
    found: dict[Person, list[Fresh]] = {}
    leads = None
    for one in late:
        people = dict.fromkeys(
            person for promise in served.get(one.measure.pk, ()) for person in keeps.get(promise, ())
        )
        if not people:
            leads = charter_leads(charter=edition.charter, on=on) if leads is None else leads
        for person in people or leads:
            found.setdefault(person, []).append(one)
    return found


def _served(edition: Edition, late: Iterable[Fresh]) -> dict[int, list[int]]:
    """The commitments each measure serves, by their keys."""
    found: dict[int, list[int]] = {}
    rows = Service.objects.filter(
        measure__in=[one.measure.pk for one in late], commitment__in=promises_of(edition=edition)
    )
    for measure, commitment in rows.values_list("measure", "commitment"):
        found.setdefault(measure, []).append(commitment)
    return found


def charter_leads(*, charter: Charter, on: date) -> list[Person]:
    """Everyone who looks after a charter that day, longest known first. One query."""
    roles = [name for name, role in ROLES.items() if Permission.CHARTER_WRITE in role.may]
    held = RoleHolding.objects.filter(filled(on), role__in=roles, person__is_active=True).select_related("person")
    reach = [one.person for one in held.order_by("person") if covers(one.scope, one.within, charter.scope)]
    return list(dict.fromkeys(reach))
