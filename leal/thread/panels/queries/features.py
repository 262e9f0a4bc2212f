"""What members of a panel can be compared by: the questions they are asked, and where they live."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leal.calculations.representation import Breakdown, Population

from ..models import EqualityAnswers, Experience, Panel, PanelQuestion, PopulationTable

PLACES = {"council_area": "Council area", "urban_rural": "Urban or rural"}


@dataclass(frozen=True)
class Feature:
    """One thing that members differ in.

    code     as in the targets of a group: a question’s code, or "council_area"
    called   as pages name it: "Age"
    choices  code by words: {"Under 25": "16-24"}; none where any value will do
    answers  where the answers are kept; None for where people live
    """

    code: str
    called: str
    choices: Mapping[str, str] = field(default_factory=dict)
    answers: type[EqualityAnswers | Experience] | None = None

    def words_for(self, value: str) -> str:
        """A value as people read it, by its code."""
        return next((words for words, code in self.choices.items() if code == value), value)

    def code_of(self, words: str) -> str:
        return self.choices.get(words, words)


def asked_of(*, panel: Panel) -> dict[str, Feature]:
    """By code, every feature of which a member has one value. One query.

    A question of which several answers may be given is none: what is said of
    everyone for each of them would overlap. `queries.several` counts those.
    """
    kept = {model.about: model for model in (EqualityAnswers, Experience)}
    found = {code: Feature(code, called) for code, called in PLACES.items()}
    for question in panel.questions.filter(several=False, withdrawn_on=None):
        found[question.code] = _of_question(question, kept[question.about])
    return found


def _of_question(question: PanelQuestion, kept: type[EqualityAnswers | Experience]) -> Feature:
    offered = {words: code for code, words in question.choices if code != PanelQuestion.PREFER_NOT_TO_SAY}
    return Feature(question.code, question.called, offered, kept)


def in_codes(read: Population, features: Mapping[str, Feature]) -> tuple[list[dict], list[list[str]]]:
    """A population table as it is kept: its tables and words, by codes."""
    by_name = {one.called: one for one in features.values()}
    tables = []
    for named, breakdown in read.breakdowns.items():
        mine = [by_name[name] for name in named]
        shares = [
            [[one.code_of(value) for one, value in zip(mine, values, strict=True)], share]
            for values, share in breakdown.shares.items()
        ]
        codes = [one.code for one in mine]
        tables.append({"features": codes, "shares": shares, "source": breakdown.source, "year": breakdown.year})
    words = [[by_name[name].code, by_name[name].code_of(value), said] for (name, value), said in read.words.items()]
    return tables, words


def as_population(table: PopulationTable, features: Mapping[str, Feature]) -> Population:
    """A kept table in the words that pages use; what was asked once and is no longer asked is left out."""
    breakdowns = {}
    for one in table.tables:
        mine = [features[code] for code in one["features"] if code in features]
        if len(mine) == len(one["features"]):
            names = tuple(feature.called for feature in mine)
            shares = {
                tuple(feature.words_for(value) for feature, value in zip(mine, values, strict=True)): share
                for values, share in one["shares"]
            }
            breakdowns[names] = Breakdown(names, shares, one["source"], one["year"])
    words = {
        (features[code].called, features[code].words_for(value)): said
        for code, value, said in table.words
        if code in features
    }
    return Population(table.name, table.digest, breakdowns, words, tuple(table.notes))
