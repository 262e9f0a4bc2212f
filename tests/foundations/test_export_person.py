"""Everything held about one person is given to whoever runs the system, for a reason that stays."""

import json
import stat

import pytest
from click.testing import CliRunner

from leal.foundations.accounts.commands import export_person
from leal.foundations.audit.models import Entry
from leal.foundations.notices.outbox import Recipient, tell
from leal.thread.panels.models import Expense, PanelMember
from tests.factories import PanelMemberFactory, PersonFactory

pytestmark = pytest.mark.django_db
WHY = "They asked for it"


@pytest.fixture(autouse=True)
def ready(monkeypatch):
    """The database is there already, and is the one of the test."""
    monkeypatch.setattr("leal.foundations.database.ready", lambda **_: None)


@pytest.fixture
def ailsa() -> PanelMember:
    """A member who has no account: they are written to by letter."""
    member = PanelMemberFactory(
        name="Ailsa Rae", email="", told_by="letter", postal_address="1 Shore Street\nInvermore", needs="A quiet room"
    )
    Expense.objects.create(member=member, kind="travel", for_what="Bus", pounds="8.40", claimed_on="2024-05-01")
    return member


def run(*told: object):
    return CliRunner().invoke(export_person, [*map(str, told), "--because", WHY])


def test_someone_with_an_account_gets_their_account_and_their_membership(ailsa):
    person = PersonFactory(name="Ailsa Rae", password="a long walk home")
    PanelMember.objects.filter(pk=ailsa.pk).update(person=person)
    held = json.loads(run(person.pk).output)
    assert held["people.Person"][0]["name"] == "Ailsa Rae"
    assert "password" not in held["people.Person"][0]
    assert held["panels.PanelMember"][0]["needs"] == "A quiet room"
    assert held["panels.Expense"][0]["pounds"] == "8.40"


def test_a_member_without_an_account_gets_all_too_with_the_letters_they_were_sent_and_nobody_elses(ailsa):
    PanelMemberFactory(name="Somebody else", postal_address="2 Shore Street")
    tell(Recipient("Ailsa", "letter", ailsa.postal_address), subject="For Ailsa", words="Come", about="test")
    tell(Recipient("Else", "letter", "2 Shore Street"), subject="For another", words="Come", about="test")
    said = run(ailsa.pk).output
    assert [one["subject"] for one in json.loads(said)["notices.Notice"]] == ["For Ailsa"]
    assert "Somebody else" not in said


def test_what_signs_someone_in_is_shown_to_nobody_and_nothing_stands_twice(ailsa):
    person = PersonFactory(email="ailsa@example.org")
    PanelMember.objects.filter(pk=ailsa.pk).update(person=person, email="ailsa@example.org")
    to = Recipient("Ailsa", "email", "ailsa@example.org")
    tell(to, subject="Sign in", words="https://here/secret", about="test", carries="sign-in")
    tell(to, subject="Come", words="Come", about="test")
    said = run(person.pk).output
    assert "secret" not in said
    assert [one["subject"] for one in json.loads(said)["notices.Notice"]] == ["Come"]


def test_that_it_was_given_and_why_stays_in_the_record_of_that_person(ailsa):
    run(ailsa.pk)
    entry = Entry.objects.get(event="person.handed-out")
    assert (entry.subject, entry.subject_key, entry.because) == ("panels.PanelMember", str(ailsa.pk), WHY)


def test_the_file_is_new_and_for_one_pair_of_eyes(ailsa, tmp_path):
    file = tmp_path / "ailsa.json"
    assert "are in" in run(ailsa.pk, "--out", file).output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["panels.PanelMember"][0]["name"] == "Ailsa Rae"
    again = run(ailsa.pk, "--out", file)
    assert again.exit_code == 1
    assert "already. Name another." in again.output
    assert Entry.objects.filter(event="person.handed-out").count() == 1


@pytest.mark.parametrize(
    "key", ["0", "²", "9" * 40, "ailsa@example.org", "6f1c3b1e-8f5e-4d0e-9b1a-0c9a4a1f2e3d", "'; drop table"]
)
def test_a_key_of_nobody_is_one_sentence_and_leaves_nothing(ailsa, key):
    said = run(key)
    assert said.exit_code == 1
    assert said.output == f"Error: Nobody is held here under this number or key: {key}\n"
    assert not Entry.objects.filter(event="person.handed-out").exists()


def test_without_a_reason_nothing_is_given(ailsa):
    said = CliRunner().invoke(export_person, [str(ailsa.pk)])
    assert said.exit_code == 2
    assert "--because" in said.output
