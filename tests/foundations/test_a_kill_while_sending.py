"""Someone pulls the plug while notices leave: nobody is written to twice, nobody is forgotten."""

import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from email import message_from_string

import pytest

from leal.config.mail import post_office
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, Said, tell_many
from leal.foundations.notices.sending import IN_HAND, send_waiting

from .fake_notify import KEY, TEMPLATE, fake_notify
from .test_mail import Conversation

pytestmark = pytest.mark.database

SENDS = "import django; django.setup(); from leal.foundations.notices.sending import send_waiting; send_waiting()"
MANY = 80


class KillsItsCaller(Conversation):
    """A post office in whose fifteenth letter the sender is killed: before it has said that it took it, or after."""

    def letter(self) -> str:
        letter = super().letter()
        if len(self.server.letters) == 14 and self.server.victim:
            os.kill(self.server.victim.pid, signal.SIGKILL)
            self.server.victim.wait()
        return letter


@pytest.fixture
def office(settings):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), KillsItsCaller)
    server.letters, server.answer, server.recipient, server.victim = [], "250 taken", "250 ok", None
    server.knows = "250 ok"
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.EMAIL_BACKEND = "leal.config.mail.PostOffice"
    settings.POST_OFFICE = post_office(f"smtp://127.0.0.1:{server.server_address[1]}")
    yield server
    server.shutdown()
    server.server_close()


def sender(committed, **environment) -> subprocess.Popen:
    given = os.environ | committed.environment | {"DJANGO_SETTINGS_MODULE": "leal.config.settings"} | environment
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", SENDS], env=given)


def send_until_nothing_waits():
    """The database may need a moment to see that a sender is gone."""
    deadline = time.monotonic() + 30
    while Notice.objects.filter(sent_at=None, missed_at=None).exists() and time.monotonic() < deadline:
        send_waiting()


@pytest.mark.parametrize("knows", ["250 ok", "250 PIPELINING"])
def test_e_mail_of_a_sender_that_is_killed_reaches_nobody_twice_and_forgets_nobody(committed, office, knows):
    office.knows = knows
    people = [Recipient(f"Person {n}", "email", f"person-{n}@example.org") for n in range(MANY)]
    tell_many([(one, Said("Hello", "Words")) for one in people], about="test")
    office.victim = sender(committed, LEAL_SMTP_URL=f"smtp://127.0.0.1:{office.server_address[1]}")
    office.victim.wait()
    assert office.victim.returncode == -signal.SIGKILL

    office.victim = None
    send_until_nothing_waits()

    reached = Counter(message_from_string(letter)["To"] for letter in office.letters)
    waits = set(Notice.objects.filter(missed_at__isnull=False).values_list("address", flat=True))
    assert set(reached.values()) == {1}
    assert set(reached) | waits == {one.address for one in people}
    assert 1 <= len(waits) <= IN_HAND
    assert {"It may have left" in one.missed_because for one in Notice.objects.filter(sent_at=None)} == {True}


def test_texts_and_letters_of_a_sender_that_was_lost_all_leave_once(committed, settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    tell_many([(Recipient("Isla", "text", "07700900123"), Said("Hello", f"Words {n}")) for n in range(4)], about="test")
    tell_many([(Recipient("Ewan", "letter", "1 High Street"), Said("Hello", "Words"))], about="test")
    with fake_notify() as notify:
        address = f"http://127.0.0.1:{notify.server_address[1]}"
        settings.TEXT_SERVICE = {"address": address, "key": KEY, "template": TEMPLATE}
        lost = (
            "import os, django; django.setup()\n"
            "from leal.foundations.notices import sending\n"
            "sending.note_sent = lambda left: os.kill(os.getpid(), 9)\n"
            "sending.send_waiting()"
        )
        given = {"LEAL_TEXTS_URL": address, "LEAL_TEXTS_KEY": KEY, "LEAL_TEXTS_TEMPLATE": TEMPLATE}
        environment = os.environ | committed.environment | given | {"LEAL_HOME": str(tmp_path)}
        environment |= {"DJANGO_SETTINGS_MODULE": "leal.config.settings"}
        ended = subprocess.run([sys.executable, "-W", "ignore", "-c", lost], env=environment)
        assert ended.returncode == -signal.SIGKILL
        assert notify.texts
        assert not Notice.objects.exclude(sent_at=None).exists()

        send_until_nothing_waits()

        words = Counter(text["personalisation"]["words"] for text in notify.texts)
    assert words == {f"Hello\n\nWords {n}": 1 for n in range(4)}
    assert len(list((tmp_path / "letters").iterdir())) == 1
