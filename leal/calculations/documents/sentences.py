"""Where sentences end: at full stops that are not part of a number or an abbreviation."""

import re

_END = re.compile(r"[.!?…]+[)\]”’\"']*(?=\s+[“‘\"'(\[]*[A-Z0-9£“‘])")
_FOLLOWING = re.compile(r"\s*(\S?)")
_WORD_BEFORE = re.compile(r"([\w.&’'-]*)$")

# Never the end of a sentence.
JOINING = {"e.g", "i.e", "eg", "ie", "cf", "vs", "v", "approx", "c", "ca", "al", "viz", "inc", "incl", "excl", "esp"}
JOINING |= {"mr", "mrs", "ms", "dr", "prof", "st", "rev", "hon", "sr", "jr", "cllr", "dept", "govt", "ed", "eds"}
# Not the end of a sentence when a number follows.
BEFORE_NUMBERS = {"no", "nos", "p", "pp", "para", "paras", "fig", "figs", "table", "art", "s", "ss", "ch", "vol", "app"}
BEFORE_NUMBERS |= {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "min", "max"}
_NUMBERED_ITEM = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivxl]{1,4})[.)]?$", re.IGNORECASE)


def sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph.

    >>> sentences("It was 42.7 per cent, e.g. in May. No. 5 was higher. “Why?” asked Dr. Hay.")
    ['It was 42.7 per cent, e.g. in May.', 'No. 5 was higher.', '“Why?” asked Dr. Hay.']
    """
    found, start = [], 0
    for end in _END.finditer(paragraph):
        if _ends(paragraph, start, end):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
    rest = paragraph[start:].strip()
    return [*found, rest] if rest else found


def _ends(paragraph: str, start: int, end: re.Match) -> bool:
    if paragraph[end.start()] != ".":
        return not _is_said_on(paragraph, end)
    before = _WORD_BEFORE.search(paragraph, max(start, end.start() - 40), end.start())[1]
    word = before.lower().lstrip("(")
    if word in JOINING or (len(before) == 1 and before.isupper() and before != "I"):
        return False
    following = _FOLLOWING.match(paragraph, end.end())[1]
    if word in BEFORE_NUMBERS and following.isdigit():
        return False
    # "1. Trusted and treated fairly" is one item, not a sentence "1."
    return not (paragraph[start : end.start()].strip() == before and _NUMBERED_ITEM.match(before))


def _is_said_on(paragraph: str, end: re.Match) -> bool:
    """A question in quotation marks may stand within a sentence: “Why?” asked Morag."""
    closed = paragraph[end.start() : end.end()].rstrip("”’\"'") != paragraph[end.start() : end.end()]
    following = _FOLLOWING.match(paragraph, end.end())[1]
    return closed and following.islower()
