"""The Scottish rule, beside the law, published counts, a second way of counting, and what floats make of it."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.counting import Candidate, Lots, ballots_of, count, lots_for, read_ballots
from leal.calculations.counting.telling import sentences
from tests.real_input import real

from .oracles import alternative_vote, scottish

UNIT = 100_000


def made(rankings, candidates, seats=1):
    return ballots_of(rankings, [Candidate(n, f"C{n}") for n in range(1, candidates + 1)], seats=seats)


def lots(*order):
    return Lots(order, "", "a test")


@st.composite
def wards(draw):
    """Small ballots, many of them with ties: how many candidates, seats, papers, and lots."""
    candidates = draw(st.integers(2, 6))
    numbers = list(range(1, candidates + 1))
    ranking = st.permutations(numbers).flatmap(lambda order: st.integers(1, candidates).map(lambda k: tuple(order[:k])))
    papers = draw(st.lists(ranking, min_size=1, max_size=40))
    return candidates, draw(st.integers(1, candidates)), papers, tuple(draw(st.permutations(numbers)))


# -- against published counts


def test_east_sutherland_is_counted_as_it_was_published():
    ballots = read_ballots(real("data/ballots/highland_2022_east_sutherland.blt"))

    found = count(ballots, "scottish-stv", lots_for(ballots))

    published = {  # The Highland Council, 5 May 2022: votes at each stage, to one decimal place
        "Richard GALE": [1151, 804, 804, 804],
        "Leslie-anne NIVEN": [853, 853, 804, 804],
        "Jim MCGILLIVRAY": [611, 775.6, 796.6, 834.1],
        "Max BANNERMAN": [546, 613.8, 615.4, 635.1],
        "Harry CHRISTIAN": [53, 80.4, 84.6, 0],
    }
    counted = {
        candidate.name: [round(each.votes[candidate.number] / UNIT, 1) for each in found.rounds]
        for candidate in ballots.candidates
    }
    assert (ballots.valid, found.quota) == (3214, 804)
    assert counted == published
    assert [ballots.name(n) for n in found.winners] == ["Richard GALE", "Leslie-anne NIVEN", "Jim MCGILLIVRAY"]


ELECTED = {
    "midlothian_2022_ward2": (6016, 1505, ["Derek MILLIGAN", "Dianne ALEXANDER", "David VIRGO"]),
    "west_dunbartonshire_2022_ward4": (3876, 970, ["Douglas MCALLISTER", "GORDON SCANLAN", "Lawrence O'NEILL"]),
    "glasgow_2022_ward8": (
        7717,
        1544,
        ["Alexander BELIC", "Elaine GALLAGHER", "Soryia SIDDIQUE", "James SCANLON"],
    ),
}


@pytest.mark.parametrize("ward", ELECTED)
def test_real_wards_elect_the_councillors_who_were_elected(ward):
    ballots = read_ballots(real(f"data/ballots/{ward}.blt"))

    found = count(ballots, "scottish-stv", lots_for(ballots))

    assert (ballots.valid, found.quota, [ballots.name(n) for n in found.winners]) == ELECTED[ward]


@pytest.mark.slow
@pytest.mark.parametrize("ward", [*ELECTED, "highland_2022_east_sutherland"])
def test_a_real_ward_counted_paper_by_paper_in_fractions_has_the_same_stages(ward):
    ballots = read_ballots(real(f"data/ballots/{ward}.blt"))
    found = count(ballots, "scottish-stv", drawn := lots_for(ballots))
    rows = zip(ballots.rankings.tolist(), ballots.papers.tolist(), strict=True)
    papers = [[n for n in row if n] for row, many in rows for _ in range(many)]

    elected, stages = scottish(papers, ballots.standing, ballots.seats, list(drawn.order))

    assert list(found.winners) == elected
    assert [{n: Fraction(v, UNIT) for n, v in each.votes.items()} for each in found.rounds] == stages


# -- against a second way of counting


@given(wards())
def test_any_ballot_has_the_winners_and_stages_of_a_count_in_fractions(ward):
    candidates, seats, papers, order = ward
    found = count(made([(p, 1) for p in papers], candidates), "scottish-stv", lots(*order), seats=seats)

    elected, stages = scottish(papers, list(range(1, candidates + 1)), seats, order)

    held = [{n: Fraction(v, UNIT) for n, v in each.votes.items()} for each in found.rounds]
    assert (list(found.winners), held[: len(stages)]) == (elected, stages)


@given(wards())
def test_the_alternative_vote_agrees_with_papers_looked_at_afresh_each_round(ward):
    candidates, _, papers, order = ward
    found = count(made([(p, 1) for p in papers], candidates), "irv", lots(*order))

    assert found.winners == (alternative_vote(papers, list(range(1, candidates + 1)), order),)


# -- what must hold of every count


@given(wards())
def test_no_vote_is_lost_or_made(ward):
    candidates, seats, papers, order = ward
    found = count(made([(p, 1) for p in papers], candidates), "scottish-stv", lots(*order), seats=seats)

    assert [sum(each.votes.values()) + each.spent + each.lost for each in found.rounds] == [len(papers) * UNIT] * len(
        found.rounds
    )
    assert len(set(found.winners)) == seats
    assert all(each.lost < len(papers) * candidates for each in found.rounds)


@given(wards(), st.randoms())
def test_the_order_of_papers_and_how_they_are_bundled_do_not_matter(ward, chance):
    candidates, seats, papers, order = ward
    shuffled = chance.sample(papers, len(papers))
    bundled = {ranking: shuffled.count(ranking) for ranking in shuffled}

    one = count(made([(p, 1) for p in papers], candidates), "scottish-stv", lots(*order), seats=seats)
    other = count(made(bundled, candidates), "scottish-stv", lots(*order), seats=seats)

    assert (one.winners, one.rounds) == (other.winners, other.rounds)


@given(wards())
def test_whoever_has_the_quota_of_first_preferences_wins(ward):
    candidates, seats, papers, order = ward
    found = count(made([(p, 1) for p in papers], candidates), "scottish-stv", lots(*order), seats=seats)

    firsts = {n: sum(p[0] == n for p in papers) for n in range(1, candidates + 1)}
    assert {n for n in firsts if firsts[n] >= found.quota} <= set(found.winners)


# -- the words of the rules, one by one


def test_the_value_of_a_paper_is_cut_off_after_five_decimal_places():
    found = count(made({(1, 2): 7, (2,): 1, (3,): 2}, 3), "scottish-stv", lots(1, 2, 3), seats=2)

    # Quota 4, surplus 3 of 7: 0.428571… is 0.42857; seven papers are 2.99999.
    assert found.rounds[1].transfers[0].parcels == ((42857, 7),)
    assert (found.rounds[1].votes[2], found.rounds[1].lost) == (399999, 1)


def test_a_paper_that_came_for_less_is_worth_less_when_it_moves_on():
    rankings = {(1, 2, 3): 20, (2, 3): 4, (3,): 5, (4,): 7}
    found = count(made(rankings, 4), "scottish-stv", lots(1, 2, 3, 4), seats=3)

    # Quota 10. First surplus 10 of 20: 0.5 each. Candidate 2 then has 14, 4 over: 4/14 = 0.28571, and 0.5 × 4/14.
    assert [t.parcels for t in found.rounds[2].transfers] == [((28571, 4), (14285, 20))]


def test_the_larger_surplus_is_transferred_first_though_it_came_later():
    rankings = {(1, 3): 11, (2, 3): 13, (3,): 1, (4,): 2}
    found = count(made(rankings, 4), "scottish-stv", lots(1, 2, 3, 4), seats=3)

    assert [(each.what, each.of) for each in found.rounds][1:3] == [("surplus", 2), ("surplus", 1)]


def test_an_equal_surplus_is_settled_by_the_lots_where_no_stage_tells_them_apart():
    rankings = {(1, 3): 10, (2, 4): 10, (3,): 2, (4,): 1}
    ballots = made(rankings, 4)

    firsts = [
        count(ballots, "scottish-stv", lots(*order), seats=3).rounds[1].of for order in ((1, 2, 3, 4), (2, 1, 3, 4))
    ]

    assert firsts == [1, 2]


def test_of_two_who_are_lowest_the_one_who_was_lower_most_recently_goes():
    # 3 and 4 have 5 votes each at the end of round 2, and had 4 and 5 at the end of round 1: 3 goes.
    found = count(
        made({(1,): 20, (2,): 20, (3,): 4, (4,): 5, (5, 3): 1}, 5), "scottish-stv", lots(3, 4, 5, 1, 2), seats=1
    )

    assert [each.of for each in found.rounds][1:3] == [5, 3]
    assert found.rounds[2].tie == ("C3 and C4 have the same number of votes; at the end of round 1 C3 had the fewest.")


def test_of_two_who_were_never_apart_whoever_was_drawn_last_goes():
    ballots = made({(1,): 3, (2,): 2, (3,): 2}, 3)

    gone = [count(ballots, "scottish-stv", lots(*order)).rounds[1].of for order in ((1, 2, 3), (1, 3, 2))]

    assert gone == [3, 2]


def test_when_as_many_remain_as_seats_nothing_more_is_transferred():
    found = count(made({(1,): 9, (2,): 5, (3,): 4}, 3), "scottish-stv", lots(1, 2, 3), seats=2)

    # 1 has the quota of 7; its surplus moves; then 3 goes and 2 fills the seat without the papers of 3.
    last = found.rounds[-1]
    assert (found.winners, last.what, last.of, last.transfers, last.votes[3]) == ((1, 2), "exclusion", 3, (), 4 * UNIT)


def test_a_seat_for_everyone_needs_no_transfers():
    found = count(made({(1, 2): 9, (2,): 1}, 2), "scottish-stv", lots(1, 2), seats=2)

    assert (found.winners, [each.what for each in found.rounds]) == ((1, 2), ["first preferences", "last places"])


def test_a_recount_has_the_same_lots_and_so_the_same_winner():
    names = [Candidate(n, name) for n, name in enumerate(["Dignity", "Respect", "Fairness", "Trust"], 1)]
    rankings = {(1,): 5, (2,): 5, (3,): 5, (4,): 5}
    winners = {
        count(ballots, "scottish-stv", lots_for(ballots)).winners
        for order in permutations(rankings)
        for ballots in [ballots_of({ranking: rankings[ranking] for ranking in order}, names)]
    }

    assert len(winners) == 1


def test_a_public_seed_orders_the_lots_as_anyone_can_by_hand():
    ballots = made({(1,): 1}, 3)

    # printf '%s\n%s' "6 11 19" 1 | sha256sum, and so on: the smallest first
    assert lots_for(ballots, seed="6 11 19").order == (1, 2, 3)


# -- where floats go wrong


def test_counting_in_floats_or_in_plain_fractions_elects_someone_the_law_does_not():
    # 1,064 papers, two seats, quota 355. Candidate 1 has a surplus of 352 of 707, and 235 of those papers go on to 2.
    # pyrankvote 2.0.6 and VoteKit 3.5.0 (in floats and with exact=True) elect 1 and 2.
    found = count(made({(1, 2): 235, (1,): 472, (2,): 120, (3,): 237}, 3), "scottish-stv", lots(1, 2, 3), seats=2)

    in_floats, in_fractions = 120 + 235 * (352 / 707), 120 + 235 * Fraction(352, 707)
    assert in_floats > 237 and in_fractions > 237
    assert found.rounds[1].votes == {1: 355 * UNIT, 2: 236_99945, 3: 237 * UNIT}
    assert found.winners == (1, 3)


def test_a_large_count_stays_in_whole_numbers():
    ballots = made({(1, 2): 400_000_001, (2,): 1, (3,): 399_999_999}, 3)

    found = count(ballots, "scottish-stv", lots(1, 2, 3), seats=2)

    assert sum(found.rounds[-1].votes.values()) + found.rounds[-1].spent + found.rounds[-1].lost == 800_000_001 * UNIT
    assert found.rounds[0].votes[1] == 400_000_001 * UNIT


def test_every_round_says_what_happened_and_why():
    ballots = made({(1, 2): 7, (2,): 1, (3,): 2}, 3)
    found = count(ballots, "scottish-stv", lots(1, 2, 3), seats=2)

    assert [list(sentences(found, number)) for number in (1, 2)] == [
        ["Every paper counts for its first preference.", "C1 has the quota and is elected."],
        [
            "C1 has 7.00000 votes, 3.00000 more than the quota. Each of their papers goes to its next preference at "
            "its value × 3.00000 ÷ 7.00000, to five decimal places, the rest left off.",
            "7 papers, worth 2.99999 votes, go to C2.",
        ],
    ]


def test_rankings_are_held_once_for_papers_that_are_alike():
    ballots = made([((1, 2), 1), ((2, 1), 2), ((1, 2), 3)], 2)

    assert np.array_equal(ballots.rankings, [[1, 2], [2, 1]])
    assert ballots.papers.tolist() == [4, 2]
