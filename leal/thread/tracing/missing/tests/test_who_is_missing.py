"""Everyone can read who is missing, what is done about it, and that nothing is."""

from datetime import date

import pytest
from django.urls import reverse

from leal.thread.panels.models import Missing, PopulationTable, Seat
from tests.factories import (
    CharterFactory,
    CoreGroupFactory,
    PanelFactory,
    PanelMemberFactory,
    PanelQuestionFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    CharterFactory(slug="ours", name="Our Charter")
    panel = PanelFactory(service="ours", code="experience", name="Experience Panels")
    PanelQuestionFactory(panel=panel)
    return panel


@pytest.fixture
def group(panel):
    return CoreGroupFactory(panel=panel, code="first", name="The first core group", purpose="To write the first words.")


@pytest.fixture
def scotland(panel):
    shares = [[["16-24"], 0.14], [["25-64"], 0.62], [["65"], 0.24]]
    return PopulationTable.objects.create(
        panel=panel, name="t.csv", digest="0" * 64, like="Scotland", loaded_on=date(2018, 1, 1),
        tables=[{"features": ["age"], "shares": shares, "source": "made up", "year": "2022"}],
        words=[["age", "16-24", "under 25"]],
    )  # fmt: skip


def gap(panel, words="Nobody under 25 is here yet", **more):
    return Missing.objects.create(
        panel=panel, words=words, since=date(2018, 7, 1), **{"owner": PersonFactory(), "doing": ""} | more
    )


def seated(group, many, age):
    for _ in range(many):
        member = PanelMemberFactory(panel=group.panel, equality={"age": age})
        Seat.objects.create(group=group, member=member, since=date(2018, 6, 1), because="drawn")


def address(page, *parts):
    return reverse(f"tracing:{page}", args=["ours", *parts])


def test_it_is_said_first_how_many_are_missing_and_that_nothing_is_done(visit, panel, group):
    gap(panel, group=group, doing="Seven focus groups and six interviews.")
    gap(panel, words="Few people from islands are here")
    page = visit(address("missing"))
    assert "Two kinds of people are missing when we listen." in page.text
    assert "About one of them nothing is being done yet." in page.text
    assert "Nothing yet. We know that they are missing, and we have not acted on it." in page.text
    assert "Seven focus groups and six interviews." in page.text


def test_no_name_of_whoever_sees_to_it_stands_on_a_public_page(visit, panel):
    gap(panel, owner=PersonFactory(name="Nadia Hussain"))
    assert "Nadia" not in visit(address("missing")).text
    assert "Nadia" not in visit(address("missing-from-panel", "experience")).text


def test_a_gap_that_is_filled_can_still_be_read(visit, panel):
    gap(panel, filled_on=date(2018, 9, 1), filled_because="Three young carers joined.")
    page = visit(address("missing"))
    assert "No longer missing, since 1 September 2018: Three young carers joined." in page.text
    assert "Everyone who was known to be missing has come since." in page.text


def test_where_nobody_wrote_anything_down_that_is_said_and_no_one_is_called_present(visit, panel):
    assert "That does not mean that everyone is here." in visit(address("missing")).text


def test_a_group_nobody_ever_sat_in_and_nobody_misses_is_not_published(visit, panel, group):
    assert "The first core group" not in visit(address("missing")).text
    visit(address("missing-from-group", "experience", "first"), status=404)


def test_the_page_of_a_group_shows_empty_chairs_words_and_what_is_done(visit, panel, group, scotland):
    seated(group, 22, "25-64"), seated(group, 8, "65")
    gap(panel, group=group, doing="We asked two colleges.")
    page = visit(address("missing-from-group", "experience", "first"))
    assert page.main.select_one(".le_lead").text == "Nobody under 25 is here yet."
    assert (
        page.main.select_one(".le_seats title").text == "People under 25: nobody in the group; 4 would match Scotland"
    )
    assert "We asked two colleges." in page.text
    assert "no margin of error" in page.text


def test_a_group_of_which_there_are_no_figures_still_says_who_was_missing(visit, panel, group, scotland):
    gap(panel, group=group, doing="Seven focus groups.", source="The report on stage one, 2018")
    page = visit(address("missing-from-group", "experience", "first"))
    assert page.main.select_one(".le_lead").text == "Nobody under 25 is here yet."
    assert "We have no figures of who took part." in page.text
    assert "Source: The report on stage one, 2018." in page.text


def test_small_numbers_stand_nowhere_on_the_page(visit, panel, group, scotland):
    seated(group, 3, "16-24"), seated(group, 20, "25-64"), seated(group, 7, "65")
    page = visit(address("missing-from-group", "experience", "first"))
    cells = [cell.text for row in page.main.find_all("tr") for cell in row.find_all("td")]
    assert "3" not in cells
    assert "Fewer than 5" in cells


@pytest.mark.parametrize("page", ["missing", "missing-from-panel"])
def test_many_members_and_gaps_ask_as_little_as_few(visit, panel, scotland, page):
    def more():
        PanelMemberFactory(panel=panel, equality={"age": "65"})
        gap(panel, group=CoreGroupFactory(panel=panel, name=f"Group {panel.groups.count()}"))
        gap(panel)

    visit.asks_the_same(address(page, *(["experience"] if page != "missing" else [])), more)


def test_it_is_said_what_whoever_sees_to_it_does_here_and_when_nobody_does_any_more(visit, panel):
    of_panel = address("missing-from-panel", "experience")
    one = gap(panel, owner=PersonFactory(role="researcher"))
    assert "A researcher sees to it." in visit(of_panel).text

    one.owner.role_holdings.update(since=date(2018, 1, 1), until=date(2019, 1, 1))

    assert "Nobody sees to it now" in visit(of_panel).text
