"""What two programs that know PDF/UA, neither of them ours, say of our PDFs. Neither proves that a reader is served."""

import io
import subprocess
import sys
from pathlib import Path

import pdfua
import pikepdf
import pytest

from leal.foundations.formats import Document, Figure, Heading, Table, pdf

from .test_formats import REPORT
from .test_pdf import DRAWING, FROM_THE_RIGHT

WIDE = Table(
    "Waits by year",
    ("Benefit", "2020–21", "2021–22", "2022–23"),
    tuple((f"Benefit {number}", "351", "[c]", "1,337") for number in range(40)),
    "[c]: Confidential.",
)
WITH_TABLES = Document(
    "Waits", "p", (Heading("All"), WIDE, Heading("Drawn"), Figure("h", "It grows.", "b", WIDE, DRAWING))
)
# Where there is one column besides the headers of rows, half of all cells are headers: it takes them for broken lines.
NARROW = {"TBL-010"}
SEEN = [(REPORT, 12, NARROW), (REPORT, 24, NARROW), (FROM_THE_RIGHT, 12, NARROW), (WITH_TABLES, 12, set())]


# It stands on a library under the AGPL: those who have it can run it beside us, we bring it to nobody.
OUTLOUD = Path(sys.executable).with_name("outloud")


@pytest.mark.slow
@pytest.mark.skipif(not OUTLOUD.exists(), reason="the checker “outloud” is not installed here")
def test_outloud_finds_nothing(tmp_path):
    for number, (document, points, _) in enumerate(SEEN):
        (tmp_path / f"{number}.pdf").write_bytes(pdf(document, points=points))
    narrow = [tmp_path / f"{number}.pdf" for number, (*_, skipped) in enumerate(SEEN) if skipped]
    wide = [tmp_path / f"{number}.pdf" for number, (*_, skipped) in enumerate(SEEN) if not skipped]

    for files, skipped in ((narrow, ["--skip", *NARROW]), (wide, [])):
        told = [OUTLOUD, "--fail-on", "warning", *skipped, *files]
        checked = subprocess.run(told, capture_output=True, text=True, timeout=120)
        assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(("document", "points"), [seen[:2] for seen in SEEN])
def test_pdfua_finds_nothing(document, points, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(pdf(document, points=points))
    report = pdfua.validate(str(tmp_path / "paper.pdf"))

    assert [(found.rule_id, found.message) for found in report.findings] == []


def cells(part, kinds=("/TH", "/TD")):
    """Every cell of every table, in order."""
    for one in part.get("/K", []) if isinstance(part.get("/K"), pikepdf.Array) else [part.get("/K")]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            if str(one.S) in kinds:
                yield one
            else:
                yield from cells(one)


def test_the_first_cell_of_each_row_is_tagged_as_the_header_of_its_row():
    file = pikepdf.open(io.BytesIO(pdf(Document("t", "p", (WIDE,)))))
    told = [
        (
            str(cell.S),
            {str(said.Scope) for said in cell.A if "/Scope" in said},
            any("/Headers" in said for said in cell.A),
        )
        for cell in cells(file.Root.StructTreeRoot)
    ]

    assert told[:4] == [("/TH", {"/Column"}, True)] * 4
    assert told[4:] == [("/TH", {"/Row"}, False), *[("/TD", set(), False)] * 3] * 40


def test_a_pdf_whose_tags_were_mended_is_the_same_file_each_time():
    assert pdf(WITH_TABLES) == pdf(WITH_TABLES)
