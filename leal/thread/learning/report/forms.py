"""Every form of a report, each a function of the one account: what it is called, what it is, what writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from leal.foundations.formats import Block, Document, Table, easy_read_pdf, epub, html, pdf, plain_text
from leal.foundations.formats.pdf import texts
from leal.foundations.formats.workbooks import DataTable, Workbook, block, csvw, ods, xlsx
from leal.foundations.pages.typography import printed

from .account import Account
from .easy import easy
from .figures import figures, hidden_figures, on_paper
from .foreword import Foreword
from .lists import lists
from .one_page import one_page
from .safe import Release, check_words, released
from .short import PAGES, fitting, short
from .whole import came_to, method_sentences, title, whole

HTML, PDF, TEXT = "text/html; charset=utf-8", "application/pdf", "text/plain; charset=utf-8"
CSV, JSON = "text/csv; charset=utf-8", "application/json"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
File = tuple[str, bytes, str]


@dataclass(frozen=True)
class Report:
    """One account, and every document made of it, each once.

    foreword  what a reader must know before it: what was wrong before, or that it may still change
    """

    account: Account
    foreword: Foreword = Foreword()  # noqa: RUF009 a constant

    @cached_property
    def title(self) -> str:
        return title(self.account)

    @cached_property
    def release(self) -> Release:
        """Every table of figures, with what must be hidden decided once for all of them."""
        return released([replace(one, name=f"Table {at}") for at, one in enumerate(figures(self.account), start=1)])

    @cached_property
    def lists(self) -> tuple[DataTable, ...]:
        """Every table of words, numbered on."""
        first = len(self.release.tables) + 1
        named = tuple(replace(one, name=f"Table {at}") for at, one in enumerate(lists(self.account), start=first))
        check_words(self.hidden, (" ".join(map(str, row)) for one in named for row in one.rows))
        return named

    @cached_property
    def document(self) -> Document:
        named = (replace(block(on_paper(one)), caption=f"{one.name}. {one.title}") for one in self.tables)
        return self._keeps_what_is_hidden(whole(self.account, tuple(named), foreword=self.foreword))

    @cached_property
    def short(self) -> tuple[Document, bytes]:
        """The short version, and its PDF."""
        made, paper = fitting(partial(short, self.account, foreword=self.foreword), PAGES)
        return self._keeps_what_is_hidden(made), paper

    @property
    def short_without_foreword(self) -> tuple[Block, ...]:
        """The short version for a page that says by itself what must be known before it."""
        before = len(list(self.foreword.in_short(len(self.foreword.corrections))))
        return self.short[0].blocks[before:]

    @cached_property
    def one_page(self) -> tuple[Document, bytes]:
        """The page of drawings, and its PDF."""
        made, paper = fitting(partial(one_page, self.account, foreword=self.foreword), 1, at_most=5)
        return self._keeps_what_is_hidden(made), paper

    @cached_property
    def easy(self) -> Document:
        return self._keeps_what_is_hidden(easy(self.account, foreword=self.foreword))

    @cached_property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Every figure that a table hides, as it would be said: the name of its table, and the figure."""
        return (*self.release.besides, *hidden_figures(self.account))

    def _keeps_what_is_hidden(self, made: Document) -> Document:
        """The document, if its words say nothing that the tables hide. Raises NotSafe."""
        check_words(self.hidden, (" ".join(texts(one)) for one in made.flat if not isinstance(one, Table)))
        return made

    @property
    def tables(self) -> tuple[DataTable, ...]:
        return self.release.tables

    @property
    def everything(self) -> Workbook:
        """Every table there is, of figures and of words."""
        return self.workbook(self.tables + self.lists)

    def workbook(self, tables: tuple[DataTable, ...]) -> Workbook:
        """Some tables as they are published together."""
        account = self.account
        return Workbook(
            title=f"{self.title}: tables",
            publisher=printed(account.charter.body),
            tables=tables,
            about=(*self.foreword.sentences, came_to(account), *method_sentences(account)),
            contact=printed(account.charter.contact),
            licence=printed(account.charter.licence),
            published=account.on,
        )


@dataclass(frozen=True)
class Form:
    """A form of the report: the words of its link, the name of its format, and what writes it."""

    text: str
    format: str
    media_type: str
    write: Callable[[Report], bytes]

    def files(self, report: Report, name: str) -> Iterator[File]:
        """What it is written to: one file, by its name."""
        yield name, self.write(report), self.media_type


@dataclass(frozen=True)
class Folder:
    """Tables as CSV, each a file of a folder, with the metadata that tells programs what they hold."""

    text: str
    tables: Callable[[Report], tuple[DataTable, ...]]
    format: str = "CSV"

    def files(self, report: Report, name: str) -> Iterator[File]:
        """Each of its files."""
        for inside, content in csvw(report.workbook(self.tables(report))).items():
            yield f"{name}/{inside}", content, "application/csvm+json" if inside.endswith(".json") else CSV


FORMS = {
    "short.html": Form("The short version, as a page", "HTML", HTML, lambda it: html(it.short[0])),
    "short.pdf": Form("The short version, four pages", "PDF", PDF, lambda it: it.short[1]),
    "short.txt": Form("The short version as plain text", "text", TEXT, lambda it: plain_text(it.short[0])),
    "easy-read.pdf": Form("Easy Read, with pictures", "PDF", PDF, lambda it: easy_read_pdf(it.easy)),
    "easy-read.html": Form("Easy Read, as a page", "HTML", HTML, lambda it: html(it.easy)),
    "easy-read.txt": Form("Easy Read, the words alone", "text", TEXT, lambda it: plain_text(it.easy)),
    "on-one-page.pdf": Form("How the charter was made, on one page", "PDF", PDF, lambda it: it.one_page[1]),
    "on-one-page.html": Form("How the charter was made, as a page", "HTML", HTML, lambda it: html(it.one_page[0])),
    "report.html": Form("The whole report, as a page", "HTML", HTML, lambda it: html(it.document)),
    "report.pdf": Form("The whole report, to read or print", "PDF", PDF, lambda it: pdf(it.document)),
    "report-large-18.pdf": Form(
        "The whole report in large print, 18 point", "PDF", PDF, lambda it: pdf(it.document, points=18)
    ),
    "report-large-24.pdf": Form(
        "The whole report in very large print, 24 point", "PDF", PDF, lambda it: pdf(it.document, points=24)
    ),
    "report.epub": Form(
        "The whole report as a book for e-readers",
        "EPUB",
        "application/epub+zip",
        lambda it: epub(it.document, modified=it.account.on),
    ),
    "report.txt": Form("The whole report as plain text", "text", TEXT, lambda it: plain_text(it.document)),
    "tables.ods": Form("Every table as a spreadsheet", "ODS", ODS, lambda it: ods(it.everything)),
    "tables.xlsx": Form("Every table as a spreadsheet", "XLSX", XLSX, lambda it: xlsx(it.everything)),
    "tables": Folder("Every table of figures", lambda it: it.tables),
    "lists": Folder("Every table of words", lambda it: it.lists),
    "disclosure.json": Form(
        "Proof that nothing hidden can be worked out", "JSON", JSON, lambda it: it.release.proof(it.foreword.sentences)
    ),
}
