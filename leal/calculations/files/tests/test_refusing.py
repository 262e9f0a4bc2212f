"""Files that are not read: each gets a sentence that says why and what to do."""

import io
import zipfile

import openpyxl
import pytest

from leal.calculations.files import Limits, Unreadable, read_book

from .making import cell, number, ods, packed, row, sheet


def refusal(content, **how) -> str:
    with pytest.raises(Unreadable) as refused:
        read_book(content, name="a file", **how)
    return str(refused.value)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Yes", 89])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


DAMAGED = "a file: The file is damaged, or only a part of it arrived. Fetch it again, or open it and save it anew."
BOMB = "a file: The file unpacks to far more than a real table holds, so it is not opened."
LOCKED = "a file: The file is locked with a password. Save a copy without one."
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)


def test_a_file_past_the_size_limit_is_refused_without_being_read(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    with pytest.raises(Unreadable) as refused:
        read_book(large)

    assert str(refused.value) == (
        "large.csv: the file is 200 MB and at most 100 MB can be read. Split it into smaller files."
    )


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    for path, sentence in [
        (tmp_path / "nothing.csv", "nothing.csv: there is no such file. Check the name and the folder."),
        (tmp_path, f"{tmp_path.name}: this is a folder. Give the files inside it."),
    ]:
        with pytest.raises(Unreadable) as refused:
            read_book(path)
        assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a file: The file is empty."),
        (b" \r\n ", "a file: The file is empty."),
        (b",,\n,,\n", "a file: Every sheet of the file is empty."),
        (
            b'a,b\n"one,two\n',
            "a file: A quotation mark opens and never closes, or the file breaks off. "
            "Close it, or fetch the file again.",
        ),
        (
            b"%PDF-1.7 ...",
            "a file: This is a PDF. Tables cannot be read from it safely: ask for the spreadsheet behind it.",
        ),
        (
            b"\n<!DOCTYPE html><html></html>",
            "a file: This is a web page, not a table. Fetch the file that the page links to.",
        ),
        (
            b"a,b\n1,\x00\x01\x02\n",
            "a file: This is not text: it holds bytes that are no letters. Save it in a format that can be read here.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            LOCKED,
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook",
            "a file: This is an old Excel file (.xls). Save it as .xlsx, .ods or .csv.",
        ),
        (
            "a,b\n1,2\n".encode("utf-16") + b"\x00",
            "a file: The file is damaged: its text breaks off or is not Unicode. Save it as UTF-8.",
        ),
        (
            b"a,b\n1," + b"x" * 140_000,
            "a file: A cell is longer than 131,072 characters. Is this a table?",
        ),
        (b"PK\x03\x04 and then nothing", DAMAGED),
        (
            packed({"word/document.xml": "<w/>"}),
            "a file: This is a Word document, not a table. Save the table as CSV, ODS or XLSX.",
        ),
        (
            packed({"letter.txt": "hello"}),
            "a file: This is a zip archive, not a table. Unpack it and give the files inside.",
        ),
        (
            packed({"content.xml": "<office><text/></office>"}),
            "a file: This is an OpenDocument file but not a spreadsheet. Save the table as ODS, XLSX or CSV.",
        ),
        (packed({"content.xml": "<office><spreadsheet>"}), DAMAGED),
        (
            ods(sheet(row(f"<table:table-cell><text:p>{'<i>' * 2000}{'</i>' * 2000}</text:p></table:table-cell>"))),
            DAMAGED,
        ),
        (
            packed(
                {
                    "xl/workbook.xml": "<w/>",
                    "xl/_rels/workbook.xml.rels": "<r/>",
                    "xl/styles.xml": '<s><numFmt numFmtId="one"/></s>',
                }
            ),
            DAMAGED,
        ),
        (ods(sheet()), "a file: Every sheet of the file is empty."),
        (
            ods(sheet(row(cell("&a;"))), before=LAUGHS),
            "a file: The file declares its own XML entities, as no spreadsheet does, so it is not opened.",
        ),
        (
            packed({"content.xml": "<x/>", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            LOCKED,
        ),
    ],
)
def test_each_unreadable_file_gets_its_own_sentence(content, sentence):
    assert refusal(content) == sentence


@pytest.mark.parametrize("make", [workbook, lambda: ods(sheet(row(cell("Yes"), number("89", "89"))))])
def test_a_spreadsheet_broken_off_anywhere_is_refused_and_never_half_read(make):
    whole = make()
    for kept in range(4, len(whole) - 22, max(1, len(whole) // 60)):
        assert refusal(whole[:kept]) == DAMAGED


def test_a_spreadsheet_with_a_byte_changed_is_read_or_refused_and_nothing_else():
    whole = bytearray(ods(sheet(row(cell("Yes"), number("89", "89")))))
    for place in range(0, len(whole), 7):
        spoilt = bytes(whole[:place]) + bytes([whole[place] ^ 0x55]) + bytes(whole[place + 1 :])
        try:
            read_book(spoilt)
        except Unreadable as reason:
            assert str(reason).startswith("the file: ")


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.xml"])
def test_a_zip_bomb_is_refused_by_how_much_it_would_unpack_to(part):
    assert refusal(packed({part: b" " * (20 * 1024 * 1024), "xl/_rels/workbook.xml.rels": "<R/>"})) == BOMB


def test_a_part_that_grows_past_its_limit_is_stopped_while_it_unpacks():
    content = ods(sheet(row(cell("words"), more='table:number-rows-repeated="9"')))

    assert refusal(content, limits=Limits(unpacked=400)).startswith(BOMB)


def test_a_bomb_made_of_repeated_cells_is_refused_before_it_is_written_out():
    bomb = ods(
        sheet(row(cell("x", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"'))
    )

    assert refusal(bomb) == ("a file: Sheet “Table_1” holds more cells than can be read. Split it into smaller files.")


def test_a_csv_of_too_many_cells_is_refused():
    assert refusal(b"a,b\n1,2\n3,4\n", limits=Limits(cells=5)) == (
        "a file: The file has more than 1,048,576 rows or 5 cells. Split it into smaller files."
    )


def test_a_locked_part_of_a_package_is_refused():
    content = bytearray(packed({"content.xml": "<x/>"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1

    assert refusal(bytes(content)) == LOCKED


def test_a_workbook_whose_cells_are_out_of_order_is_refused():
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole, zipfile.ZipFile(broken, "w") as package:
        for name in whole.namelist():
            package.writestr(name, whole.read(name).replace(b'r="B1"', b'r="A1"'))

    assert refusal(broken.getvalue()) == DAMAGED
