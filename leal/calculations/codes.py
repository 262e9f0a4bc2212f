"""Codes that people read off paper and type or say: none looks like another, and a slip is noticed.

The signs are the digits but 1, and the consonants but L: nothing that reads as
something else, and no word by accident. The twelfth sign is a sum of the
eleven before it.
"""

SIGNS = "023456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 12
MOST = len(SIGNS) ** (LENGTH - 1)
MEANT = {"O": "0"}


class Misread(ValueError):
    """What was typed is no code; the message says why, for whoever typed it."""


def code_of(number: int) -> str:
    """The code of a whole number from 0 up to, and not counting, `MOST` (29 to the 11th, some 2 to the 53rd).

    >>> code_of(2**50 + 2**31)
    '3PMQ-5F44-NRGD'
    """
    if not 0 <= number < MOST:
        raise ValueError(f"{number} has no code")
    places = []
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(SIGNS))
        places.append(place)
    places.reverse()
    signs = "".join(SIGNS[place] for place in [*places, _sum(places)])
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """The code someone typed, as we write it: spaces, dashes and small letters are no matter, and O is 0.

    Raises Misread for what cannot be a code. One wrong sign, or two that changed places, are always noticed: the
    sum gives each place a weight of its own, and 29 is a prime.
    Source: for weighted sums over a prime, J. Verhoeff, Error Detecting Decimal Codes, 1969.

    >>> read_code(" 3pmq 5f44 nrgd ")
    '3PMQ-5F44-NRGD'
    """
    signs = "".join(MEANT.get(sign, sign) for sign in typed.upper() if not sign.isspace() and sign not in "-–—‐‑.")
    if strange := sorted({sign for sign in signs if sign not in SIGNS}):
        raise Misread(f"There is no {' and no '.join(strange[:3])} in our codes. Look at it once more")
    if len(signs) != LENGTH:
        raise Misread(f"A code has {LENGTH} letters and numbers. You wrote {len(signs)}")
    *places, last = (SIGNS.index(sign) for sign in signs)
    if _sum(places) != last:
        raise Misread("One letter or number of that code is not right. Look at it once more")
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def _sum(places: list[int]) -> int:
    """The place of the last sign: the sum of the others, each with a weight of its own from 1 to 11."""
    return sum(weight * place for weight, place in enumerate(places, start=1)) % len(SIGNS)
