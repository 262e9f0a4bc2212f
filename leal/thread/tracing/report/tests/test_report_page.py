"""The report is read in place, in short, and taken away in every form."""

import io
from zipfile import ZipFile

import pytest

from leal.thread.learning.report.tests.conftest import a_charter
from leal.thread.learning.tests.making import published
from leal.thread.tracing.report.files import SLOW
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

REPORT = "/charters/ours/report/"


def test_the_short_version_stands_on_the_page_worst_first(visit):
    a_charter()
    page = visit(f"{REPORT}?year=2022-23").soup
    short = page.select_one("section.le_report")

    assert page.h1.get_text() == "The running account of 2022–23"
    assert short.p.text == (
        "Three promises to the people who use The Agency. "
        "One falls short, and none is kept. For two we cannot tell, and we say so."
    )
    assert [heading.text for heading in short("h2")] == [
        "Where we fall short",
        "What changed because someone told us",
        "Who was not heard",
        "All of it",
    ]
    assert "22 minutes 17 seconds in 2022–23, up from 5 minutes 51 seconds" in short.text


def test_the_running_account_and_what_is_published_are_never_mistaken_for_each_other(visit, client, morag):
    charter = a_charter()
    before = visit(f"{REPORT}?year=2022-23")
    assert "The report of this year is not published yet." in before.text
    assert b"our running account as it stood on" in client.get(f"{REPORT}2022-23/short.txt").content

    published(charter, morag)
    page, every = visit(f"{REPORT}?year=2022-23").soup, visit("/charters/ours/reports/").soup

    [link] = [link for link in page.main("a") if link.text.startswith("Read the report of 2022–23")]
    assert link["href"] == "/charters/ours/reports/2022-23/"
    assert "The report of this year is not published yet." in visit(f"{REPORT}?year=2021-22").text
    assert REPORT in [link["href"] for link in every.main("a")]
    foot = [link["href"] for link in page.footer("a")]
    assert foot.count("/charters/ours/reports/") == 1
    assert REPORT not in foot


def test_every_file_on_the_page_can_be_taken_away_under_a_name_of_its_own(client, visit):
    a_charter()
    links = [link["href"] for link in visit(REPORT).soup.select("#take-away ~ ul a")]
    paper = ("report-pdf", "report-large-18-pdf", "report-large-24-pdf")
    quick = [href for href in links if not href.endswith(paper)]

    assert len(links) == len(set(links)) == 19
    for href in quick:
        response = client.get(href)
        assert response.status_code == 200, href
        name = href.rsplit("/", 1)[1]
        name = SLOW.get(name, name)
        assert response["Content-Disposition"] == f'attachment; filename="ours-2022-23-{name}"'
        assert response.content


def test_tables_come_packed_with_what_tells_programs_what_they_hold(client):
    a_charter()
    with ZipFile(io.BytesIO(client.get(f"{REPORT}2022-23/tables.zip").content)) as pack:
        names = pack.namelist()

    assert "tables/csv-metadata.json" in names
    assert sum(name.endswith(".csv") for name in names) == 6


NOWHERE = ["?year=1999-00", "?year=last", "2022-23/report.doc", "2022-23/tables", "1999-00/short.pdf"]


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_is_not_found(client, address):
    a_charter()

    assert client.get(REPORT + address).status_code == 404


def test_a_charter_without_results_has_no_report(client):
    EditionFactory(charter__slug="ours")

    assert client.get(REPORT).status_code == 404
