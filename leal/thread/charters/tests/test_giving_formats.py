"""Where formats are made and checked: what is wrong with words or a file is said, and nothing typed is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leal.foundations.people.actors import ANYONE
from leal.thread.charters import operations
from leal.thread.charters.models import Format, FormatWish
from tests.factories import CommitmentFactory, EditionFactory, PersonFactory, SectionFactory

pytestmark = pytest.mark.django_db

HERE = "/charters/ours/write/2019/formats/"
MADE = {"made_by": "A group in Leith"}
ROWS = "[care] We will be kind."


@pytest.fixture
def edition():
    edition = EditionFactory(charter__slug="ours", title="Our Charter", code="2019")
    CommitmentFactory(section=SectionFactory(edition=edition), code="PS1", wording="We will be kind.")
    return edition


@pytest.fixture
def morag():
    return PersonFactory(name="Morag", role="charter-lead")


@pytest.fixture
def visit(visit, morag):
    """Morag visits."""
    return visit.as_(morag)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_easy_read_is_given_as_rows_then_checked_then_agreed(visit, edition, morag):
    visit.post(f"{HERE}new/easy-read/", MADE | {"words": ROWS})
    row = Format.objects.get()
    page = visit(f"{HERE}{row.pk}/")
    assert "By the rules for Easy Read there is nothing to mend." in page.text
    assert "Agree it" not in page.text

    visit.post(f"{HERE}{row.pk}/check/", {"reader_group": "People First readers", "on": "3/6/2019"})
    page = visit.post(f"{HERE}{row.pk}/agreement/", {"because": "They liked it"})

    assert "It is agreed." in page.text
    assert [(one.state, one.reader_group, one.because) for one in row.states.all()] == [
        ("drafted", "", ""),
        ("checked", "People First readers", ""),
        ("agreed", "", "They liked it"),
    ]


def test_rows_with_faults_are_refused_each_with_its_row_and_stay_on_the_form(visit, edition, morag):
    page = visit.post(f"{HERE}new/easy-read/", MADE | {"words": "[leter] We will write.\n\nNo picture"})

    assert "Row 1 (“[leter] We will write.”): There is no picture for “leter”. Did you mean “letter”?" in page.text
    assert "Row 2 (“No picture”): It has no picture." in page.text
    assert "[leter] We will write." in page.main.textarea.text
    assert not Format.objects.exists()


def test_easy_read_of_too_many_pages_is_refused_with_how_many(visit, edition, morag):
    rows = "\n\n".join(f"[letter] This is letter {number}." for number in range(160))
    page = visit.post(f"{HERE}new/easy-read/", MADE | {"words": rows})

    assert "pages; Easy Read has 24 at most. Say less" in page.text
    assert not Format.objects.exists()


def test_what_is_still_hard_is_said_sentence_by_sentence(visit, edition, morag):
    visit.post(f"{HERE}new/easy-read/", MADE | {"words": "[care] It’ll be implemented."})

    assert "What is still hard in it" in visit(f"{HERE}{Format.objects.get().pk}/").text
    assert "By the rules for Easy Read there is nothing to mend." not in visit(f"{HERE}{Format.objects.get().pk}/").text


@pytest.mark.parametrize(
    ("kind", "sent", "told"),
    [
        ("recording", {"file": file("a.mp3", b"<html>")}, "“a.mp3” is not a sound: Opus, MP3, M4A, WAV or FLAC"),
        ("recording", {"file": file("a.mp3", b"")}, "This file is empty. Choose another"),
        ("recording", {}, "Choose the file"),
        ("easy-read", {"file": file("a.pdf", b"PK\x03\x04")}, "“a.pdf” is not a PDF. Choose another file"),
        ("easy-read", {}, "Write its words, or choose its file"),
        ("easy-read", {"words": ROWS, "file": file("a.pdf", b"%PDF-1.7")}, "Give its words or its file, not both"),
        ("translation", {"language": "xx", "words": "Words"}, "Choose a language of the list"),
        ("bsl", {"link": "http://example.org", "words": "We sign"}, "The address must begin with https://"),
        ("bsl", {"link": "javascript:alert(1)", "words": "We sign"}, "Write its whole address, with https://"),
        ("bsl", {"link": "https://example.org"}, "Write what is signed"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(visit, edition, morag, kind, sent, told):
    page = visit.post(f"{HERE}new/{kind}/", MADE | {"language": "en-GB"} | sent)

    assert told in page.text
    assert not Format.objects.exists()


@pytest.mark.parametrize(
    ("begins", "media_type"),
    [
        (b"OggS", "audio/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"RIFF....WAVE", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"fLaC", "audio/flac"),
    ],
)
def test_a_recording_is_known_by_how_it_begins_and_not_by_its_name(visit, edition, morag, begins, media_type):
    visit.post(f"{HERE}new/recording/", MADE | {"language": "gd", "file": file("voice.bin", begins + b" sound")})

    row = Format.objects.get()
    assert (row.media_type, bytes(row.content), row.language) == (media_type, begins + b" sound", "gd")


def test_signs_that_nobody_sees_are_left_out_and_markup_is_words(visit, edition, morag):
    words = "Words\x1b \u202ehere <script>alert(1)</script>"
    visit.post(f"{HERE}new/translation/", MADE | {"language": "pl", "words": words})

    assert Format.objects.get().words == "Words here <script>alert(1)</script>"
    page = visit("/charters/ours/editions/2019/in/pl/")
    assert "<script>alert(1)</script>" in page.main.select_one(".le_wording").text


def test_who_waits_is_answered_and_how_to_reach_them_is_erased(visit, edition, morag):
    wish = operations.ask_for_format(
        charter=edition.charter, kind="braille", contact="12 High Street", on=date(2026, 1, 5), by=ANYONE
    )
    assert "12 High Street" not in visit(HERE).text
    assert "How to reach them: 12 High Street" in visit(f"{HERE}wishes/{wish.pk}/").text

    page = visit.post(f"{HERE}wishes/{wish.pk}/", {"answer": "Sent by post"})

    assert "how to reach them are erased" in page.text or "how to reach them is erased" in page.text
    assert FormatWish.objects.get().contact == ""


def test_it_is_withdrawn_only_for_a_reason(visit, edition, morag):
    visit.post(f"{HERE}new/easy-read/", MADE | {"words": ROWS})
    row = Format.objects.get()

    assert "Write why" in visit.post(f"{HERE}{row.pk}/withdrawal/", {"because": ""}).text
    visit.post(f"{HERE}{row.pk}/withdrawal/", {"because": "A picture hurt people"})
    assert row.states.last().state == "withdrawn"


@pytest.mark.parametrize("page", ["", "new/easy-read/"])
def test_nobody_without_the_role_comes_in(client, edition, page):
    client.force_login(PersonFactory(role="adviser"))

    assert client.get(f"{HERE}{page}").status_code == 403


def test_a_kind_that_does_not_exist_is_not_found(client, edition):
    client.force_login(PersonFactory(role="charter-lead"))

    assert client.get(f"{HERE}new/holograms/").status_code == 404
