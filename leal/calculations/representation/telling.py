"""A make-up in words: first who is missing, then every number with what it is of."""

from leal.calculations.amounts import number
from leal.calculations.wording import words_for

from .comparing import Comparison, Line, MakeUp
from .protecting import Hidden
from .several import Several

WITH_CARE = (
    "People came forward themselves. So the group can tell us what matters and why. It cannot tell us how many people "
    "think so, and no margin of error would make it."
)


def count_in_words(line: Line) -> str:
    """How many are here, in as few words as there can be.

    >>> few = Line(("age",), ("Under 25",), None, Hidden.FEW, 4, 30, 0.14, "under 25")
    >>> nobody = Line(("age",), ("Under 25",), 0, Hidden.NOT, 0, 30, 0.14, "under 25")
    >>> count_in_words(few), count_in_words(nobody)
    ('Fewer than 5', 'Nobody')
    """
    if line.hidden is Hidden.FEW:
        return f"Fewer than {line.most + 1}"
    if line.hidden is not Hidden.NOT:
        return "Not shown"
    return "Nobody" if line.count == 0 else number(line.count)


def match_in_words(line: Line, like: str = "the population") -> str:
    """What would match, of those who said."""
    about = f"about {number(line.match_whole)}" if line.match_whole else "fewer than 1"
    return f"To match {like}: {about} in {number(line.base)}."


def sentence(line: Line, like: str = "the population") -> str:
    """A line as one or two sentences.

    >>> nobody = Line(("age",), ("Under 25",), 0, Hidden.NOT, 0, 30, 0.136, "under 25")
    >>> sentence(nobody, "Scotland")
    'Nobody under 25 is here yet. To match Scotland: about 4 in 30.'
    """
    return f"{here(line)} {match_in_words(line, like)}" if line.base else "Nobody said."


def here(line: Line) -> str:
    """How many are here, as a sentence."""
    if line.hidden is Hidden.FEW:
        return f"Fewer than {line.most + 1} people {line.words} are here."
    if line.hidden is not Hidden.NOT:
        return f"How many people {line.words} are here is {line.hidden}."
    if line.count == 0 and "who are" in line.words:
        return f"No people {line.words} are here{' yet' if line.nobody else ''}."
    if line.count == 0:
        return f"Nobody {line.words} is here{' yet' if line.nobody else ''}."
    people = "1 person" if line.count == 1 else f"{number(line.count)} people"
    share = words_for(line.share)
    return f"{people} {line.words} {'is' if line.count == 1 else 'are'} here: {share} of those who said."


def lead(made: MakeUp, like: str = "the population") -> str:
    """The first sentence of a page: who is not here at all, or the widest gap, or that there is none.

    >>> young = Line(("age",), ("Under 25",), 0, Hidden.NOT, 0, 30, 0.136, "under 25")
    >>> ethnic = Line(("group",), ("Minority",), 0, Hidden.NOT, 0, 30, 0.13, "from a minority ethnic group")
    >>> tables = [Comparison(one.features, 30, 30, (), "", "", (one,)) for one in (young, ethnic)]
    >>> lead(MakeUp(30, 5, tuple(tables)))
    'Nobody under 25 is here yet, and nobody from a minority ethnic group.'
    """
    gaps = made.gaps()
    nobody = [line for line in gaps if line.nobody]
    if nobody:
        first, *others = nobody[:3]
        left = len(nobody) - 3
        more = f", and {'one more group' if left == 1 else f'{left} more groups'} of whom nobody is here"
        return _joined(here(first).rstrip("."), [_nobody(line) for line in others], more if left > 0 else "")
    missing = [line for line in gaps if line.is_missing]
    if missing:
        return sentence(missing[0], like)
    if not gaps:
        return "So few people are here that nothing can be shown of who they are."
    unknown = any(line.hidden is not Hidden.NOT for line in gaps)
    told = "every group that can be shown" if unknown else "every group"
    return f"Of {told}, at least half as many people are here as would match {like}."


def _nobody(line: Line) -> str:
    return f"{'no people' if 'who are' in line.words else 'nobody'} {line.words}"


def _joined(first: str, others: list[str], more: str) -> str:
    if not others:
        return f"{first}{more}."
    if more:
        return f"{', '.join([first, *others])}{more}."
    return f"{', '.join([first, *others[:-1]])}, and {others[-1]}."


def base_in_words(one: Comparison) -> str:
    """The base of a comparison, with how many did not say and in which way.

    >>> from .unsaid import Unsaid
    >>> base_in_words(Comparison(("age",), 30, 27, ((Unsaid.PREFERRED_NOT, 2), (Unsaid.NO_ANSWER, 1)), "", "", ()))
    'Base: 27 of 30 people. Preferred not to say: 2. No answer: 1.'
    """
    if one.base == one.people:
        return f"Base: all {number(one.people)} people."
    said = f"Base: {number(one.base)} of {number(one.people)} people."
    kinds = [f"{kind[:1].upper()}{kind[1:]}: {number(count)}." for kind, count in one.unsaid if count]
    return " ".join([said, *kinds])


def several_in_words(found: Several) -> str:
    """How to read the answers to a question of which several may be given.

    >>> from .several import Given
    >>> several_in_words(Several(64, 60, (Given(("carer",), 60), Given(("child",), 30))))[:52]
    'Base: 60 of 64 people. Whoever gave several answers '
    >>> several_in_words(Several(3, 3, ()))
    'So few people answered, or answered otherwise than most, that any number would say who they are.'
    """
    if found.withheld:
        return "So few people answered, or answered otherwise than most, that any number would say who they are."
    base = (
        f"all {number(found.people)}"
        if found.base == found.people
        else f"{number(found.base)} of {number(found.people)}"
    )
    few = (
        " Answers that few people gave are told together, so that nobody can be picked out."
        if any(len(one.answers) > 1 for one in found.given)
        else ""
    )
    return (
        f"Base: {base} people. Whoever gave several answers is counted in each of them, so these shares do not add up "
        f"to 100%.{few}"
    )


def hidden_in_words(made: MakeUp) -> str:
    """The rule by which numbers are not shown."""
    return (
        f"Numbers from 1 to {made.smallest - 1} are not shown, nor others from which one of these could be worked out, "
        "so that nobody can be picked out."
    )


def withheld_in_words(one: Comparison) -> str:
    """Why a table is not there."""
    return f"By {' and '.join(one.features)}: so few people are here that any number would say who they are."
