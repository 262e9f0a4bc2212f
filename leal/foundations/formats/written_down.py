"""Words as people type and paste them, without the signs that no reader sees."""

import re

# Control signs, and those that turn round what follows: a reader could be shown other words than a voice reads out.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def cleaned(written: str) -> str:
    """The words with one kind of line end and no control signs."""
    return UNSEEN.sub("", written.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")).strip()
