"""Postcodes as people write them, and as we keep them."""

import re

SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
KEPT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")


def kept(written: str) -> str:
    """A postcode in the one form we keep; "" when it is none.

    >>> kept(" iv11aa"), kept("IV1-1AA"), kept("Inverness")
    ('IV1 1AA', 'IV1 1AA', '')
    """
    if KEPT.fullmatch(written):
        return written
    found = SHAPE.fullmatch(re.sub(r"[^A-Z0-9]", "", written.upper()))
    return f"{found[1]} {found[2]}" if found else ""
