"""How names of people are put in order."""

import unicodedata

MARKLESS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}


def folded(name: str) -> str:
    """A key that puts names in the order a reader expects: case, marks and apostrophes aside.

    The database carries no language rules of its own, so the key is stored
    beside the name.

    >>> sorted(["Zoe", "Éilidh", "eilidh", "O’Neil", "Ødegaard", "Oban"], key=folded)
    ['Éilidh', 'eilidh', 'Oban', 'Ødegaard', 'O’Neil', 'Zoe']
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = (c for c in letters.translate(str.maketrans(MARKLESS)) if not unicodedata.combining(c) and c not in "’'‘`´")
    return " ".join("".join(plain).replace("-", " ").split())
