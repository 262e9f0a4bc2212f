"""Words beside a number: they fit, or they do not, or there is nothing to judge."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.wording import check_file, check_sentence, phrase_for, words_for

SHARED = Path(os.environ.get("LEAL_SHARED", Path(__file__).parents[5] / "shared"))


def judged(sentence: str, before: str = ""):
    return [(one.words, one.number, one.fits) for one in check_sentence(sentence, before)]


# Every example in use in the published reports, with its number.
IN_USE = [
    ("over nine in ten", 95),
    ("almost nine in ten", 89),
    ("almost half", 46),
    ("the majority", 78),
    ("the majority", 80),
    ("the majority", 83),
    ("a few", 4),
    ("just over half", 51),
    ("a third", 33),
    ("over a third", 37),
    ("almost half", 49),
    ("one in ten", 10),
    ("over half", 59),
    ("around 40 per cent", 42.7),
    ("around 1 in 5", 21),
    ("around 1 in 5", 19),
    ("around two thirds", 67),
    ("almost one in five", 19),
]


@pytest.mark.parametrize(("words", "number"), IN_USE)
def test_every_example_in_use_fits(words, number):
    sentence = f"{words.capitalize()} of the respondents ({number} per cent) said so."

    assert judged(sentence) == [(words.capitalize(), number, True)]


@pytest.mark.parametrize(
    ("words", "number", "better"),
    [
        ("over half", 46, "almost half"),
        ("almost half", 59, "almost three in five"),
        ("almost half", 50, "half"),
        ("just over half", 50, "half"),
        ("half", 46, "almost half"),
        ("a third", 37, "almost two in five"),
        ("nine in ten", 82, "just over four in five"),
        ("over nine in ten", 89, "almost nine in ten"),
        ("one in ten", 19, "almost one in five"),
        ("9 out of 10", 72, "just over seven in ten"),
        ("two thirds", 60, "three in five"),
        ("two-thirds", 60, "three in five"),
        ("around a fifth", 33, "a third"),
        ("the majority", 46, "almost half"),
        ("the vast majority", 62, "just over three in five"),
        ("a minority", 62, "just over three in five"),
        ("a few", 30, "three in ten"),
        ("around 40 per cent", 49, "almost half"),
        ("over 90%", 88, "almost nine in ten"),
        ("nearly three quarters", 81, "just over four in five"),
        ("fewer than half", 51, "just over half"),
        ("at least half", 49, "almost half"),
        ("almost all", 80, "four in five"),
        ("between a third and a half", 62, "just over three in five"),
        ("1 in 4", 33, "a third"),
        ("just under half", 51, "just over half"),
        ("well over half", 51, "just over half"),
        ("not the majority", 62, "just over three in five"),
    ],
)
def test_words_that_do_not_fit_get_better_ones(words, number, better):
    found = check_sentence(f"In all, {words} of the respondents ({number}%) said so.")

    assert [(one.words, one.number, one.fits, one.better) for one in found] == [(words, number, False, better)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Almost half (46%) said so.",
        "Almost half of the respondents who had applied in the last year, and who answered (46 per cent), said so.",
        "Almost half\u00a0of them (46\u00a0per\u00a0cent) said so.",
        "Almost half of respondents, 46%, said so.",
        "Almost half of respondents – 46 per cent – said so.",
        "Almost half of respondents, or 46 percent of them, said so.",
        "Almost half said so: 46%.",
        "Forty-six per cent of respondents, almost half, said so.",
        "46% (almost half) said so.",
        "46% of respondents – almost half – said so.",
        "46%, almost half of all respondents, said so.",
        "46%, or almost half, said so.",
        "46% is almost half.",
        "Almost half (forty-six per cent) said so.",
        "Almost half (46.0%) said so.",
        "Almost half (n=135, 46%) said so.",
        "Almost half (46%, n=135) said so.",
        "Almost half (46%, compared with 59% in 2022) said so.",
        "Almost half (46%, 95% confidence interval 40% to 52%) said so.",
        "Almost half (46%, up from 39% in 2021) said so.",
        "In 2019, almost half (46%) of the £46 million went there.",
        "Almost half (46%) did not want it.",
        "Almost half (46%) rose by 5 percentage points.",
        "Almost half (46%) wanted a text, and 12% a letter.",
    ],
)
def test_the_number_is_found_wherever_it_stands(sentence):
    assert judged(sentence) == [("Almost half" if sentence.startswith("Almost") else "almost half", 46, True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Over half of men (59%) and around a third of women (33%) wanted e-mail.",
            [("Over half", 59, True), ("around a third", 33, True)],
        ),
        (
            "Half of men (50%) but about a third of women (46%) wanted e-mail.",
            [("Half", 50, True), ("about a third", 46, False)],
        ),
        ("The majority (between 78% and 83%) agreed.", [("The majority", 78, True), ("The majority", 83, True)]),
        ("The majority (48–53%) agreed.", [("The majority", 48, False), ("The majority", 53, True)]),
        (
            "Around two thirds (65 to 67 per cent) agreed.",
            [("Around two thirds", 65, True), ("Around two thirds", 67, True)],
        ),
        ("A third (33.3%) agreed; one in ten (10%) did not.", [("A third", 33.3, True), ("one in ten", 10, True)]),
        ("Between a third and a half (41%) agreed.", [("Between a third and a half", 41, True)]),
        ("Not quite half (46%) agreed.", [("Not quite half", 46, True)]),
        ("Not a majority (46%) agreed.", [("Not a majority", 46, True)]),
        ("Most people (62%) agreed.", [("Most", 62, True)]),
        ("Most (46%) agreed.", [("Most", 46, False)]),
        ("None of them (0%) agreed.", [("None", 0, True)]),
        ("All of the clients (97%) agreed.", [("All", 97, False)]),
        ("Nearly all (97%) agreed.", [("Nearly all", 97, True)]),
        ("A third or so (35%) agreed.", [("A third or so", 35, True)]),
        ("Half or more (52%) agreed.", [("Half or more", 52, True)]),
        ("A large majority (80%) agreed.", [("A large majority", 80, True)]),
        ("Nine out of ten (89%) agreed.", [("Nine out of ten", 89, True)]),
        ("One in every five (20%) agreed.", [("One in every five", 20, True)]),
        ("More than 90% (95.2%) agreed.", [("More than 90%", 95.2, True)]),
        ("More than 90% (88%) agreed.", [("More than 90%", 88, False)]),
        (
            "Women were more likely (59%, over half) than men (33%, a third) to agree.",
            [("over half", 59, True), ("a third", 33, True)],
        ),
        ("Almost half (135 of 293) agreed.", [("Almost half", 46.075, True)]),
    ],
)
def test_each_number_goes_with_its_own_words(sentence, expected):
    assert judged(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Further, 6% of respondents were not sure.",
        "The most popular response was by post (88 per cent), with the second most popular by email (44 per cent).",
        "The least popular was GP clinics with 10% saying they would feel uncomfortable with this.",
        "Almost half of the respondents agreed.",
        "Over half of respondents said yes, while 12% said no.",
        "Over half of those who answered said yes, but a letter was wanted by others (12%).",
        "In over half of areas, 46% of clients said so.",
        "Over half of respondents, 12% of whom were women, agreed.",
        "It doubled from 10% to 20%.",
        "It rose by half, or 50 per cent more than last year.",
        "Almost half an hour was lost (46%).",
        "A third party (46%) was asked.",
        "A third option (46%) was added.",
        "The second half of 2019 (46%) was better.",
        "Two and a half years later (46%) it was done.",
        "Half of 2019 (46%) was lost.",
        "It was open 9 in 10 days (46%).",
        "Payments went up by 10.1 per cent, over half of it in May.",
        "One in five calls was lost, 5 percentage points more.",
        "Over half a million letters (46%) went out.",
        "At most 5 people (46%) came.",
        "The most recent survey (46%) was small.",
        "Some 2,250 members were asked; 13% answered.",
        "In 2019 46% agreed.",
        "How many agreed (46%)?",
        "About 40 per cent agreed.",
        "The figure fell 12% in the first quarter.",
        "It cost £46, almost half.",
        "",
    ],
)
def test_what_says_no_share_in_words_is_not_judged(sentence):
    assert judged(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "before", "expected"),
    [
        (
            "The survey was sent to all 2,250 panel members, and 293 responded, a response rate of 13%.",
            "",
            [("response rate, 293 of 2,250", 13, True)],
        ),
        (
            "The survey was sent to all 2,250 panel members, and 293 responded, a response rate of 31%.",
            "",
            [("response rate, 293 of 2,250", 31, False)],
        ),
        ("In all 293 of 2,250 (13%) answered.", "", [("293 of 2,250", 13, True)]),
        ("In all 293 out of 2,250 (15%) answered.", "", [("293 out of 2,250", 15, False)]),
        ("In all 293 of the 2,250 members (13.0%) answered.", "", [("293 of the 2,250", 13, True)]),
        ("In all 13% (293 of 2,250) answered.", "", [("293 of 2,250", 13, True)]),
        ("Around 20% (436 of 2,456) answered.", "", [("436 of 2,456", 20, False)]),
        ("About 18% (436 of 2,456) answered.", "", [("436 of 2,456", 18, True)]),
        (
            "The response rate was 18%.",
            "We asked 2,456 people. 436 replied.",
            [("response rate, 436 of 2,456", 18, True)],
        ),
        (
            "The response rate was 28%.",
            "In 2019 we asked 2,456 people. 436 replied.",
            [("response rate, 436 of 2,456", 28, False)],
        ),
        ("The response rate was 13%.", "", []),
        (
            "Of 2,456 invited, 550 replied within 14 days, a response rate of 22%.",
            "",
            [("response rate, 550 of 2,456", 22, True)],
        ),
    ],
)
def test_a_rate_is_checked_against_its_counts(sentence, before, expected):
    assert judged(sentence, before) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the 2,250 members, 293 replied (13%).", [("293 of 2,250", 13, True)]),
        ("Of 2,250 members asked, 293 replied (16%).", [("293 of 2,250", 16, False)]),
        ("The survey went to 2,250 people and 293 replied (16%).", [("293 of 2,250", 16, False)]),
        ("In all 293 people replied out of 2,250 invited (16%).", [("293 of 2,250", 16, False)]),
        (
            "Of the 2,250 members, 293 replied (13%), and 135 (46%) said yes.",
            [("293 of 2,250", 13, True), ("135 of 293", 46, True)],
        ),
        (
            "Of 300 letters 30 (10%) were late, and of 400 calls 20 (5%) were.",
            [("30 of 300", 10, True), ("20 of 400", 5, True)],
        ),
        ("Of the 2,250 members, 293 replied (46% of them women).", []),
        ("Of the 2,250 members, 293 replied, and 135 (60%) said yes.", []),
        ("We held 12 events in 2019 and 120 people came (46%).", []),
    ],
)
def test_counts_that_stand_apart_are_checked_where_it_is_sure_which_they_are(sentence, expected):
    assert judged(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Over half (about 52%) agreed.", [("Over half", 52, True)]),
        ("Over half (around 49%) agreed.", [("Over half", 49, False)]),
        ("Almost half of women, around 46 per cent, agreed.", [("Almost half", 46, True)]),
        ("Some 37% of people, around a quarter, did not.", [("around a quarter", 37, False)]),
        ("Over half of women and around 40 per cent of men agreed.", []),
        ("Over half [49%] agreed.", [("Over half", 49, False)]),
        ("Almost half (135; 46%) agreed.", [("Almost half", 46, True)]),
        ("Virtually no one (2%) agreed.", [("Virtually no one", 2, True)]),
    ],
)
def test_a_number_that_is_itself_said_about_is_one_for_other_words(sentence, expected):
    assert judged(sentence) == expected


def test_a_wrong_rate_is_told_right():
    found = check_sentence("In all 293 of 2,250 (15%) answered.")

    assert found[0].better == "13%"


def test_we_write_words_that_fit_by_our_own_table():
    for tenth in range(1001):
        percent = tenth / 10
        found = check_sentence(f"{phrase_for(percent).capitalize()} of them ({percent:g}%) agreed.")

        assert [(one.number, one.fits) for one in found] == [(percent, True)], phrase_for(percent)


def test_a_share_is_written_with_its_figure():
    assert words_for(0.89) == "almost nine in ten (89%)"
    assert words_for(0.427, places=1) == "over two in five (42.7%)"
    # The words are for the figure as shown: 49.6% is printed 50%, so it is half.
    assert words_for(0.496) == "half (50%)"


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match="is not a share between 0 and 1"):
        words_for(share)


@given(some.text(max_size=120))
def test_no_text_at_all_makes_it_stumble(text):
    for one in check_sentence(text + " 5% (half) 1 of 2 per cent"):
        assert 0 <= one.number <= 100


@given(some.floats(0, 100), some.sampled_from(["almost half", "over a third", "around nine in ten", "the majority"]))
def test_a_judgement_does_not_depend_on_how_the_number_is_written(percent, words):
    percent = round(percent)
    figures = check_sentence(f"In all {words} ({percent}%) agreed.")
    per_cent = check_sentence(f"In all {words} ({percent} per cent) agreed.")

    assert [(one.fits, one.better) for one in figures] == [(one.fits, one.better) for one in per_cent]


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not here")
def test_the_real_reports_speak_fittingly_and_are_judged_where_they_should_be():
    found = {path.name[:3]: check_file(path) for path in sorted((SHARED / "seeds").iterdir())}

    assert [(one.words, one.number, one.fits) for one in found["003"]] == [
        ("response rate, 293 of 2,250", 13, True),
        ("Over nine in ten", 95, True),
        ("The majority", 80, True),
        ("Almost nine in ten", 89, True),
        ("A few", 4, True),
        ("Almost half", 46, True),
        ("The majority", 78, True),
        ("The majority", 83, True),
    ]
    assert [name for name, judgements in found.items() if judgements] == ["003"]
