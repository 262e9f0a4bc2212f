"""How a word bends: the forms of a verb or noun."""

from typing import NamedTuple

from .grammar import grammar, grammar_in_order


class Bent(NamedTuple):
    """The third person, the past, the -ing form and the participle of a verb."""

    third: str
    past: str
    going: str
    participle: str


_IRREGULAR = {one.split("/")[0]: Bent(*one.split("/")[1:]) for one in grammar_in_order("irregular_verbs")}
_DOUBLED = grammar("doubled")


def bent(verb: str) -> Bent:
    """The forms of a verb; of its first word, where there are more.

    >>> bent("utilise")
    Bent(third='utilises', past='utilised', going='utilising', participle='utilised')
    >>> bent("give up").past, bent("give up").participle, bent("notify").past
    ('gave up', 'given up', 'notified')
    """
    head, _, rest = verb.partition(" ")
    forms = _IRREGULAR.get(head) or _regular(head)
    return Bent(*(f"{form} {rest}".rstrip() for form in forms))


def _regular(verb: str) -> Bent:
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return Bent(verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing", verb[:-1] + "ied")
    if verb.endswith("e"):
        going = (verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]) + "ing"
        return Bent(verb + "s", verb + "d", going, verb + "d")
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return Bent(third, stem + "ed", stem + "ing", stem + "ed")


def plural(noun: str) -> str:
    """More than one of a thing.

    >>> plural("beneficiary"), plural("pathway"), plural("synergy")
    ('beneficiaries', 'pathways', 'synergies')
    """
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
