import pytest

from leal.calculations.files import Unreadable, read_book, read_rows


@pytest.mark.parametrize(
    "content",
    [
        b"age,rated\n16-24,Good\n65+,Poor\n",
        "age;rated\n16-24;“Good”\n".encode("cp1252"),
        "\ufeffage,rated\r\n16-24,Good\r\n".encode(),
        "age,rated\n16-24,Good\n".encode("utf-16"),
    ],
)
def test_rows_are_the_texts_and_notes_of_the_book(content):
    book, flowing = read_book(content, name="a.csv"), read_rows(content, name="a.csv")
    assert (list(flowing.rows), flowing.notes, flowing.digest) == (book.sheets[0].texts(), book.notes, book.digest)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a.csv: The file is empty."),
        (b"%PDF-1.7", "a.csv: This is a PDF. Tables cannot be read from it safely: ask for the spreadsheet behind it."),
    ],
)
def test_what_is_no_table_is_refused_at_once(content, sentence):
    with pytest.raises(Unreadable) as refusal:
        read_rows(content, name="a.csv")
    assert str(refusal.value) == sentence


def test_a_quotation_mark_that_never_closes_is_refused_on_the_way_with_its_line():
    rows = read_rows(b'age,rated\n16-24,Good\n65+,"Poor\n').rows
    with pytest.raises(Unreadable, match="Around line 3 a quotation mark opens and does not close"):
        list(rows)
