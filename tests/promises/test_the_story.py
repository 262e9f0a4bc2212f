"""The story: told whole by operations, only where nobody real is."""

import io
import tomllib
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner
from django.utils.timezone import localdate

from leal.calculations.selection.commands import select
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
from leal.thread.panels.models import CoreGroup, Panel, Thanks
from leal.thread.panels.queries import joining_now, members
from leal.thread.panels.queries.gatherings import gatherings_of, not_told
from leal.thread.panels.queries.groups import replacements_of, seats_of, standing_by
from leal.thread.panels.queries.keeping import late
from leal.thread.panels.queries.renewing import came_of
from leal.thread.practice.models import Practice
from tests.promises.house import ROOT

ISLANDS = {"Orkney Islands", "Shetland Islands", "Na h-Eileanan Siar"}
SIX = {"age", "sex", "ethnic-group", "caring", "conditions", "urban_rural"}
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


def the_panel_is_kept_alive(panel):
    """Waves closed and open, members asked anew with some answers, thanks given, and one expense paid too late."""
    today = localdate()
    assert joining_now(panel=panel, on=today).wave.name == "Younger people"
    assert panel.waves.filter(closed_on__lte=today).count() == 3
    assert not panel.members.filter(wave=None).exists()
    asked = came_of(round=panel.renewal_rounds.get())
    assert (asked.asked, asked.yes, asked.later, asked.silent) == (5, 2, 1, 2)
    assert [str(one.member) for one in late(service=panel.service, on=today)] == ["Jamal Ahmed"]
    assert Thanks.objects.filter(member__panel=panel).count() == 5


def test_the_story_has_a_workshop_with_needs_a_group_told_back_and_one_person_who_is_not(story):
    the_panel_is_kept_alive(Panel.objects.get(code="experience-panels"))
    today = localdate()
    [panel] = Panel.objects.filter(code="experience-panels")
    kinds = {one.kind: one for one in gatherings_of(panel=panel)}

    assert kinds["workshop"].unmet == 1
    assert kinds["focus-group"].told_on
    assert list(not_told(service=panel.service, on=today)) == [kinds["interview"]]


def test_the_story_has_a_panel_of_more_than_2400_and_a_core_group_that_anyone_can_draw_again(story, visit, tmp_path):
    panel, group = Panel.objects.get(), CoreGroup.objects.get(code="core-group-review")
    here = f"/panels/{panel.service}/{panel.code}/groups/{group.code}"

    assert members(panel=panel).count() == 2456
    assert members(panel=panel).get(name="Ishbel MacAulay").person.email == "ishbel@example.org"
    missing = visit(f"/charters/{panel.service}/who-is-missing/{panel.code}/")
    assert "72 people under 25 are here: a few (3%) of those who said" in missing.text
    assert "2,400 people could be chosen" in visit(f"{here}/draw/").text
    assert {row.feature for row in group.targets.all()} == SIX
    assert (seats_of(group=group).count(), replacements_of(group=group).count()) == (30, 1)
    assert standing_by(group=group).count() == 7
    assert group.missing.get().words == "Nobody from Orkney, Shetland or Na h-Eileanan Siar sits in the group"
    assert ISLANDS & {seat.member.council_area for seat in seats_of(group=group)} == set()

    anyone = visit(f"{here}/draw/{group.code}.zip/").response.content
    private = visit.as_(Person.objects.get(name="Nadia Hussain"))(f"{here}/folder/").response.content
    for name, content in (("public", anyone), ("private", private)):
        zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path / name)
        said = CliRunner().invoke(select, ["verify", str(tmp_path / name / group.code)])
        assert (said.exit_code, "no " in said.output) == (0, False), said.output


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
