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
    count = Count(papers, candidates, seats, lots)
    count.end_of_stage()
    while len(count.elected) < seats:
        if len(count.continuing) <= seats - len(count.elected):
            count.elect(count.continuing)  # rule 52
            break
        if surpluses := count.surpluses():
            count.give_surplus(surpluses)
        else:
            count.exclude()
    return count.elected, count.stages


class Count:
    """A count as it goes: who is elected, who is excluded, and what everyone is credited with."""

    def __init__(self, papers, candidates, seats, lots):
        self.papers = [Paper(each) for each in papers]
        self.candidates, self.seats, self.lots = candidates, seats, lots
        self.quota = floor(Fraction(len(papers), seats + 1) + 1)  # rule 46
        self.credited = {who: Fraction(sum(one.holder == who for one in self.papers)) for who in candidates}  # rule 45
        self.elected, self.excluded, self.moved, self.stages = [], [], set(), []

    @property
    def continuing(self):
        return [who for who in self.candidates if who not in self.elected + self.excluded]

    def elect(self, those):
        self.elected.extend(sorted(those, key=lambda who: (-self.credited[who], self.lots.index(who))))

    def end_of_stage(self):
        self.elect([who for who in self.continuing if self.credited[who] >= self.quota])  # rule 47
        self.stages.append(dict(self.credited))

    def surpluses(self):
        waiting = [who for who in self.elected if who not in self.moved]
        return {who: self.credited[who] - self.quota for who in waiting if self.credited[who] > self.quota}

    def give_surplus(self, surpluses):
        most = max(surpluses.values())
        giver = self.look_back([who for who in surpluses if surpluses[who] == most], 1)
        self.moved.add(giver)
        total, surplus = self.credited[giver], surpluses[giver]
        self.credited[giver] = Fraction(self.quota)
        # rule 48(3)
        self.transfer(giver, lambda paper: Fraction(floor(surplus * paper.value / total * PLACES), PLACES))
        self.end_of_stage()

    def exclude(self):
        """Rule 50; no paper moves where those who are left fill the seats."""
        continuing = self.continuing
        least = min(self.credited[who] for who in continuing)
        loser = self.look_back([who for who in continuing if self.credited[who] == least], -1)
        self.excluded.append(loser)
        if len(continuing) - 1 == self.seats - len(self.elected):
            self.stages.append(dict(self.credited))
            return
        self.credited[loser] = Fraction(0)
        self.transfer(loser, lambda paper: paper.value)
        self.end_of_stage()

    def look_back(self, tied, sign):
        """Rules 49(2) and 51(2)(a): the most recent stage that tells them apart."""
        for stage in self.stages[-2::-1]:
            best = max(sign * stage[who] for who in tied)
            tied = [who for who in tied if sign * stage[who] == best]
        return min(tied, key=lambda who: sign * self.lots.index(who))  # rules 49(3) and 51(2)(b)

    def transfer(self, giver, worth):
        continuing = self.continuing
        for paper in [each for each in self.papers if each.holder == giver]:
            paper.value = worth(paper)
            paper.holder = paper.next_of(continuing)
            if paper.holder:
                self.credited[paper.holder] += paper.value


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
