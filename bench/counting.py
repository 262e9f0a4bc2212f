"""A Scottish ward beside pyrankvote and VoteKit: the same papers in each one's own form, who is elected, and how fast.

Reading files and making each one's ballots is in no figure but the last. Both
peers count by a rule of their own that only resembles the Scottish one.
"""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

from bench.beside import row, say, seconds
from leal.calculations.counting import Ballots, Candidate, ballots_of, count, lots_for, read_ballots

SHARED = Path(os.environ.get("LEAL_SHARED") or Path(__file__).parents[2] / "shared")
CLOSE = {(1, 2): 235, (1,): 472, (2,): 120, (3,): 237}
Peer = tuple[Callable[[], object], Callable[[object], set[int]]]  # what it does, and who is elected by what it gives


def main() -> None:
    """Print rows for each ward: name | ours | theirs | ratio."""
    for name, ballots in wards().items():
        for peer, prepare in {"pyrankvote": by_pyrankvote, "VoteKit": by_votekit}.items():
            work, elected = prepare(ballots)
            lots = lots_for(ballots)

            def ours(ballots=ballots, lots=lots):
                return count(ballots, "scottish-stv", lots)

            mine, theirs = set(ours().winners), elected(work())
            if mine != theirs:
                say(f"{name}: {peer} elects {named(ballots, theirs)}; by the law it is {named(ballots, mine)}")
            taken = seconds(ours, work, runs=9)
            alike = "the same winners" if mine == theirs else "OTHER WINNERS"
            # In thousandths of a second, which the rows' three decimal places can show.
            row(f"{name}, 1,000 counts; {alike}", taken[0] * 1000, peer, taken[1] * 1000)


def wards() -> dict[str, Ballots]:
    """Every ward that lies beside the project, and one made to be close."""
    found = {path.stem: read_ballots(path) for path in sorted((SHARED / "data" / "ballots").glob("*.blt"))}
    if not found:
        say("No real wards lie beside the project (shared/data/ballots), so only a made one is counted")
    names = [Candidate(1, "Ann"), Candidate(2, "Bo"), Candidate(3, "Cy")]
    for path in sorted((SHARED / "data" / "ballots").glob("*.blt")):
        (taken,) = seconds(lambda path=path: _from_the_file(path))
        say(f"{path.stem}: {found[path.stem].valid:,} papers, read from the file and counted in {taken:.4f} s")
    return found | {"a close ward of 1,064 papers": ballots_of(CLOSE, names, seats=2)}


def _from_the_file(path: Path) -> object:
    ballots = read_ballots(path)
    return count(ballots, "scottish-stv", lots_for(ballots))


def named(ballots: Ballots, numbers: set[int]) -> str:
    """Names, in the order of the paper."""
    return ", ".join(ballots.name(number) for number in sorted(numbers))


def papers_of(ballots: Ballots) -> list[tuple[list[int], int]]:
    """Each ranking, and how many papers say it."""
    rows = zip(ballots.rankings.tolist(), ballots.papers.tolist(), strict=True)
    return [([number for number in ranking if number], many) for ranking, many in rows]


def by_pyrankvote(ballots: Ballots) -> Peer:
    """pyrankvote's single transferable vote; it wants every paper by itself."""
    import pyrankvote

    who = {number: pyrankvote.Candidate(str(number)) for number in ballots.standing}
    papers = [pyrankvote.Ballot([who[n] for n in named]) for named, many in papers_of(ballots) for _ in range(many)]

    def work():
        return pyrankvote.single_transferable_vote(list(who.values()), papers, ballots.seats)

    return work, lambda found: {int(winner.name) for winner in found.get_winners()}


def by_votekit(ballots: Ballots) -> Peer:
    """VoteKit's STV as it comes; it takes papers that are alike together."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import votekit
        from votekit.elections import STV

    papers = [votekit.Ballot(ranking=[{str(n)} for n in named], weight=many) for named, many in papers_of(ballots)]
    whole = votekit.PreferenceProfile(ballots=papers, candidates=[str(number) for number in ballots.standing])

    def work():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return STV(whole, m=ballots.seats)

    return work, lambda found: {int(number) for group in found.get_elected() for number in group}


if __name__ == "__main__":
    main()
