"""People: their order, their managers, their names."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from leal.foundations.people.models import Management, Person
from leal.foundations.people.names import folded
from tests.factories import PersonFactory


@pytest.mark.django_db
def test_people_stand_in_the_order_a_reader_expects():
    for name in ("Zoe", "Éilidh", "O’Neil", "Oban", "eilidh b"):
        PersonFactory(name=name)

    assert [p.name for p in Person.objects.all()] == ["Éilidh", "eilidh b", "Oban", "O’Neil", "Zoe"]


@pytest.mark.django_db
def test_a_changed_name_changes_its_place():
    person = PersonFactory(name="Zoe")
    person.name = "Ada"
    person.save(update_fields=["name"])

    assert Person.objects.get().name_key == "ada"


@given(st.text())
def test_folding_twice_is_folding_once(name):
    assert folded(folded(name)) == folded(name)


@pytest.mark.django_db
@pytest.mark.database
def test_nobody_has_two_managers_at_once():
    person, one, other = PersonFactory.create_batch(3)
    Management.objects.create(person=person, manager=one, since=date(2023, 1, 1), until=date(2024, 1, 1))
    Management.objects.create(person=person, manager=other, since=date(2024, 1, 1))

    with pytest.raises(IntegrityError, match="one_manager_at_a_time"), transaction.atomic():
        Management.objects.create(person=person, manager=one, since=date(2023, 6, 1), until=date(2023, 7, 1))


@pytest.mark.django_db
@pytest.mark.database
def test_nobody_manages_themselves():
    person = PersonFactory()
    with pytest.raises(IntegrityError, match="nobody_manages_themselves"), transaction.atomic():
        Management.objects.create(person=person, manager=person, since=date(2023, 1, 1))
