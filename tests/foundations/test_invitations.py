"""People answer with codes that are not their names: once, in any way, and nobody sees who answered what."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.db import connection

from leal.foundations.audit.history import history_of
from leal.foundations.audit.models import Arrival, Entry, RowHistory
from leal.foundations.invitations import operations, queries
from leal.foundations.invitations.coding import code_for
from leal.foundations.invitations.forgetting import forget
from leal.foundations.invitations.mailing import send_invitations, send_reminders
from leal.foundations.invitations.models import Asking, Invitation, Sheet
from leal.foundations.invitations.refusals import AnsweredAlready, Closed, NoSuchCode, NotOpenYet
from leal.foundations.invitations.wording import Invitee
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, Said
from leal.foundations.notices.sending import send_waiting
from leal.foundations.people.actors import ANYONE
from tests.factories import PersonFactory
from tests.foundations.test_at_once import at_once
from tests.promises.test_a_full_dump import dump, everything

MONDAY = date(2027, 3, 1)
SAYS = [
    Said("What do you think, {name}?", "Your code is {code}. Answer at {link} by {closes}."),
    Said("Tell us", "Your code: {code}", form="easy-read"),
]


def no_matter(done, of, saying=""):
    """Nobody watches."""


def some_people(many, **asked):
    return [
        Invitee(f"member {n}", Recipient(f"Person {n}", "email", f"person-{n}@example.org", **asked))
        for n in range(many)
    ]


def an_asking(*, by, people=(), opens_on=MONDAY, **more):
    closes_on = opens_on + timedelta(days=14)
    given = {"title": "How are we doing?", "leads_to": "/answers/", "opens_on": opens_on, "closes_on": closes_on}
    asking = operations.ask(**given | more, by=by)
    if people:
        operations.invite(asking=asking, people=people, says=SAYS, by=by)
    return asking


@pytest.fixture
def nadia(db):
    return PersonFactory(role="researcher")


@pytest.fixture
def asking(nadia):
    return an_asking(by=nadia, people=some_people(3))


def codes(asking) -> list[str]:
    return [code_for(one) for one in asking.invitations.order_by("place")]


def answer(code, *, on=MONDAY, way="online", by=ANYONE):
    return operations.answer(invitation=queries.answerable(code=code, on=on), way=way, on=on, by=by)


# Being asked


def test_each_is_asked_once_in_their_own_form_with_a_code_of_their_own(asking, nadia):
    again = [*some_people(3), Invitee("member 9", Recipient("Isla", "email", "isla@example.org", "easy-read"))]

    assert operations.invite(asking=asking, people=again, says=SAYS, by=nadia) == 1

    words = [notice.words for notice in Notice.objects.order_by("pk")]
    assert len(set(codes(asking))) == len(words) == 4
    assert words[0] == (
        f"Your code is {codes(asking)[0]}. Answer at {house.ADDRESS}/invited/{codes(asking)[0]}/ by 15 March 2027."
    )
    assert words[3] == f"Your code: {codes(asking)[3]}"
    assert Notice.objects.first().subject == "What do you think, Person 0?"


@pytest.mark.django_db
def test_whoever_asked_for_a_form_we_have_no_words_in_waits_for_a_colleague_and_still_has_a_code(nadia):
    asking = an_asking(by=nadia, people=some_people(1, format="braille"))

    assert send_waiting() == (0, 1)
    assert codes(asking)[0] in Notice.objects.get().words


def test_no_code_is_kept_once_the_letters_have_left(asking):
    send_waiting()

    kept = dump_of("notices_notice", "invitations_invitation", "invitations_asking", "audit_rowhistory", "audit_entry")
    assert [code for code in codes(asking) if code in kept or code.replace("-", "") in kept] == []


def dump_of(*tables) -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT {table}::text FROM {table}")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def test_a_code_outlives_a_change_of_the_site_s_secret(asking, settings):
    before = codes(asking)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret"

    assert codes(asking) == before
    assert answer(before[0])


def test_where_the_old_secret_is_lost_a_reminder_brings_a_new_code(asking, nadia, settings):
    settings.SECRET_KEY = "another secret"
    operations.begin_reminder(asking=asking, by=nadia)
    operations.remind(asking=asking, people=some_people(1), says=SAYS, by=nadia)

    assert answer(code_in(Notice.objects.last()))


def code_in(notice) -> str:
    return notice.words.removeprefix("Your code is ")[:14]


# Answering


def test_one_code_one_answer_whichever_way(asking, nadia):
    one, other, third = codes(asking)

    answer(one)
    answer(other, way="paper", by=nadia)
    answer(third.lower().replace("-", " "), way="phone", by=nadia)

    assert queries.counts(asking=asking) == (3, 3, {"online": 1, "paper": 1, "phone": 1, "in_person": 0})
    for code in (one, other, third):
        with pytest.raises(AnsweredAlready, match="One code is for one answer, and it has arrived"):
            answer(code)


@pytest.mark.parametrize(
    ("on", "refusal", "said"),
    [
        (MONDAY - timedelta(days=1), NotOpenYet, "this opens on 1 March 2027"),
        (MONDAY + timedelta(days=15), Closed, "this closed on 15 March 2027"),
    ],
)
def test_too_early_and_too_late_are_said_with_the_day(asking, on, refusal, said):
    with pytest.raises(refusal, match=said):
        answer(codes(asking)[0], on=on)


def test_an_answer_begun_in_time_and_sent_too_late_is_refused_too(asking):
    invitation = queries.answerable(code=codes(asking)[0], on=MONDAY)

    with pytest.raises(Closed):
        operations.answer(invitation=invitation, way="online", on=MONDAY + timedelta(days=15), by=ANYONE)
    assert queries.counts(asking=asking).answered == 0


def test_a_code_nobody_was_sent_is_unknown(asking):
    with pytest.raises(NoSuchCode):
        queries.answerable(code="0000-0000-0000", on=MONDAY)


def test_where_people_may_change_their_minds_the_second_answer_counts_no_one_twice(nadia):
    asking = an_asking(by=nadia, people=some_people(1), anew=True)

    assert [answer(codes(asking)[0]), answer(codes(asking)[0])] == [True, False]
    assert queries.counts(asking=asking).answered == 1


@pytest.mark.database
def test_of_two_phones_that_answer_at_once_one_does(committed):
    asking = an_asking(by=PersonFactory(role="researcher"), people=some_people(2))
    invitation = queries.answerable(code=codes(asking)[0], on=MONDAY)

    def send():
        operations.answer(invitation=invitation, way="online", on=MONDAY, by=ANYONE)

    assert at_once(send, send) == ["AnsweredAlready", "done"]
    assert queries.counts(asking=asking).answered == 1


# What a dump tells


def answered_in_the_order(asking, order):
    for place in order:
        answer(codes(asking)[place])


@pytest.mark.database
def test_a_dump_is_the_same_in_whatever_order_people_answered(committed):
    """Rows lie in the order they were written, beside answers that lie in the same order. So marks are one row."""
    asking = an_asking(by=PersonFactory(role="researcher"), people=some_people(9))
    before = dump()
    dumps = []
    for order in ([0, 4, 8, 2], [8, 2, 0, 4]):
        Sheet.objects.update(marks=bytes(2), online=0)
        answered_in_the_order(asking, order)
        now = dump()
        now.pop("audit_arrival")
        dumps.append(now)

    assert dumps[0] == dumps[1]
    changed = {name for name in before if before[name] != dumps[0].get(name, before[name])}
    assert changed == {"invitations_sheet"}


@pytest.mark.database
def test_that_an_answer_arrived_says_the_day_and_names_neither_code_nor_person(committed):
    nadia = PersonFactory(role="researcher")
    asking = an_asking(by=nadia, people=some_people(9))
    entries, rows = Entry.objects.count(), RowHistory.objects.count()

    answer(codes(asking)[4], way="paper", by=nadia)

    assert (Entry.objects.count(), RowHistory.objects.count()) == (entries, rows)
    assert Arrival.objects.get().event == "invitation.answered"
    invitation = asking.invitations.get(place=4)
    rest = everything({name: rows for name, rows in dump().items() if name != "invitations_invitation"})
    assert str(invitation.pk) not in rest
    assert bytes(invitation.digest).hex() not in rest


def test_who_was_reminded_is_forgotten_once_the_asking_is_closed(asking, nadia):
    answer(codes(asking)[0])
    operations.begin_reminder(asking=asking, by=nadia)
    asking.refresh_from_db()
    operations.remind(asking=asking, people=some_people(3), says=SAYS, by=nadia)
    send_waiting()
    reminder = Notice.objects.last()

    assert forget(on=asking.closes_on) == 0
    assert forget(on=asking.closes_on + timedelta(days=1)) == 1
    assert forget(on=asking.closes_on + timedelta(days=1)) == 0

    assert set(Invitation.objects.values_list("reminded", flat=True)) == {0}
    assert not Notice.objects.exists()
    assert "person-" not in str([(row.before, row.after) for row in history_of(reminder)])


def test_a_letter_that_still_waits_for_a_colleague_is_not_forgotten_with_the_others(nadia):
    asking = an_asking(by=nadia, people=some_people(2, format="braille"))
    send_waiting()

    forget(on=asking.closes_on + timedelta(days=1))

    assert Notice.objects.count() == 2


# Reminding


def test_only_those_who_have_not_answered_are_reminded_with_the_same_code(asking, nadia):
    answer(codes(asking)[1])
    Notice.objects.all().delete()

    operations.begin_reminder(asking=asking, by=nadia)
    assert operations.remind(asking=asking, people=some_people(3), says=SAYS, by=nadia) == 2

    assert [notice.address for notice in Notice.objects.order_by("pk")] == [
        "person-0@example.org",
        "person-2@example.org",
    ]
    assert codes(asking)[2] in Notice.objects.last().words


def test_a_reminder_reaches_nobody_twice_and_the_next_one_does(asking, nadia):
    operations.begin_reminder(asking=asking, by=nadia)
    remind = {"asking": asking, "people": some_people(3), "says": SAYS, "by": nadia}
    assert [operations.remind(**remind), operations.remind(**remind)] == [3, 0]

    operations.begin_reminder(asking=asking, by=nadia)
    assert operations.remind(**remind) == 3


# Writing to many

DIES = """
import os, sys, django; django.setup()
from leal.foundations.invitations import mailing
from leal.foundations.invitations.models import Asking
from leal.foundations.people.models import Person
from tests.foundations.test_invitations import SAYS, some_people
mailing.CHUNK = 10
def tell(done, of, saying):
    if done == 30: os.kill(os.getpid(), 9)
given = {"asking": Asking.objects.get(), "people": some_people(45), "of": 45, "says": SAYS, "by": Person.objects.get()}
getattr(mailing, sys.argv[1])(**given, tell=tell)
"""


@pytest.mark.database
@pytest.mark.parametrize("go_on", [send_invitations, send_reminders])
def test_a_mailing_that_is_killed_and_begun_again_writes_to_everyone_once(committed, go_on):
    what = go_on.__name__
    nadia, people = PersonFactory(role="researcher"), some_people(45)
    asking = an_asking(by=nadia, people=people if what == "send_reminders" else ())
    Notice.objects.all().delete()
    if what == "send_reminders":
        operations.begin_reminder(asking=asking, by=nadia)
    environment = os.environ | committed.environment | {"DJANGO_SETTINGS_MODULE": "leal.config.settings"}
    environment |= {"LEAL_SECRET_KEY": house.SECRET_KEY}
    ended = subprocess.run([sys.executable, "-W", "ignore", "-c", DIES, what], env=environment)
    assert ended.returncode == -signal.SIGKILL
    assert Notice.objects.count() == 30

    asking = Asking.objects.get()
    assert go_on(asking=asking, people=people, of=45, says=SAYS, by=nadia, tell=no_matter) == 15

    reached = Counter(Notice.objects.values_list("address", flat=True))
    assert reached == {one.recipient.address: 1 for one in people}
    assert sorted(asking.invitations.values_list("place", flat=True)) == list(range(45))


def test_a_mailing_says_how_far_it_is(nadia):
    said = []
    asking = an_asking(by=nadia)

    send_invitations(
        asking=asking, people=some_people(3), of=3, says=SAYS, by=nadia, tell=lambda *told: said.append(told)
    )

    assert said == [(3, 3, "Writing invitations")]


# The pages


@pytest.fixture
def open_today(nadia, settings):
    from django.utils.timezone import localdate

    cache.clear()
    return an_asking(by=nadia, people=some_people(2), opens_on=localdate())


def test_a_code_is_typed_or_opened_from_a_link_and_leads_to_where_one_answers(client, open_today):
    code = codes(open_today)[0]
    typed = client.post("/invited/", {"code": f" {code.lower().replace('-', '')} "})

    assert typed.url == f"/invited/{code}/"
    assert client.get(typed.url).url == f"/answers/{code}/"
    assert client.get(typed.url).url == f"/answers/{code}/", "opening it uses nothing up"


def test_a_slip_is_told_and_what_was_typed_stays(visit, open_today):
    page = visit.post("/invited/", {"code": "K7QD-M2XP-9TRX"})

    assert "One letter or number of that code is not right. Look at it once more." in page.text
    assert page.main.find("input", {"name": "code"})["value"] == "K7QD-M2XP-9TRX"


def test_a_code_we_do_not_know_is_told_and_after_many_one_must_wait(visit, open_today):
    assert "We know no such code" in visit("/invited/0000-0000-0000/", status=404, reads_a_record=True).text


def test_opened_after_it_was_answered_and_after_it_closed_it_says_so(visit, open_today, nadia):
    code = codes(open_today)[0]
    answer(code, on=open_today.opens_on)
    assert "One code is for one answer, and it has arrived" in visit(f"/invited/{code}/").text

    day_before = open_today.opens_on - timedelta(days=1)
    Asking.objects.update(opens_on=day_before - timedelta(days=9), closes_on=day_before)
    assert "this closed on" in visit(f"/invited/{code}/").text


def test_only_those_who_may_ask_people(callum):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        an_asking(by=callum)
