"""A charter with promises in every kind of trouble, and the people who work on it."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import slugify

from leal.thread.learning.models import Change, Lesson
from leal.thread.practice.models import Holder, Ownership
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    PersonFactory,
    ResultFactory,
    SectionFactory,
)

LONG_AGO = date(2020, 1, 1)


def today() -> date:
    return timezone.localdate()


def a_section(slug="ours", name="Our Charter"):
    """A published charter with room for promises."""
    return SectionFactory(edition=EditionFactory(charter=CharterFactory(slug=slug, name=name)))


def whole(section, code, *, role="Head of Calls", results=(351, 350), **fields):
    """A promise with everything it needs: words, an owner, something in place, a measure with a result a year."""
    charter = section.edition.charter
    promise = CommitmentFactory(section=section, code=code, **{"title": f"Promise {code}"} | fields)
    KeepingFactory(commitment=promise)
    if role:
        owned(promise, role)
    measure = MeasureFactory(charter=charter, code=f"wait-{code.lower()}", name=f"The wait {code}", serves=[promise])
    for of, value in zip(range(2024 - len(results), 2024), results, strict=True):
        ResultFactory(measure=measure, of=of, value=value)
    return promise


def the_agency(charter):
    """The one body that owns anything."""
    return charter.bodies.filter(name="The Agency").first() or BodyFactory(charter=charter, name="The Agency")


def owned(promise, role):
    body = the_agency(promise.edition.charter)
    return Ownership.objects.create(commitment=promise, role=role, body=body)


def filling(section, role="Head of Calls", person=None, access="owner"):
    """Someone who fills a role that owns promises."""
    charter = section.edition.charter
    body = the_agency(charter)
    person = person or PersonFactory(role=access, within=charter.scope)
    Holder.objects.create(body=body, role=role, person=person, since=LONG_AGO)
    return person


def learned(section, *about, title="Answer sooner", due=-10, role="", changes=()):
    """A lesson that is due some days from today, and changes promised with it."""
    charter = section.edition.charter
    lesson = Lesson.objects.create(
        charter=charter,
        code=slugify(title),
        title=title,
        wording="People waited",
        learned_from="Letters",
        role=role,
        body=the_agency(charter) if role else None,
        due_on=today() + timedelta(days=due),
    )
    lesson.commitments.set(about)
    for what, days, made in changes:
        on = today() + timedelta(days=days)
        Change.objects.create(lesson=lesson, what=what, due_on=on, made_on=on if made else None)
    return lesson
