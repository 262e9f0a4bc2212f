"""Text in whatever encoding it was saved."""

from .book import Unreadable

NOT_UTF8 = (
    "The file is not in UTF-8, so it was read as Windows-1252 (latin-1). "
    "Check letters with accents, dashes and pound signs."
)
NOT_TEXT = "This is not text: it holds bytes that are no letters. Save it in a format that can be read here."
BROKEN_OFF = "The file is damaged: its text breaks off or is not Unicode. Save it as UTF-8."


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The text, and a sentence when its encoding had to be guessed.

    UTF-8 with or without its mark, UTF-16 with or without it, else
    Windows-1252. Raises Unreadable for bytes that are no text.

    >>> decoded("Caf\u00e9".encode("utf-16"))
    ('Caf\u00e9', [])
    """
    encoding = _unicode_of(content)
    try:
        text, notes = content.decode(encoding), []
    except UnicodeDecodeError:
        if encoding != "utf-8-sig":
            raise Unreadable(BROKEN_OFF) from None
        text, notes = _windows(content), [NOT_UTF8]
    if "\0" in text:
        raise Unreadable(NOT_TEXT)
    return text.removeprefix("\ufeff"), notes


def _unicode_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    beginning = content[:4096]
    # UTF-16 without its mark: in Western text every second byte is nought.
    if beginning[1::2].count(0) > 0.4 * len(beginning[1::2]) and not beginning[::2].count(0):
        return "utf-16-le"
    if beginning[::2].count(0) > 0.4 * len(beginning[::2]) and not beginning[1::2].count(0):
        return "utf-16-be"
    return "utf-8-sig"


def _windows(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")
