"""Rows with no surprises."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import factory
from django.db import connection, transaction

from leal.foundations.people.models import Person
from leal.thread.charters.models import Body, Charter, Commitment, Edition, Part, Section
from leal.thread.evidence.models import Intake, Measure, Result
from leal.thread.panels.models import (
    CoreGroup,
    EqualityAnswers,
    Experience,
    Organisation,
    Panel,
    PanelMember,
    PanelQuestion,
)
from leal.thread.practice.models import Keeping, Practice
from leal.thread.statements.models import Quote, Statement, Theme


@contextmanager
def before_publication() -> Iterator[None]:
    """Write into a published edition as if it were not yet: a test’s rows are there all at once.

    Only the test database knows this way round; see the fixture `django_db_setup` in `conftest.py`.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('leal.before_publication', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('leal.before_publication', 'yes', true)")
        yield
        cursor.execute("SELECT set_config('leal.before_publication', %s, true)", [before])


class TextFactory(factory.django.DjangoModelFactory):
    """A row of an edition’s text, written though the edition is published."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model, *args, **fields):
        with before_publication():
            return super()._create(model, *args, **fields)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")

    @classmethod
    def _create(cls, model, *args, role: str = "", within: str = "", **fields):
        person = super()._create(model, *args, **fields)
        if role:
            scope, _, held = within.partition(" ")
            person.role_holdings.create(role=role, since=date(2018, 1, 1), scope=scope or "everything", within=held)
        return person


class PanelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Panel

    service = "agency"
    code = factory.Sequence(lambda n: f"panel-{n}")
    name = "Our panel"
    opened_on = date(2017, 8, 1)


class PanelQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PanelQuestion

    panel = factory.SubFactory(PanelFactory)
    about = "equality"
    code = "age"
    called = "Age"
    wording = "How old are you?"
    why_asked = "So that we can see whether every age is here."
    choices = factory.LazyFunction(lambda: [["16-24", "16 to 24"], ["25-64", "25 to 64"], ["65", "65 or over"]])
    place = factory.Sequence(lambda n: n + 1)
    asked_since = date(2017, 8, 1)


class PanelMemberFactory(factory.django.DjangoModelFactory):
    """A member who has confirmed; `experience` and `equality` are their answers by the codes of questions."""

    class Meta:
        model = PanelMember
        skip_postgeneration_save = True

    panel = factory.SubFactory(PanelFactory)
    name = factory.Sequence(lambda n: f"Member {n}")
    email = factory.Sequence(lambda n: f"member-{n}@example.org")
    postcode = "IV1 1AA"
    council_area = "Highland"
    urban_rural = "Other urban areas"
    asked_on = confirmed_on = date(2018, 1, 1)

    @factory.post_generation
    def experience(self, create, extracted, **kwargs):
        if extracted is not None:
            Experience.objects.create(member=self, answers=extracted, answered_on=self.asked_on)

    @factory.post_generation
    def equality(self, create, extracted, **kwargs):
        if extracted is not None:
            EqualityAnswers.objects.create(member=self, answers=extracted, answered_on=self.asked_on)


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An organisation that asked to join, and has not confirmed."""

    class Meta:
        model = Organisation

    panel = factory.SubFactory(PanelFactory)
    name = "Carers of Invermore"
    speaks_for = "People who look after someone"
    contact_name = "Una Baird"
    email = "una@example.org"
    asked_on = date(2018, 1, 1)


class CoreGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoreGroup

    panel = factory.SubFactory(PanelFactory)
    code = factory.Sequence(lambda n: f"group-{n}")
    name = "Our core group"
    purpose = "To shape the charter."
    seats = 30
    formed_on = date(2018, 6, 1)


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    service = "agency"
    code = factory.Sequence(lambda n: f"theme-{n}")
    name = "Being treated well"


class StatementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statement
        skip_postgeneration_save = True

    service = factory.SelfAttribute("theme.service")
    code = factory.Sequence(lambda n: f"statement-{n}")
    wording = "Staff are patient and understanding"
    theme = factory.SubFactory(ThemeFactory)
    heard_in = "Workshops"
    on_whose_words = "30 people who had used social security"
    source = "A report"

    @factory.post_generation
    def principles(self, create, extracted, **kwargs):
        self.principles.set(extracted or [])


class QuoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quote

    service = "agency"
    words = "They listened to me"
    credit = "Panel member"
    occasion = "Workshop"
    year = 2018
    source = "A report"


class CharterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Charter

    slug = factory.Sequence(lambda n: f"charter-{n}")
    name = "Our Charter"
    body = "The Agency"


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    charter = factory.SubFactory(CharterFactory)
    name = factory.Sequence(lambda n: f"Body {n}")
    kind = "agency"


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    charter = factory.SubFactory(CharterFactory)
    code = "2019"
    title = "Our Charter 2019"
    agreed_on = date(2019, 2, 6)
    published_on = date(2019, 2, 6)


class SectionFactory(TextFactory):
    class Meta:
        model = Section

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"S{n}")
    name = "A people’s service"
    place = factory.Sequence(lambda n: n + 1)


class CommitmentFactory(TextFactory):
    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    section = factory.SubFactory(SectionFactory)
    edition = factory.SelfAttribute("section.edition")
    code = factory.Sequence(lambda n: f"C{n}")
    title = factory.Sequence(lambda n: f"We listen {n}")
    wording = "We will listen to you"
    place = factory.Sequence(lambda n: n + 1)

    @factory.post_generation
    def answers(self, create, extracted, **kwargs):
        with before_publication():
            self.answers.set([StatementFactory()] if extracted is None else extracted)


class PartFactory(TextFactory):
    class Meta:
        model = Part

    commitment = factory.SubFactory(CommitmentFactory)
    letter = "a"
    wording = "We listen"


class MeasureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measure
        skip_postgeneration_save = True

    charter = factory.SubFactory(CharterFactory)
    code = factory.Sequence(lambda n: f"measure-{n}")
    name = "How long callers wait"
    asks = "On average, how many seconds does a caller wait?"
    kind = "mean"
    unit = "seconds"
    base = "calls on all lines"
    population = "all"
    better = "lower"
    matters_relative = "0.2"
    smallest_base = 10
    rounding = 1

    @factory.post_generation
    def serves(self, create, extracted, **kwargs):
        for commitment in extracted or []:
            self.services.create(commitment=commitment, decides=True)


class IntakeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intake

    charter = factory.SubFactory(CharterFactory)
    digest = factory.Sequence(lambda n: f"{n:064}")
    name = "figures.csv"
    mapping = "published-figures"
    taken, joined, refused = 1, 0, 0
    taken_in_at = datetime(2024, 1, 1, tzinfo=UTC)


class ResultFactory(factory.django.DjangoModelFactory):
    """One result of a whole charter year, named by the year it ends in: `of=2023` is 2022-23."""

    class Meta:
        model = Result

    class Params:
        of = 2023

    measure = factory.SubFactory(MeasureFactory)
    charter = factory.SelfAttribute("measure.charter")
    intake = factory.SubFactory(IntakeFactory, charter=factory.SelfAttribute("..charter"))
    starts_on = factory.LazyAttribute(lambda row: date(row.of - 1, 4, 1))
    ends_on = factory.LazyAttribute(lambda row: date(row.of, 3, 31))
    period_as_given = factory.LazyAttribute(lambda row: f"{row.of - 1}-{row.of % 100}")
    value = 351
    as_given = factory.LazyAttribute(lambda row: str(row.value))
    step = 1
    unit = "seconds"


class KeepingFactory(factory.django.DjangoModelFactory):
    """A practice that is in place and keeps a commitment."""

    class Meta:
        model = Keeping

    commitment = factory.SubFactory(CommitmentFactory)
    practice = factory.LazyAttribute(
        lambda row: Practice.objects.create(
            charter=row.commitment.edition.charter,
            code=f"practice-{row.commitment.pk}-{Practice.objects.count()}",
            name="Lines that are open on weekdays",
            wording="We answer.",
            state="in_place",
            body=BodyFactory(charter=row.commitment.edition.charter),
        )
    )
