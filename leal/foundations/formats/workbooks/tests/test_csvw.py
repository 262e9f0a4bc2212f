"""CSV read by its metadata, by a library that knows the standard."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from csvw import CSVW

from leal.foundations.formats.workbooks import Column, DataTable, Workbook, csvw

from .books import AWKWARD, BOOK


@pytest.fixture
def group(tmp_path):
    for name, content in csvw(BOOK).items():
        (tmp_path / name).write_bytes(content)
    return CSVW(str(tmp_path / "csv-metadata.json"), validate=True)


def test_the_files_keep_what_their_metadata_says(group):
    assert group.is_valid, group.warnings
    assert not group.warnings


def day(value):
    return value.date() if isinstance(value, datetime) else value


def test_every_value_is_had_as_what_it_is(group):
    waits, words, empty = (list(table) for table in group.tables)

    assert [[day(value) for value in row.values()] for row in waits] == [
        ["2021–22", Decimal(351), Decimal("89.3"), date(2022, 7, 1), True],
        ["2022–23 [note 3] [note 2]", Decimal(1337), None, date(2023, 7, 1), False],
        ["2023–24", None, None, None, None],
    ]
    assert [row["words"].removeprefix("'") for row in words] == list(AWKWARD)
    assert empty == []


def test_the_metadata_names_its_columns_its_source_its_licence_and_its_notes():
    told = json.loads(csvw(BOOK)["csv-metadata.json"])
    [waits, *_] = told["tables"]
    names = [(column["name"], column["titles"]) for column in waits["tableSchema"]["columns"]]

    assert told["dc:license"] == "Open Government Licence v3.0"
    assert waits["dc:source"] == "Freedom of information reply"
    assert names[1:3] == [("average_wait_seconds", "Average wait (seconds)"), ("answered", "Answered (%)")]
    assert waits["tableSchema"]["columns"][2]["null"] == ["", "[c]", "[x]", "[z]"]
    assert {"dc:identifier": "[note 3]", "dc:description": "Until October."} in waits["notes"]


def test_a_spreadsheet_works_nothing_out_in_a_csv_file():
    lines = csvw(BOOK)["what-was-said.csv"].decode().splitlines()

    assert lines[1:5] == ["'=cmd|' /C calc'!A0,0", "'+44 131,1", "'@SUM(A1),2", "'-,3"]


def test_headers_of_other_scripts_have_names_too():
    table = DataTable("T", "t", (Column("سنة"), Column("年")), (("a", "b"),))
    [told] = json.loads(csvw(Workbook("t", "p", (table,)))["csv-metadata.json"])["tables"]

    assert [column["name"] for column in told["tableSchema"]["columns"]] == ["column_1", "column_2"]
