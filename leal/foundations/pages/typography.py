"""Real quotation marks and dashes for text that came from files.

Published labels and replies are full of straight marks; a page never shows one.
"""

import re

_YEARS = re.compile(r"\b((?:19|20)\d\d)-(\d\d|(?:19|20)\d\d)\b(?!-)")
_BREAK_IN_YEARS = re.compile(r"(?<=\d\d–)(?=\d\d)")
_JOINER = "\N{WORD JOINER}"
_OPENING = re.compile(r"(^|[\s(\[{“‘/–—])([\"'])")
_MARKS = {'"': "“", "'": "‘"}


def printed(text: str) -> str:
    """`text` as it is set: curly marks, en dashes between years and for " - ", "..." as one mark.

    >>> printed('''"It's kept..." - 2022-23''')
    '“It’s kept…” – 2022–23'
    """
    if "..." in text:
        text = text.replace("...", "…")
    if "-" in text:
        text = _YEARS.sub("\\1–\\2", text.replace(" - ", " – "))
    if '"' in text or "'" in text:
        text = _OPENING.sub(lambda found: found[1] + _MARKS[found[2]], text)
        text = _OPENING.sub(lambda found: found[1] + _MARKS[found[2]], text)
        text = text.replace('"', "”").replace("'", "’")
    return text


def unbroken(text: str) -> str:
    """`text` whose years stay on one line: an unseen joiner stands after the dash of "2022–23".

    >>> len("2022–23"), len(unbroken("2022–23"))
    (7, 8)
    """
    return _BREAK_IN_YEARS.sub(_JOINER, text) if "–" in text else text
