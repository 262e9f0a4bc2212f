"""A count on the screen: who won, each round, and the table of all rounds."""

from collections.abc import Iterator

from .methods import METHODS
from .results import Count, Round
from .telling import sentences, title, votes_in_words

ACROSS = 5  # rounds side by side, so that the table fits a screen


def lines(count: Count) -> Iterator[str]:
    """The whole count, line by line.

    >>> from leal.calculations.counting import Candidate, ballots_of, count, lots_for
    >>> ballots = ballots_of({(1,): 3, (2, 1): 2}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> list(lines(count(ballots, "plurality", lots_for(ballots))))[-1]
    'Elected: Dignity.'
    """
    ballots, method = count.ballots, METHODS[count.method]
    yield ballots.title or "A ballot"
    yield f"{method.does} ({count.method}). {method.source}."
    blank = f", {ballots.blank:,} blank" if ballots.blank else ""
    yield f"Seats: {count.seats}. Candidates: {len(ballots.standing)}. Valid papers: {ballots.valid:,}{blank}."
    if count.quota is not None:
        yield f"Quota: {count.quota:,}, which is {ballots.valid:,} ÷ {count.seats + 1} without its fraction, and 1."
    yield f"Lots for ties, from {count.lots.source}: {', '.join(map(ballots.name, count.lots.order))}."
    yield from (*ballots.notes, *count.notes)
    for number, this in enumerate(count.rounds, 1):
        yield ""
        yield f"Round {number}. {title(count, this)}"
        yield from (f"  {sentence}" for sentence in sentences(count, number))
    for start in range(0, len(count.rounds), ACROSS):
        yield ""
        yield from _table(count, start)
    yield ""
    yield "Elected: " + ", ".join(_named(count, number) for number in count.winners) + "."
    if count.tied:
        yield f"{len(count.tied) + 1:,} sets of winners do equally well; the lots chose. --json lists them."


def _named(count: Count, number: int) -> str:
    candidate = count.ballots.candidates[number - 1]
    return f"{candidate.name} ({candidate.party})" if candidate.party else candidate.name


def _table(count: Count, start: int) -> Iterator[str]:
    """A row a candidate, a column a round; a star from the round in which someone is elected."""
    shown = list(enumerate(count.rounds, 1))[start : start + ACROSS]
    measured = "Score in round" if METHODS[count.method].approves else "Votes at the end of round"
    heads = [measured, *(str(number) for number, _ in shown)]
    rows = [heads]
    for candidate in count.ballots.standing:
        cells = [_cell(count, number, candidate) for number, _ in shown]
        rows.append([count.ballots.name(candidate), *cells])
    if any(this.spent for this in count.rounds):
        rows.append(["No further preference", *(votes_in_words(this.spent, count.unit) + " " for _, this in shown)])
    if any(this.lost for this in count.rounds):
        rows.append(["Left off in rounding", *(votes_in_words(this.lost, count.unit) + " " for _, this in shown)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    for row in rows:
        first, *rest = zip(row, widths, strict=True)
        yield "  ".join([first[0].ljust(first[1]), *(text.rjust(width) for text, width in rest)]).rstrip()


def _cell(count: Count, number: int, candidate: int) -> str:
    past = count.rounds[:number]
    if not past[-1].votes.get(candidate) and (candidate not in past[-1].votes or _is_out(past, candidate)):
        return "– "
    star = "*" if any(candidate in this.elected for this in past) else " "
    return votes_in_words(past[-1].votes[candidate], count.unit) + star


def _is_out(past: tuple[Round, ...], candidate: int) -> bool:
    return any(candidate in this.excluded for this in past)
