"""Someone joins: question by question, nothing lost, and nobody learns who is a member."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from leal.calculations.codes import code_of
from leal.foundations.access.guards import may
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import entries
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import CLOCK
from leal.foundations.people.models import Person
from leal.thread.panels import operations, queries
from leal.thread.panels.models import Confirmation, PanelMember, Postcode
from tests.factories import PanelMemberFactory
from tests.forms import written

from .making import a_panel, answer_all, way_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return a_panel()


def link_in(notice: Notice) -> str:
    return re.search(r"/panels/confirm/\S+", notice.words)[0]


def test_the_first_page_says_what_it_means_before_anything_is_asked(visit, panel):
    page = visit(way_of(panel))

    assert "You can leave at any time" in page.text
    assert "There are 9 questions" in page.text


def test_each_page_asks_one_thing_and_says_how_far_and_why(visit, panel):
    page = visit(way_of(panel, "q-age"))

    assert "Question 8 of 9" in page.text
    assert "So that we can see whether every age is here." in page.text
    assert "Prefer not to say" in page.text


def test_going_back_loses_nothing_not_even_what_was_wrong(visit, panel):
    visit.post(way_of(panel, "name"), {"name": "Ishbel", "do": "next"})
    page = visit.post(way_of(panel, "postcode"), {"postcode": "nowhere", "do": "back"})
    assert "Where we reach you" in page.title

    assert written(visit(way_of(panel, "name")))["name"] == "Ishbel"
    assert written(visit(way_of(panel, "postcode")))["postcode"] == "nowhere"


def test_a_wrong_answer_gets_a_sentence_and_stays(visit, panel):
    page = visit.post(way_of(panel, "postcode"), {"postcode": "Inverness"})

    assert "“Inverness” is not a whole postcode. Write it like IV1 1AA" in page.text
    assert written(page)["postcode"] == "Inverness"


def test_prefer_not_to_say_stands_alone(visit, panel):
    page = visit.post(way_of(panel, "q-benefits"), {"answer": ["grant", "prefer-not-to-say"]})

    assert "or “Prefer not to say”, but not both" in page.text


def test_the_address_asked_for_is_the_one_of_the_chosen_way(visit, panel):
    visit.post(way_of(panel, "told"), {"told_by": "letter"})

    page = visit(way_of(panel, "where"))

    assert "What is your address?" in page.text
    assert "phone number" not in page.text


def test_whoever_skips_is_led_to_the_first_thing_that_lacks(visit, panel):
    visit.post(way_of(panel, "name"), {"name": "Ishbel"})

    page = visit(way_of(panel, "check"), follow=True)

    assert "How we get in touch" in page.title


def test_answers_can_be_changed_at_the_end_and_lead_back_to_the_end(visit, panel):
    answer_all(visit, panel)

    page = visit.post(way_of(panel, "needs"), {"needs": "A lift", "then": "check"})

    assert "Check your answers" in page.text
    assert "A lift" in page.text


def test_nothing_is_kept_before_it_is_sent(visit, panel):
    answer_all(visit, panel)

    assert not PanelMember.objects.exists()


def test_whoever_sends_is_written_to_and_a_member_only_once_they_confirm(visit, panel):
    Postcode.objects.create(code="IV1 1AA", council_area="Highland", urban_rural="Other urban areas")
    answer_all(visit, panel)
    page = visit.post(way_of(panel, "check"))
    assert "We have written to you" in page.text
    member = PanelMember.objects.get()
    assert (member.email, member.postcode, member.council_area) == ("ishbel@example.org", "IV1 1AA", "Highland")
    assert not queries.members(panel=panel).exists()

    link = link_in(Notice.objects.get(about="member.asked"))
    assert "One press, and you have joined" in visit(link).text
    assert not queries.members(panel=panel).exists()
    assert "You have joined" in visit.post(link).text

    member.refresh_from_db()
    assert list(queries.members(panel=panel)) == [member]
    assert member.experience.answers == {"benefits": ["grant", "disability"]}
    assert member.equalityanswers.answers == {"age": "25-64"}
    assert may(member.person, Permission.EDITION_COMMENT, within=panel.scope)
    assert visit(link, status=410).status == 410


def test_when_too_many_ask_from_one_network_answers_are_kept_and_that_is_said(visit, panel, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"join": "1/15m/ip"}
    answer_all(visit, panel)
    visit.post(way_of(panel, "check"))
    answer_all(visit, panel)

    page = visit.post(way_of(panel, "check"), status=429)

    assert "Your answers are kept: try again in a quarter of an hour" in page.text
    assert written(visit(way_of(panel, "name")))["name"]


def test_every_agreement_says_in_which_words_when_and_how(visit, panel):
    answer_all(visit, panel)
    visit.post(way_of(panel, "check"))

    given = {one.wording.purpose: one for one in queries.agreed_by(member=PanelMember.objects.get())}

    assert set(given) == {"take-part", "equality"}
    assert given["equality"].wording.wording == "You may use what I said about myself to see who is missing."
    assert (given["equality"].given_on, given["equality"].how) == (localdate(), "online")


def test_nobody_joins_without_agreeing_to_it(visit, panel):
    page = answer_all(visit, panel, agree={"equality": "on"})

    assert "You can only join if you agree to this" in page.text


def test_equality_answers_nobody_agreed_to_are_not_kept_and_that_is_said_before(visit, panel):
    answer_all(visit, panel, agree={"take-part": "on"})
    assert "So we will not keep them" in visit(way_of(panel, "check")).text

    visit.post(way_of(panel, "check"))

    assert not hasattr(PanelMember.objects.get(), "equalityanswers")


def test_whoever_gives_a_member_s_address_learns_nothing_and_changes_nothing(visit, panel):
    member = PanelMemberFactory(panel=panel, name="Ishbel", email="ishbel@example.org")
    answer_all(visit, panel, name={"name": "Someone Else"})
    as_member = visit.post(way_of(panel, "check"))
    answer_all(visit, panel, where={"email": "new@example.org"})
    as_newcomer = visit.post(way_of(panel, "check"))

    assert as_member.text == as_newcomer.text
    member.refresh_from_db()
    assert member.name == "Ishbel"
    assert PanelMember.objects.count() == 2
    told = Notice.objects.get(about="member.here-already")
    assert told.address == "ishbel@example.org"
    assert "Someone Else" not in told.words


def test_a_letter_carries_a_code_that_may_be_typed_as_one_likes(visit, panel):
    answer_all(visit, panel, told={"told_by": "letter"}, where={"postal_address": "1 High Street"})
    visit.post(way_of(panel, "check"))
    letter, confirmation = Notice.objects.get(), Confirmation.objects.get()
    assert (letter.channel, letter.address) == ("letter", "1 High Street")

    assert "We know no such code" in visit.post("/panels/code/", {"code": code_of(1)}).text
    assert "You wrote 4" in visit.post("/panels/code/", {"code": "2345"}).text
    page = visit.post("/panels/code/", {"code": confirmation.code.lower().replace("-", " ")})

    assert "You have joined" in page.text
    assert queries.members(panel=panel).get().person is None


def test_what_was_written_by_someone_who_never_confirms_is_erased(visit, panel):
    answer_all(visit, panel)
    visit.post(way_of(panel, "check"))
    assert not queries.never_confirmed(on=localdate() + timedelta(days=7)).exists()

    for member in queries.never_confirmed(on=localdate() + timedelta(days=8)):
        operations.forget_unconfirmed(member=member, by=CLOCK)

    assert not PanelMember.objects.exists()


def test_a_colleague_writes_down_what_someone_says_on_the_phone(visit, panel, nadia):
    at = f"/panels/{panel.service}/{panel.code}/enter/phone/"
    from .making import ANSWERS

    as_nadia = visit.as_(nadia)
    for step, answers in (ANSWERS | {"told": {"told_by": "phone"}, "where": {"phone": "01234 567890"}}).items():
        page = as_nadia.post(f"{at}{step}/", answers)
    assert "Read the answers back to them" in page.text
    as_nadia.post(f"{at}check/")

    member = queries.members(panel=panel).get()
    assert (member.how_joined, member.confirmed_on, member.phone) == ("phone", localdate(), "01234 567890")
    assert {one.how for one in queries.agreed_by(member=member)} == {"phone"}
    assert entries(of=member) == ["member.entered"]


def test_nobody_without_the_role_writes_down_or_reads_members(visit, panel, fergus, nadia):
    member = PanelMemberFactory(panel=panel)
    for address in ("members/", f"members/{member.pk}/", "enter/phone/name/"):
        visit.as_(fergus)(f"/panels/{panel.service}/{panel.code}/{address}", status=403)
    with pytest.raises(PermissionDenied):
        operations.read_member(member=member, because="Curious", by=fergus)


def test_reading_a_member_s_record_is_recorded_with_its_purpose(visit, panel, nadia):
    member = PanelMemberFactory(panel=panel, needs="A quiet room", equality={"age": "25-64"})
    address = f"/panels/{panel.service}/{panel.code}/members/{member.pk}/"
    as_nadia = visit.as_(nadia)
    assert "quiet room" not in as_nadia(address).text
    assert "Write why you need to see it" in as_nadia.post(address, {"because": ""}).text

    page = as_nadia.post(address, {"because": "To book a room for the workshop"})

    assert "A quiet room" in page.text
    assert "25 to 64" not in page.text
    assert entries(of=member) == ["member.read"]


def test_members_are_found_by_part_of_a_name_by_area_and_by_what_they_know(visit, panel, nadia):
    PanelMemberFactory(panel=panel, name="Ishbel MacAulay", experience={"benefits": ["grant"]})
    PanelMemberFactory(panel=panel, name="Tam Baird", council_area="Fife", experience={"benefits": ["disability"]})
    at, as_nadia = f"/panels/{panel.service}/{panel.code}/members/", visit.as_(nadia)

    for asked, here, not_here in (
        ("name=macau", "Ishbel", "Tam"),
        ("council_area=Fife", "Tam", "Ishbel"),
        ("q-benefits=grant", "Ishbel", "Tam"),
    ):
        page = as_nadia(f"{at}?{asked}").main.find("ul", class_="le_people").get_text()
        assert here in page
        assert not_here not in page


def test_the_list_of_members_asks_as_often_for_many_as_for_one(visit, panel, nadia):
    at = f"/panels/{panel.service}/{panel.code}/members/"
    visit.as_(nadia).asks_the_same(at, lambda: PanelMemberFactory(panel=panel))


def test_two_members_never_share_an_account(visit, panel):
    """A couple with one mailbox: the second is a member without an account."""
    answer_all(visit, panel)
    visit.post(way_of(panel, "check"))
    visit.post(link_in(Notice.objects.get(about="member.asked")))
    answer_all(visit, panel, told={"told_by": "letter"}, where={"postal_address": "1 High Street"})
    visit.post(way_of(panel, "check"))
    visit.post("/panels/code/", {"code": Confirmation.objects.get(used_on=None).code})

    assert Person.objects.filter(email="ishbel@example.org").count() == 1
    assert sorted(bool(one.person_id) for one in queries.members(panel=panel)) == [False, True]
