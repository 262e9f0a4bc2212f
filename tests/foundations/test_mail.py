"""E-mail leaves by the post office that settings name, or becomes a file; a post office that is away is asked again."""

import socketserver
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.utils import timezone

from leal.config.mail import PostOfficeAddress, post_office
from leal.foundations.accounts import operations
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.notices.sending import send_waiting
from leal.foundations.people.actors import CLOCK
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", None),
        (
            "smtps://leal%40example.org:p%40ss@mail.example.org",
            PostOfficeAddress("mail.example.org", 465, "leal@example.org", "p@ss", use_ssl=True, use_tls=False),
        ),
        (
            "smtp://mail.example.org:2525",
            PostOfficeAddress("mail.example.org", 2525, "", "", use_ssl=False, use_tls=True),
        ),
        ("smtp://127.0.0.1:25", PostOfficeAddress("127.0.0.1", 25, "", "", use_ssl=False, use_tls=False)),
    ],
)
def test_the_address_of_a_post_office_is_read(url, found):
    assert post_office(url) == found


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"])
def test_an_address_that_cannot_be_read_says_how_to_write_it(url):
    with pytest.raises(ImproperlyConfigured, match="Write it like smtps://name:password@mail.example.org:465"):
        post_office(url)


class Conversation(socketserver.StreamRequestHandler):
    """A post office that speaks just enough SMTP (RFC 5321), and answers DATA as it was told to."""

    disable_nagle_algorithm = True

    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"QUIT":
                break
            if word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(self.letter())
                self.say(self.server.answer)
            elif word == b"RCPT":
                self.say(self.server.recipient)
            elif word == b"EHLO":
                self.say(f"250-here\r\n{self.server.knows}")
            else:
                self.say("250 ok")

    def letter(self) -> str:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        return "".join(lines)

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture(params=["250 ok", "250 PIPELINING"])
def office(request, settings):
    """A post office; one that hears one word at a time, and one that hears several in one breath."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
    server.letters, server.answer, server.recipient, server.knows = [], "250 taken", "250 ok", request.param
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.EMAIL_BACKEND = "leal.config.mail.PostOffice"
    settings.POST_OFFICE = post_office(f"smtp://127.0.0.1:{server.server_address[1]}")
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def written():
    return tell(Recipient("Isla", "email", "isla@example.org"), subject="Hello", words="Words", about="test")


def test_it_leaves_by_the_post_office(office, written):
    assert send_waiting() == (1, 0)
    [letter] = office.letters
    assert "To: isla@example.org" in letter
    assert letter.rstrip().endswith("Words")


def test_a_line_that_begins_with_a_full_stop_ends_no_letter(office):
    tell(Recipient("Isla", "email", "isla@example.org"), subject="Hello", words="One\n.\n.two", about="test")

    assert send_waiting() == (1, 0)
    assert "One\r\n..\r\n..two\r\n" in office.letters[0]


def test_whom_it_does_not_know_keeps_no_letter_of_the_others(office, written):
    office.recipient = "550 no such person"
    assert send_waiting() == (0, 1)
    office.recipient = "250 ok"
    tell(Recipient("Ewan", "email", "ewan@example.org"), subject="Hello", words="Words", about="test")

    assert send_waiting() == (1, 0)
    assert "To: ewan@example.org" in office.letters[-1]


def test_where_none_is_named_each_e_mail_becomes_a_file(settings, tmp_path, written):
    settings.EMAIL_BACKEND, settings.POST_OFFICE = "leal.config.mail.PostOffice", None
    settings.LEAL_HOME = tmp_path

    assert send_waiting() == (1, 0)
    [letter] = (tmp_path / "mail").iterdir()
    assert "Subject: Hello" in letter.read_text()


@pytest.mark.parametrize("trouble", ["451 later", "421 closing"])
def test_a_post_office_that_says_later_is_asked_again(office, written, trouble):
    office.answer = trouble
    assert send_waiting() == (0, 0)

    office.answer = "250 taken"
    assert send_waiting() == (1, 0)


def test_a_post_office_that_is_away_is_asked_again_and_holds_nothing_else_up(settings, tmp_path, written):
    settings.EMAIL_BACKEND = "leal.config.mail.PostOffice"
    settings.POST_OFFICE = post_office("smtp://127.0.0.1:1")
    settings.LEAL_HOME = tmp_path
    tell(Recipient("Ewan", "letter", "1 High Street"), subject="Hello", words="Words", about="test")

    assert send_waiting() == (1, 0)
    assert [notice.channel for notice in Notice.objects.filter(sent_at=None)] == ["email"]


def test_after_a_day_it_waits_for_a_colleague_instead(office, written):
    office.answer = "451 later"
    Notice.objects.update(written_at=timezone.now() - timedelta(days=1, minutes=1))

    assert send_waiting() == (0, 1)
    assert Notice.objects.get().missed_because == "The post office said 451"


def test_an_address_the_post_office_does_not_know_is_missed_at_once(office, written):
    office.recipient = "550 no such person"

    assert send_waiting() == (0, 1)
    assert Notice.objects.get().missed_because == "The post office knows no such address"


def test_a_subject_cannot_smuggle_in_another_recipient():
    with pytest.raises(ValueError, match="newlines"):
        EmailMessage("Hello\nBcc: other@example.org", "Words", to=["isla@example.org"]).message()


# The command line


def run(command, *arguments):
    from click.testing import CliRunner

    return CliRunner().invoke(command, arguments)


@pytest.fixture
def ready(monkeypatch):
    """The database is there already, and is the one of the test."""
    monkeypatch.setattr("leal.foundations.database.ready", lambda **_: None)


def test_the_first_keeper_is_added_on_the_command_line_and_gets_a_link(ready, visit):
    from leal.foundations.accounts.commands import people

    said = run(people, "add-keeper", "--name", "Ruaridh", "--email", "Ruaridh@Example.org").output.splitlines()

    assert said[:2] == ["Ruaridh keeps the system now.", "Within 15 minutes, Ruaridh can sign in at"]
    page = visit.post(said[2].strip().removeprefix("http://localhost:8000"), follow=False)
    assert page.response["Location"] == "/desk/"
    assert visit("/people/").status == 200


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("not an address", "“not an address” is no e-mail address."),
        ("kéeper@example.org", "“kéeper@example.org” is no e-mail address."),
    ],
)
def test_an_address_that_is_none_is_refused(ready, email, said):
    from leal.foundations.accounts.commands import people

    result = run(people, "add-keeper", "--name", "R", "--email", email)

    assert (result.exit_code, result.output) == (1, f"Error: {said}\n")


def test_where_someone_is_already_nobody_is_added(ready):
    from leal.foundations.accounts.commands import people

    PersonFactory()

    result = run(people, "add-keeper", "--name", "R", "--email", "r@example.org")

    assert result.output == "Error: Someone is here already. Ask a keeper of the system to add you.\n"


def test_a_link_can_be_handed_to_someone_e_mail_does_not_reach_and_why_is_recorded(ready):
    from leal.foundations.accounts.commands import people
    from leal.foundations.audit.models import Entry

    operations.add_first_keeper(name="R", email="r@example.org", on=timezone.localdate(), by=CLOCK)

    assert "/sign-in/link/" in run(people, "link", "--email", "R@example.org", "--because", "Mail is down").output
    assert Entry.objects.get(event="link.handed-out").because == "Mail is down"
    assert run(people, "link", "--email", "no@example.org", "--because", "x").exit_code == 1


def test_what_waits_is_delivered_by_command(ready, office, written):
    from leal.foundations.notices.commands import notices

    assert run(notices, "deliver").output == "1 sent, 0 could not leave, 0 still wait.\n"


def test_what_is_stale_is_forgotten_by_command(ready):
    from leal.foundations.accounts.commands import people

    assert run(people, "forget").output == "Forgotten: 0 links, 0 tries, 0 sessions, 0 e-mails.\n"
