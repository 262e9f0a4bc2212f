"""Every form of a report as its reader has it: words, taken from the finished files."""

import io
import json
import re
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdf
from bs4 import BeautifulSoup

from leal.calculations.files import read_book
from leal.thread.learning.report.forms import FORMS, Report


def words_of(report: Report, name: str) -> str:
    """All that one form says, in one line of words; of a folder, all that its files say."""
    found = (_words(path, content) for path, content, _ in FORMS[name].files(report, name))
    return re.sub(r"[\s\u2060\u00a0]+", " ", " ".join(found).replace("\u200b", "").replace("\u00ad", ""))


def _words(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if name.endswith(".epub"):
        return " ".join(ElementTree.fromstring(ZipFile(io.BytesIO(content)).read("book/text.xhtml")).itertext())
    if name.endswith((".ods", ".xlsx")):
        sheets = read_book(content, name=name).sheets
        return " ".join(cell for sheet in sheets for row in sheet.texts() for cell in row)
    if name.endswith(".json"):
        return json.dumps(json.loads(content), ensure_ascii=False)
    return BeautifulSoup(content, "html5lib").body.get_text(" ") if name.endswith(".html") else content.decode()
