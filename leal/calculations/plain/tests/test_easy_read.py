"""The rules of Easy Read: each with what it finds, what to do, and what it leaves alone."""

import pytest

from leal.calculations.documents import read_document
from leal.calculations.plain import check_document, check_sentence

EASY = """
This is about your money.

We can pay you money if you are disabled. The money is called Adult Disability Payment.
You can ask for it on the phone. You can bring someone to help you.

We will write to you in 5 days. You can say no.
You can get a re-determination. This means we look at our decision again.
"""


def found(sentence: str, following: str = "") -> list[tuple[str, str, str]]:
    faults = check_sentence(sentence, following, easy_read=True)
    return [(one.rule.removeprefix("easy-read-"), one.words, one.do) for one in faults]


def test_easy_words_have_nothing_to_mend():
    assert check_document(read_document(EASY.encode()), easy_read=True).to_mend == []


def test_sixteen_words_are_one_too_many():
    assert found(" ".join(["word"] * 15) + ".") == []
    assert [rule for rule, _, _ in found(" ".join(["word"] * 16) + ".")] == ["long-sentence"]


@pytest.mark.parametrize(
    "sentence, rule, words, do",
    [
        ("You can call us and we will help you.", "one-idea", "and we will", "Give each idea its own sentence."),
        ("Bring three letters.", "number", "three", "Write “3”."),
        ("It’s free.", "contraction", "It’s", "Write “it is”."),
        ("You can’t lose it.", "contraction", "can’t", "Write “cannot”."),
        ("45% of people agree.", "percentage", "45%", "Say “few”, “many”, “most”, or “9 in 10”."),
        ("Almost 34,000 people said so.", "percentage", "34,000", "Say “few”, “many”, “most”, or “9 in 10”."),
        ("Bring papers; pens too.", "punctuation", ";", "Use full stops and simple words."),
        ("Bring papers (and pens).", "punctuation", "(and pens)", "Use full stops and simple words."),
        ("Bring him/her.", "punctuation", "/", "Use full stops and simple words."),
        ("It was sent.", "passive", "was sent", "Begin with who does it."),
        ("We utilise it.", "hard-word", "utilise", "Say “use”."),
    ],
)
def test_a_rule_finds_its_fault_and_says_what_to_do(sentence, rule, words, do):
    assert found(sentence) == [(rule, words, do)]


@pytest.mark.parametrize(
    "sentence",
    ["It costs £12,500.", "Call 0800 182 2222.", "You get one letter.", "Bring apples and pears.", "In 2023 we moved."],
)
def test_money_telephone_numbers_years_and_lists_are_left_alone(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    "following, left",
    [
        ("", ["re-determination"]),
        ("Call us.", ["re-determination"]),
        ("This means we look again.", []),
        ("A re-determination is when we look again.", []),
    ],
)
def test_a_hard_word_may_stand_when_the_next_sentence_explains_it(following, left):
    assert [words for rule, words, _ in found("Ask for a re-determination.", following)] == left


def test_a_short_form_may_stand_when_the_next_sentence_explains_it():
    assert [rule for rule, _, _ in found("Ask the DWP.")] == ["abbreviation"]
    assert found("Ask the DWP.", "The DWP is the Department for Work and Pensions.") == []
