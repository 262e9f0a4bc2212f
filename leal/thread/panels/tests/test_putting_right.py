"""What a member told us is put right: by themself or a colleague, with nobody's words lost and no silent takeover."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leal.foundations.audit.models import Entry
from leal.foundations.audit.record import entries
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import ANYONE
from leal.foundations.people.models import Person
from leal.foundations.revision import ChangedMeanwhile, revision
from leal.thread.panels import operations
from leal.thread.panels.models import PanelMember, Postcode
from tests.factories import PanelMemberFactory, PersonFactory
from tests.forms import written

from .making import a_panel

pytestmark = pytest.mark.django_db
MINE = "/panels/me/details/"
TODAY = date(2024, 5, 1)


@pytest.fixture
def panel():
    Postcode.objects.create(code="KW1 4YT", council_area="Highland", urban_rural="Remote rural")
    return a_panel()


@pytest.fixture
def ishbel(panel):
    person = PersonFactory(name="Ishbel MacAulay", email="ishbel@example.org", role="panel-member")
    return PanelMemberFactory(
        panel=panel, person=person, name="Ishbel MacAulay", email="ishbel@example.org", needs="A quiet room",
        council_area="Fife", urban_rural="Other urban areas", postcode="KY1 1AA",
    )  # fmt: skip


@pytest.fixture
def nadia(panel):
    return PersonFactory(name="Nadia", role="researcher", within=panel.scope)


def there() -> PanelMember:
    return PanelMember.objects.get(name_key__contains="ishbel")


def address(member) -> str:
    return reverse("panels:member-details", args=[member.panel.service, member.panel.code, member.pk])


def put_right(member, by, **words):
    return operations.put_right(member=member, seen=revision(member), on=TODAY, by=by, **words)


def test_a_member_sees_what_they_told_us_looks_it_over_and_saves(visit, ishbel):
    here = visit.as_(ishbel.person)
    sent = written(here(MINE)) | {"needs": "A quiet room, and breaks"}
    look = here.post(MINE, sent | {"do": "look"})
    assert "Nothing is saved yet." in look.text
    assert there().needs == "A quiet room"
    saved = here.post(MINE, sent | {"do": "save"})
    assert "Your details are put right." in saved.text
    assert there().needs == "A quiet room, and breaks"
    assert entries(of=ishbel) == ["member.put-right"]


def test_a_new_postcode_says_anew_where_someone_lives_and_an_unknown_one_is_kept_and_said(visit, ishbel):
    here = visit.as_(ishbel.person)
    here.post(MINE, written(here(MINE)) | {"postcode": "kw14yt", "do": "save"})
    assert (there().postcode, there().council_area, there().urban_rural) == ("KW1 4YT", "Highland", "Remote rural")
    page = here.post(MINE, written(here(MINE)) | {"postcode": "ZE1 0AA", "do": "save"})
    assert "We do not know yet where ZE1 0AA lies. It is kept." in page.text
    assert (there().postcode, there().council_area) == ("ZE1 0AA", "")


def test_whatever_else_is_put_right_the_area_someone_came_with_stays(ishbel):
    put_right(ishbel, ishbel.person, needs="Breaks")
    assert there().council_area == "Fife"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Write a name"),
        ({"told_by": "letter"}, "Write an address, or choose another way to be told"),
        ({"told_by": "text"}, "Write a phone number, or choose another way to be told"),
        ({"email": ""}, "Write an e-mail address, or choose another way to be told"),
        ({"email": "ishbel at home"}, "Write the e-mail address in full"),
        ({"phone": "123"}, "Write the whole phone number"),
        ({"postcode": "Inverness"}, "“Inverness” is not a whole postcode"),
        ({"told_by": "pigeon"}, "Choose how to get in touch"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_a_mistake_gets_a_sentence_and_nothing_that_was_written_is_lost(visit, ishbel, wrong, said):
    here = visit.as_(ishbel.person)
    page = here.post(MINE, written(here(MINE)) | {"needs": "Written anew"} | wrong | {"do": "save"})
    assert said in page.text
    assert written(page)["needs"] == "Written anew"
    assert there().needs == "A quiet room"


def test_a_colleague_says_why_they_open_it_and_how_they_know(visit, ishbel, nadia):
    here, at = visit.as_(nadia), address(ishbel)
    assert "A quiet room" not in here(at).main.decode()
    form = here.post(at, {"because": "She rang about her address"})
    assert "Changed last" not in form.text, "reading changes nothing"
    sent = written(form) | {"needs": "Breaks", "do": "save"}
    assert "Say how you know" in here.post(at, sent).text
    assert there().needs == "A quiet room"
    here.post(at, sent | {"because": "She said so on the phone"})
    assert there().needs == "Breaks"
    told = Entry.objects.filter(subject_key=str(ishbel.pk)).order_by("pk").values_list("event", "because")
    assert list(told) == [
        ("member.read", "She rang about her address"),
        ("member.put-right", "She said so on the phone"),
    ]


def test_nobody_else_puts_it_right(visit, ishbel):
    stranger = PersonFactory(role="researcher", within="charter another")
    for by in (PersonFactory(role="panel-member"), stranger, ANYONE):
        with pytest.raises(PermissionDenied):
            put_right(ishbel, by, needs="Nothing")
    visit.as_(stranger)(address(ishbel), status=403)
    visit.as_(PersonFactory(role="panel-member"))(MINE, status=404)
    assert there().needs == "A quiet room"


def test_of_two_who_put_it_right_at_once_neither_loses_a_word(visit, ishbel, nadia):
    here = visit.as_(ishbel.person)
    sent = written(here(MINE)) | {"needs": "Breaks", "do": "save"}
    put_right(ishbel, nadia, needs="An interpreter")
    page = here.post(MINE, sent, status=409)
    assert "An interpreter" in page.text
    assert "Breaks" in page.text
    assert there().needs == "An interpreter"


def test_what_someone_saw_before_another_saved_is_never_written_over(ishbel, nadia):
    seen = revision(ishbel)
    put_right(ishbel, nadia, needs="An interpreter")
    with pytest.raises(ChangedMeanwhile):
        operations.put_right(member=ishbel, seen=seen, on=TODAY, by=nadia, needs="Breaks")


def test_nothing_is_written_of_someone_who_has_left(ishbel, nadia):
    operations.leave_panel(member=ishbel, on=TODAY, by=nadia)
    left = PanelMember.objects.get(pk=ishbel.pk)
    with pytest.raises(operations.LeftAlready):
        put_right(left, nadia, name="Ishbel MacAulay")
    assert PanelMember.objects.get(pk=ishbel.pk).name == ""


def test_whoever_is_reached_elsewhere_is_told_where_they_were_reached_before_and_not_where_now(ishbel):
    put_right(ishbel, ishbel.person, told_by="letter", postal_address="1 Shore Street")
    told = Notice.objects.get(about="member.put-right")
    assert (told.channel, told.address) == ("email", "ishbel@example.org")
    assert "Shore Street" not in told.words


def test_nobody_is_written_to_when_the_way_to_reach_them_stays(ishbel):
    put_right(ishbel, ishbel.person, needs="Breaks", phone="01234 567890")
    assert not Notice.objects.exists()


def test_a_new_name_is_the_name_of_the_account_too_and_the_way_to_sign_in_stays(ishbel):
    put_right(ishbel, ishbel.person, name="Ishbel Rae", email="rae@example.org")
    account = Person.objects.get(pk=ishbel.person_id)
    assert (account.name, account.email) == ("Ishbel Rae", "ishbel@example.org")
    assert there().name_key == "ishbel rae"
