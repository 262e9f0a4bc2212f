"""One seat: the alternative vote, and first past the post."""

from .ballots import Ballots
from .lots import Lots
from .parcels import Parcels
from .results import Count, Round
from .ties import lowest


def irv(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """The alternative vote (instant run-off): the lowest goes until one has more than all others together.

    Fills one seat. A tie for the lowest is settled by first preferences,
    then by the next round, and so on, then by lot.

    Source: Parliamentary Voting System and Constituencies Act 2011, section 9
    and schedule 10 (rules 45A, 49 and 49A as they would have read).

    >>> from .ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> ballots = ballots_of({(1,): 4, (2, 3): 3, (3, 2): 2}, names)
    >>> irv(ballots, 1, Lots((1, 2, 3), "", "")).winners
    (2,)
    """
    parcels, continuing = Parcels(ballots, 1), list(ballots.standing)
    votes, spent, rounds = dict.fromkeys(continuing, 0), 0, []
    told: dict = {"what": "first preferences"}
    transfers = parcels.first()
    while True:
        for transfer in transfers:
            if transfer.to:
                votes[transfer.to] += transfer.votes
        spent += sum(transfer.votes for transfer in transfers if not transfer.to)
        ahead = max(continuing, key=votes.__getitem__)
        won = 2 * votes[ahead] > sum(votes.values()) or len(continuing) == 1
        rounds.append(Round(votes=dict(votes), spent=spent, elected=(ahead,) * won, **told))
        if won:
            return Count("irv", ballots, 1, (ahead,), tuple(rounds), lots, notes=_one_seat(seats))
        least = min(votes[number] for number in continuing)
        past = list(enumerate((each.votes for each in rounds[:-1]), 1))
        number, how = lowest([one for one in continuing if votes[one] == least], past, ballots, lots)
        continuing.remove(number)
        parcels.close(number)
        transfers = parcels.move(number)
        votes[number] = 0
        told = {"what": "exclusion", "of": number, "excluded": (number,), "tie": how}
        told["transfers"] = transfers if len(rounds) else ()


def _one_seat(seats: int) -> tuple[str, ...]:
    return () if seats == 1 else (f"The ballot has {seats} seats; this method fills one.",)


def plurality(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """First past the post: whoever has the most first preferences; of a tie, by lot.

    With more seats than one, the next highest too (the single non-transferable vote).

    Source: Representation of the People Act 1983, schedule 1, rules 49 and 50.

    >>> from .ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> ballots = ballots_of({(1,): 4, (2, 3): 3, (3, 2): 3}, names)
    >>> plurality(ballots, 2, Lots((3, 1, 2), "", "")).winners
    (1, 3)
    """
    votes = dict.fromkeys(ballots.standing, 0)
    for transfer in Parcels(ballots, 1).first():
        votes[transfer.to] += transfer.votes
    ranked = sorted(votes, key=lambda number: (-votes[number], lots.order.index(number)))
    winners = tuple(ranked[:seats])
    tie = ""
    if len(ranked) > seats and votes[ranked[seats - 1]] == votes[ranked[seats]]:
        same = [ballots.name(number) for number in ranked if votes[number] == votes[ranked[seats]]]
        tie = f"{', '.join(same[:-1])} and {same[-1]} have the same number of votes; the lots decide between them."
    return Count(
        "plurality", ballots, seats, winners, (Round("first preferences", votes, elected=winners, tie=tie),), lots
    )
