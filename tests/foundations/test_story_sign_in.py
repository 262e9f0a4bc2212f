"""Where the story is told, one press signs in as any of the cast. Nothing opens that anywhere else."""

from datetime import date

import pytest
from django.contrib.auth import get_user
from django.test import Client

from leal.foundations.accounts import operations, queries, visiting
from leal.foundations.accounts.models import CastMember
from leal.foundations.accounts.visiting import forget_the_phase, story_phase, visitor_for
from leal.foundations.audit.record import entries
from leal.foundations.people.actors import CLOCK
from leal.foundations.people.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def nothing_is_known_yet(no_story_is_told):
    forget_the_phase()


@pytest.fixture
def keeper(db):
    return operations.add_first_keeper(name="The storyteller", email="teller@example.org", on=DAY, by=CLOCK)


@pytest.fixture
def ishbel(keeper):
    """The story, told: Ishbel and Ruaridh are of its cast, and the storyteller has left."""
    one = operations.cast(name="Ishbel", email="ishbel@example.org", about="Still asks.", on=DAY, by=keeper)
    other = operations.cast(name="Ruaridh", email="ruaridh@example.org", about="Keeps it.", on=DAY, by=keeper)
    operations.give_role(person=one, role="panel-member", since=DAY, by=keeper)
    operations.give_role(person=other, role="keeper", since=DAY, by=keeper)
    operations.leave(person=keeper, on=DAY, by=keeper)
    return CastMember.objects.get(person=one)


def press(pk, client=None):
    client = client or Client()
    answer = client.post(f"/sign-in/as/{pk}/")
    user = get_user(client)
    return answer.status_code, user.name if user.is_authenticated else ""


def test_the_cast_stands_on_the_page_each_with_a_sentence_their_roles_and_one_press(visit, ishbel):
    cast = visit("/sign-in/").main.find(class_="le_cast")

    assert [item.h3.text for item in cast("li")] == ["Ishbel", "Ruaridh"]
    assert [" ".join(item.p.text.split()) for item in cast("li")] == [
        "Still asks. Panel member.",
        "Keeps it. Keeper of the system.",
    ]
    assert [item.button.text for item in cast("li")] == ["Sign in as Ishbel", "Sign in as Ruaridh"]


def test_one_press_signs_in_and_is_recorded(ishbel):
    assert press(ishbel.pk) == (302, "Ishbel")
    assert entries(of=ishbel.person)[-1] == "person.signed-in"


def test_looking_signs_nobody_in(ishbel):
    assert Client().get(f"/sign-in/as/{ishbel.pk}/").status_code == 405


def test_a_press_from_another_site_signs_nobody_in(ishbel):
    careful = Client(enforce_csrf_checks=True)

    assert press(ishbel.pk, careful) == (403, "")


def test_one_person_of_the_cast_after_another(ishbel):
    client = Client()
    press(ishbel.pk, client)
    ruaridh = CastMember.objects.get(person__name="Ruaridh")

    assert press(ruaridh.pk, client) == (302, "Ruaridh")


def test_a_code_app_that_a_visitor_set_up_shuts_nobody_out_of_the_story(ishbel):
    operations.set_up_authenticator(secret="JBSWY3DPEHPK3PXP", by=ishbel.person)

    assert press(ishbel.pk) == (302, "Ishbel")


def test_where_real_people_sign_in_the_page_shows_no_cast(visit, keeper):
    assert visit("/sign-in/").main.find(class_="le_cast") is None


def test_a_real_person_cannot_be_signed_in_by_a_press_whatever_number_is_sent(keeper):
    for pk in range(keeper.pk + 3):
        assert press(pk) == (404, "")


def test_among_the_cast_a_real_persons_number_opens_nothing(ishbel):
    real = PersonFactory(name="Real", is_active=False)

    assert press(max(real.pk, CastMember.objects.last().pk + 1)) == (404, "")


def test_as_soon_as_someone_real_could_sign_in_no_press_works_any_more(visit, ishbel):
    PersonFactory(name="Real")

    assert press(ishbel.pk) == (404, "")
    assert visit("/sign-in/").main.find(class_="le_cast") is None


def test_what_a_process_remembers_of_the_story_opens_nothing(ishbel):
    assert story_phase().word == "Story"
    PersonFactory(name="Real")

    assert story_phase().word == "Story"
    assert press(ishbel.pk) == (404, "")


def test_one_of_the_cast_who_left_cannot_be_pressed(ishbel):
    Person.objects.filter(pk=ishbel.person.pk).update(is_active=False)

    assert press(ishbel.pk) == (404, "")


@pytest.mark.parametrize(
    "setting",
    [
        "LEAL_STORY",
        "STORY",
        "LEAL_DEBUG",
        "DEBUG",
        "LEAL_DEMO",
        "LEAL_CAST",
        "AXES_ENABLED",
        "MFA_TOTP_INSECURE_BYPASS_CODE",
    ],
)
def test_no_setting_opens_it(settings, monkeypatch, keeper, setting):
    monkeypatch.setenv(setting, "1")
    setattr(settings, setting, "1")

    assert not queries.is_story()
    assert press(keeper.pk) == (404, "")


def test_no_query_header_or_cookie_opens_it(keeper):
    client = Client(headers={"x-story": "1", "x-leal-story": "yes"})
    client.cookies["story"] = "1"

    for more in ("?story=1", "?cast=1", f"?as={keeper.pk}"):
        assert client.post(f"/sign-in/as/{keeper.pk}/{more}", {"story": "1"}).status_code == 404


def test_only_a_story_makes_a_cast_and_only_where_nobody_real_was_ever_added(keeper):
    operations.add_person(name="B", email="b@example.org", on=DAY, by=keeper)

    with pytest.raises(operations.RealPeopleHere):
        operations.cast(name="C", email="c@example.org", about="Made up", on=DAY, by=keeper)


def test_whoever_is_added_where_the_story_is_told_is_of_its_cast(ishbel):
    ruaridh = Person.objects.get(name="Ruaridh")

    added = operations.add_person(name="Catriona", email="catriona@example.org", on=DAY, by=ruaridh)

    assert press(added.cast.pk) == (302, "Catriona")
    assert queries.is_story()


def test_the_storyteller_does_not_come_back_into_the_story(ishbel, keeper):
    ruaridh = Person.objects.get(name="Ruaridh")

    with pytest.raises(operations.NotOfTheStory):
        operations.come_back(person=Person.objects.get(pk=keeper.pk), by=ruaridh)


def test_an_e_mail_of_the_story_never_leaves_the_house(ishbel, settings, tmp_path):
    from django.core.mail import EmailMessage

    from leal.config.mail import PostOffice, post_office

    settings.LEAL_HOME = tmp_path
    settings.POST_OFFICE = post_office("smtp://127.0.0.1:1")

    assert PostOffice().send_messages([EmailMessage("Hello", "Words", to=["someone@example.org"])]) == 1
    [letter] = (tmp_path / "mail").iterdir()
    assert "To: someone@example.org" in letter.read_text()
    assert letter.suffix == ".eml"
    assert oct(letter.stat().st_mode)[-3:] == "600"


# The strip on every page


def test_the_strip_says_that_this_is_the_story_and_only_there(ishbel):
    phase = story_phase()

    assert (phase.word, phase.link.href) == ("Story", "/sign-in/")
    CastMember.objects.all().delete()
    forget_the_phase()
    assert story_phase() is None


def test_the_strip_costs_no_query_once_it_is_known(ishbel, django_assert_num_queries):
    story_phase()

    with django_assert_num_queries(0):
        story_phase()


def test_where_real_people_are_it_costs_no_query_either(keeper, django_assert_num_queries):
    story_phase()

    with django_assert_num_queries(0):
        assert story_phase() is None


def test_in_an_empty_place_it_is_asked_again_after_a_while(db, monkeypatch, django_assert_num_queries):
    assert story_phase() is None
    with django_assert_num_queries(0):
        assert story_phase() is None
    monkeypatch.setattr(visiting, "EMPTY_FOR", 0.0)
    forget_the_phase()
    assert story_phase() is None
    teller = operations.add_first_keeper(name="Teller", email="t@example.org", on=DAY, by=CLOCK)
    operations.cast(name="Ishbel", email="ishbel@example.org", about="Asks.", on=DAY, by=teller)
    Person.objects.filter(pk=teller.pk).update(is_active=False)

    assert story_phase().word == "Story"


def test_a_visitor_who_is_not_signed_in_costs_no_query(rf, django_assert_num_queries):
    request = rf.get("/")
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()

    with django_assert_num_queries(0):
        assert visitor_for(request) is None


def test_a_visitor_is_named_with_their_roles_today(rf, morag):
    morag.role_holdings.create(role="auditor", since=date(2020, 1, 1), until=date(2021, 1, 1))
    morag.role_holdings.create(role="manager", since=date(2020, 1, 1))
    request = rf.get("/")
    request.user = morag

    visitor = visitor_for(request)

    assert (visitor.name, visitor.role, visitor.sign_out) == ("Morag", "charter lead, manager", "/sign-out/")
