"""A panel looks for members in waves: joining is open while one is, and every page that leads there says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.people.actors import ANYONE
from leal.thread.panels import operations, queries
from leal.thread.panels.models import PanelMember, RecruitmentWave
from leal.thread.panels.queries import keeping
from tests.factories import PanelMemberFactory, PersonFactory
from tests.forms import written

from .making import a_panel, answer_all, way_of

pytestmark = pytest.mark.django_db

WAVE = {
    "name": "Younger people",
    "hoped_for": "People under 25",
    "wanted": "60",
    "how": "Posters in colleges",
    "words": "We would love to hear from you if you are under 25.",
    "opened_on": "1/3/2026",
    "closed_on": "",
}


def days(number):
    return localdate() + timedelta(days=number)


@pytest.fixture
def panel(db):
    return a_panel()


@pytest.fixture
def nadia(panel):
    return PersonFactory(name="Nadia", role="researcher", within=panel.scope)


def at(name, panel, *more):
    return reverse(f"panels:{name}", args=[panel.service, panel.code, *more])


def a_wave(panel, by, *, opened, closed=None, **more):
    return operations.open_wave(
        panel=panel,
        by=by,
        on=days(opened),
        closed_on=None if closed is None else days(closed),
        **{"name": "A wave"} | more,
    )


def test_while_a_wave_is_open_its_words_stand_where_people_join_and_until_when(visit, panel, nadia):
    a_wave(panel, nadia, opened=-3, closed=10, words="We would love to hear from people under 25.")

    page = visit(way_of(panel))

    assert "We would love to hear from people under 25." in page.text
    assert f"You can ask to join until {days(9):%-d %B %Y}" in page.text
    assert page.main.find("a", string="Start")


def test_between_waves_the_page_says_kindly_that_it_is_closed_and_when_it_opens(visit, panel, nadia):
    a_wave(panel, nadia, opened=-30, closed=-3)
    shut = visit(way_of(panel))
    assert "Joining is closed just now" in shut.text
    assert f"We last did until {days(-4):%-d %B %Y}" in shut.text
    assert not shut.main.find("a", string="Start")

    a_wave(panel, nadia, name="The next", opened=12)
    assert f"You can ask to join from {days(12):%-d %B %Y} on" in visit(way_of(panel)).text
    assert "Joining is closed just now" in visit(way_of(panel, "name"), follow=True).text


def test_a_panel_that_never_had_a_wave_takes_members_at_any_time(visit, panel):
    assert queries.joining_now(panel=panel, on=localdate()) == (True, None, None, None)
    assert visit(way_of(panel)).main.find("a", string="Start")


def test_whoever_is_in_the_middle_when_a_wave_closes_is_told_and_keeps_their_answers(visit, panel, nadia):
    wave = a_wave(panel, nadia, opened=-3)
    answer_all(visit, panel)
    operations.close_wave(wave=wave, on=localdate(), by=nadia)

    page = visit.post(way_of(panel, "check"))

    assert "Joining is closed just now" in page.text
    assert not PanelMember.objects.exists()
    a_wave(panel, nadia, name="Again", opened=0)
    assert "Ishbel MacAulay" in visit(way_of(panel, "check")).text


def test_nobody_joins_by_themselves_between_waves_and_colleagues_still_write_down_who_rings(panel, nadia):
    a_wave(panel, nadia, opened=-30, closed=-3)
    given = {
        "panel": panel,
        "words": {"name": "Ishbel", "told_by": "phone", "phone": "01234 567890"},
        "experience": {},
        "equality": {},
        "agreed": list(queries.asked_to_agree(panel=panel)),
        "on": localdate(),
    }
    with pytest.raises(operations.JoiningClosed):
        operations.ask_to_join(by=ANYONE, **given)

    assert operations.enter_member(how="phone", by=nadia, **given).wave is None


def test_a_wave_is_opened_looked_over_said_anew_and_closed_early(visit, panel, nadia):
    as_nadia, here = visit.as_(nadia), at("new-wave", panel)
    assert "It closes before anyone can join" in as_nadia.post(here, WAVE | {"closed_on": "1/3/2026"}).text
    assert "Say whom you hope to reach" in as_nadia.post(here, WAVE | {"hoped_for": ""}).text
    assert "People under 25" in as_nadia.post(here, WAVE).text
    assert not RecruitmentWave.objects.exists(), "looking over saves nothing"

    page = as_nadia.post(here, WAVE | {"do": "save"})
    wave = panel.waves.get()
    assert (wave.wanted, wave.closed_on) == (60, None)
    assert "Younger people" in page.text

    anew = at("rewrite-wave", panel, wave.pk)
    as_nadia.post(anew, written(as_nadia(anew)) | {"wanted": "80", "do": "save"})
    assert panel.waves.get().wanted == 80

    close = at("close-wave", panel, wave.pk)
    assert "It is closed: Younger people" in as_nadia.post(close).text
    assert "This wave is closed already" in as_nadia.post(close).text
    assert panel.waves.get().closed_on == localdate()


def test_a_second_wave_of_one_name_is_refused_in_words_and_nothing_is_lost(visit, panel, nadia):
    as_nadia, here = visit.as_(nadia), at("new-wave", panel)
    as_nadia.post(here, WAVE | {"do": "save"})

    page = as_nadia.post(here, WAVE | {"do": "save"})

    assert "someone saved another with the same code or name" in page.text
    assert "We would love to hear from you" in page.text


def test_each_wave_says_how_many_asked_joined_and_stayed_beside_how_many_were_hoped_for(visit, panel, nadia):
    wave = a_wave(panel, nadia, opened=-30, wanted=60, hoped_for="Everyone")
    for left, confirmed in ((None, days(-20)), (None, None), (days(-1), days(-20))):
        PanelMemberFactory(panel=panel, wave=wave, confirmed_on=confirmed, left_on=left)

    counted = keeping.waves_of(panel=panel).get()
    assert (counted.asked, counted.waiting, counted.joined, counted.here) == (3, 1, 2, 1)
    page = visit.as_(nadia)(at("keeping", panel))
    assert "3 asked, of whom 1 has still to confirm. 2 of 60 hoped for joined. One person left again." in page.text


def test_whoever_is_missing_leads_to_a_wave_that_hopes_for_them(visit, panel, nadia):
    operations.note_missing(
        panel=panel, words="Nobody under 25 is here", owner=nadia, features={"age": "16-24"}, on=days(-9), by=nadia
    )

    link = visit.as_(nadia)(at("keeping", panel)).main.find("a", string="Nobody under 25 is here")

    assert "Nobody under 25 is here" in visit.as_(nadia)(link["href"]).main.find("textarea").text


def test_members_are_shown_by_the_wave_they_came_in(visit, panel, nadia):
    wave = a_wave(panel, nadia, opened=-30)
    PanelMemberFactory(panel=panel, wave=wave, name="Ailsa of the wave")
    PanelMemberFactory(panel=panel, name="Ewan of before")

    page = visit.as_(nadia)(f"{at('members', panel)}?wave={wave.pk}")

    assert "Ailsa of the wave" in page.text
    assert "Ewan of before" not in page.text


def test_the_promise_of_days_is_made_on_the_page_and_a_bad_one_refused(visit, panel, nadia):
    as_nadia = visit.as_(nadia)
    assert "Write 1 or more" in as_nadia.post(at("keeping", panel), {"days": "0"}).text

    as_nadia.post(at("keeping", panel), {"days": "10"})

    panel.refresh_from_db()
    assert panel.pays_within == 10


def test_nobody_but_who_looks_after_the_panel_keeps_it(visit, panel, fergus):
    elsewhere = PersonFactory(role="researcher", within="charter another")
    for person in (fergus, elsewhere):
        for name in ("keeping", "new-wave", "new-renewal"):
            visit.as_(person)(at(name, panel), status=403)


def test_the_page_asks_as_often_for_three_waves_as_for_one(visit, panel, nadia):
    names = iter("abc")
    visit.as_(nadia).asks_the_same(
        at("keeping", panel), lambda: a_wave(panel, nadia, opened=-3, name=next(names), hoped_for="Everyone")
    )
