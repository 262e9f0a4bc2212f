"""Invitations to 100,000 people: written into the outbox with their codes, and sent to a post office on this machine.

Limit: 500 a second for both together. Beside it: the same e-mails handed to the same post office by Django alone,
which keeps no record, notes nothing and would start anew after a kill.
"""

import socketserver
import threading
from datetime import date, timedelta
from itertools import islice
from time import perf_counter

from bench.beside import row, say
from bench.scratch import scratch_database

MANY, SENT, LIMIT = 100_000, 10_000, 500
WORDS = (
    "Hello {name},\n\nyou are one of the people we ask how we are doing. It takes five minutes.\n\n"
    "Your code is {code}. Answer at {link} by {closes}, or ring us.\n\nThank you."
)


class Office(socketserver.StreamRequestHandler):
    """A post office that takes everything."""

    def handle(self):
        say_ = self.wfile.write
        say_(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"QUIT":
                return
            if word == b"DATA":
                say_(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.server.taken += 1
            say_(b"250 ok\r\n")


def main() -> None:
    """Print the seconds for 100,000 invitations beside what the limit allows, and sending beside Django alone."""
    with scratch_database():
        from django.conf import settings

        from leal.config.mail import post_office

        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Office) as office:
            office.taken = 0
            threading.Thread(target=office.serve_forever, daemon=True).start()
            settings.EMAIL_BACKEND = "leal.config.mail.PostOffice"
            settings.POST_OFFICE = post_office(f"smtp://127.0.0.1:{office.server_address[1]}")
            written = write()
            sent = send(office)
            alone = by_django_alone()
            office.shutdown()
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


def send(office) -> float:
    from leal.foundations.notices.models import Notice
    from leal.foundations.notices.sending import send_waiting

    last = Notice.objects.order_by("pk")[SENT].pk
    Notice.objects.filter(pk__gte=last).delete()
    begun = perf_counter()
    send_waiting()
    taken = perf_counter() - begun
    assert office.taken == SENT
    return taken


def by_django_alone() -> float:
    from django.core.mail import EmailMessage, get_connection

    begun = perf_counter()
    with get_connection() as connection:
        for one in islice(people(), SENT):
            EmailMessage("How are we doing?", WORDS, to=[one.recipient.address], connection=connection).send()
    return perf_counter() - begun
