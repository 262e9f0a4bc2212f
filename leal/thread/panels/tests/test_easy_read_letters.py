"""Whoever asked for easy read gets easy read: sentences, pictures, big print. Never a standard letter by that name."""

from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localdate

from leal.calculations.plain.check import check_sentence
from leal.foundations.formats.document import Pictured
from leal.foundations.notices import sending
from leal.foundations.notices.carriers import document
from leal.foundations.notices.easy_words import spoken
from leal.foundations.notices.models import Notice
from leal.foundations.people.actors import ANYONE
from leal.foundations.revision import revision
from leal.thread.panels.gatherings import easy
from leal.thread.panels.operations import gatherings as operations
from leal.thread.panels.operations import mailing
from leal.thread.panels.queries import gatherings as queries
from tests.factories import PanelFactory, PanelMemberFactory
from tests.forms import written

from .test_gatherings import a_gathering, code_of, tell_nobody

pytestmark = pytest.mark.django_db

WORDS = {
    "easy_purpose": "We talk about letters.\nYou tell us what is wrong with them.",
    "easy_happens": "[people] We sit in a small group.\n\n[paper] We read 3 letters.",
}


@pytest.fixture
def panel(db):
    return PanelFactory(service="agency", code="experience")


@pytest.fixture
def easy_reader(panel):
    return PanelMemberFactory(
        panel=panel, name="Ewan", format="easy-read", told_by="letter", postal_address="1 Shore Street\nInvermore"
    )


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.LEAL_HOME = tmp_path
    return tmp_path / "letters"


def invite(gathering, *who, by):
    operations.put_on_list(gathering=gathering, members=who, by=by)
    operations.invite_people(gathering=gathering, on=localdate(), by=by)


def test_an_invitation_in_easy_read_has_a_picture_a_row_and_the_holders_own_words(panel, easy_reader, folder, nadia):
    gathering = a_gathering(panel, nadia, **WORDS)
    invite(gathering, easy_reader, by=nadia)

    [notice] = Notice.objects.all()
    made = document(notice)
    assert notice.written_as == "easy-read"
    assert all(isinstance(row, Pictured) for row in made.blocks)
    assert "You tell us what is wrong with them.\n" in notice.words
    assert f"Tell us this code:\n{code_of(gathering)}" in notice.words
    assert sending.send_waiting() == (1, 0)
    [letter] = folder.glob("*.pdf")
    assert letter.read_bytes().startswith(b"%PDF")


def test_every_sentence_of_our_frame_is_easy_to_read(panel, nadia):
    gathering = a_gathering(panel, nadia, name="Letters", link="https://meet.example.org", **WORDS)
    gathering.called_off_because = "Nobody can come"
    said = [easy.invitation, easy.reminder, easy.called_off, lambda one: easy.told_back(one, "We changed it.")]
    lines = {line for make in said for line in spoken(as_notice(make(gathering))).splitlines() if line.endswith(".")}

    assert len(lines) > 25
    assert {line: check_sentence(line, easy_read=True) for line in lines if check_sentence(line, easy_read=True)} == {}


def as_notice(said) -> Notice:
    words = said.words.replace("{name}", "Ewan")
    return Notice(subject=said.subject, words=words, written_as=said.form, format=said.form)


def test_without_the_holders_words_no_letter_leaves_and_the_task_leads_to_where_to_write_them(
    visit, panel, easy_reader, folder, nadia
):
    gathering = a_gathering(panel, nadia)
    invite(gathering, easy_reader, by=nadia)
    assert sending.send_waiting() == (0, 1)

    [notice] = Notice.objects.all()
    assert not folder.exists()
    assert notice.missed_because == "We have no words in easy read for it"
    page = visit.as_(nadia)(reverse("notices:one", args=[notice.pk]))
    way = page.main.find("a", string="Write the words in easy read")["href"]
    assert way == f"/gatherings/{gathering.pk}/words/#id_easy_purpose"
    assert "1 person on the list asked for easy read" in visit.as_(nadia)(f"/gatherings/{gathering.pk}/").text


def test_once_the_words_are_written_the_letter_leaves_by_itself_with_its_own_code(
    visit, panel, easy_reader, folder, nadia
):
    other = PanelMemberFactory(panel=panel, name="Ewan", format="easy-read", email="other@example.org")
    gathering = a_gathering(panel, nadia)
    invite(gathering, easy_reader, other, by=nadia)
    sending.send_waiting()
    had = {notice.pk: notice.words for notice in Notice.objects.all()}

    at = f"/gatherings/{gathering.pk}/words/"
    visit.as_(nadia).post(at, written(visit.as_(nadia)(at)) | WORDS | {"do": "save"})

    assert {notice.written_as for notice in Notice.objects.all()} == {"easy-read"}
    for notice in Notice.objects.all():
        code = notice.words.split("Tell us this code:\n")[1].splitlines()[0]
        assert code in had[notice.pk], "nobody gets another’s code"
    assert sending.send_waiting() == (2, 0)
    assert len(mail.outbox) == 1
    assert "[" not in mail.outbox[0].body
    assert "We sit in a small group." in mail.outbox[0].body
    assert [name for name, *_ in mail.outbox[0].attachments] == ["easy-read.pdf"]


def test_what_a_colleague_has_told_by_hand_is_not_sent_as_well(panel, easy_reader, folder, nadia):
    gathering = a_gathering(panel, nadia)
    invite(gathering, easy_reader, by=nadia)
    sending.send_waiting()
    Notice.objects.update(settled_at="2026-01-01T10:00Z", settled_how="Rung")

    operations.rewrite_gathering(gathering=gathering, seen=revision(gathering), by=nadia, **WORDS)

    assert sending.send_waiting() == (0, 0)


@pytest.mark.parametrize("worded", [{}, WORDS])
def test_nobody_ever_gets_a_standard_letter_that_is_called_easy_read(panel, easy_reader, folder, nadia, worded):
    gathering = a_gathering(panel, nadia, days=0, **worded)
    invite(gathering, easy_reader, by=nadia)
    operations.remind_people(gathering=gathering, on=localdate(), by=nadia)
    [one] = queries.people_of(gathering=gathering)
    operations.answer_gathering(invited=queries.invited_by_key(key=one.pk), answer="yes", on=localdate(), by=ANYONE)
    operations.note_who_came(gathering=gathering, came=[one], by=nadia)
    operations.tell_back(gathering=gathering, what_came="Much", on=localdate(), by=nadia)
    operations.call_off(gathering=gathering, because="Snow", on=localdate(), by=nadia)

    sending.send_waiting()

    left = Notice.objects.filter(sent_at__isnull=False)
    assert {notice.written_as for notice in left} == {"easy-read"}
    assert left.count() == (3 if worded else 1), "all but what came of it, which nobody wrote in easy read"
    plain = Notice.objects.filter(written_as="plain")
    assert {notice.missed_because for notice in plain} == {"We have no words in easy read for it"}


def test_letters_to_many_are_in_easy_read_too(panel, easy_reader, nadia):
    gathering = a_gathering(panel, nadia, **WORDS)
    operations.put_on_list(gathering=gathering, members=[easy_reader], by=nadia)
    operations.ask_for_answers(gathering, localdate(), nadia)

    mailing.written_invitations(gathering, localdate(), nadia, tell_nobody)

    assert [notice.written_as for notice in Notice.objects.all()] == ["easy-read"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"easy_happens": ""}, "Easy read needs both"),
        ({"easy_purpose": "We " + "talk " * 15}, "has 16 words. Make two sentences of it"),
        ({"easy_purpose": "[lettre] We talk."}, "lettre"),
    ],
)
def test_words_that_are_not_easy_are_sent_back_with_what_to_mend(visit, panel, nadia, words, said):
    gathering = a_gathering(panel, nadia)
    at = f"/gatherings/{gathering.pk}/words/"

    page = visit.as_(nadia).post(at, written(visit.as_(nadia)(at)) | WORDS | words | {"do": "save"})

    assert said in page.text
    gathering.refresh_from_db()
    assert gathering.easy_purpose == ""
