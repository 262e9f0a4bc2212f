"""What became of a text, word by word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.comparing import Run, marked, only

PLAIN = st.lists(
    st.sampled_from(
        ["we", "will", "help", "you", "and", "your", "family", "with", "every", "form", "you", "need", ".", ","]
    ),
    max_size=30,
)
ANYTHING = st.text(max_size=80) | PLAIN.map(" ".join)


def as_read(runs: list[Run], *kinds: str) -> str:
    return "".join(run.words for run in only(kinds, runs))


@given(ANYTHING, ANYTHING)
def test_what_stayed_and_what_went_are_the_earlier_text_and_what_stayed_and_came_the_later(before, after):
    runs = marked(before, after)

    assert as_read(runs, "same", "gone") == before
    assert as_read(runs, "same", "new") == after


@given(ANYTHING)
def test_a_text_beside_itself_has_nothing_marked(text):
    assert marked(text, text) == ([Run("same", text)] if text else [])


@given(ANYTHING, ANYTHING)
def test_no_run_is_empty_and_no_two_neighbours_are_of_one_kind(before, after):
    runs = marked(before, after)

    assert [run for run in runs if not run.words] == []
    assert [a.kind for a, b in zip(runs, runs[1:], strict=False) if a.kind == b.kind] == []


@given(PLAIN, st.data())
def test_when_words_are_only_taken_out_none_is_marked_as_new(words, data):
    left = [word for word in words if data.draw(st.booleans())]

    runs = marked(" ".join(words), " ".join(left))

    assert re.findall(r"\S+", as_read(runs, "new")) == []
    assert sorted(as_read(runs, "same").split() + as_read(runs, "gone").split()) == sorted(words)


@given(PLAIN, PLAIN, PLAIN)
def test_words_put_in_one_place_are_all_that_is_new(head, came, tail):
    runs = marked(" ".join([*head, *tail]), " ".join([*head, *came, *tail]))

    assert sorted(as_read(runs, "new").split()) == sorted(came)


def test_one_word_in_place_of_another_is_all_that_is_marked():
    assert marked("the training, support and tools", "the learning, support and tools") == [
        Run("same", "the "),
        Run("gone", "training"),
        Run("new", "learning"),
        Run("same", ", support and tools"),
    ]


def test_a_sentence_added_at_the_end_leaves_the_first_as_it_was():
    assert marked("We are fair.", "We are fair. We bear in mind what happened to you.") == [
        Run("same", "We are fair."),
        Run("new", " We bear in mind what happened to you."),
    ]


def test_a_lone_word_between_two_changes_is_changed_with_them():
    assert marked("We refer you to other help.", "We introduce you personally to other help.") == [
        Run("same", "We "),
        Run("gone", "refer"),
        Run("new", "introduce"),
        Run("same", " you "),
        Run("new", "personally "),
        Run("same", "to other help."),
    ]
    assert marked("We swiftly refer a person.", "We gently guide a client.")[1:3] == [
        Run("gone", "swiftly refer a person"),
        Run("new", "gently guide a client"),
    ]


def test_words_with_apostrophes_and_hyphens_are_one_word():
    assert [run.words for run in marked("We don’t re-ask it.", "We don’t ask it.")] == [
        "We don’t ",
        "re-ask",
        "ask",
        " it.",
    ]


@pytest.mark.parametrize("script", ["<script>alert(1)</script>", "<b>we</b> & you"])
def test_markup_is_only_words(script):
    runs = marked("we and you", script)

    assert as_read(runs, "same", "new") == script


def test_a_text_too_long_for_words_is_compared_by_the_sentence(monkeypatch):
    monkeypatch.setattr("leal.calculations.comparing.MOST_PAIRS", 20)

    assert marked("One is. Two was here. Three is.", "One is. Two will be. Three is.") == [
        Run("same", "One is. "),
        Run("gone", "Two was here."),
        Run("new", "Two will be."),
        Run("same", " Three is."),
    ]


def test_a_text_too_long_for_sentences_too_is_wholly_gone_and_wholly_new(monkeypatch):
    monkeypatch.setattr("leal.calculations.comparing.MOST_PAIRS", 1)

    assert marked("One. Two.", "One. Three.") == [Run("gone", "One. Two."), Run("new", "One. Three.")]
