"""An edition can be taken away in each form, and each says the same."""

import io
import re
import shutil
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdf
import pytest

from leal.thread.tracing.downloads.files import written
from tests.factories import CommitmentFactory, EditionFactory, SectionFactory, before_publication

pytestmark = pytest.mark.django_db

EDITION = "/charters/ours/editions/2019/"


@pytest.fixture
def edition():
    edition = EditionFactory(charter__slug="ours", charter__body="The Agency", title="Our Charter", code="2019")
    section = SectionFactory(edition=edition, name="A service", summary="How we treat you.")
    inner = SectionFactory(edition=edition, name="When you call", within=section, lead_in="our colleagues will")
    CommitmentFactory(section=section, code="PS1", wording="be kind", achieved_by="listening\nanswering")
    CommitmentFactory(section=inner, code="PS2", wording="answer soon")
    passages = [("welcome", "Hello", "Welcome, all."), ("word", "Appeal", "Asking a tribunal to look again.")]
    asked = {"wording": "Tell us the truth", "why": "It helps", "how_we_make_it_easy": "Ask", "if_not": "Nothing"}
    with before_publication():
        for place, (kind, heading, words) in enumerate(passages, start=1):
            edition.passages.create(kind=kind, heading=heading, words=words, place=place)
        edition.asks.create(code="honest", place=1, **asked)
    return edition


def taken(client, name: str) -> bytes:
    return client.get(EDITION + name).content


def on_paper(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def in_the_book(content: bytes) -> str:
    return "".join(ElementTree.fromstring(ZipFile(io.BytesIO(content)).read("book/text.xhtml")).itertext())


READ = {
    "charter.pdf": on_paper,
    "large-print-18.pdf": on_paper,
    "large-print-24.pdf": on_paper,
    "charter.epub": in_the_book,
    "charter.txt": bytes.decode,
}


@pytest.mark.parametrize("name", READ)
def test_every_word_of_the_edition_is_in_every_form(client, edition, name):
    said = re.sub(r"\s+", " ", READ[name](taken(client, name)))

    for words in (
        *("Our Charter", "The Agency", "A service", "How we treat you.", "When you call", "be kind", "answer soon"),
        *("listening", "answering", "Hello", "Welcome, all.", "Appeal", "Asking a tribunal to look again."),
        *("Who acts here: “our colleagues will…”", "Tell us the truth", "It helps", "Nothing"),
    ):
        assert words in said


def test_the_page_leads_to_each_file_and_says_how_large_it_is(client, visit, edition):
    links = [link for link in visit(EDITION).soup.select("#take-away + ul a") if "Braille" not in link.text]
    *large, small = (len(taken(client, name)) for name in READ)
    kilobytes = [round(size / 1000) for size in large]

    assert [link["href"] for link in links] == [EDITION + name for name in READ]
    assert [link.text for link in links] == [
        f"This charter, to read or print (PDF, {kilobytes[0]} kB)",
        f"In large print, 18 point (PDF, {kilobytes[1]} kB)",
        f"In very large print, 24 point (PDF, {kilobytes[2]} kB)",
        f"As a book for e-readers (EPUB, {kilobytes[3]} kB)",
        f"As plain text, to be read aloud (text, {small} bytes)",
    ]


@pytest.mark.skipif(not shutil.which("lou_translate"), reason="needs liblouis, which is not on this machine")
def test_an_edition_comes_in_braille_contracted_or_letter_for_letter(client, visit, edition):
    page = visit(EDITION)

    assert [link.text.split(" (")[0] for link in page.soup.select("#take-away + ul a") if "Braille" in link.text] == [
        "In Braille, contracted",
        "In Braille, letter for letter",
    ]
    assert ",\\R ,*>T]" in taken(client, "braille.brf").decode("ascii")
    assert ",OUR ,CHARTER" in taken(client, "braille-uncontracted.brf").decode("ascii")


def test_where_no_braille_can_be_made_the_page_says_why_and_the_others_stand(visit, edition, monkeypatch, tmp_path):
    written.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (
        "In Braille, contracted: not yet. Braille cannot be made here: "
        "the program liblouis is not installed on this machine." in visit(EDITION).text
    )


def test_a_file_comes_under_a_name_that_says_what_it_is(client, edition):
    response = client.get(EDITION + "charter.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="ours-2019-charter.pdf"'


def test_a_form_that_cannot_hold_every_word_says_so_and_the_others_stand(client, visit, edition):
    CommitmentFactory(section=edition.sections.first(), code="PS3", wording="greet you: ខ")
    page = visit(EDITION).soup

    links = [link.text.split(" (")[0] for link in page.select("#take-away + ul a") if "Braille" not in link.text]
    assert links == [
        "As a book for e-readers",
        "As plain text, to be read aloud",
    ]
    assert (
        "This charter, to read or print: not yet. “ខ” in “greet you: ខ” cannot be printed"
        in page.select("#take-away ~ ul")[0].text
    )
    assert client.get(EDITION + "charter.pdf").status_code == 404


@pytest.mark.parametrize("address", ["/charters/ours/editions/1900/charter.pdf", EDITION + "charter.doc"])
def test_what_is_not_there_is_not_found(client, edition, address):
    assert client.get(address).status_code == 404


def test_a_draft_cannot_be_taken_away(client, edition):
    EditionFactory(charter=edition.charter, code="next", published_on=None)

    assert client.get("/charters/ours/editions/next/charter.pdf").status_code == 404
