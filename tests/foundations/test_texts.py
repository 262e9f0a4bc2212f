"""Text messages leave by the carrier that settings name, and only there; a carrier in trouble is asked again."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from leal.config.texts import text_service
from leal.foundations.accounts.models import CastMember
from leal.foundations.notices.carriers import CannotLeave, MayHaveLeft, NotNow
from leal.foundations.notices.models import Notice
from leal.foundations.notices.notify import Notify
from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.notices.sending import send_waiting
from tests.factories import PersonFactory

from .fake_notify import KEY, TEMPLATE, fake_notify

pytestmark = pytest.mark.django_db

ISLA = Recipient("Isla", "text", "07700 900123")


@pytest.fixture
def notify(settings):
    with fake_notify() as server:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        settings.TEXT_SERVICE = {"address": address, "key": KEY, "template": TEMPLATE}
        yield server


@pytest.fixture
def client(notify, settings):
    return Notify(**settings.TEXT_SERVICE)


def told(recipient=ISLA, words="Your meeting is on Monday."):
    return tell(recipient, subject="Monday", words=words, about="test")


# What we take the interface to be


def test_the_carrier_takes_a_text_and_finds_it_again_by_its_reference(client, notify):
    client.send(number="07700900123", words="Hello", reference="leal-1")

    assert client.has(reference="leal-1")
    assert not client.has(reference="leal-2")


def test_the_carrier_knows_only_who_holds_the_secret(notify, settings):
    stranger = Notify(**settings.TEXT_SERVICE | {"key": KEY[:-4] + "0000"})

    with pytest.raises(NotNow, match="said 403: Invalid token"):
        stranger.send(number="07700900123", words="Hello", reference="leal-1")
    assert notify.texts == []


def test_the_carrier_refuses_what_is_no_number_and_says_so(client):
    with pytest.raises(CannotLeave, match="refused it: phone_number Not a valid phone number"):
        client.send(number="1 High Street", words="Hello", reference="leal-1")


def test_a_carrier_that_breaks_off_may_have_it(client, notify):
    notify.cut_off = True

    with pytest.raises(MayHaveLeft):
        client.send(number="07700900123", words="Hello", reference="leal-1")


# What becomes of a notice


def test_a_text_leaves_once_with_its_words(notify):
    told()

    assert (send_waiting(), send_waiting()) == ((1, 0), (0, 0))
    [text] = notify.texts
    assert text["personalisation"]["words"] == "Monday\n\nYour meeting is on Monday."


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_carrier_in_trouble_is_asked_again(notify, status):
    told()
    notify.trouble = status
    assert send_waiting() == (0, 0)

    notify.trouble = 0
    assert send_waiting() == (1, 0)


def test_a_text_that_was_taken_while_the_line_broke_is_not_sent_again(notify):
    told()
    notify.cut_off = True
    send_waiting()
    send_waiting()

    assert len(notify.texts) == 1
    assert Notice.objects.get().sent_at


def test_a_text_too_long_for_a_text_waits_for_a_colleague(notify):
    told(words="x" * 1000)

    assert send_waiting() == (0, 1)
    assert "It has 1,008 letters, and a text message holds 900" in Notice.objects.get().missed_because
    assert notify.texts == []


def test_a_number_that_is_none_waits_for_a_colleague(notify):
    told(ISLA._replace(address="12"))

    assert send_waiting() == (0, 1)


def test_where_the_story_is_told_texts_become_files(notify, settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    CastMember.objects.create(person=PersonFactory(), about="Made up", place=1)
    told()

    assert send_waiting() == (1, 0)
    assert notify.texts == []
    assert [file.read_text() for file in (tmp_path / "texts").iterdir()] == [
        "07700 900123\n\nMonday\n\nYour meeting is on Monday.\n"
    ]


@pytest.mark.parametrize(
    "named",
    [
        {"LEAL_TEXTS_URL": "https://texts.example.org"},
        {"LEAL_TEXTS_URL": "http://texts.example.org", "LEAL_TEXTS_KEY": KEY, "LEAL_TEXTS_TEMPLATE": TEMPLATE},
        {"LEAL_TEXTS_URL": "https://texts.example.org", "LEAL_TEXTS_KEY": KEY},
    ],
)
def test_half_a_carrier_is_refused_with_what_to_set(monkeypatch, named):
    for name, value in named.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match="Set LEAL_TEXTS_URL to the carrier’s address"):
        text_service()
