"""One sheet for each office: the worst first, on one page, with a code that leads to all of it."""

import io
import re

import pypdf
import pypdfium2
import pytest

from leal.calculations.standing import Word
from leal.foundations.formats import Document, MoreThanASheet, Paragraph, poster
from leal.foundations.pages.parts import Promise
from leal.foundations.people.actors import CLOCK
from leal.thread.charters.models import Charter
from leal.thread.learning.charter_file.reading import read
from leal.thread.learning.operations import take_in_charter
from leal.thread.tracing.wall.document import on_paper
from leal.thread.tracing.wall.sheets import Keeper, Sheet, Short
from tests.promises.house import ROOT

pytestmark = pytest.mark.django_db

COUNCIL = ROOT / "tests" / "charters" / "invermore-homes.json"
WALL = "/charters/invermore-homes/wall/"


@pytest.fixture
def council():
    return take_in_charter(file=read(COUNCIL.read_bytes()), name="council", by=CLOCK)


def sheets(visit) -> list[str]:
    return [link["href"] for link in visit(WALL).main.select("ul a")]


def test_every_body_and_every_role_that_answers_for_promises_has_a_sheet(visit, council):
    named = [link.text for link in visit(WALL).main.select("ul a")]

    assert named[0] == "Invermore Council Housing"
    assert "Head of Repairs, Invermore Council Housing" in named
    for address in sheets(visit):
        assert visit(address).main.h1.text.startswith("What we promise: ")


def test_a_sheet_tells_each_promise_of_its_keeper_once_the_worst_first(visit, council):
    [first, *_] = sheets(visit)
    told = visit(first).main.select(".le_answers .le_word")
    words = [word.text for word in told]
    badly = [word for word in words if word in {Word.FALLING_SHORT.words, Word.NOT_IN_PLACE.words, Word.DISAGREE.words}]

    assert badly
    assert words[: len(badly)] == badly
    links = [link["href"] for link in visit(first).main.select(".le_answers a")]
    assert len(links) == len(set(links))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("a3", (842, 1191))])
def test_on_paper_a_sheet_is_one_page_of_its_size(visit, client, council, paper, size):
    for address in sheets(visit):
        reader = pypdf.PdfReader(io.BytesIO(client.get(f"{address.rstrip('/')}/{paper}.pdf").content))

        assert len(reader.pages) == 1
        assert tuple(round(side) for side in reader.pages[0].mediabox[2:]) == size
        assert "/charters/invermore-homes/" in re.sub("[\\s\u200b]", "", reader.pages[0].extract_text())


def test_what_does_not_fit_is_counted_and_never_a_second_page():
    said = "Callers waited much longer than a year before. " * 6
    short = tuple(Short(Promise(f"{n}", f"Answer the telephone {n}", "/", "falling_short"), said) for n in range(40))
    others = tuple(Promise(f"{n}", f"Write plainly {n}", "/", "kept") for n in range(60))
    shown = Sheet(Keeper("k", "Agency", "", ()), "100 promises.", short, others, ())
    reader = pypdf.PdfReader(io.BytesIO(on_paper(shown, "Agency", "http://localhost/", "a4")))
    told = " ".join(reader.pages[0].extract_text().split())

    assert len(reader.pages) == 1
    left_out = re.search(r"Not on this sheet: (\d+) more promises not kept and (\d+) other promises", told)
    assert int(left_out[1]) + told.count("Answer the telephone") == 40
    assert int(left_out[2]) + told.count("Write plainly") == 60


def test_a_sheet_carries_a_code_for_a_telephone(visit, client, council):
    [first, *_] = sheets(visit)
    page = pypdfium2.PdfDocument(client.get(f"{first}a4.pdf").content)[0]

    assert (
        visit(first)
        .main.select('svg[role="img"]')[-1]["aria-label"]
        .startswith("A code for a telephone. It leads to http")
    )
    assert page.get_textpage().get_text_range().count("Read every promise") == 1


def test_a_sheet_of_nobody_is_not_found(client, council):
    assert client.get(f"{WALL}nobody/").status_code == 404
    assert client.get(f"{WALL}nobody/a4.pdf").status_code == 404
    assert client.get(f"{WALL}invermore-council-housing/a5.pdf").status_code == 404


def test_a_sign_without_a_letter_is_a_sentence_and_the_page_stands(visit, client, council):
    [first, *_] = sheets(visit)
    Charter.objects.update(body="The Agency ខ")

    assert "“ខ” in “The Agency ខ” cannot be printed" in visit(first).main.text
    assert client.get(f"{first}a4.pdf").status_code == 404


def test_a_document_of_two_pages_is_no_sheet():
    with pytest.raises(MoreThanASheet, match="It fills 2 pages, and a sheet for a wall is one. Say less."):
        poster(Document("t", "p", tuple(Paragraph.of("Nobody waits. " * 40) for _ in range(9))))
