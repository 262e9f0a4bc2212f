"""Choosing a core group on its pages, from forming it to replacing someone; and what all can read."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leal.foundations.audit.models import Entry
from leal.foundations.tasks.models import Work
from leal.thread.panels.models import CoreGroup, Draw, Missing, Replacement
from leal.thread.panels.operations import groups as forming
from leal.thread.panels.operations import lotteries, replacing
from leal.thread.panels.operations import reserves as reserving
from leal.thread.panels.queries import groups as queries
from tests.factories import PanelFactory

from .a_group import TODAY, a_group, a_researcher, chosen, made
from .test_core_groups import verified

pytestmark = pytest.mark.django_db


def at(name, group, *more):
    return reverse(f"groups:{name}", args=[group.panel.service, group.panel.code, group.code, *more])


def test_a_researcher_forms_a_group(visit):
    panel = PanelFactory()
    by = visit.as_(a_researcher())
    address = reverse("groups:new", args=[panel.service, panel.code])
    words = {"name": "The core group", "purpose": "To shape the charter", "seats": "30", "not_since_months": "12"}

    by(address)
    by.post(address, words | {"do": "look"})
    by.post(address, words | {"do": "save"})

    group = CoreGroup.objects.get()
    assert (group.code, group.seats, group.one_a_household) == ("the-core-group", 30, False)
    assert "The core group" in by(reverse("groups:groups", args=[panel.service, panel.code])).text


def test_targets_stand_beside_what_the_panel_could_give(visit):
    group = a_group()
    by = visit.as_(a_researcher())

    opened = by.post(at("targets", group, "age"), {"least_0": "2", "most_0": "3"})

    assert "2 to 3" in opened.text
    assert {row.value: (row.minimum, row.maximum) for row in group.targets.filter(feature="age")} == {"16-24": (2, 3)}


def test_every_mistake_in_targets_is_told_and_nothing_is_lost(visit):
    group = a_group()
    by = visit.as_(a_researcher())

    opened = by.post(at("targets", group, "age"), {"least_0": "3", "most_0": "2", "least_1": "many", "least_2": "2"})

    assert "16 to 24: at least 3 is more than at most 2" in opened.text
    assert "Write a whole number" in opened.text
    assert "Together at least 5 people, and there are 4 seats" in opened.text
    assert opened.soup.find(id="id_least_1")["value"] == "many"
    assert group.targets.filter(feature="age").count() == 2


def test_the_group_is_drawn_in_public_and_someone_is_replaced(visit):
    who = a_researcher()
    group, by = a_group(by=who), visit.as_(who)
    assert "Make the lottery" in by(at("group", group)).text
    made(group, who)
    assert "Not drawn yet" in visit(at("public", group)).text

    by.post(at("draw", group), {"seed": "6 11 19", "seed_from": "Three balls drawn by members"})

    assert "Who sits in it" in by(at("group", group)).text
    seat = queries.seats_of(group=group).first()
    by.post(at("replace", group), {"seat": seat.pk, "because": "Moved away", "seed": "7"})
    assert Replacement.objects.get().left == seat
    page = visit(at("public", group))
    public = page.text
    cells = [cell.text for cell in page.main.select("table")[-1].select("tbody tr")[0].find_all(["th", "td"])]
    assert cells[-2:] == ["7", "8"]  # the seed, and out of how many
    assert "by the seed “6 11 19”" in public
    assert "balls drawn by members" in public
    assert "Seats that came free" in public
    packed = Client().get(at("file", group, "core.zip")).content
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert {"core/README.txt", "core/replacements/1/replacement.json"} <= set(names)
    assert seat.member.name not in public


def test_who_is_missing_stands_with_the_group_on_the_page_of_all_and_on_that_of_colleagues(visit):
    who = a_researcher()
    group = a_group(by=who)
    chosen(group, who)
    for of, words in ((group, "Nobody who signs sits in it"), (None, "Few people under 25 are here")):
        Missing.objects.create(panel=group.panel, group=of, words=words, owner=who, since=TODAY)

    for page in (visit(at("public", group)), visit.as_(who)(at("group", group))):
        assert "Nobody who signs sits in it" in page.text
        assert "Few people under 25 are here" in page.text
        assert "Nothing yet. We know that they are missing" in page.text
        assert "A researcher sees to it." in page.text


def test_the_seed_says_where_it_came_from_or_nothing_is_drawn(visit):
    who = a_researcher()
    group = a_group(by=who)
    made(group, who)

    opened = visit.as_(who).post(at("draw", group), {"seed": "6"})

    assert "Say where the seed came from" in opened.text
    assert Draw.objects.get().drawn_on is None


def test_who_is_too_late_is_told_that_it_is_drawn(visit):
    who = a_researcher()
    group = a_group(by=who)
    chosen(group, who)

    opened = visit.as_(who).post(at("draw", group), {"seed": "6", "seed_from": "Somewhere"})

    assert "This group has been drawn already" in opened.text


def test_what_was_published_can_be_fetched_and_the_whole_selection_verified(tmp_path):
    who = a_researcher()
    group = a_group(by=who)
    draw = chosen(group, who)
    anyone, researcher = Client(), Client()
    researcher.force_login(who)

    for name, text in draw.lottery.items():
        assert anyone.get(at("file", group, name)).content.decode() == text
    assert anyone.get(at("file", group, "pseudonyms.csv")).status_code == 404
    packed = zipfile.ZipFile(io.BytesIO(researcher.get(at("folder", group)).content))
    files = {name.removeprefix("core/"): packed.read(name) for name in packed.namelist()}
    assert verified(tmp_path, files)[0] == 0


def test_answers_are_noted_by_whoever_is_on_the_phone(visit):
    group = a_group()
    by = visit.as_(a_researcher())
    row = queries.asked(group=group, on=TODAY).first()
    assert row.member.name in by(f"{at('answers', group)}?name={row.member.name}").text

    by.post(at("answers", group), {"answer": f"no {row.pk}"})

    row.refresh_from_db()
    assert row.willing is False


def test_a_lottery_that_could_not_be_made_says_why_on_the_page_of_the_group(visit):
    who = a_researcher()
    group = a_group(by=who)
    visit.as_(who).post(at("lottery", group))
    with pytest.raises(lotteries.UnderWay):
        lotteries.ask_for_lottery(group=group, on=TODAY, by=who)
    work = Draw.objects.get().work
    work.ended_at, work.trouble = work.asked_at, "No panel of 4 can meet these targets together:"
    work.save()

    assert "No panel of 4 can meet these targets together" in visit.as_(who)(at("group", group)).text


def test_targets_that_clash_can_be_changed_as_little_as_will_do_and_the_record_says_so(visit):
    who = a_researcher()
    group, by = a_group(by=who), visit.as_(who)
    forming.set_targets(group=group, feature="council_area", targets={"Fife": (4, 4), "Highland": (1, 4)}, by=who)
    with pytest.raises(lotteries.NoLottery):
        made(group, who)
    Work.objects.update(ended_at=timezone.now(), trouble="No panel of 4 can meet these targets together:")
    assert "Take this change into the targets" in by(at("group", group)).text

    after = by.post(at("relax", group))

    assert "The targets are changed" in after.text
    assert "Council area: Fife: 3 to 4, not 4 to 4" in Entry.objects.get(event="group.targets-relaxed").because
    assert made(group, who).lottery


def test_a_change_worked_out_from_other_targets_is_not_taken(visit):
    who = a_researcher()
    group, by = a_group(by=who), visit.as_(who)
    forming.set_targets(group=group, feature="council_area", targets={"Fife": (4, 4), "Highland": (1, 4)}, by=who)
    with pytest.raises(lotteries.NoLottery):
        made(group, who)
    forming.set_targets(group=group, feature="council_area", targets={"Fife": (2, 4), "Highland": (2, 4)}, by=who)

    assert "The targets were changed since that was worked out" in by.post(at("relax", group)).text
    assert group.targets.get(value="Fife").minimum == 2


def test_a_group_page_asks_the_database_as_often_however_many_sit_in_it(visit):
    who = a_researcher()
    group = a_group(by=who, people=12, seats=4)
    chosen(group, who)

    assert len(visit.as_(who).queries(at("group", group))) <= 24
    assert len(visit.queries(at("public", group))) <= 12


def test_nobody_else_sees_who_sits(client):
    who = a_researcher()
    group = a_group(by=who)
    chosen(group, who)

    assert client.get(at("group", group)).status_code == 302
    client.force_login(a_researcher(within="charter another"))
    assert client.get(at("group", group)).status_code == 403


def test_who_stands_by_is_asked_for_and_told_on_the_page_of_the_group(visit):
    who = a_researcher()
    group, by = a_group(by=who), visit.as_(who)
    chosen(group, who)

    opened = by.post(at("reserves", group), {"how_many": "2", "leaving": "a tenth"})
    assert "Write a whole number" in opened.text
    opened = by.post(at("reserves", group), {"how_many": "2", "leaving": "10"})
    assert "Choosing who stands by for the core group" in opened.text
    assert "It is being chosen." in by(at("group", group)).text
    reserving.keep_reserves(choice=group.reserves.get(), by=who)

    text = by(at("group", group)).text
    assert "10% of people are gone by the day" in text
    assert "No others would serve better: all choices were tried." in text


def test_a_seat_for_which_many_could_be_drawn_is_drawn_for_as_work_that_can_be_watched(visit, monkeypatch):
    monkeypatch.setattr(replacing, "AT_ONCE", 0)
    who = a_researcher()
    group, by = a_group(by=who), visit.as_(who)
    chosen(group, who)
    seat = queries.seats_of(group=group).first()

    opened = by.post(at("replace", group), {"seat": seat.pk, "because": "Moved away", "seed": "7"})

    assert "Drawing who takes a seat in the core group" in opened.text
    assert f"Who takes the seat of {seat.member} is being drawn." in by(at("group", group)).text
    asked = queries.unfinished_replacement(group=group)
    replacing.draw_for_the_seat.func(work=str(asked.work.key), replacement=asked.pk)
    assert "is being drawn" not in by(at("group", group)).text
    assert Replacement.objects.get().taken.member != seat.member


@pytest.mark.parametrize(
    ("trouble", "said"), [("", "was stopped. They still sit"), ("Nobody is left", "Nobody could be drawn")]
)
def test_the_page_says_when_a_seat_could_not_be_drawn_for(visit, trouble, said):
    who = a_researcher()
    group, by = a_group(by=who), visit.as_(who)
    chosen(group, who)
    replacing.ask_for_replacement(seat=queries.seats_of(group=group).first(), because="Moved", on=TODAY, by=who)
    Work.objects.update(ended_at=timezone.now(), trouble=trouble)

    assert said in by(at("group", group)).text
