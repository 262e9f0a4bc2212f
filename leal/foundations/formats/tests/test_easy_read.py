"""Easy Read: pictures and words side by side, few pages, nothing lost and nothing hidden."""

import io
from datetime import date

import pypdf
import pytest
from bs4 import BeautifulSoup

from leal.foundations.formats import (
    CannotBeWritten,
    Document,
    Heading,
    NoSuchSymbol,
    NotEasyRead,
    Paragraph,
    Pictured,
    Strong,
    TooManyPages,
    easy_read,
    easy_read_pdf,
    epub,
    html,
    plain_text,
    symbol,
    symbols,
)

from .test_pdf import _altered, opened, tags, words_of

NAMES = {"title": "Our Charter in Easy Read", "publisher": "The Agency"}
LETTER = """# How we treat you

[letter] We will write to you.
We will use **plain words**.

[money] We will pay you."""


def easy(written: str, **options) -> Document:
    return easy_read(written, **NAMES, **options)


def test_rows_as_people_write_them_are_pictures_with_their_words():
    assert easy(LETTER).blocks == (
        Heading("How we treat you"),
        Pictured(
            symbol("letter"),
            (Paragraph.of("We will write to you."), Paragraph.of("We will use ", Strong("plain words"), ".")),
        ),
        Pictured(symbol("money"), (Paragraph.of("We will pay you."),)),
    )


def test_a_row_begins_where_its_picture_stands_though_no_line_was_left_empty():
    assert easy(LETTER.replace("\n\n", "\r\n")) == easy(LETTER)


def test_every_fault_is_told_at_once_each_with_its_row():
    with pytest.raises(NotEasyRead) as refusal:
        easy("[leter] Hello there\n\nNo picture\n\n[money]\n\n[] None either")

    assert refusal.value.faults == [
        "Row 1 (“[leter] Hello there”): There is no picture for “leter”. Did you mean “letter”? "
        "Choose another word, or put a picture of your own.",
        "Row 2 (“No picture”): It has no picture. Begin it with the word of one in square brackets, such as [letter].",
        "Row 3 (“[money]”): There are no words beside the picture.",
        "Row 4 (“[] None either”): It has no picture. "
        "Begin it with the word of one in square brackets, such as [letter].",
    ]


@pytest.mark.parametrize("nothing", ["", "  \n\n ", "\x00\u202e"])
def test_nothing_is_no_easy_read(nothing):
    with pytest.raises(NotEasyRead, match="There are no rows"):
        easy(nothing)


def test_signs_that_nobody_sees_and_that_turn_words_round_are_left_out():
    [row] = easy("[letter] We\x00 will \u202epay\x1b you.").blocks

    assert row.words == (Paragraph.of("We will pay you."),)


def test_what_looks_like_markup_is_words():
    page = BeautifulSoup(html(easy("[letter] <script>alert(1)</script> & more")), "html5lib")

    assert page.select_one(".le_pic p").text == "<script>alert(1)</script> & more"
    assert page.script is None


def test_on_paper_each_picture_says_what_it_shows_and_stands_before_its_words():
    paper = easy_read_pdf(easy(LETTER))

    assert [one.decode() for one in _altered(paper)] == ["A letter.", "A bank note with a pound sign."]
    assert [tag for tag in tags(paper) if tag in ("/H2", "/Figure", "/P")][-6:] == [
        *("/H2", "/Figure", "/P", "/P", "/Figure", "/P"),
    ]
    assert "plain words" in words_of(paper)


def sizes_of(content: bytes) -> set[float]:
    """The sizes of all letters but those of the foot, in points."""
    found: dict[float, str] = {}

    def seen(text, _cm, matrix, _font, size):
        if text.strip():
            found[round(abs(size * matrix[3]), 1)] = text

    for page in opened(content).pages:
        page.extract_text(visitor_text=seen)
    return set(found)


@pytest.mark.parametrize("points", [14, 16, 20])
def test_the_letters_are_of_the_size_that_was_asked_for(points):
    assert points in sizes_of(easy_read_pdf(easy(LETTER), points=points))


def test_smaller_letters_are_refused():
    with pytest.raises(ValueError, match="14 point or more, not 12"):
        easy_read_pdf(easy(LETTER), points=12)


def test_more_than_24_pages_are_refused_with_how_many_there_are():
    many = "\n\n".join(f"[letter] We will write to you.\nThis is letter {number}." for number in range(160))

    with pytest.raises(TooManyPages) as refusal:
        easy_read_pdf(easy(many))

    assert refusal.value.pages > 24
    assert str(refusal.value).startswith(f"It fills {refusal.value.pages} pages; Easy Read has 24 at most. Say less")


def test_no_row_is_divided_between_two_pages():
    rows = [f"[letter] Row {number} begins.\nIt goes on.\nRow {number} ends." for number in range(30)]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(easy_read_pdf(easy("\n\n".join(rows))))).pages]

    assert len(pages) > 3
    for number in range(30):
        assert len([page for page in pages if f"Row {number} begins" in page and f"Row {number} ends" in page]) == 1


def test_a_row_longer_than_a_page_and_a_word_of_80_letters_lose_nothing():
    long = "Llanfair" * 10
    lines = "\n".join(f"This is line {number}." for number in range(60))
    said = words_of(easy_read_pdf(easy(f"[letter] {long}\n{lines}")))

    assert long in said.replace("\n", "")
    assert "This is line 59." in said


def test_the_same_rows_can_be_read_on_a_page_in_a_book_and_aloud():
    document = easy(LETTER)
    page = BeautifulSoup(html(document), "html5lib")

    assert [image["alt"] for image in page("img")] == ["A letter.", "A bank note with a pound sign."]
    assert "We will write to you.\nWe will use plain words." in plain_text(document).decode()
    assert epub(document, modified=date(2024, 6, 26))


def test_an_organisations_own_picture_comes_before_ours(tmp_path):
    (tmp_path / "Letter.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "pie.svg").write_text("<svg/>")
    (tmp_path / "symbols.toml").write_text('[letter]\nshows = "A letter with our sign."\ncredit = "Drawn by us"\n')

    own = symbol("letter", own=tmp_path)
    assert (own.file.name, own.description, own.credit) == ("Letter.png", "A letter with our sign.", "Drawn by us")
    assert symbol("pie", own=tmp_path).description == "A picture for “pie”."
    assert symbol("money", own=tmp_path) == symbol("money")
    assert {"letter", "pie", "money"} <= set(symbols.words(own=tmp_path))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[letter", "“symbols.toml”, the table of your own pictures, cannot be read"),
        ("letter = 3", "each word in square brackets wants “shows”"),
        ("[letter]\nshows = 3", "each word in square brackets wants “shows”"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(tmp_path, table, told):
    (tmp_path / "symbols.toml").write_text(table)

    with pytest.raises(CannotBeWritten, match=told):
        symbol("letter", own=tmp_path)


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(CannotBeWritten, match="there is no such folder"):
        symbol("letter", own=tmp_path / "gone")


def test_a_picture_of_their_own_that_is_damaged_is_named(tmp_path):
    (tmp_path / "letter.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")

    with pytest.raises(CannotBeWritten, match="“letter.png” is not a picture we can show"):
        easy_read_pdf(easy("[letter] We will write.", own=tmp_path))


def test_a_word_like_no_other_is_refused_without_a_guess():
    with pytest.raises(NoSuchSymbol) as refusal:
        symbol("xylophone quartet")

    assert str(refusal.value) == (
        "There is no picture for “xylophone quartet”. Choose another word, or put a picture of your own."
    )


@pytest.mark.parametrize("word", symbols.words())
def test_each_picture_that_we_ship_is_a_drawing_that_says_what_it_shows_and_runs_nothing(word):
    drawing = symbol(word).file.read_text()

    assert drawing.startswith("<svg ")
    assert symbol(word).description.endswith(".")
    assert not any(word in drawing for word in ("script", "href", "style", "foreignObject", "onload"))


def test_every_drawing_in_the_folder_is_in_the_table_and_has_its_licence():
    shipped = {file.stem for file in symbols.HERE.glob("*.svg")}

    assert shipped == set(symbols.words())
    assert "MIT License" in (symbols.HERE / "LICENCE.md").read_text()
