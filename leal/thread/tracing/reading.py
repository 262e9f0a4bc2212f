"""What the pages of a charter read: the thread of one edition in one charter year, loaded once for each page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from leal.calculations.periods import CharterYear
from leal.calculations.standing import CommitmentFacts, Evidence, Standing
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.evidence.models import Measure


@dataclass(frozen=True)
class Thread:
    """One edition as it stands in one year.

    year         the year looked at; `years` are those there are results for, newest first
    commitments  in the order of the text, with their sections; `facts` by code is what hangs on each
    standings    by commitment’s code, as the rule proposes them
    evidence     by measure’s code: its rule and every reading
    measures     by code: what each asks, of whom, and where its figures come from
    on           the day the page is read: what is overdue hangs on it
    """

    charter: Charter
    edition: Edition
    year: CharterYear
    years: tuple[str, ...]
    commitments: tuple[Commitment, ...]
    facts: dict[str, CommitmentFacts]
    standings: dict[str, Standing]
    evidence: dict[str, Evidence]
    measures: dict[str, Measure]
    on: date

    @cached_property
    def by_code(self) -> dict[str, Commitment]:
        return {commitment.code: commitment for commitment in self.commitments}

    def decides(self, commitment: str, measure: str) -> bool:
        """Whether a measure decides if a commitment is kept; both by code."""
        return any(serving.decides for serving in self.facts[commitment].servings if serving.measure == measure)

    @property
    def is_newest(self) -> bool:
        return not self.years or self.year.name == self.years[0]
