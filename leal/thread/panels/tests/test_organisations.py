"""Organisations that speak for people join beside members, are shown if they agree, and are never counted as people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.audit.record import entries
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import CLOCK
from leal.thread.panels import letters, operations, queries
from leal.thread.panels.models import Confirmation, GatheringNeed, Organisation, OrganisationConsent
from leal.thread.panels.operations import gatherings
from leal.thread.panels.queries.gatherings import organisations_to_invite, to_invite
from tests.factories import PanelMemberFactory, PersonFactory
from tests.forms import written

from .making import a_panel, way_of
from .test_gatherings import a_gathering

pytestmark = pytest.mark.django_db

WORDED = {"speak-for": "You may keep what we told you.", "shown": "You may show our name."}
CARERS = {
    "name": "Carers of Invermore",
    "speaks_for": "People who look after someone",
    "helps_with": "A room without steps",
    "contact_name": "Una Baird",
    "told_by": "email",
    "email": "Una@Carers.example.org",
    "format": "plain",
}


@pytest.fixture
def panel(nadia):
    found = a_panel()
    operations.word_consent_of_organisations(panel=found, wordings=WORDED, on=localdate(), by=nadia)
    return found


def page_of(panel, page="", *more):
    return reverse(f"organisations:{page}", args=[panel.service, panel.code, *more])


def links_of(page) -> set[str]:
    return {link["href"] for link in page.main.find_all("a")}


def send(visit, panel, **other):
    agreed = {"agree-speak-for": "on", "agree-shown": "on"}
    return visit.post(page_of(panel, "join"), CARERS | agreed | other)


def the_link() -> str:
    return letters.address_of(Confirmation.objects.get()).removeprefix("http://localhost:8000")


def an_organisation(panel, by, shown=True, **other) -> Organisation:
    agreed = [one for one in queries.organisations_agree_to(panel=panel) if shown or one.needed]
    words = CARERS | {"email": "una@carers.example.org"} | other
    return operations.enter_organisation(panel=panel, words=words, agreed=agreed, how="phone", on=localdate(), by=by)


def test_whoever_speaks_for_others_joins_on_one_page_and_confirms_by_the_link_that_comes(visit, panel):
    assert page_of(panel, "join") in links_of(visit(way_of(panel)))

    assert "Thank you. One more thing" in send(visit, panel).text
    carers = Organisation.objects.get()
    assert (carers.email, carers.joined_on) == ("una@carers.example.org", None)
    assert queries.shown_organisations(panel=panel).count() == 0

    visit(the_link())
    assert Organisation.objects.get().joined_on is None, "opening a link uses nothing up"
    assert "Carers of Invermore is with Our panel now" in visit.post(the_link()).text

    assert [one.name for one in queries.shown_organisations(panel=panel)] == ["Carers of Invermore"]
    assert entries(of=carers) == ["organisation.asked", "organisation.confirmed"]
    assert "joined" in Notice.objects.latest("pk").subject
    assert "This link does nothing any more" in visit.post(the_link()).text


def test_a_code_in_a_letter_lets_an_organisation_join_too(visit, panel):
    send(visit, panel, told_by="letter", email="", postal_address="1 Shore Street\nInvermore")

    code = Confirmation.objects.get().code
    assert code in Notice.objects.get().words
    assert "Carers of Invermore is with Our panel now" in visit.post("/panels/code/", {"code": code}).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Write what the organisation is called"),
        ({"speaks_for": " "}, "Write whom it speaks for"),
        ({"email": ""}, "Write an e-mail address, or choose another way of being told"),
        ({"email": "una"}, "Write the e-mail address in full"),
        ({"told_by": "letter"}, "Write the address that letters go to"),
        ({"told_by": "phone", "phone": "12"}, "Write the whole phone number"),
        ({"told_by": "pigeon"}, "Choose how we should get in touch"),
        ({"agree-speak-for": ""}, "It can only join if you agree to this"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written_is_lost(visit, panel, wrong, said):
    page = send(visit, panel, **wrong)

    assert said in page.text
    assert "A room without steps" in page.text
    assert Organisation.objects.count() == 0


def test_nobody_learns_by_asking_which_organisations_are_on_the_panel(visit, panel, nadia):
    an_organisation(panel, nadia)
    Notice.objects.all().delete()

    assert "Thank you. One more thing" in send(visit, panel, name="Someone else").text
    [told] = Notice.objects.all()
    assert "already" in told.subject
    assert Organisation.objects.count() == 1


def test_organisations_cannot_join_before_it_is_worded_what_they_agree_to(visit, nadia):
    panel = a_panel()

    assert page_of(panel, "join") not in links_of(visit(way_of(panel)))
    assert visit(page_of(panel, "join"), status=404)
    page = visit.as_(nadia)(page_of(panel, "wordings"))
    visit.as_(nadia).post(page_of(panel, "wordings"), written(page))
    assert visit(page_of(panel, "join"))


def test_other_words_are_a_version_and_those_that_stand_stay_as_they_are(panel, nadia):
    anew = WORDED | {"shown": "You may show our name and our address on the web."}
    [worded] = operations.word_consent_of_organisations(panel=panel, wordings=anew, on=localdate(), by=nadia)

    assert (worded.purpose, worded.version) == ("shown", 2)
    assert {one.purpose for one in queries.asked_to_agree(panel=panel)} == {"take-part", "equality", "research"}


def test_a_colleague_writes_one_down_that_rang_and_it_is_on_the_panel_at_once(visit, panel, nadia):
    agreed = {"agree-speak-for": "on", "how": "phone"}
    page = visit.as_(nadia).post(page_of(panel, "new"), CARERS | agreed)

    assert "Carers of Invermore is on the panel now" in page.text
    assert "It does not agree to this" in page.text
    assert queries.shown_organisations(panel=panel).count() == 0
    assert entries(of=Organisation.objects.get()) == ["organisation.entered"]


def test_what_it_told_us_is_put_right_and_two_colleagues_lose_no_words(visit, panel, nadia):
    one = an_organisation(panel, nadia)
    at = page_of(panel, "words", one.pk)
    page = visit.as_(nadia)(at)
    mine = written(page) | {"contact_name": "Ewan Muir", "do": "save"}

    assert "It is put right" in visit.as_(nadia).post(at, mine).text
    assert Organisation.objects.get().contact_name == "Ewan Muir"
    later = visit.as_(nadia).post(at, written(page) | {"helps_with": "Nothing", "do": "save"}, status=409)
    both = written(later)
    assert (both["contact_name"], both["helps_with"]) == ("Ewan Muir", "Nothing")


def test_its_name_is_shown_only_while_it_agrees(visit, panel, nadia):
    one = an_organisation(panel, nadia)
    consent = OrganisationConsent.objects.get(wording__purpose="shown")

    visit.as_(nadia).post(page_of(panel, "takes-back", one.pk, consent.pk))
    assert queries.shown_organisations(panel=panel).count() == 0
    visit.as_(nadia).post(page_of(panel, "agrees", one.pk, consent.wording.pk))
    assert queries.shown_organisations(panel=panel).count() == 1


def test_what_it_cannot_do_without_is_not_taken_back_but_by_leaving(visit, panel, nadia):
    one = an_organisation(panel, nadia)
    consent = OrganisationConsent.objects.get(wording__purpose="speak-for")

    visit.as_(nadia).post(page_of(panel, "takes-back", one.pk, consent.pk), status=404)


def test_it_leaves_in_two_steps_and_who_its_contact_was_is_erased_everywhere(visit, panel, nadia):
    one = an_organisation(panel, nadia)
    gathering = a_gathering(panel, nadia, kind="stakeholders")
    gatherings.put_on_list(gathering=gathering, organisations=[one], by=nadia)
    gatherings.invite_people(gathering=gathering, on=localdate(), by=nadia)
    GatheringNeed.objects.create(invited=gathering.invited.get(), kind="access", words="I use a wheelchair")
    at = page_of(panel, "leave", one.pk)

    assert "What we erase" in visit.as_(nadia)(at).text
    assert Organisation.objects.get().left_on is None
    visit.as_(nadia).post(at)

    one.refresh_from_db()
    assert (one.name, one.contact_name, one.email, one.left_on) == ("Carers of Invermore", "", "", localdate())
    assert [need.words for need in GatheringNeed.objects.all()] == [""]
    assert {notice.address for notice in Notice.objects.all()} == {""}
    assert OrganisationConsent.objects.filter(withdrawn_on=None).count() == 0
    assert visit.as_(nadia)(at, status=404)
    with pytest.raises(operations.LeftAlready):
        operations.let_organisation_leave(organisation=one, on=localdate(), by=nadia)


def test_it_is_invited_to_a_meeting_until_it_leaves(panel, nadia):
    one = an_organisation(panel, nadia)
    gathering = a_gathering(panel, nadia, kind="stakeholders")
    assert list(organisations_to_invite(panel=panel)) == [one]
    gatherings.put_on_list(gathering=gathering, organisations=[one], by=nadia)

    operations.let_organisation_leave(organisation=one, on=localdate(), by=nadia)

    assert list(organisations_to_invite(panel=panel)) == []
    assert list(to_invite(gathering=gathering)) == []
    with pytest.raises(gatherings.NobodyToInvite):
        gatherings.invite_people(gathering=gathering, on=localdate(), by=nadia)


def test_it_is_never_counted_among_the_people_of_the_panel(visit, panel, nadia):
    PanelMemberFactory(panel=panel)
    an_organisation(panel, nadia)

    assert queries.how_many(panel=panel) == queries.members(panel=panel).count() == 1


def test_what_was_written_for_one_that_never_confirmed_is_erased(visit, panel):
    send(visit, panel)
    Confirmation.objects.update(good_until=localdate() - timedelta(days=1))

    for one in queries.organisations_never_confirmed(on=localdate()):
        operations.forget_unconfirmed_organisation(organisation=one, by=CLOCK)

    assert Organisation.objects.count() == Confirmation.objects.count() == 0


def test_the_database_keeps_none_that_could_not_be_told(panel):
    with pytest.raises(IntegrityError):
        Organisation.objects.create(panel=panel, name="Nobody", speaks_for="All", asked_on=localdate())


def test_the_list_says_who_waits_and_asks_no_more_for_many(visit, panel, nadia):
    send(visit, panel)
    numbers = iter(range(9))

    def another():
        number = next(numbers)
        an_organisation(panel, nadia, name=f"Number {number}", email=f"n{number}@example.org")

    page = visit.as_(nadia)(page_of(panel, "list"))
    assert "Asked to join, not confirmed yet" in page.text
    visit.as_(nadia).asks_the_same(page_of(panel, "list"), another)


def test_another_services_colleague_sees_none_of_it(visit, panel, nadia):
    stranger = PersonFactory(role="researcher", within="charter elsewhere")
    one = an_organisation(panel, nadia)
    for page in ("organisation", "words", "leave"):
        visit.as_(stranger)(page_of(panel, page, one.pk), status=403)
