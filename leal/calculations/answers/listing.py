"""The file that lists the answers each question can have, in order."""

import math
from pathlib import Path

from .coding import Listed, plain_number
from .faults import Fault, Faulty
from .written import read_people


def read_listing(source: Path | bytes, *, name: str = "") -> dict[str, Listed]:
    """Each question's answers, from a file with columns `question`, `answer` and, where answers are a scale, `value`.

    Raises Faulty for a column that is missing, an answer listed twice, a
    value that is no number.

    >>> read_listing(b"question,answer,value\\nrated,Poor,1\\nrated,Good,2\\n")["rated"]
    Listed(labels=('Poor', 'Good'), values=(1.0, 2.0))
    """
    people = read_people(source, name=name)
    questions, answers = people.column("question").told(), people.column("answer").told()
    values = people.columns["value"].told() if "value" in people.columns else [""] * len(people)
    listed: dict[str, dict[str, float]] = {}
    faults: list[Fault] = []
    for row, (question, answer, value) in enumerate(zip(questions, answers, values, strict=True)):
        mine = listed.setdefault(question, {})
        if not question or not answer:
            faults.append(people.fault(row, "", "it needs a question and an answer."))
        elif answer in mine:
            faults.append(people.fault(row, "answer", f"“{answer}” is listed twice for {question}."))
        elif value and plain_number(value) is None:
            faults.append(people.fault(row, "value", f"“{value}” is no number. Leave it empty where there is none."))
        mine[answer] = plain_number(value) if value else math.nan
    if faults:
        raise Faulty(faults)
    return {question: _listed(mine) for question, mine in listed.items()}


def _listed(answers: dict[str, float]) -> Listed:
    scale = any(not math.isnan(value) for value in answers.values())
    return Listed(tuple(answers), tuple(answers.values()) if scale else ())
