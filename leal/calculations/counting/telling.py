"""A count in plain words, and as plain values."""

from collections.abc import Iterator
from fractions import Fraction

from .ballots import Ballots
from .methods import METHODS
from .results import Count, Round, Transfer, Votes


def votes_in_words(votes: Votes, unit: int) -> str:
    """Votes as they are written in a count: whole, or with every decimal place that is kept; scores to six figures.

    >>> votes_in_words(123450000, 100000), votes_in_words(123456789, 100000), votes_in_words(Fraction(7, 3), 1)
    ('1,234.50000', '1,234.56789', '2.33333')
    """
    if unit > 1:
        return f"{votes // unit:,}.{votes % unit:0{len(str(unit)) - 1}d}"
    return f"{votes.numerator:,}" if votes.denominator == 1 else f"{float(votes):.6g}"


def sentences(count: Count, number: int) -> Iterator[str]:
    """What happened in a round (counted from 1) and why, a sentence each.

    >>> from leal.calculations.counting import Candidate, ballots_of, count, lots_for
    >>> ballots = ballots_of({(1,): 3, (2, 1): 2}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> list(sentences(count(ballots, "irv", lots_for(ballots)), 1))
    ['Every paper counts for its first preference.', 'Dignity has more votes than all others together and is elected.']
    """
    this = count.rounds[number - 1]
    ballots, name = count.ballots, count.ballots.name
    if this.tie:
        yield this.tie
    if this.what == "first preferences":
        yield "Every paper counts for its first preference."
        if not this.elected:
            yield f"Nobody has {'the quota' if count.quota else 'more votes than all others together'}."
    if this.what == "surplus":
        before = count.rounds[number - 2].votes[this.of]
        surplus = votes_in_words(before - count.quota * count.unit, count.unit)
        whole = votes_in_words(before, count.unit)
        yield (
            f"{name(this.of)} has {whole} votes, {surplus} more than the quota. Each of their papers goes to its next "
            f"preference at its value × {surplus} ÷ {whole}, to five decimal places, the rest left off."
        )
    if this.what == "exclusion":
        before = count.rounds[number - 2].votes[this.of]
        yield f"{name(this.of)} has the fewest votes, {votes_in_words(before, count.unit)}, and is excluded."
    yield from (_moved(transfer, ballots, count.unit) for transfer in this.transfers)
    if this.what in {"surplus", "exclusion"} and not this.transfers:
        yield "No papers are moved: that is no longer needed." if this.elected else "There are no papers to move."
    yield from this.why
    yield from _chosen(count, this)


def _moved(transfer: Transfer, ballots: Ballots, unit: int) -> str:
    papers = f"{transfer.papers:,} paper{'s' * (transfer.papers != 1)}"
    worth = f", worth {votes_in_words(transfer.votes, unit)} votes," if unit > 1 else ""
    if not transfer.to:
        verb = "has" if transfer.papers == 1 else "have"
        return f"{papers}{worth} {verb} no further preference."
    return f"{papers}{worth} {'goes' if transfer.papers == 1 else 'go'} to {ballots.name(transfer.to)}."


def _chosen(count: Count, this: Round) -> Iterator[str]:
    if not this.elected:
        return
    names = _listed([count.ballots.name(number) for number in this.elected])
    are = "are" if len(this.elected) > 1 else "is"
    full = this.what == "last places" or (this.what == "exclusion" and count.quota is not None and not this.transfers)
    if full:
        yield f"As many remain as there are seats to fill, so {names} {are} elected."
    elif count.quota is not None:
        yield f"{names} {'have' if len(this.elected) > 1 else 'has'} the quota and {are} elected."
    elif count.method == "irv":
        yield f"{names} has more votes than all others together and is elected."
    else:
        yield f"{names} {are} chosen."


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


TITLES = {
    "first preferences": "First preferences",
    "surplus": "Surplus of {}",
    "exclusion": "{} is excluded",
    "last places": "The last places",
    "choice": "{} is chosen",
    "removal": "{} is taken out",
    "totals": "Totals",
}


def title(count: Count, this: Round) -> str:
    """What a round is called.

    >>> from leal.calculations.counting import Candidate, ballots_of, count, lots_for
    >>> ballots = ballots_of({(1,): 3, (2, 1): 2}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> found = count(ballots, "irv", lots_for(ballots))
    >>> title(found, found.rounds[0])
    'First preferences'
    """
    return TITLES[this.what].format(count.ballots.name(this.of) if this.of else "")


def record(count: Count) -> dict:
    """A count as plain values, for --json: seats, winners, rounds and what they rest on.

    >>> from leal.calculations.counting import Candidate, ballots_of, count, lots_for
    >>> ballots = ballots_of({(1,): 3, (2, 1): 2}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> record(count(ballots, "irv", lots_for(ballots)))["winners"]
    [{'number': 1, 'name': 'Dignity'}]
    """
    ballots = count.ballots
    return {
        "seats": count.seats,
        "winners": [_who(ballots, number) for number in count.winners],
        "rounds": [_round_record(count, number) for number in range(1, len(count.rounds) + 1)],
        "method": count.method,
        "source": METHODS[count.method].source,
        "title": ballots.title,
        "quota": count.quota,
        "papers": {"valid": ballots.valid, "blank": ballots.blank},
        "candidates": [candidate._asdict() for candidate in ballots.candidates],
        "lots": {"order": list(count.lots.order), "seed": count.lots.seed, "from": count.lots.source},
        "tied": [list(committee) for committee in count.tied],
        "notes": [*ballots.notes, *count.notes],
    }


def _who(ballots: Ballots, number: int) -> dict:
    candidate = ballots.candidates[number - 1]
    return {"number": number, "name": candidate.name} | ({"party": candidate.party} if candidate.party else {})


def _round_record(count: Count, number: int) -> dict:
    this, unit = count.rounds[number - 1], count.unit
    return {
        "round": number,
        "what": this.what,
        "title": title(count, this),
        "sentences": list(sentences(count, number)),
        "of": this.of or None,
        "votes": [_who(count.ballots, one) | _exactly(votes, unit) for one, votes in this.votes.items()],
        "transfers": [
            {
                "to": each.to or None,
                "papers": each.papers,
                "votes": _number(each.votes, unit),
                "parcels": [{"value": _number(value, unit), "papers": many} for value, many in each.parcels],
            }
            for each in this.transfers
        ],
        "non_transferable": _number(this.spent, unit),
        "lost_to_rounding": _number(this.lost, unit),
        "elected": list(this.elected),
        "excluded": list(this.excluded),
    }


def _number(votes: Votes, unit: int) -> int | float:
    whole = Fraction(votes) / unit
    return int(whole) if whole.denominator == 1 else float(whole)


def _exactly(votes: Votes, unit: int) -> dict:
    """The votes; and exactly, where no decimal number is."""
    exact = isinstance(votes, Fraction) and votes.denominator > 1
    return {"votes": _number(votes, unit)} | ({"exactly": str(votes)} if exact else {})
