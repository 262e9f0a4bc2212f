"""Everyone can read how people take part, join, and see what came of it; nothing there tells of one person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from leal.thread.panels.models import ConsentWording, Draw, Gathering
from tests.factories import CharterFactory, CoreGroupFactory, OrganisationFactory, PanelFactory, PanelMemberFactory

pytestmark = pytest.mark.django_db
HERE = "/charters/ours/how-people-take-part/"


@pytest.fixture
def panel():
    CharterFactory(slug="ours", name="Our Charter")
    return PanelFactory(service="ours", code="experience", name="Experience Panels")


def told_back(panel, kind="workshop", **given):
    words = {
        "name": "What is a kind letter?",
        "what_came": "Letters say first what was decided.",
        "told_on": date(2018, 8, 1),
    }
    return Gathering.objects.create(
        panel=panel, kind=kind, purpose="To hear", place="Dundee",
        starts_at=datetime(2018, 7, 1, 10, tzinfo=UTC), ends_at=datetime(2018, 7, 1, 12, tzinfo=UTC),
        tell_by=date(2018, 8, 1), **words | given,
    )  # fmt: skip


def links(page):
    return {link["href"] for link in page.main.find_all("a")}


def test_the_page_leads_to_joining_and_to_who_is_missing(visit, panel):
    for _ in range(6):
        PanelMemberFactory(panel=panel)
    page = visit(HERE)
    assert "Six people are on it." in page.text
    assert {
        reverse("panels:join", args=["ours", "experience"]),
        reverse("tracing:missing", args=["ours"]),
        reverse("tracing:missing-from-panel", args=["ours", "experience"]),
    } <= links(page)


def test_a_panel_that_ended_is_still_told_of_and_nobody_is_sent_to_join_it(visit, panel):
    panel.closed_on = date(2021, 3, 31)
    panel.save()
    page = visit(HERE)
    assert "It ended on 31 March 2021." in page.text
    assert "Nobody can join just now." in page.text
    assert reverse("panels:join", args=["ours", "experience"]) not in links(page)


def test_between_waves_the_page_says_kindly_that_joining_is_closed_and_when_it_opens(visit, panel):
    at, today = reverse("panels:join", args=["ours", "experience"]), localdate()
    panel.waves.create(name="The first", opened_on=today - timedelta(days=90), closed_on=today - timedelta(days=9))
    page = visit(HERE)
    assert "Joining is closed just now." in page.text
    assert f"We last looked for new members until {today - timedelta(days=10):%-d %B %Y}." in page.text
    assert "You can be one of them" not in page.text
    assert page.main.find("a", href=at).text == "What it means to join Experience Panels"

    panel.waves.create(name="The next", opened_on=today + timedelta(days=9))
    assert f"You can ask to join from {today + timedelta(days=9):%-d %B %Y} on." in visit(HERE).text


def test_while_a_wave_is_open_the_page_leads_to_joining_and_says_until_when(visit, panel):
    today = localdate()
    panel.waves.create(name="The first", opened_on=today, closed_on=today + timedelta(days=9))
    page = visit(HERE)
    assert f"You can ask to join until {today + timedelta(days=8):%-d %B %Y}." in page.text
    assert page.main.find("a", string="Join Experience Panels")


def test_few_members_are_not_counted_out(visit, panel):
    for _ in range(3):
        PanelMemberFactory(panel=panel)
    page = visit(HERE)
    assert "Fewer than five people are on it." in page.text
    assert "Three" not in page.text


def test_whoever_has_left_or_not_confirmed_is_not_counted(visit, panel):
    for given in [{}] * 5 + [{"confirmed_on": None}, {"left_on": date(2019, 1, 1)}]:
        PanelMemberFactory(panel=panel, **given)
    assert "Five people are on it." in visit(HERE).text


def test_what_came_of_a_gathering_is_read_by_everyone_once_those_who_came_were_told(visit, panel):
    told_back(panel)
    told_back(panel, name="Not told yet", told_on=None, what_came="")
    page = visit(HERE)
    assert "What is a kind letter?" in page.text
    assert "Letters say first what was decided." in page.text
    assert "Not told yet" not in page.text


def test_a_talk_with_one_person_is_neither_named_nor_told(visit, panel):
    told_back(panel, kind="interview", name="Ailsa and her son", what_came="She was sent home twice.")
    page = visit(HERE)
    assert "A talk with one person" in page.text
    assert "Ailsa" not in page.text
    assert "sent home" not in page.text


def test_a_lottery_that_is_published_can_be_found_from_here_and_no_other_group(visit, panel):
    drawn = CoreGroupFactory(panel=panel, code="first", name="The first group")
    begun = CoreGroupFactory(panel=panel, code="second", name="The second group")
    for group, lottery in ((drawn, {"lottery.json": "{}"}), (begun, {})):
        Draw.objects.create(group=group, people="a", targets="b", lottery=lottery, made_on=date(2018, 6, 1))
    page = visit(HERE)
    assert reverse("groups:public", args=["ours", "experience", "first"]) in links(page)
    assert "The second group" not in page.text


def test_the_foot_of_every_page_leads_here(visit, panel):
    foot = {link["href"] for link in visit(HERE).soup.select("footer a")}
    assert HERE in foot
    assert reverse("panels:panels", args=["ours"]) not in foot


def test_another_charters_panels_stand_on_its_own_page(visit, panel):
    PanelFactory(service="theirs", name="Somebody else’s panel")
    told_back(PanelFactory(service="theirs"), name="Somebody else’s gathering")
    assert "Somebody else" not in visit(HERE).text


def test_a_charter_with_no_panel_says_that_nobody_was_asked(visit):
    CharterFactory(slug="ours", name="Our Charter")
    assert "nobody with experience of the service has been asked" in visit(HERE).text
    visit("/charters/nobodys/how-people-take-part/", status=404)


def test_many_panels_and_gatherings_ask_as_little_as_few(visit, panel):
    def more():
        one = PanelFactory(service="ours")
        group = CoreGroupFactory(panel=one)
        Draw.objects.create(group=group, people="a", targets="b", lottery={"a": "b"}, made_on=date(2018, 6, 1))
        told_back(one)
        one.waves.create(name="A wave", opened_on=date(2018, 1, 1))

    visit.asks_the_same(HERE, more)


def test_organisations_are_told_of_beside_the_people_and_named_only_if_they_agreed(visit, panel):
    wording = ConsentWording.objects.create(
        panel=panel, purpose="shown", version=1, wording="You may show our name.", since=date(2018, 1, 1)
    )
    for name in ("Carers of Invermore", "Hear Us"):
        OrganisationFactory(panel=panel, name=name, joined_on=date(2018, 1, 2))
    OrganisationFactory(panel=panel, name="Not confirmed yet")
    carers = panel.organisations.get(name="Carers of Invermore")
    carers.consents.create(wording=wording, how="paper", given_on=date(2018, 1, 2))

    page = visit(HERE)

    assert "Beside them: two organisations that speak for people. One chooses not to be named here." in page.text
    assert "Carers of Invermore" in page.text
    assert "Hear Us" not in page.text
    assert "Not confirmed yet" not in page.text
