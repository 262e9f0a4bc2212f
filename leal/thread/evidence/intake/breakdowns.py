"""What part of the whole a figure is for: groups of people, an answer, and remarks that are neither."""

from typing import NamedTuple

from .mappings import Long


class Breakdown(NamedTuple):
    """What a breakdown says.

    group     "" for everyone, else "benefit: X; channel: phone", parts in order of their names
    answer    which answer the share is of, "" when the figure is not of one answer
    question  the reviewed code of a question named in passing, else ""
    notes     remarks, word for word
    unsure    parts kept as groups though no reviewed file says that they are
    """

    group: str
    answer: str
    question: str
    notes: tuple[str, ...]
    unsure: tuple[str, ...]


def read_breakdown(words: str, mapping: Long) -> Breakdown:
    """Sort the parts of a breakdown ("benefit: X; question B46") by what the mapping says they are.

    What nobody has reviewed is kept as a group of its own, never taken for
    everyone, and named in `unsure`.
    """
    groups, answers, questions, notes, unsure = [], [], [], [], []
    for part in filter(None, (" ".join(part.split()) for part in words.split(";"))):
        name, colon, rest = (piece.strip() for piece in part.partition(":"))
        if part.casefold() in mapping.group_words:
            groups.append(mapping.group_words[part.casefold()])
        elif colon and name.casefold() in mapping.groups:
            groups.append(f"{name.casefold()}: {rest}")
        elif colon and name.casefold() in mapping.answers:
            answers.append(rest)
        elif mapping.question and (match := mapping.question.fullmatch(part)):
            questions.append(match["code"])
        elif any(note.fullmatch(part) for note in mapping.notes):
            notes.append(part)
        else:
            unsure.append(part)
    groups += [part if ":" in part else f"other: {part}" for part in unsure]
    return Breakdown("; ".join(sorted(groups)), "; ".join(answers), "".join(questions[:1]), tuple(notes), tuple(unsure))
