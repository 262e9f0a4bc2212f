"""Notices leave once, in the form asked for, or wait for a colleague."""

import pytest
from django.core import mail
from django.db import transaction

from leal.foundations.audit.history import history_of
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import Recipient, send_waiting, tell

pytestmark = pytest.mark.django_db

ISHBEL = Recipient("Ishbel", "email", "ishbel@example.org")


def told(recipient=ISHBEL):
    return tell(recipient, subject="Thank you", words="We changed it because you told us.", about="change.recorded")


def test_a_notice_leaves_once():
    told()

    assert send_waiting() == (1, 0)
    assert send_waiting() == (0, 0)
    assert [(m.to, m.subject) for m in mail.outbox] == [(["ishbel@example.org"], "Thank you")]


def test_a_letter_waits_in_the_print_folder(settings, tmp_path):
    settings.LEAL_HOME = tmp_path
    notice = told(ISHBEL._replace(channel="letter", address="1 High Street"))

    assert send_waiting() == (1, 0)
    assert "1 High Street" in (tmp_path / "letters" / f"{notice.pk}.txt").read_text()


@pytest.mark.parametrize("asked", [{"format": "braille"}, {"language": "gd"}, {"channel": "text"}])
def test_what_cannot_leave_in_its_form_does_not_leave_and_is_counted(asked):
    notice = told(ISHBEL._replace(**asked))

    assert send_waiting() == (0, 1)
    notice.refresh_from_db()
    assert notice.missed_because
    assert mail.outbox == []


def test_a_notice_of_something_undone_never_leaves():
    with pytest.raises(RuntimeError), transaction.atomic():
        told()
        raise RuntimeError

    assert send_waiting() == (0, 0)
    assert not Notice.objects.exists()


def test_history_does_not_keep_whom_we_wrote_to():
    assert "ishbel" not in str(history_of(told())[0].after).lower()
