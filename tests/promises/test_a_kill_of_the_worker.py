"""Someone pulls the plug while a panel is worked on: nobody is in by half, nobody twice, nobody forgotten."""

from collections import Counter

import pytest
from django.core import mail
from django.utils.timezone import localdate

from leal.foundations.notices.models import Notice
from leal.foundations.notices.sending import send_waiting
from leal.foundations.tasks.models import Work
from leal.thread.panels import operations
from leal.thread.panels.models import Consent, EqualityAnswers, Experience, MembersFile, PanelMember
from leal.thread.panels.operations import gatherings, mailing
from leal.thread.panels.operations.handing_in import take_in_the_file
from leal.thread.panels.queries import making_up
from leal.thread.panels.tests.making import a_panel
from leal.thread.panels.tests.test_gatherings import a_gathering
from leal.thread.panels.tests.test_taking_in import HEADING
from tests.factories import PanelFactory, PanelMemberFactory, PersonFactory

from .a_worker import done_by_the_next, killed, taken_up_again

pytestmark = pytest.mark.database

MANY = 30
ROWS = "".join(f"Member {n},m{n}@example.org,,2017-08-02,grant,65,yes,yes\n" for n in range(MANY))
WRITING = """
from leal.thread.panels.operations import taking_in
taking_in.BATCH = 10
killed_after(2, taking_in, "write")
"""
SAYING = """
from leal.thread.panels.operations import handing_in
killed_after(1, handing_in, "take_in_the_members")
"""


@pytest.mark.parametrize(("dies", "were_in"), [(WRITING, 0), (SAYING, MANY)], ids=["writing them down", "saying so"])
def test_a_worker_killed_while_it_takes_in_members_leaves_nobody_in_by_half_or_twice(committed, dies, were_in):
    panel, nadia = a_panel(), PersonFactory(role="researcher")
    operations.hand_in_members(panel=panel, content=(HEADING + ROWS).encode(), name="members.csv", by=nadia)
    killed(committed, dies)
    tables = PanelMember, Experience, EqualityAnswers
    assert [table.objects.count() for table in tables] == [were_in] * 3
    assert making_up.how_many(panel=panel) == were_in

    work = taken_up_again(Work.objects.get())
    assert work.said == "It has not begun yet."
    assert done_by_the_next(take_in_the_file, work).said == "It is done."

    assert [table.objects.count() for table in (*tables, Consent)] == [MANY, MANY, MANY, 2 * MANY]
    assert making_up.how_many(panel=panel) == MANY
    assert MembersFile.objects.get().came["taken"] == MANY


BETWEEN = """
from leal.foundations.invitations import mailing
mailing.CHUNK = 10
killed_after(2, mailing, "invite")
"""
WITHIN = """
from leal.foundations.invitations import mailing, operations
mailing.CHUNK = 10
killed_after(2, operations, "tell_many")
"""


@pytest.mark.parametrize(("dies", "written"), [(BETWEEN, 20), (WITHIN, 10)], ids=["between two letters", "in one"])
def test_a_worker_killed_while_it_invites_to_a_gathering_writes_to_everyone_once(committed, dies, written):
    panel, nadia, today = PanelFactory(), PersonFactory(role="researcher"), localdate()
    held = a_gathering(panel, nadia)
    people = [PanelMemberFactory(panel=panel, email=f"m{n}@example.org") for n in range(MANY)]
    gatherings.put_on_list(gathering=held, members=people, by=nadia)
    mailing.ask_to_invite(gathering=held, on=today, by=nadia)
    killed(committed, dies)
    assert Notice.objects.count() == written

    work = taken_up_again(Work.objects.get())
    assert done_by_the_next(mailing.write_invitations, work).said == "It is done."

    assert held.invited.filter(invited_on=today).count() == MANY
    send_waiting()
    assert Counter(letter.to[0] for letter in mail.outbox) == {f"m{n}@example.org": 1 for n in range(MANY)}
