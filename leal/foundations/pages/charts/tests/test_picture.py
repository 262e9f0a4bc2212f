"""The thread as one picture: every knot a link, broken where it is broken, and nothing drawn that is not known."""

import re

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as any_

from leal.foundations.pages.charts import PictureKnot, PictureStage, thread_picture
from leal.foundations.pages.charts.picture import WIDTH, wrapped

SAID = PictureStage("You said", (PictureKnot("Be kind", "/kind/"), PictureKnot("Be quick", "/quick/", "30 people")))
PROMISED = PictureStage("We promised", (PictureKnot("PS1", "/ps1/"),))
KEPT = PictureStage("How we keep it", (PictureKnot("Nobody owns it", "/ps1/#keep", drawn="broken", loose=True),))
NEXT = PictureStage("What comes next", (PictureKnot("The next edition", "/about/", drawn="not_in_place", loose=True),))
WHOLE = (SAID, PROMISED, KEPT, NEXT)


def drawn(*stages):
    chart = thread_picture(stages, id="thread", title="The thread", description="Two said, one promised.")
    return BeautifulSoup(chart.svg, "html.parser"), BeautifulSoup(chart.narrow, "html.parser")


def dotted(picture):
    return picture.select("path.k_d")


def test_both_drawings_have_the_same_knots_and_each_is_a_link():
    for picture in drawn(*WHOLE):
        links = [(" ".join(text.text for text in a("text")), a["href"]) for a in picture("a")]
        assert links == [
            ("Be kind", "/kind/"),
            ("Be quick 30 people", "/quick/"),
            ("PS1", "/ps1/"),
            ("Nobody owns it", "/ps1/#keep"),
            ("The next edition", "/about/"),
        ]


def test_its_links_stay_links_for_whoever_hears_it_and_it_has_a_name_and_words():
    for picture in drawn(*WHOLE):
        assert picture.svg["role"] == "group"
        assert picture.title.text == "The thread"
        assert picture.find("desc").text == "Two said, one promised."


def test_a_broken_knot_is_frayed_and_the_thread_after_it_is_dotted():
    for picture in drawn(*WHOLE):
        assert [use["href"] for use in picture("use")] == ["#k-broken", "#k-not_in_place"]
        assert dotted(picture)


def test_a_thread_that_holds_has_no_dots():
    for picture in drawn(SAID, PROMISED):
        assert dotted(picture) == []


def test_one_loose_knot_among_several_leaves_the_trunk_whole():
    among = PictureStage("How we keep it", (PictureKnot("Done", "/done/"), PictureKnot("Not", "/not/", loose=True)))
    _, narrow = drawn(SAID, among, PROMISED)

    assert len(dotted(narrow)) == 1


def test_markup_in_words_is_only_words():
    for picture in drawn(PictureStage("You said", (PictureKnot("<b>Be</b> & do", '/"/'),))):
        assert picture.find("b") is None
        assert picture.a.find("text").text == "<b>Be</b> & do"


words = any_.text(any_.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)


@given(
    any_.lists(any_.lists(any_.lists(words, min_size=1, max_size=15), min_size=1, max_size=6), min_size=1, max_size=9)
)
def test_however_much_hangs_on_it_every_knot_is_drawn_once_and_within_the_picture(stages):
    made = [
        PictureStage("Stage", tuple(PictureKnot(" ".join(knot), f"/{n}/{m}/") for m, knot in enumerate(stage)))
        for n, stage in enumerate(stages)
    ]

    for picture in drawn(*made):
        width, height = map(float, picture.svg["viewbox"].split()[2:])
        assert [a["href"] for a in picture("a")] == [knot.href for stage in made for knot in stage.knots]
        assert all(0 <= float(it["cy"]) <= height and 0 <= float(it["cx"]) <= width for it in picture("circle"))
        assert all(0 <= float(it["y"]) <= height for it in picture("text"))
        ends = [float(y) for it in picture("path") for y in re.findall(r"V([\d.-]+)", it["d"])]
        assert all(0 <= y <= height for y in ends)


@given(any_.lists(words, max_size=30))
def test_no_word_is_lost_when_words_are_put_in_lines(some):
    assert " ".join(wrapped(" ".join(some), WIDTH)).split() == " ".join(some).split()
