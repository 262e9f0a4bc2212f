"""Notices leave once, in the form asked for, or wait for a colleague."""

import re
import subprocess

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from leal.foundations.audit.history import history_of
from leal.foundations.audit.models import SubjectKey
from leal.foundations.audit.record import entries
from leal.foundations.notices import operations, queries
from leal.foundations.notices.carriers import document
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, Said, erase, tell, tell_many
from leal.foundations.notices.sending import send_waiting
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

ISHBEL = Recipient("Ishbel", "email", "ishbel@example.org")


def told(recipient=ISHBEL, **more):
    words = "We changed it because you told us.\n\n* Shorter forms\n* Longer calls\n\nRead it at https://example.org/changed"
    return tell(recipient, subject="Thank you", words=words, about="change.recorded", **more)


def test_a_notice_leaves_once():
    told()

    assert send_waiting() == (1, 0)
    assert send_waiting() == (0, 0)
    assert [(m.to, m.subject) for m in mail.outbox] == [(["ishbel@example.org"], "Thank you")]


def paper(folder, notice) -> str:
    [file] = (folder / "letters").glob(f"*-{notice.pk}.pdf")
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("format", ["plain", "large-print", "large-print-24"])
def test_a_letter_is_a_pdf_in_the_print_folder_with_its_address_on_the_first_page(settings, tmp_path, format):
    settings.LEAL_HOME = tmp_path
    notice = told(ISHBEL._replace(channel="letter", address="1 High Street\nInvermore", format=format))

    assert send_waiting() == (1, 0)
    first = paper(tmp_path, notice).split("\f")[0]
    assert [line.strip() for line in first.splitlines() if line.strip()][:4] == [
        "Ishbel",
        "1 High Street",
        "Invermore",
        "Thank you",
    ]


def test_a_letter_in_easy_read_is_printed_large_and_each_sentence_stands_by_itself(settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    easy = ISHBEL._replace(channel="letter", address="1 High Street", format="easy-read")
    tell_many([(easy, Said("Thank you", "You told us.\nWe listened.", form="easy-read"))], about="test")

    assert send_waiting() == (1, 0)
    lines = [line.strip() for line in paper(tmp_path, Notice.objects.get()).splitlines()]
    assert lines.index("We listened.") > lines.index("You told us.") + 1
    [file] = (tmp_path / "letters").iterdir()
    seen = subprocess.run(["pdftohtml", "-xml", "-stdout", file], capture_output=True, text=True, check=True).stdout
    font = re.search(r'font="(\d+)">We listened', seen)[1]
    assert re.search(rf'fontspec id="{font}" size="(\d+)"', seen)[1] == "27", "18 point, in pixels"


def test_a_letter_written_twice_is_one_file_with_the_same_bytes(settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    notice = told(ISHBEL._replace(channel="letter", address="1 High Street"))
    send_waiting()
    [file] = (tmp_path / "letters").iterdir()
    before = file.read_bytes()

    Notice.objects.filter(pk=notice.pk).update(sent_at=None)
    send_waiting()

    assert [one.read_bytes() for one in (tmp_path / "letters").iterdir()] == [before]


def test_an_e_mail_in_large_print_has_it_attached():
    told(ISHBEL._replace(format="large-print"))

    assert send_waiting() == (1, 0)
    [(name, content, kind)] = mail.outbox[0].attachments
    assert (name, kind) == ("large-print-18-point.pdf", "application/pdf")
    assert content.startswith(b"%PDF")


def test_words_become_paragraphs_lists_and_links():
    kinds = [type(block).__name__ for block in document(told()).blocks]

    assert kinds == ["Paragraph", "List", "Paragraph"]
    assert document(told()).blocks[2].runs[1].href == "https://example.org/changed"


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ({"format": "braille"}, "We have no words in Braille for it"),
        ({"format": "easy-read"}, "We have no words in easy read for it"),
        ({"language": "gd"}, "We have no words in the language they asked for (gd)"),
        ({"channel": "text"}, "Nobody carries a text message for us yet"),
        ({"channel": "text", "format": "large-print"}, "A text message cannot be in large print"),
        ({"channel": "phone"}, "They asked to be rung"),
    ],
)
def test_what_cannot_leave_in_its_form_does_not_leave_and_says_why(asked, because):
    notice = told(ISHBEL._replace(**asked))

    assert send_waiting() == (0, 1)
    notice.refresh_from_db()
    assert notice.missed_because == because
    assert mail.outbox == []


def test_easy_read_leaves_when_someone_wrote_it_in_easy_read():
    tell_many(
        [(ISHBEL._replace(format="easy-read"), Said("Thank you", "You told us.", form="easy-read"))], about="test"
    )

    assert send_waiting() == (1, 0)


def test_a_sign_that_cannot_be_printed_keeps_the_letter_here_and_names_it(settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    tell(ISHBEL._replace(channel="letter", address="1 High Street"), subject="Hello", words="ᚠ", about="test")

    assert send_waiting() == (0, 1)
    assert "“ᚠ”" in Notice.objects.get().missed_because


def test_a_notice_of_something_undone_never_leaves():
    with pytest.raises(RuntimeError), transaction.atomic():
        told()
        raise RuntimeError

    assert send_waiting() == (0, 0)
    assert not Notice.objects.exists()


def test_history_does_not_keep_whom_we_wrote_to():
    assert "ishbel" not in str(history_of(told())[0].after).lower()


def test_words_that_carry_a_code_go_once_they_have_left_here_and_in_history():
    notice = told(carries="code")
    send_waiting()

    notice.refresh_from_db()
    assert (notice.words, notice.address) == ("", "ishbel@example.org")
    assert not SubjectKey.objects.filter(subject=f"notices_notice:{notice.pk}").exists()


# Those who wait, and the colleague who sees to it


@pytest.fixture
def waits():
    notice = told(ISHBEL._replace(channel="letter", address="1 High Street", format="braille"), within="charter ours")
    send_waiting()
    return notice


def test_a_colleague_sees_who_waits_since_when_and_in_what_form_and_settles_it(visit, waits):
    nadia = PersonFactory(role="researcher", within="charter ours")

    page = visit.as_(nadia)("/notices/")
    assert "Ishbel" in page.text
    assert "Asked for: letter, in Braille" in page.text
    assert f"Since {timezone.localtime():%-d %B %Y}" in page.text

    one = visit.as_(nadia)(f"/notices/{waits.pk}/")
    assert "We have no words in Braille for it" in one.text
    assert "Longer calls" in one.text
    after = visit.as_(nadia).post(f"/notices/{waits.pk}/", {"how": "Embossed it and posted it"})

    assert "Ishbel has been told, and waits no more." in after.text
    assert "Nobody waits" in after.text
    waits.refresh_from_db()
    assert (waits.settled_by, waits.settled_how) == (nadia, "Embossed it and posted it")
    assert entries(of=waits) == ["notice.settled"]


def test_saying_nothing_of_how_settles_nothing(visit, waits):
    nadia = PersonFactory(role="researcher", within="charter ours")

    assert "Write how you told them" in visit.as_(nadia).post(f"/notices/{waits.pk}/", {"how": " "}).text
    assert list(queries.waiting(person=nadia)) == [waits]


def test_what_is_mended_can_leave_again(visit, waits, settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    Notice.objects.filter(pk=waits.pk).update(format="large-print")
    keeper = PersonFactory(role="keeper")

    visit.as_(keeper).post(f"/notices/{waits.pk}/again/")

    assert send_waiting() == (1, 0)


def test_of_two_colleagues_the_second_is_told_that_it_is_done(waits):
    nadia = PersonFactory(role="researcher", within="charter ours")
    given = {"notice": waits, "how": "Rang", "at": timezone.now(), "by": nadia}
    operations.settle(**given)

    with pytest.raises(operations.SettledAlready):
        operations.settle(**given)
    with pytest.raises(operations.SettledAlready):
        operations.send_again(notice=waits, by=nadia)


def test_nobody_of_another_charter_sees_who_waits_and_nobody_without_the_role(visit, waits, fergus):
    other = PersonFactory(role="researcher", within="charter another")

    assert "Ishbel" not in visit.as_(other)("/notices/").text
    visit.as_(other)(f"/notices/{waits.pk}/", status=404)
    visit.as_(fergus)("/notices/", status=403)


def test_a_link_to_sign_in_with_is_shown_to_nobody(visit):
    told(ISHBEL._replace(language="gd"), carries="sign-in")
    send_waiting()

    assert "Nobody waits" in visit.as_(PersonFactory(role="keeper"))("/notices/").text


def test_whoever_is_erased_waits_for_nothing(waits):
    erase(address="1 High Street")

    waits.refresh_from_db()
    assert (waits.name, waits.words) == ("", "")
    assert list(queries.waiting(person=PersonFactory(role="keeper"))) == []


def test_the_list_asks_as_often_for_three_as_for_one(visit, waits):
    def another():
        told(ISHBEL._replace(channel="phone"))
        send_waiting()

    visit.as_(PersonFactory(role="keeper")).asks_the_same("/notices/", another)
