"""One page leads whoever looks after panels to everything, and says what waits in each."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leal.thread.panels.models import Gathering, Invited, Missing
from tests.factories import CharterFactory, CoreGroupFactory, PanelFactory, PanelMemberFactory, PersonFactory

pytestmark = pytest.mark.django_db
HERE = "/panels/ours/"


@pytest.fixture
def nadia():
    return PersonFactory(name="Nadia", role="researcher", within="charter ours")


@pytest.fixture
def panel():
    CharterFactory(slug="ours", name="Our Charter")
    return PanelFactory(service="ours", code="experience", name="Experience Panels")


def called(panel, days, came=0, **given):
    starts = timezone.now() + timedelta(days=days)
    gathering = Gathering.objects.create(
        panel=panel, kind="workshop", name="A workshop", purpose="To hear", place="Dundee", starts_at=starts,
        ends_at=starts + timedelta(hours=2), tell_by=starts.date() + timedelta(days=30), **given,
    )  # fmt: skip
    for _ in range(came):
        Invited.objects.create(gathering=gathering, member=PanelMemberFactory(panel=panel), came=True)
    return gathering


def lacking(panel, doing=""):
    Missing.objects.create(panel=panel, words="Nobody", since=date(2018, 7, 1), owner=PersonFactory(), doing=doing)


def test_every_page_of_a_panel_is_one_step_away(visit, nadia, panel):
    here = {link["href"] for link in visit.as_(nadia)(HERE).main.find_all("a")}
    pages = ("panels:members", "panels:make-up", "panels:missing", "groups:groups", "gatherings:list", "panels:join")
    assert {reverse(page, args=["ours", "experience"]) for page in pages} <= here
    assert reverse("notices:waiting") in here


def test_what_waits_is_said_where_it_can_be_dealt_with(visit, nadia, panel):
    PanelMemberFactory(panel=panel)
    PanelMemberFactory(panel=panel, confirmed_on=None)
    CoreGroupFactory(panel=panel)
    lacking(panel), lacking(panel, doing="We asked two colleges")
    called(panel, 10), called(panel, 12, called_off_on=date(2018, 1, 1), called_off_because="Snow")
    called(panel, -60, came=2)
    text = visit.as_(nadia)(HERE).text
    assert "1 asked to join, not confirmed yet" in text
    assert "Two kinds of people missing." in text
    assert "Nothing is done about one of them" in text
    assert "One group." in text
    assert "One gathering to come." in text
    assert "One gathering not told back in time" in text


def test_a_gathering_nobody_came_to_waits_for_nothing(visit, nadia, panel):
    called(panel, -60)
    assert "not told back" not in visit.as_(nadia)(HERE).text


def test_nobody_reaches_the_panels_of_a_service_they_do_not_look_after(visit, nadia, panel):
    PanelFactory(service="theirs", name="Somebody else’s panel")
    assert "Somebody else" not in visit.as_(nadia)(HERE).text
    visit.as_(nadia)("/panels/theirs/", status=403)
    visit.as_(PersonFactory(role="adviser"))(HERE, status=403)


def test_the_foot_of_every_page_leads_here_for_who_looks_after_panels_alone(visit, nadia, panel):
    public = "/charters/ours/how-people-take-part/"
    found = [
        HERE in {link["href"] for link in opened(public).soup.select("footer a")}
        for opened in (visit.as_(nadia), visit.as_(PersonFactory(role="adviser")), visit)
    ]
    assert found == [True, False, False]


def test_the_pages_of_a_panel_lead_back_here(visit, nadia, panel):
    for page in ("panels:members", "panels:make-up", "panels:missing", "groups:groups", "gatherings:list"):
        opened = visit.as_(nadia)(reverse(page, args=["ours", "experience"]))
        assert HERE in {link["href"] for link in opened.soup.select("nav a")}, page


def test_a_charter_without_a_panel_says_so(visit, nadia):
    CharterFactory(slug="ours", name="Our Charter")
    assert "There is no panel for this charter yet." in visit.as_(nadia)(HERE).text


def test_many_panels_ask_as_little_as_few(visit, nadia, panel):
    def more():
        one = PanelFactory(service="ours")
        PanelMemberFactory(panel=one)
        called(one, 10)

    visit.as_(nadia).asks_the_same(HERE, more)
