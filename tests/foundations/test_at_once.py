"""Two at once: of what can happen only once, one happens."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from leal.foundations.accounts import operations
from leal.foundations.accounts.models import SignInLink
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.notices.sending import send_waiting
from leal.foundations.people.actors import ANYONE
from leal.foundations.people.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.database

TODAY = timezone.localdate()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do them in threads that begin together; what each came to, in no order."""
    came_to, start = [], threading.Barrier(len(acts))

    def go(act):
        start.wait()
        try:
            act()
            came_to.append("done")
        except Exception as reason:
            came_to.append(type(reason).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came_to)


def test_of_eight_who_use_one_link_at_once_one_gets_in(committed):
    link = SignInLink.objects.create(person=PersonFactory(), asked_at=timezone.now())

    def use():
        operations.use_link(link=link, at=timezone.now(), by=ANYONE)

    assert at_once(*[use] * 8) == ["LinkSpent"] * 7 + ["done"]


@pytest.mark.parametrize("way", ["leave", "erase", "end"])
def test_of_two_keepers_who_go_at_once_one_stays(committed, way):
    keepers = PersonFactory.create_batch(2, role="keeper")

    def go(person):
        if way == "leave":
            return lambda: operations.leave(person=person, on=TODAY, by=person)
        if way == "erase":
            return lambda: operations.erase(person=person, on=TODAY, because="Asked", by=person)
        return lambda: operations.end_role(held=person.role_holdings.get(), on=TODAY, by=person)

    assert at_once(*map(go, keepers)) == ["LastKeeper", "done"]
    assert Person.objects.filter(is_active=True, role_holdings__role="keeper", role_holdings__until=None).count() == 1


def test_of_four_who_send_at_once_each_notice_leaves_once(committed, mailoutbox):
    for n in range(10):
        tell(Recipient("Isla", "email", "isla@example.org"), subject=f"Letter {n}", words="Words", about="test")

    at_once(*[send_waiting] * 4)

    assert sorted(letter.subject for letter in mailoutbox) == [f"Letter {n}" for n in range(10)]
    assert not Notice.objects.filter(sent_at=None).exists()
