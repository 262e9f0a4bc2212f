"""Braille as an embosser gets it."""

import shutil
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leal.foundations.formats import (
    CannotBeWritten,
    Document,
    Heading,
    Link,
    NotInstalled,
    Paragraph,
    Quote,
    braille,
    easy_read,
)

from .test_formats import REPORT

without = pytest.mark.skipif(not shutil.which("lou_translate"), reason="needs liblouis, which is not on this machine")


def pages(document: Document, **how) -> list[list[str]]:
    """The lines of each page."""
    made = braille(document, **how).decode("ascii")
    assert made.endswith("\f")
    return [page.split("\r\n")[:-1] for page in made.split("\f")[:-1]]


def of(*words: str, **more) -> Document:
    return Document("Our Charter", "The Agency", tuple(Paragraph.of(one) for one in words), **more)


@without
def test_words_are_contracted_or_letter_for_letter():
    said = of("We will write to you, and pay £120.")

    assert pages(said)[0][2] == "  ,WE W WRITE TO Y1 & PAY @L#ABJ4"
    assert pages(said, grade=1)[0][2] == "  ,WE WILL WRITE TO YOU1 AND PAY @L#ABJ4"


@without
def test_a_heading_stands_in_the_middle_after_an_empty_line_and_its_address_of_ours_is_left_out():
    said = Document(
        "Our Charter", "The Agency", (Heading("Your rights"), Paragraph.of("See ", Link("it", "/PW2/"), "."))
    )

    assert pages(said)[0][:5] == [
        ",\\R ,*>T]".center(40).rstrip(),
        ",! ,AG5CY".center(40).rstrip(),
        "",
        ',YR "RS'.center(40).rstrip(),
        "  ,SEE X4",
    ]


@without
@pytest.mark.parametrize(("cells", "lines"), [(40, 25), (28, 27)])
def test_pages_are_of_the_size_asked_for_and_each_has_its_number(cells, lines):
    found = pages(of(*["We will write to you about it. " * 9] * 20), cells=cells, lines=lines)

    assert len(found) > 3
    assert {len(page) for page in found} == {lines}
    assert all(len(line) <= cells for page in found for line in page)
    assert [page[-1].strip() for page in found[:3]] == ["#A", "#B", "#C"]


@without
def test_a_heading_is_never_the_last_line_of_a_page():
    blocks = [block for at in range(40) for block in (Heading(f"Part {at}"), Paragraph.of("Some words. " * 7))]

    for page in pages(Document("Our Charter", "The Agency", tuple(blocks))):
        said = [line for line in page[:-1] if line]
        assert not said[-1].strip().startswith(',"P')


@without
def test_a_word_of_80_letters_is_divided_and_whole():
    long = "abcdefghij" * 8
    lines = pages(of(long), grade=1)[0][2:-1]

    assert "".join(line.strip().removesuffix("-") for line in lines) == long.upper()
    assert lines[0].endswith("-")


@without
def test_a_sign_without_cells_is_named():
    with pytest.raises(CannotBeWritten) as refusal:
        braille(of("We greet you: ខ"))

    assert str(refusal.value) == "“ខ” in “We greet you: ខ” cannot be written in Braille. Say it in words."


@without
@pytest.mark.parametrize(
    ("language", "words", "cells"),
    [
        ("gd", "Fàilte", "  ,F^*AILTE"),
        ("cy", "Croeso", "  ,CROESO"),
        ("ar", "سلام", "  SVM"),
        ("ur", "سلام", "  SLAM"),
        ("fa", "سلام", "  SLAM"),
    ],
)
def test_other_languages_are_written_by_their_own_rules(language, words, cells):
    said = Document(words, words, (Paragraph.of(words),), language=language)

    assert pages(said)[0][2] == cells


def test_a_language_without_rules_is_refused():
    with pytest.raises(CannotBeWritten, match=r"no rules for Braille in this language \(zh\)"):
        braille(of("你好", language="zh"))


@pytest.mark.parametrize("how", [{"grade": 3}, {"cells": 19}, {"lines": 9}])
def test_a_page_that_no_embosser_has_is_refused(how):
    with pytest.raises(ValueError, match="grade 1 or 2"):
        braille(REPORT, **how)


def test_where_it_is_not_installed_a_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotInstalled) as refusal:
        braille(REPORT)

    assert str(refusal.value) == ("Braille cannot be made here: the program liblouis is not installed on this machine.")


@without
def test_a_table_a_quote_and_easy_read_are_told_line_by_line():
    quoted = Document("t", "p", (Quote("I hung up.", "Panel member"),))
    easy = easy_read("[letter] We will write.\nWe will ring.", title="t", publisher="p")

    assert pages(quoted)[0][2:4] == ["    8,I HUNG UP40", "    ,PANEL MEMB]"]
    assert pages(easy)[0][2:4] == ["  ,WE W WRITE4", "  ,WE W R+4"]
    assert ",TABLE3 ,AV]AGE WAIT" in pages(REPORT)[0]


@without
@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("abcdé 'é()/-.,:", min_size=1, max_size=90), max_size=5))
def test_no_letter_is_lost_in_letters_for_letters(words):
    said = of(*(normalize("NFC", one) for one in words))
    made = "".join("".join(page[:-1]) for page in pages(said, grade=1))

    for letter in "ABCD":
        assert made.count(letter) >= "".join(words).upper().count(letter)
