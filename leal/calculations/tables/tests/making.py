"""Answers for tests, and the slow plain way to count them."""

import numpy as np
from hypothesis import strategies as st

from leal.calculations.answers import NOT_ASKED, SKIPPED, Answers


@st.composite
def columns(draw, people: int, name: str, several: bool | None = None) -> Answers:
    """One question or group, of one answer a person or of several."""
    labels = draw(st.integers(1, 7))
    several = draw(st.booleans()) if several is None else several
    most = 2**labels - 1 if several else labels - 1
    lowest = draw(st.sampled_from([NOT_ASKED, SKIPPED, 0]))
    codes = draw(st.lists(st.integers(lowest, most), min_size=people, max_size=people))
    return Answers(name, tuple(f"answer {place}" for place in range(labels)), np.array(codes, dtype=int), several)


@st.composite
def surveys(draw):
    """A few questions and groups of the same people."""
    people = draw(st.integers(0, 40))
    questions = [draw(columns(people, f"question {place}")) for place in range(draw(st.integers(1, 5)))]
    groups = [draw(columns(people, f"group {place}")) for place in range(draw(st.integers(0, 3)))]
    return people, questions, groups


def gave(column: Answers, person: int, label: int) -> bool:
    code = int(column.codes[person])
    return bool(code >= 0 and (code >> label & 1 if column.several else code == label))


def plainly(question: Answers, group: Answers, level: int, weights: list[float]) -> dict:
    """One row of a table, by asking each person in turn."""
    members = [person for person in range(question.people) if gave(group, person, level)]
    code = {person: int(question.codes[person]) for person in members}
    givers = [[person for person in members if gave(question, person, label)] for label in range(len(question.labels))]
    return {
        "people": [len(each) for each in givers],
        "base": sum(code[person] >= 0 for person in members),
        "skipped": sum(code[person] == SKIPPED for person in members),
        "not asked": sum(code[person] == NOT_ASKED for person in members),
        "weights": [sum(weights[person] for person in each) for each in givers],
        "squares": [sum(weights[person] ** 2 for person in each) for each in givers],
        "weighted base": sum(weights[person] for person in members if code[person] >= 0),
    }
