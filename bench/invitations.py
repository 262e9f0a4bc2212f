"""Invitations to 100,000 people: written into the outbox with their codes, and sent to a post office on this machine.

Limit: 500 a second for both together. Beside it: the same e-mails handed to the same post office by Django alone,
which keeps no record, notes nothing and would start anew after a kill.
"""

import socketserver
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from multiprocessing import Value, get_context
from time import perf_counter

from bench.beside import row, say
from bench.scratch import scratch_database

MANY, SENT, LIMIT = 100_000, 30_000, 500
WORDS = (
    "Hello {name},\n\nyou are one of the people we ask how we are doing. It takes five minutes.\n\n"
    "Your code is {code}. Answer at {link} by {closes}, or ring us.\n\nThank you."
)


class Office(socketserver.StreamRequestHandler):
    """A post office that takes everything, and several words in one breath (RFC 2920), as any does today."""

    disable_nagle_algorithm = True

    def handle(self):
        say_ = self.wfile.write
        say_(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"QUIT":
                return
            if word == b"EHLO":
                say_(b"250-here\r\n250 PIPELINING\r\n")
                continue
            if word == b"DATA":
                say_(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.server.taken.value += 1
            say_(b"250 ok\r\n")


@contextmanager
def post_office_beside():
    """A post office in a process of its own, as one is: yields its port, and how many letters it has taken."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Office) as office:
        office.taken = Value("i", 0)
        process = get_context("fork").Process(target=office.serve_forever, daemon=True)
        process.start()
        try:
            yield office.server_address[1], office.taken
        finally:
            process.terminate()
            process.join()


def main() -> None:
    """Print the seconds for 100,000 invitations beside what the limit allows, and sending beside Django alone."""
    with post_office_beside() as (port, taken), scratch_database():
        from django.conf import settings

        import leal.config.urls  # noqa: F401  (reading the addresses of every page once is no part of writing)
        from leal.config.mail import post_office

        settings.EMAIL_BACKEND = "leal.config.mail.PostOffice"
        settings.POST_OFFICE = post_office(f"smtp://127.0.0.1:{port}")
        written = write()
        sent = send(taken)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        alone = by_django_alone()
    both = written + sent * MANY / SENT
    row(f"{MANY:,} invitations written and sent", both, "limit", MANY / LIMIT)
    row(f"{MANY:,} invitations written", written, "limit", MANY / LIMIT)
    row(f"{SENT:,} of them sent", sent, "Django alone", alone)
    say(
        f"{MANY / both:,.0f} a second together, {MANY / written:,.0f} written, {SENT / sent:,.0f} sent; {LIMIT} wanted."
    )
    say(f"{SENT:,} were sent, and the time for all reckoned from them. With more letters than that, two senders share.")


def people():
    """As many people as are asked."""
    from leal.foundations.invitations.wording import Invitee
    from leal.foundations.notices.outbox import Recipient

    for n in range(MANY):
        yield Invitee(f"panels.member {n}", Recipient(f"Person {n}", "email", f"person-{n}@example.org"))


def write() -> float:
    from leal.foundations.invitations import operations
    from leal.foundations.invitations.mailing import send_invitations
    from leal.foundations.notices.outbox import Said
    from leal.foundations.people.models import Person

    by = Person.objects.create(name="N", email="n@example.org")
    by.role_holdings.create(role="researcher", since=date(2018, 1, 1))
    opens_on = date(2027, 3, 1)
    closes_on = opens_on + timedelta(days=14)
    asking = operations.ask(title="B", leads_to="/answers/", opens_on=opens_on, closes_on=closes_on, by=by)
    says = [Said("How are we doing?", WORDS)]
    begun = perf_counter()
    send_invitations(asking=asking, people=people(), of=MANY, says=says, by=by, tell=lambda *_: None)
    return perf_counter() - begun


def send(taken) -> float:
    from leal.foundations.notices.models import Notice
    from leal.foundations.notices.sending import send_waiting

    last = Notice.objects.order_by("pk")[SENT].pk
    Notice.objects.filter(pk__gte=last).delete()
    begun = perf_counter()
    send_waiting()
    seconds = perf_counter() - begun
    assert taken.value == SENT
    return seconds


def by_django_alone() -> float:
    from django.core.mail import EmailMessage, get_connection

    begun = perf_counter()
    with get_connection() as connection:
        for one in islice(people(), SENT):
            EmailMessage("How are we doing?", WORDS, to=[one.recipient.address], connection=connection).send()
    return perf_counter() - begun
