"""The report says of every promise what is known, worst first, and the same in every form."""

import csv
import io
import re
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdf
import pytest
from bs4 import BeautifulSoup

from leal.calculations.documents import read_document
from leal.calculations.files import read_book
from leal.calculations.plain import check as plain
from leal.calculations.wording import check_document
from leal.foundations.formats import Document, Heading, Paragraph, pdf, plain_text
from leal.thread.learning.report.account import NothingToTell, account
from leal.thread.learning.report.forms import FORMS
from leal.thread.learning.report.promises import sheet
from leal.thread.learning.report.whole import method_sentences, opening
from tests.factories import MeasureFactory, ResultFactory

from .conftest import ON


def written(report, name: str) -> bytes:
    return FORMS[name].write(report)


def test_what_falls_short_comes_before_what_we_cannot_tell(report):
    assert [it.commitment.code for it in report.account.stood] == ["PW2", "PS1", "PS9"]
    headings = [block.text for block in report.document.flat if isinstance(block, Heading)]

    assert headings[1:4] == ["Falling short: one promise", "PW2. No needless waiting", "Not known: two promises"]


def test_a_promise_has_its_reasons_its_figures_its_owner_and_every_word_said_of_it(report):
    [first, *_] = report.account.stood
    text = plain_text(Document("t", "p", (Heading("Two"), sheet(report.account, first)))).decode()
    said = re.sub(r"\s+", " ", text)

    for words in (
        "Falling short",
        "How long callers wait: 22 minutes 17 seconds in 2022–23, up from 5 minutes 51 seconds in 2021–22",
        "Asked: On average, how many seconds does a caller wait? Source: A letter.",
        "Base: calls on all lines; how many is not published.",
        "The owner says: Kept. We tried. Head of Calls, 1 September 2023.",
        "The reviewer finds: Falling short. It is not. Independent reviewer, 1 September 2023.",
        "What changed: Ring back: nothing has followed. We said that we would act by 1 September 2023.",
        "Nobody owns this promise, so nobody answers for it. Who can mend it: the charter lead.",
    ):
        assert words in said


@pytest.mark.parametrize("measures", [1, 14])
def test_a_promise_fills_one_page_at_most(charter, measures):
    """However many measures decide about it; what there is no room for is counted."""
    promise = charter.editions.get().commitments.get(code="PW2")
    for number in range(measures):
        more = MeasureFactory(charter=charter, name=f"How long callers wait, line {number}", serves=[promise])
        for year, seconds in ((2022, 100), (2023, 900 + number)):
            ResultFactory(measure=more, of=year, value=seconds)
    told = account(charter=charter, year="2022-23", on=ON)
    blocks = (Heading("Falling short"), sheet(told, told.stood[0]))

    assert told.stood[0].commitment.code == "PW2"
    pages = [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf(Document("t", "p", blocks)))).pages]
    assert ["PW2." in page for page in pages] == ["Who can mend it" in page for page in pages]
    assert ("The table of steps tells" in plain_text(Document("t", "p", blocks)).decode()) is (measures > 5)


def figures_in_csv(report) -> dict[str, list[list[str]]]:
    files = {name: content for name, content, _ in FORMS["tables"].files(report, "tables")}
    return {
        name: list(csv.reader(io.StringIO(content.decode())))
        for name, content in files.items()
        if name.endswith(".csv")
    }


def test_every_figure_is_the_same_figure_in_every_form(report):
    """Read back from each: CSV, both spreadsheets, page, book, text and paper in every size."""
    page = BeautifulSoup(written(report, "report.html"), "html5lib")
    book = ElementTree.fromstring(ZipFile(io.BytesIO(written(report, "report.epub"))).read("book/text.xhtml"))
    texts = [
        "".join(book.itertext()),
        written(report, "report.txt").decode(),
        *(
            "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(written(report, name))).pages)
            for name in ("report.pdf", "report-large-18.pdf", "report-large-24.pdf")
        ),
    ]
    texts = [re.sub(r"[\s\u200b\u00ad]+", "", text) for text in texts]
    sheets = {
        name: {one.name: [[c.replace(",", "") for c in row] for row in one.texts()] for one in book.sheets}
        for name in ("tables.ods", "tables.xlsx")
        for book in [read_book(written(report, name))]
    }
    found = figures_in_csv(report)

    assert len(found) == len(report.tables) == 6
    for table, (file, [_headers, *rows]) in zip(report.tables, found.items(), strict=True):
        on_page = next(one for one in page("table") if one.caption.text == f"{table.name}. {table.title}")
        shown = [[cell.text.replace(",", "") for cell in row("td") + row("th")] for row in on_page.tbody("tr")]
        numeric = [at for at, column in enumerate(table.columns) if column.kind == "number"]
        assert rows, file
        for row, seen in zip(rows, shown, strict=True):
            for at in numeric:
                assert row[at] in seen
                assert all(f"{row[at]}" in text.replace(",", "") for text in texts)
            for sheet_of in sheets.values():
                there = [[cells[at] for at in numeric] for cells in sheet_of[table.name] if len(cells) > numeric[-1]]
                assert [row[at] for at in numeric] in there


def test_a_figure_on_too_few_people_is_nowhere_and_cannot_be_worked_out(report):
    """91% of the 116 who phoned and 25% of the 4 who wrote: beside everyone, what one said gives the other away."""
    kindness = figures_in_csv(report)["tables/table-6.csv"]
    proof = written(report, "disclosure.json").decode()

    assert [row[1:4] for row in kindness[1:]] == [
        ["Everyone", "89", "120"],
        ["channel: phone", "[c]", "[c]"],
        ["channel: post", "[c]", "[c]"],
    ]
    assert report.release.checked.is_safe
    assert '"safe": true' in proof and "[c]" in proof
    for name in ("report.html", "report.txt"):
        assert "25%" not in written(report, name).decode()


def test_words_for_numbers_fit_and_our_own_sentences_are_plain(report):
    page = read_document(written(report, "report.html"), name="report.html")
    ours = [block for block in opening(report.account) if isinstance(block, Paragraph)]
    told = " ".join(run for block in ours for run in block.runs if isinstance(run, str))
    sentences = [told, *method_sentences(report.account)]
    judged = plain.check_document(read_document("\n\n".join(sentences).encode(), name="ours.txt"))

    assert all(one.fits for one in check_document(page))
    assert [(one.sentence, one.faults) for one in judged.to_mend] == []


def test_results_from_after_the_year_are_left_out(charter):
    waits = charter.editions.get().commitments.get(code="PW2")
    later = MeasureFactory(charter=charter, serves=[waits], name="Later")
    ResultFactory(measure=later, of=2024, value=777)

    told = account(charter=charter, year="2022-23", on=ON)

    assert "Later" not in [one.name for one in told.told]


@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("2019-20", "There is nothing for “2019-20”. There are results for 2021-22, 2022-23."),
        ("last", "There is nothing for “last”. There are results for 2021-22, 2022-23."),
    ],
)
def test_a_year_with_nothing_is_refused_in_a_sentence(charter, year, says):
    with pytest.raises(NothingToTell) as refused:
        account(charter=charter, year=year, on=ON)

    assert str(refused.value) == says


def test_the_newest_year_is_told_where_none_is_named(charter):
    assert account(charter=charter, year="", on=ON).year.name == "2022-23"
