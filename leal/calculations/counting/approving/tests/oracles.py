"""Rules for approvals written a second time, another way: whole sets tried one by one, and money earned over time."""

from fractions import Fraction
from itertools import combinations

WORTHS = {
    "pav": lambda j: Fraction(1, j),
    "slav": lambda j: Fraction(1, 2 * j - 1),
    "cc": lambda j: Fraction(j == 1),
}


def worth(name, papers, chosen):
    """What all papers give a set."""
    return sum(sum(map(WORTHS[name], range(1, len(paper & chosen) + 1)), Fraction(0)) for paper in papers)


def best_of(candidates, seats, value):
    """Every set of candidates with the highest value."""
    sets = [frozenset(chosen) for chosen in combinations(candidates, seats)]
    most = max(map(value, sets))
    return {chosen for chosen in sets if value(chosen) == most}


def optimal(name, papers, candidates, seats):
    """Every set tried."""
    return best_of(candidates, seats, lambda chosen: worth(name, papers, chosen))


def approval(papers, candidates, seats):
    return best_of(candidates, seats, lambda chosen: sum(len(paper & chosen) for paper in papers))


def sav(papers, candidates, seats):
    return best_of(candidates, seats, lambda chosen: sum(Fraction(len(p & chosen), len(p)) for p in papers))


def growing(name, papers, candidates, seats):
    """From each best set so far to the best sets one larger."""
    sets = {frozenset()}
    for _ in range(seats):
        sets = {
            chosen | {one}
            for chosen in sets
            for one in candidates
            if one not in chosen
            and worth(name, papers, chosen | {one})
            == max(worth(name, papers, chosen | {other}) for other in candidates if other not in chosen)
        }
    return sets


def shrinking(name, papers, candidates, seats):
    """From everyone to the best sets one smaller."""
    sets = {frozenset(candidates)}
    while len(next(iter(sets))) > seats:
        sets = {
            chosen - {one}
            for chosen in sets
            for one in chosen
            if worth(name, papers, chosen - {one}) == max(worth(name, papers, chosen - {other}) for other in chosen)
        }
    return sets


def earning(papers, candidates, seats, money=None, chosen=frozenset()):
    """Phragmén: everyone earns 1 an hour; those who approve of someone buy it, with all they have, once that is 1."""
    if len(chosen) == seats:
        return {chosen}
    money = money or [Fraction(0)] * len(papers)
    hours = {}
    for one in candidates:
        fans = [at for at, paper in enumerate(papers) if one in paper]
        if one not in chosen:
            hours[one] = (1 - sum(money[at] for at in fans)) / len(fans) if fans else Fraction(10**9)
    soonest, found = min(hours.values()), set()
    for one in [each for each in hours if hours[each] == soonest]:
        after = [Fraction(0) if one in paper else held + soonest for paper, held in zip(papers, money, strict=True)]
        found |= earning(papers, candidates, seats, after, chosen | {one})
    return found


def sharing(papers, candidates, seats, money=None, chosen=frozenset()):
    """Equal shares: every way of who pays all they have and who pays the price is tried for each candidate."""
    if len(chosen) == seats:
        return {chosen}
    money = money or [Fraction(seats, len(papers))] * len(papers)
    prices = {}
    for one in candidates:
        fans = [money[at] for at, paper in enumerate(papers) if one in paper]
        if one not in chosen and fans and sum(fans) >= 1:
            tried = [(Fraction(1) - sum(m for m in fans if m < cut)) / sum(m >= cut for m in fans) for cut in set(fans)]
            prices[one] = min(price for price in tried if sum(min(price, m) for m in fans) == 1)
    if not prices:
        return earning(papers, candidates, seats, money, chosen)
    found = set()
    for one in [each for each in prices if prices[each] == min(prices.values())]:
        price = prices[one]
        after = [m - min(m, price) if one in paper else m for paper, m in zip(papers, money, strict=True)]
        found |= sharing(papers, candidates, seats, after, chosen | {one})
    return found


ORACLES = {
    "approval": approval,
    "sav": sav,
    "seqphragmen": earning,
    "equal-shares": sharing,
    "revseqpav": lambda *given: shrinking("pav", *given),
    **{name: lambda *given, name=name: optimal(name, *given) for name in WORTHS},
    **{f"seq{name}": lambda *given, name=name: growing(name, *given) for name in WORTHS},
}
