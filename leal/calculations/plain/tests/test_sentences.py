"""Each rule finds what it should, says what to do, and leaves plain words alone."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.documents import Document, Paragraph, read_document
from leal.calculations.plain import check_document, check_sentence, rules

LABELLED = tomllib.loads(Path(__file__).with_name("labelled_passives.toml").read_text(encoding="utf-8"))
PASSIVES = ("passive", "promise-without-actor")

PLAIN = """
You can ask us to look at our decision again. You must do this within 42 days.
The 42 days start when you get your letter.

We will write to you within 5 working days. You can call us free on 0800 182 2222.
Our lines are open from 8am to 6pm, Monday to Friday.

If you are not happy, tell us. We are here to help. You are entitled to bring someone with you.
If you are tired, we can stop. Are you interested? Then send us a form by post, or email us at help@example.org.

- your name
- your date of birth
- what you want us to do, and why
"""


def found(sentence: str, following: str = "", **how) -> list[tuple[str, str]]:
    return [(one.rule, one.words) for one in check_sentence(sentence, following, **how)]


def what_to_do(sentence: str) -> list[str]:
    return [one.do for one in check_sentence(sentence)]


def test_plain_words_have_nothing_to_mend():
    assert check_document(read_document(PLAIN.encode())).to_mend == []


# -- length and ideas


def test_twenty_six_words_are_one_too_many():
    assert found(" ".join(["word"] * 25) + ".") == []
    [one] = check_sentence(" ".join(["word"] * 26) + ".")
    assert (one.rule, one.words) == ("long-sentence", "word word word word word …")
    assert one.why == "A sentence of 26 words is hard to follow. The most is 25."


def test_numbers_addresses_and_words_with_hyphens_are_one_word_each():
    sentence = "Call 0800 on 1,445 re-determinations, www.gov.scot/charter or a.b@example.org at 5.30pm."
    judged = check_document(Document("made", "text", (Paragraph(sentence),)))

    assert [one.words for one in judged.sentences] == [10]


def test_several_thoughts_in_one_sentence_are_counted():
    sentence = "We read your form, and we call you, but you can say no, and the office will wait."

    [one] = check_sentence(sentence)
    assert (one.rule, one.words, one.why) == ("several-ideas", "and, but, and", "4 thoughts stand in one sentence.")


def test_a_semicolon_before_somebody_who_does_something_is_another_thought():
    sentence = "We read your form; we call you, and you can say no; the office will wait."

    assert found(sentence) == [("several-ideas", "we, and, the")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bring your passport, a letter and a pen, or a photo and a form.",
        "If you need help, call us and we will tell you what to do.",
        "We look at your form, your letters and anything else that you send us.",
        "There are four rules: it is too long; three in a row; all on one side; one too far.",
    ],
)
def test_a_list_or_a_condition_is_one_thought(sentence):
    assert found(sentence) == []


# -- hard words


@pytest.mark.parametrize(
    "sentence, words, do",
    [
        ("We will utilise it.", "utilise", "Say “use”."),
        ("We utilized it.", "utilized", "Say “used”."),
        ("Utilising it helps.", "Utilising", "Say “using”."),
        ("We had purchased it.", "purchased", "Say “bought”."),
        ("She perceived it.", "perceived", "Say “saw, thought”."),
        ("She has perceived it.", "perceived", "Say “seen, thought”."),
        ("Ask the stakeholders.", "stakeholders", "Say “people and groups with an interest: name them”."),
        ("Call prior to the day.", "prior to", "Say “before”."),
        ("Please be advised that we moved.", "be advised that", "Leave out “be advised that”."),
        ("Bring papers, e.g. a bill.", "e.g", "Say “for example”."),
        ("In order to pay you, we need it.", "In order to", "Say “to”."),
    ],
)
def test_a_hard_word_gets_plainer_ones_in_the_same_form(sentence, words, do):
    assert [(one.rule, one.words, one.do) for one in check_sentence(sentence)] == [("hard-word", words, do)]


def test_a_name_is_not_a_hard_word():
    assert found("You get Discretionary Housing Payments.") == []
    assert found("We make discretionary payments.") == [("hard-word", "discretionary")]


# -- passives and promises


@pytest.mark.parametrize("sentence, words", LABELLED["passive"])
def test_a_passive_is_found_and_nothing_else_in_it(sentence, words):
    assert [said for rule, said in found(sentence) if rule in PASSIVES] == [words]


@pytest.mark.parametrize("sentence", LABELLED["active"])
def test_what_is_no_passive_is_left_alone(sentence):
    assert [said for rule, said in found(sentence) if rule in PASSIVES] == []


def test_what_cannot_be_told_without_grammar_is_missed():
    missed = ["The letter sent to you is wrong.", "Have it looked at.", "You get paid late.", "The office was closed."]

    assert [found(one) for one in missed] == [[], [], [], []]


@pytest.mark.parametrize(
    "sentence, rule",
    [
        ("You will be told.", "promise-without-actor"),
        ("Complaints must be answered within 5 days.", "promise-without-actor"),
        ("You are to be told by Friday.", "promise-without-actor"),
        ("It will be sent by post.", "promise-without-actor"),
        ("It shall not be shared.", "promise-without-actor"),
        ("There will be an investigation.", "promise-without-actor"),
        ("You will be told by our team.", "passive"),
        ("It will be looked at by someone else.", "passive"),
        ("It can be looked at.", "passive"),
        ("It should be shared.", "passive"),
    ],
)
def test_a_promise_that_nobody_makes_is_told_from_a_passive_that_says_who(sentence, rule):
    assert [one for one, _ in found(sentence)] == [rule]


def test_a_passive_that_goes_with_its_hard_words_is_told_once():
    assert found("You are required to sign.") == [("hard-word", "are required to")]


# -- what nothing can measure


@pytest.mark.parametrize(
    "sentence, words, do",
    [
        ("We reply in a timely manner.", "in a timely manner", "Say by when: a number of days, or a date."),
        ("Call us as soon as possible.", "as soon as possible", "Say by when: a number of days, or a date."),
        ("We give appropriate support.", "appropriate", "Say which, or what makes it right."),
        ("We will call you regularly.", "regularly", "Say how often."),
        ("We help where possible.", "where possible", "Say when it is, and when not."),
    ],
)
def test_a_word_that_nothing_can_measure_is_told_with_what_to_say(sentence, words, do):
    assert [(one.rule, one.words, one.do) for one in check_sentence(sentence)] == [("cannot-be-measured", words, do)]


@pytest.mark.parametrize(
    "sentence",
    ["Regular clients know him.", "Ask for a reasonable adjustment.", "It came quickly.", "A regular payment stopped."],
)
def test_the_same_words_are_left_alone_where_nothing_is_promised(sentence):
    assert found(sentence) == []


# -- abbreviations


def faults_of(text: str, **how) -> list[tuple[int, str]]:
    judged = check_document(read_document(text.encode()), **how)
    return [(one.line, fault.words) for one in judged.to_mend for fault in one.faults]


def test_a_short_form_is_told_the_first_time_only():
    assert faults_of("Ask the DWP.\nThe DWP can help.\n") == [(1, "DWP")]


@pytest.mark.parametrize(
    "text",
    [
        "Ask the Department for Work and Pensions (DWP). The DWP can help.",
        "Ask the Department for Work and Pensions ( DWP). The DWP can help.",
        "Ask the DWP (the Department for Work and Pensions).",
        "Ask the DWP. DWP stands for Department for Work and Pensions.",
        "Ask the DWP. This means the Department for Work and Pensions.",
        "Ask the NHS in the UK for a PDF, and do NOT wait.",
        "THIS IS A LOUD HEADING WITH NO SHORT FORMS",
        "See part IV, EH12 5HE and Ms McDonald.",
        "The ALLIANCE met.",
    ],
)
def test_a_short_form_that_is_explained_or_known_to_all_is_left_alone(text):
    assert faults_of(text) == []


def test_brackets_that_hold_something_else_explain_nothing():
    assert faults_of("Ask your adviser (DWP).") == [(1, "DWP")]


# -- double negatives


@pytest.mark.parametrize(
    "sentence, words",
    [
        ("It is not uncommon.", "not uncommon"),
        ("You will not get it unless you ask.", "not get it unless"),
        ("We do not say you cannot.", "not say you cannot"),
        ("Nobody was not heard.", "Nobody was not"),
        ("Send no fewer than two.", "no fewer than"),
        ("You may not start until we say so.", "not start until"),
        ("We don’t disagree.", "don’t disagree"),
    ],
)
def test_two_denials_are_one_too_many(sentence, words):
    assert ("double-negative", words) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If you do not agree, do not sign.",
        "No, we do not.",
        "We cannot see it and do not know why.",
        "It is not only cheap.",
        "Do not worry about it until Monday.",
        "We will not share it without asking you.",
        "There is no form, no fee and no wait.",
        "A letter with no name is not opened.",
        "A part that we know nothing about does not count.",
    ],
)
def test_two_denials_in_two_parts_are_none_too_many(sentence):
    assert [one for one in found(sentence) if one[0] == "double-negative"] == []


# -- verbs in nouns


@pytest.mark.parametrize(
    "sentence, words, do",
    [
        ("We conducted an assessment.", "conducted an assessment", "Use the verb: “assess”."),
        ("They carried out a full investigation.", "carried out a full investigation", "Use the verb: “investigate”."),
        ("We give consideration to it.", "give consideration", "Use the verb: “consider”."),
        ("The provision of money helps.", "The provision of", "Use the verb: “give”."),
        ("The implementation of it helps.", "The implementation of", "Use the verb: “carry out”."),
    ],
)
def test_a_verb_hidden_in_a_noun_is_named(sentence, words, do):
    assert [(one.rule, one.words, one.do) for one in check_sentence(sentence)] == [("hidden-verb", words, do)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We make a decision.",
        "You can make a payment.",
        "Take your time.",
        "Give her the application.",
        "There will be tea.",
    ],
)
def test_everyday_nouns_are_left_alone(sentence):
    assert found(sentence) == []


# -- what is judged


def test_somebodys_own_words_are_not_judged():
    text = "They told us:\n\n“We utilised it and was told nothing in a timely manner.” Staff focus group participant\n"
    judged = check_document(read_document(text.encode()))

    assert {one.kind for one in judged.sentences} == {"text", "quote"}
    assert judged.to_mend == []


def test_a_heading_is_looked_at_for_hard_words_alone():
    judged = check_document(read_document(b"# Utilisation of the DWP form that was sent\n\nWords.\n"))

    assert [(one.kind, [fault.words for fault in one.faults]) for one in judged.sentences] == [
        ("heading", ["Utilisation"]),
        ("text", []),
    ]


def test_every_rule_of_the_table_has_a_name_a_why_and_a_source_or_its_words_do():
    for name, rule in rules().items():
        assert rule.name and rule.why, name
        assert rule.source or name == "hard-word", name


@given(some.text(max_size=200), some.text(max_size=50), some.booleans())
def test_no_text_breaks_it_and_every_fault_says_all_it_should(sentence, following, easy_read):
    for one in check_sentence(sentence, following, easy_read=easy_read):
        assert one.rule in rules()
        assert one.why and one.do and one.source
        assert "{" not in one.why.replace(one.words, "") and one.words


MADE_FROM = (
    "the a we you will not be was is sent utilise and but which if unless DWP by our team timely İ ’ – ( ) , ; . 42"
)
WORDS = some.sampled_from(MADE_FROM.split())


@given(some.lists(WORDS, max_size=40), some.booleans())
def test_words_in_any_order_break_nothing_and_what_is_quoted_stands_in_the_sentence(words, easy_read):
    sentence = " ".join(words)
    for one in check_sentence(sentence, easy_read=easy_read):
        if one.rule not in ("several-ideas", "long-sentence", "easy-read-long-sentence"):
            assert one.words in sentence
