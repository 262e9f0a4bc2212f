"""Counts written a second time, another way: paper by paper, in fractions, straight from the words of the rules."""

from fractions import Fraction
from math import floor

PLACES = 10**5


class Paper:
    """One piece of paper, whoever holds it and what it is worth."""

    def __init__(self, preferences):
        self.preferences, self.holder, self.value = preferences, preferences[0], Fraction(1)

    def next_of(self, continuing):
        return next((who for who in self.preferences if who in continuing), None)


def scottish(papers, candidates, seats, lots):
    """Winners in order, and the credited votes at the end of every stage.

    papers  a list with each paper's preferences; lots  candidates as drawn
    """
    papers = [Paper(each) for each in papers]
    quota = floor(Fraction(len(papers), seats + 1) + 1)  # rule 46
    credited = {who: Fraction(sum(paper.holder == who for paper in papers)) for who in candidates}  # rule 45
    elected, excluded, moved, stages = [], [], set(), []

    def end_of_stage():
        reached = [who for who in candidates if who not in elected + excluded and credited[who] >= quota]
        elected.extend(sorted(reached, key=lambda who: (-credited[who], lots.index(who))))  # rule 47
        stages.append(dict(credited))

    def look_back(tied, sign):
        """Rules 49(2) and 51(2)(a): the most recent stage that tells them apart."""
        for stage in stages[-2::-1]:
            best = max(sign * stage[who] for who in tied)
            tied = [who for who in tied if sign * stage[who] == best]
        return min(tied, key=lambda who: sign * lots.index(who))  # rules 49(3) and 51(2)(b)

    def transfer(giver, worth):
        continuing = [who for who in candidates if who not in elected + excluded]
        for paper in [each for each in papers if each.holder == giver]:
            paper.value = worth(paper)
            paper.holder = paper.next_of(continuing)
            if paper.holder:
                credited[paper.holder] += paper.value

    end_of_stage()
    while len(elected) < seats:
        continuing = [who for who in candidates if who not in elected + excluded]
        if len(continuing) <= seats - len(elected):  # rule 52
            elected.extend(sorted(continuing, key=lambda who: (-credited[who], lots.index(who))))
            break
        surpluses = {who: credited[who] - quota for who in elected if who not in moved and credited[who] > quota}
        if surpluses:
            most = max(surpluses.values())
            giver = look_back([who for who in surpluses if surpluses[who] == most], 1)
            moved.add(giver)
            total, surplus = credited[giver], surpluses[giver]
            credited[giver] = Fraction(quota)

            def worth(paper, surplus=surplus, total=total):
                return Fraction(floor(surplus * paper.value / total * PLACES), PLACES)  # rule 48(3)

            transfer(giver, worth)
        else:
            least = min(credited[who] for who in continuing)
            loser = look_back([who for who in continuing if credited[who] == least], -1)
            excluded.append(loser)  # rule 50
            if len(continuing) - 1 == seats - len(elected):
                stages.append(dict(credited))
                continue
            credited[loser] = Fraction(0)
            transfer(loser, lambda paper: paper.value)
        end_of_stage()
    return elected, stages


def alternative_vote(papers, candidates, lots):
    """Who wins one seat: leave out the last, look at every paper afresh."""
    left, history = list(candidates), []
    while True:
        tops = [next((who for who in paper if who in left), None) for paper in papers]
        votes = {who: tops.count(who) for who in candidates}
        ahead = max(left, key=votes.get)
        if len(left) == 1 or votes[ahead] > sum(votes[who] for who in left if who != ahead):
            return ahead
        tied = [who for who in left if votes[who] == min(votes[one] for one in left)]
        for stage in history:
            tied = [who for who in tied if stage[who] == min(stage[one] for one in tied)]
        history.append(votes)
        left.remove(max(tied, key=lots.index))
