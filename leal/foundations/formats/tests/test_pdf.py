"""PDFs opened again by a library that did not write them, and drawn by a third."""

import io
import re
import struct
import zlib
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from leal.foundations.formats import (
    LARGE,
    Document,
    Facts,
    Figure,
    Heading,
    Link,
    List,
    MissingPicture,
    NoLetterFor,
    Paragraph,
    Picture,
    Quote,
    Sheet,
    Table,
    UnreadablePicture,
    pdf,
)

from .test_formats import REPORT, WAITS

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
FROM_THE_RIGHT = Document(
    "ميثاقنا",
    "الضمان الاجتماعي",
    (Paragraph.of("قال Social Security Scotland إن 89% راضون."), Quote("انتظرت", "عضو"), WAITS),
    language="ar",
    direction="rtl",
)


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in opened(content).pages).replace("\u200b", "")


def tags(content: bytes) -> list[str]:
    """The kinds of the document's parts in reading order."""
    found: list[str] = []

    def walk(part) -> None:
        part = part.get_object()
        if isinstance(part, pypdf.generic.ArrayObject):
            for one in part:
                walk(one)
        elif isinstance(part, pypdf.generic.DictionaryObject) and "/S" in part:
            found.append(part["/S"])
            if "/K" in part:
                walk(part["/K"])

    walk(opened(content).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_a_pdf_says_that_it_is_tagged_in_which_language_and_under_which_title():
    root = opened(pdf(REPORT)).trailer["/Root"]

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"<pdfuaid:part>(\d)</pdfuaid:part>", root["/Metadata"].get_data().decode())[1] == "1"
    assert opened(pdf(REPORT)).metadata.title == "Is it kept?"


def test_headings_lists_tables_and_links_are_tagged_as_what_they_are():
    told = [tag for tag in tags(pdf(REPORT)) if re.fullmatch("/(H[1-6]|Table|TH|TD|L|LI|Link|Caption)", tag)]

    assert told == [
        *("/H1", "/H2", "/H3"),
        *("/Table", "/Caption", "/TH", "/TH", "/TH", "/TD", "/TH", "/TD"),
        *("/H2", "/L", "/LI", "/LI", "/L", "/LI"),
    ]


def test_headings_are_bookmarks():
    def named(outline) -> list:
        return [named(one) if isinstance(one, list) else one.title for one in outline]

    assert named(opened(pdf(REPORT)).outline) == [
        "Is it kept?",
        ["What the phones show", ["Callers waited longer"], "What people said"],
    ]


def test_a_drawing_carries_its_words():
    drawn = Document("t", "p", (Heading("a"), Figure("h", "What it shows.", "b", WAITS, DRAWING, 3)))

    assert "/Figure" in tags(pdf(drawn))
    assert b"What it shows." in b"".join(_altered(pdf(drawn)))


def _altered(content: bytes) -> list[bytes]:
    found: list[bytes] = []

    def walk(part) -> None:
        part = part.get_object()
        for one in part if isinstance(part, pypdf.generic.ArrayObject) else [part]:
            one = one.get_object()
            if isinstance(one, pypdf.generic.DictionaryObject) and "/S" in one:
                if "/Alt" in one:
                    found.append(str(one["/Alt"]).encode())
                if "/K" in one:
                    walk(one["/K"])

    walk(opened(content).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_an_address_on_the_web_is_a_link_and_stands_on_paper():
    content = pdf(Document("t", "p", (Paragraph.of("See ", Link("the site", "https://example.org/a/")),)))

    assert "See the site (https://example.org/a/)" in words_of(content)
    assert "/Link" in tags(content)


@pytest.mark.parametrize("points", LARGE)
def test_large_print_is_laid_anew_on_pages_of_the_same_size(points):
    long = Document("t", "p", (Paragraph.of("so that nobody waits without news " * 60),))
    usual, large = opened(pdf(long)), opened(pdf(long, points=points))
    sizes = []
    large.pages[0].extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size) if text else None)

    assert large.pages[0].mediabox == usual.pages[0].mediabox
    assert len(large.pages) > len(usual.pages)
    assert points in [round(size) for size in sizes]


def test_a_size_we_do_not_print_is_refused():
    with pytest.raises(ValueError, match="9 point is none of our sizes: 12, 18 or 24"):
        pdf(REPORT, points=9)


def test_in_large_print_a_wide_table_is_told_row_by_row():
    wide = Table("Wide", tuple(["Column", "with", "words"] * 3), (tuple("abcdefghi"),))
    content = pdf(Document("t", "p", (wide,)), points=24)

    assert "/Table" not in tags(content)
    assert "with: b" in words_of(content)


def test_a_language_written_from_the_right_says_so():
    root = opened(pdf(FROM_THE_RIGHT)).trailer["/Root"]

    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"


def ink(content: bytes) -> list[int]:
    """How many dark dots each column of the first page has, as it is drawn."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=0.5, grayscale=True).to_numpy()
    return (picture < 128).sum(axis=0).tolist()


def test_what_is_written_from_the_right_stands_at_the_right():
    columns = ink(pdf(FROM_THE_RIGHT))
    half = len(columns) // 2

    assert sum(columns[half:]) > 2 * sum(columns[:half])


@pytest.mark.parametrize(
    "words",
    ["ہم آپ کی بات سنیں گے", "我们会倾听您的意见", "我哋會聽你講", "سنستمع إليك", "Zażółć gęślą jaźń", "Ночь", "→ ✓ ½"],
)
def test_the_shipped_fonts_can_write(words):
    assert pdf(Document(words, words, (Paragraph.of(words),))).startswith(b"%PDF")


def test_a_sign_no_font_has_is_named_with_the_words_it_stands_in():
    with pytest.raises(NoLetterFor) as refusal:
        pdf(Document("t", "p", (Facts((("Name", "written ខ្ in Khmer"),)),)))

    assert str(refusal.value).startswith("“ខ")
    assert "” in “written ខ្ in Khmer” cannot be printed: none of our fonts has it." in str(refusal.value)


@pytest.mark.parametrize("points", [12, *LARGE])
def test_a_word_of_eighty_letters_breaks_before_the_edge_of_the_page(points):
    word = "Donaudampfschiff" * 5
    table = Table("c", ("a", "b"), ((word, word),))
    content = pdf(Document(word, "p", (Heading(word), Paragraph.of(word), table)), points=points)
    columns = ink(content)

    assert sum(columns[-len(columns) // 20 :]) == 0
    assert re.sub(r"\s", "", words_of(content)).count(word) >= 4


def test_a_table_of_five_thousand_rows_is_written_with_its_header_on_every_page():
    rows = tuple((f"Row {number}", str(number)) for number in range(1, 5001))
    reader = opened(pdf(Document("t", "p", (Table("Long", ("Name", "Number"), rows),))))

    assert len(reader.pages) > 100
    assert "Row 5000" in reader.pages[-1].extract_text()
    assert all(reader.pages[number].extract_text().lstrip().startswith("Name") for number in (1, 50, 100))


def test_a_missing_picture_is_named(tmp_path):
    with pytest.raises(MissingPicture, match="The picture “gone.png” is missing. Put it back"):
        pdf(Document("t", "p", (Picture(tmp_path / "gone.png", "A bench"),)))


@pytest.mark.parametrize("content", [b"GIF89a", b"\x89PNG\r\n\x1a\nnothing more"])
def test_a_file_that_is_no_picture_is_named(tmp_path, content):
    (tmp_path / "odd.png").write_bytes(content)

    with pytest.raises(UnreadablePicture, match="“odd.png” is not a picture we can show"):
        pdf(Document("t", "p", (Picture(tmp_path / "odd.png", "A bench"),)))


def dots() -> bytes:
    """A red square as PNG."""
    lines = b"".join(b"\0" + b"\xff\0\0" * 4 for _ in range(4))
    parts = {b"IHDR": struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0), b"IDAT": zlib.compress(lines), b"IEND": b""}
    chunks = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts.items())
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(("name", "drawn"), [("bench.svg", DRAWING.encode()), ("bench.png", dots())])
def test_a_picture_carries_its_words_and_its_credit(tmp_path, name, drawn):
    (tmp_path / name).write_bytes(drawn)
    content = pdf(Document("t", "p", (Picture(tmp_path / name, "A bench by the sea", "Drawn by Ishbel"),)))

    assert _altered(content) == [b"A bench by the sea"]
    assert "Drawn by Ishbel" in words_of(content)


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="say in words what the picture “x.png” shows"):
        Picture(Path("x.png"), " ")


def test_the_same_document_is_the_same_file():
    assert pdf(REPORT) == pdf(REPORT)


def test_what_is_no_block_is_refused():
    with pytest.raises(TypeError, match="int is no block"):
        pdf(Document("t", "p", (3,)))


def test_words_are_never_markup_on_paper():
    tricky = "#panic() $x$ *b* _i_ `c` <l> @r \\ // [k] = h"

    assert tricky in words_of(pdf(Document("t", "p", (Paragraph.of(tricky), List((Paragraph.of("ok"),))))))


def sheet(number: int) -> Sheet:
    said = Paragraph.of("We said that we would, and these are the words. " * 12)
    return Sheet((Heading(f"Promise {number}", 3), said, said, Paragraph.of(f"The end of {number}.")))


def test_what_belongs_together_stands_on_one_page():
    """Five sheets of somewhat more than a third of a page: two to a page, none of them divided."""
    pages = pypdf.PdfReader(io.BytesIO(pdf(Document("t", "p", (Heading("All"), *map(sheet, range(5))))))).pages
    texts = [page.extract_text() for page in pages]

    assert len(texts) == 3
    for number in range(5):
        assert [f"Promise {number}" in text for text in texts] == [f"The end of {number}." in text for text in texts]


def test_what_is_longer_than_a_page_is_printed_whole():
    long = Sheet(tuple(Paragraph.of(f"{number}. " + "These are the words. " * 30) for number in range(20)))
    pages = pypdf.PdfReader(io.BytesIO(pdf(Document("t", "p", (long,))))).pages
    said = " ".join(page.extract_text() for page in pages)

    assert len(pages) > 1
    assert all(f"{number}. These" in said for number in range(20))
