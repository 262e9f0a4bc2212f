"""The story: told whole by operations, only where nobody real is."""

import tomllib
from datetime import date

import pytest
from django.utils.timezone import localdate

from leal.config.story.telling import tell
from leal.foundations.accounts import operations
from leal.foundations.accounts.models import CastMember
from leal.foundations.people.actors import CLOCK
from leal.foundations.people.models import Person
from leal.thread.charters.models import Edition
from leal.thread.charters.queries import editions_published
from leal.thread.evidence import queries
from leal.thread.evidence.models import Intake
from leal.thread.learning.models import Lesson
from leal.thread.panels.models import Panel
from leal.thread.panels.queries.gatherings import gatherings_of, not_told
from leal.thread.practice.models import Practice
from tests.promises.house import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def story(db):
    return list(tell())


def test_the_story_has_fifty_one_promises_and_five_asks_and_five_promises_more_in_its_second_edition(story):
    held = [(edition.commitments.count(), edition.asks.count()) for edition in Edition.objects.order_by("code")]
    assert held == [(51, 5), (56, 5)]
    assert Practice.objects.exists()
    assert Lesson.objects.exists()


def test_every_promise_stands_where_we_argued_it_should(story):
    expected = tomllib.loads((ROOT / "tests" / "expected_standings.toml").read_text())["expected"]
    edition = editions_published().first()
    years = {row["year"] for row in expected}
    proposed = {
        (stood.commitment.code, year): stood.word.value
        for year in years
        for stood in queries.standings(edition=queries.edition_in(edition=edition, year=year), year=year)
    }

    stands = {(row["commitment"], row["year"]): proposed[row["commitment"], row["year"]] for row in expected}
    assert stands == {(row["commitment"], row["year"]): row["standing"] for row in expected}


def test_every_published_figure_of_the_story_is_taken_in_or_refused_with_a_reason(story):
    [intake] = Intake.objects.all()

    assert intake.taken > 300
    assert all(refusal.why for refusal in intake.refusals.all())


def test_the_story_has_a_workshop_with_needs_a_group_told_back_and_one_person_who_is_not(story):
    today = localdate()
    [panel] = Panel.objects.filter(code="experience-panels")
    kinds = {one.kind: one for one in gatherings_of(panel=panel)}

    assert kinds["workshop"].unmet == 1
    assert kinds["focus-group"].told_on
    assert list(not_told(service=panel.service, on=today)) == [kinds["interview"]]


def test_the_storyteller_leaves_and_only_the_cast_can_sign_in(story):
    can = Person.objects.filter(is_active=True)

    assert set(can) == {member.person for member in CastMember.objects.all()}
    assert not any(person.has_usable_password() for person in can)


def test_nobody_made_up_joins_real_people(db):
    keeper = operations.add_first_keeper(name="A", email="a@example.org", on=date(2024, 1, 1), by=CLOCK)
    operations.add_person(name="B", email="b@example.org", on=date(2024, 1, 1), by=keeper)

    with pytest.raises(operations.RealPeopleHere):
        operations.cast(name="C", email="c@example.org", about="Made up", on=date(2024, 1, 1), by=keeper)


def test_the_first_keeper_is_added_only_once(db):
    operations.add_first_keeper(name="A", email="a@example.org", on=date(2024, 1, 1), by=CLOCK)

    with pytest.raises(operations.NotTheFirst):
        operations.add_first_keeper(name="B", email="b@example.org", on=date(2024, 1, 1), by=CLOCK)
