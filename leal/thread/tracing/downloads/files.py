"""The files of an edition: each written from the one document, and how large it came out."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from leal.foundations.formats import CannotBeWritten, Document, braille, epub, pdf, plain_text
from leal.foundations.pages.parts import Download
from leal.thread.charters.models import Edition


class Form(NamedTuple):
    """A form to take an edition away in: the words of its link, its format, and what writes it."""

    text: str
    format: str
    media_type: str
    write: Callable[[Document, date], bytes]


FORMS = {
    "charter.pdf": Form("This charter, to read or print", "PDF", "application/pdf", lambda it, _on: pdf(it)),
    "large-print-18.pdf": Form(
        "In large print, 18 point", "PDF", "application/pdf", lambda it, _on: pdf(it, points=18)
    ),
    "large-print-24.pdf": Form(
        "In very large print, 24 point", "PDF", "application/pdf", lambda it, _on: pdf(it, points=24)
    ),
    "charter.epub": Form(
        "As a book for e-readers", "EPUB", "application/epub+zip", lambda it, on: epub(it, modified=on)
    ),
    "charter.txt": Form(
        "As plain text, to be read aloud", "text", "text/plain; charset=utf-8", lambda it, _on: plain_text(it)
    ),
    "braille.brf": Form(
        "In Braille, contracted",
        "BRF",
        "text/plain; charset=us-ascii",
        lambda it, _on: braille(it, **settings.BRAILLE_PAGE),
    ),
    "braille-uncontracted.brf": Form(
        "In Braille, letter for letter",
        "BRF",
        "text/plain; charset=us-ascii",
        lambda it, _on: braille(it, grade=1, **settings.BRAILLE_PAGE),
    ),
}


# The same words are the same bytes: this stays right whatever else is written to the database.
@lru_cache(maxsize=64)
def written(document: Document, name: str, on: date) -> bytes:
    """The file of that name.

    on  the day the edition was published

    Raises CannotBeWritten with a sentence when the form cannot hold every word.
    """
    return FORMS[name].write(document, on)


def downloads(edition: Edition, document: Document) -> tuple[list[Download], list[str]]:
    """What can be taken away, and why something cannot. Files are written the first time, and then remembered."""
    found, refused = [], []
    for name, form in FORMS.items():
        try:
            size = len(written(document, name, edition.published_on))
        except CannotBeWritten as refusal:
            refused.append(f"{form.text}: not yet. {refusal}")
        else:
            href = reverse("tracing:edition-file", args=[edition.charter.slug, edition.code, name])
            found.append(Download(form.text, href, form.format, size))
    return found, refused
