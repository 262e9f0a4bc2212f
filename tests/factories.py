"""Rows with no surprises."""

from datetime import date

import factory

from leal.foundations.people.models import Person
from leal.thread.charters.models import Body, Charter, Commitment, Edition, Section
from leal.thread.statements.models import Quote, Statement, Theme


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


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    code = factory.Sequence(lambda n: f"theme-{n}")
    name = "Being treated well"


class StatementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statement
        skip_postgeneration_save = True

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


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"S{n}")
    name = "A people’s service"
    place = factory.Sequence(lambda n: n + 1)


class CommitmentFactory(factory.django.DjangoModelFactory):
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
        self.answers.set([StatementFactory()] if extracted is None else extracted)
