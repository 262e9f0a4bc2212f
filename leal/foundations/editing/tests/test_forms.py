"""What travels with a form: the words as shown, and one way of saying what is shown and what is sent."""

from datetime import date

from django import forms

from leal.foundations.editing.forms import Words, as_data, day, free_code, line, prose, said, values_of
from leal.foundations.editing.meanwhile import began_of, both_from


class Page(Words):
    name = line("Name", missing="Name it")
    about = prose("About")
    since = day("Since")
    ways = forms.MultipleChoiceField(choices=[("a", "On foot"), ("b", "By post")], required=False)


NAMES = ("name", "about", "since", "ways")


def test_what_is_shown_and_what_a_browser_sends_of_it_are_the_same():
    shown = Page(initial={"name": "Café ", "about": "One\ntwo", "since": date(2026, 9, 1), "ways": ["b", "a"]})
    sent = Page(as_data({"name": ["Café"], "about": ["One\r\ntwo\r\n"], "since": ["1/9/2026"], "ways": ["a", "b"]}))

    assert values_of(shown, NAMES) == values_of(sent, NAMES)
    assert sent.is_valid()
    assert sent.words() == {"name": "Café", "about": "One\ntwo", "since": date(2026, 9, 1), "ways": ["a", "b"]}


def test_nothing_and_emptiness_are_the_same():
    assert values_of(Page(initial={"since": None}), NAMES) == values_of(Page(as_data({"name": [""]})), NAMES)


def test_what_was_chosen_is_read_by_its_name():
    assert said(Page(), "ways", ["a", "b", "gone"]) == "On foot\nBy post\ngone"


def test_nonsense_in_the_hidden_fields_is_passed_over():
    for sent in ("", "[", "[]", "5", '{"name": 5}', '{"name": {"a": 1}}', '"x"', "[" * 100_000, "null"):
        form = Page(as_data({"began": [sent], "both": [sent]}))
        assert (began_of(form), both_from(form).mine) == ({}, {})


def test_a_code_is_made_of_words_and_nothing_else_has_it():
    assert free_code("Être à l’écoute!", ()) == "etre-a-lecoute"
    assert free_code("…", ()) == "one"
    assert free_code("你好", {"one", "one-2"}) == "one-3"
    assert free_code("a" * 100, ()) == "a" * 36
