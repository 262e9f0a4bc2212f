"""Ballots as the world writes them, and everything wrong with a file said at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.counting import Unreadable, read_ballots
from tests.real_input import real

PLAIN = """3 2
4 1 2 0
3 2 3 1 0
2 3 0
0
"Dignity"
"Respect"
"Fairness"
"A name for the charter"
"""


def read(text, **how):
    return read_ballots(text if isinstance(text, bytes) else text.encode(), name="b.blt", **how)


def papers(ballots):
    rows = zip(ballots.rankings.tolist(), ballots.papers.tolist(), strict=True)
    return {tuple(number for number in row if number): many for row, many in rows}


def names(ballots):
    return [(candidate.name, candidate.party) for candidate in ballots.candidates]


def faults(text, **how):
    with pytest.raises(Unreadable) as wrong:
        read(text, **how)
    return [(fault.lines, fault.what) for fault in wrong.value.faults]


# -- BLT

VARIANTS = {
    "no last newline": PLAIN.rstrip("\n"),
    "Windows line ends": PLAIN.replace("\n", "\r\n"),
    "old Mac line ends": PLAIN.replace("\n", "\r"),
    "a byte order mark": "\ufeff" + PLAIN,
    "UTF-16": PLAIN.encode("utf-16"),
    "no closing 0": PLAIN.replace("1 2 0", "1 2").replace("3 1 0", "3 1").replace("2 3 0\n0", "2 3\n0"),
    "names not quoted": PLAIN.replace('"', ""),
    "single quotes": PLAIN.replace('"', "'"),
    "tabs and blank lines": PLAIN.replace(" ", "\t", 9).replace("\n", "\n\n"),
    "comments": "# A ballot\n"
    + PLAIN.replace("4 1 2 0", "4 1 2 0 # the first box").replace("3 2\n", "3 2 # sizes\n", 1),
    "ids": PLAIN.replace("4 1 2 0", "(17) 4 1 2 0"),
    "commas": PLAIN.replace("4 1 2 0", "4,1,2,0,").replace('0\n"D', '0,\n"D'),
    "the same paper twice": PLAIN.replace("4 1 2 0", "1 1 2 0\n3 1 2 0"),
    "skipped at the end": PLAIN.replace("2 3 0\n0", "2 3 - - 0\n0"),
    "no line of 0": PLAIN.replace("\n0\n", "\n"),
    "names in comments": PLAIN.replace('"D', "# ALTERNATIVE NAME 1: D").replace('y"', "y"),
    "names on one line": PLAIN.replace('"\n"', '" "'),
    "names escaped as CSV does": PLAIN.replace('"Respect"', '"""Respect"""'),
}


@pytest.mark.parametrize("way", VARIANTS)
def test_a_file_is_read_alike_however_it_is_written(way):
    ballots = read(VARIANTS[way])

    assert papers(ballots) == {(1, 2): 4, (2, 3, 1): 3, (3,): 2}
    assert (ballots.seats, ballots.title) == (2, "A name for the charter")
    assert names(ballots) == [("Dignity", ""), ("Respect", ""), ("Fairness", "")]


NAMES = {
    "Helen COFFEY (SNP)": ("Helen COFFEY (SNP)", ""),
    '"Kamran BUTT ""Alba Party for independence"""': ("Kamran BUTT", "Alba Party for independence"),
    '"""Sylvia MALLINSON"" ""Scottish Labour Party"""': ("Sylvia MALLINSON", "Scottish Labour Party"),
    '"David JARDINE" "Scottish Conservative and Unionist"': ("David JARDINE", "Scottish Conservative and Unionist"),
    '"Lawrence O\'NEILL" "Labour"': ("Lawrence O'NEILL", "Labour"),
}


@pytest.mark.parametrize("written", NAMES)
def test_names_and_parties_are_told_apart_in_every_way_councils_write_them(written):
    ballots = read(f'2 1\n1 1 0\n0\n{written}\n"Bo BAIN" "Independent"\n')

    assert names(ballots)[0] == NAMES[written]


def test_quotes_within_quotes_that_are_no_party_stay_in_the_name():
    ballots = read(
        '3 1\n1 1 0\n0\n"Kim "Kit" LEE"\n"Jo ""Red"" ROY"\n"Our charter ""the promise"""\n"What to call it"\n'
    )

    assert names(ballots) == [('Kim "Kit" LEE', ""), ('Jo "Red" ROY', ""), ('Our charter "the promise"', "")]


def test_a_withdrawn_candidate_is_struck_from_every_paper():
    ballots = read(PLAIN.replace("3 2\n", "3 2\n-2\n", 1))

    assert papers(ballots) == {(1,): 4, (3, 1): 3, (3,): 2}
    assert ballots.standing == [1, 3]


def test_blank_papers_are_counted_apart():
    ballots = read(PLAIN.replace("2 3 0\n0", "2 3 0\n6 0\n1\n0"))

    assert (ballots.valid, ballots.blank) == (9, 7)


def test_lots_in_the_file_are_taken_and_other_options_passed_over():
    ballots = read(PLAIN.replace("3 2\n", "3 2\n[tie 3 1 2]\n[nick a b c]\n", 1))

    assert ballots.lots == (3, 1, 2)
    assert ballots.notes == ("The option [nick] on line 3 was passed over.",)


UNCLEAR_PAPERS = {
    "2 1 - 3 0": "a gap: it leaves out preference 2",
    "2 1 2=3 0": "gives preference 2 to candidates 2 and 3",
}


@pytest.mark.parametrize("paper", UNCLEAR_PAPERS)
def test_an_unclear_paper_refuses_the_file_unless_we_are_told_what_it_means(paper):
    text = PLAIN.replace("2 3 0\n0", paper + "\n0")

    (told,) = faults(text)
    assert told[0] == (4,) and UNCLEAR_PAPERS[paper] in told[1]
    assert papers(read(text, unclear="stop")) == {(1, 2): 4, (2, 3, 1): 3, (1,): 2}
    assert papers(read(text, unclear="pass"))[(1, 3) if "-" in paper else (1,)] == 2


def test_order_says_nothing_where_papers_approve():
    ballots = read("3 1\n1 1=2 0\n1 - 2 0\n1 2 1 0\n0\nA\nB\nC\n", approved=True)

    assert ballots.approvals() == [(frozenset({1, 2}), 2), (frozenset({2}), 1)]


def test_everything_wrong_with_a_file_is_said_at_once():
    text = "3 2\n4 1 4 0\n3 2 2 0\nx 1 0\n-5 1 0\n2 1 0 3 0\n2 1 - 2 0\n1.5 1 0\n0\nA\nB\n"

    assert faults(text) == [
        ((2,), "There is no candidate 4: the file has 3"),
        ((3,), "The paper names candidate 2 twice"),
        ((4, 8), "This is no paper: not every word is a whole number"),
        ((5,), "It is neither a paper nor a withdrawn candidate: there is no candidate -1"),
        ((5,), "It is neither a paper nor a withdrawn candidate: there is no candidate 5"),
        ((6,), "The paper has a gap: a 0 stands in the middle, and 0 ends a paper"),
        ((7,), "The paper has a gap: it leaves out preference 2 and goes on"),
        ((11,), "There are 3 candidates and 2 names"),
    ]


BROKEN = {
    "": "The file is empty",
    " \n": "The file is empty",
    "# nothing\n": "The file holds nothing but comments",
    "three 2\n1 1 0\n0\n": "The first line is “three 2”",
    "0 0\n0\n": "There are 0 candidates and 0 seats",
    "2 1\n0\nA\nB\n": "No paper holds a preference",
    "2 3\n1 1 0\n0\nA\nB\n": "There are 3 seats and 2 candidates who have not withdrawn",
    "2 1\n-1\n-2\n1 1 0\n0\nA\nB\n": "Every candidate has withdrawn",
    "2 1\n999999999 1 0\n0\nA\nB\n": "There are more than 900,000,000 papers",
    '2 1\n1 1 0\n0\n""\nB\n': "Candidate 1 has no name",
    "2 1\n1 1 0\n": "There are 2 candidates and 0 names",
    "999999999999 1\n1 1 0\n0\nA\n": "There are 999,999,999,999 candidates and 1 seats",
    "2 1\n1 1 0\n0\n3 2 0\nA\nB\n": "This looks like a paper, and stands after the line with 0 that ends them",
    "2 1\n1 1 0\nx 2 0\ny 2 0\nA\nB\n": "Names begin here, it seems, and no line with 0 ends the papers",
    "2 1\n[tie 1 1]\n1 1 0\n0\nA\nB\n": "The lots do not name each candidate who has not withdrawn once",
    "# number alternatives: 2\n": "NUMBER ALTERNATIVES is “”",
    "# NUMBER ALTERNATIVES: 99999999999999999999\n": "NUMBER ALTERNATIVES is “99999999999999999999”",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_cannot_be_counted_is_refused_with_the_reason(text):
    assert [what for _, what in faults(text)] == [BROKEN[text]]


def test_a_file_that_is_no_text_or_is_not_there_is_refused(tmp_path):
    assert faults(b"\x00\x01\x02\x00\x00") == [((), "This is not text")]
    for path, what in ((tmp_path / "no.blt", "There is no such file"), (tmp_path, "This is a folder")):
        with pytest.raises(Unreadable) as wrong:
            read_ballots(path)
        assert [fault.what for fault in wrong.value.faults] == [what]


def test_a_file_in_an_old_encoding_is_read_and_says_so():
    ballots = read("2 1\n1 1 0\n0\nRenée\nZoë\n".encode("cp1252"))

    assert names(ballots) == [("Renée", ""), ("Zoë", "")]
    assert len(ballots.notes) == 1


@given(st.text(max_size=60))
def test_no_text_whatever_ends_in_anything_but_ballots_or_faults(text):
    for beginning in ("", "2 1\n", "2 1\n1 1 0\n0\n", "# NUMBER ALTERNATIVES: 2\n"):
        try:
            ballots = read(beginning + text)
        except Unreadable as wrong:
            assert wrong.faults
        else:
            assert ballots.valid > 0


@pytest.mark.slow
def test_a_hundred_thousand_papers_one_a_line_are_read():
    ballots = read("3 1\n" + "1 1 2 3 0\n1 3 1 0\n" * 50_000 + "0\nA\nB\nC\n")

    assert papers(ballots) == {(1, 2, 3): 50_000, (3, 1): 50_000}


@pytest.mark.parametrize(
    ("ward", "first"),
    [
        ("glasgow_2022_ward8", ("Alexander BELIC", "Scottish National Party (SNP)")),
        ("west_dunbartonshire_2022_ward4", ("David JARDINE", "Scottish Conservative and Unionist")),
    ],
)
def test_real_wards_have_names_and_parties(ward, first):
    ballots = read_ballots(real(f"data/ballots/{ward}.blt"))

    assert names(ballots)[0] == first
    assert ballots.title.startswith("Ward ")


# -- PrefLib

HEAD = """# FILE NAME: x.{kind}
# TITLE: A vote
# DATA TYPE: {kind}
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 5
# ALTERNATIVE NAME 1: a
# ALTERNATIVE NAME 2: b
# ALTERNATIVE NAME 3: c
# ALTERNATIVE NAME 4: d
"""


def test_orders_of_preflib_are_read():
    ballots = read(HEAD.format(kind="soi") + "3: 2,1,4\n2:1,2,\n", seats=2)

    assert papers(ballots) == {(2, 1, 4): 3, (1, 2): 2}
    assert (ballots.title, ballots.seats, names(ballots)[3]) == ("A vote", 2, ("d", ""))


def test_orders_with_ties_are_unclear_and_fine_for_approving():
    text = HEAD.format(kind="toi") + "3: {1,2},4\n2: 4\n"

    assert [lines for lines, _ in faults(text)] == [(10,)]
    assert papers(read(text, unclear="pass")) == {(4,): 5}
    assert read(text, approved=True).approvals() == [(frozenset({1, 2, 4}), 3), (frozenset({4}), 2)]


def test_in_a_file_of_categories_the_first_is_approved():
    text = HEAD.format(kind="cat") + "1: 1,2,{},3\n2: {1,2,4},\n1: {},3\n1: 1,{},2\n"

    ballots = read(text, approved=True)
    assert ballots.approvals() == [(frozenset({1}), 2), (frozenset({1, 2, 4}), 2)]
    assert ballots.blank == 1


def test_everything_wrong_with_a_preflib_file_is_said_at_once():
    text = HEAD.format(kind="soi").replace("# ALTERNATIVE NAME 4: d\n", "") + "3: 2,5\nx: 1\n1: {1,2\n1: 3,3\n"

    assert faults(text) == [
        ((4,), "There are 4 candidates and no name for 4"),
        ((9,), "There is no candidate 5: the file has 4"),
        ((10,), "“x: 1” is no order"),
        ((11,), "“1: {1,2” is no order"),
        ((12,), "The paper names candidate 3 twice"),
    ]


def test_orders_that_do_not_add_up_are_refused():
    assert faults(HEAD.format(kind="soi") + "3: 1\n") == [((5,), "NUMBER VOTERS is 5 and the orders add up to 3")]
