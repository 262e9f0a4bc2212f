"""The words of a format as a document, from which each file of it is written."""

from django.conf import settings

from leal.foundations.formats import LANGUAGES, CannotBeWritten, Document, as_document, easy_read
from leal.thread.charters.models import Format

EASY_READ = "easy-read"


def document_of(row: Format) -> Document | None:
    """The document of a format that is words; None of one that is a file, or is signed.

    Raises CannotBeWritten when a picture that it shows is gone.
    """
    title, publisher = row.edition.title, row.edition.charter.body
    if not row.words or row.kind == Format.Kind.RECORDING:
        return None
    if row.kind == Format.Kind.EASY_READ:
        return easy_read(row.words, title=f"{title}: Easy Read", publisher=publisher, own=settings.PICTURES)
    return as_document(row.words, title=title, publisher=publisher, language=LANGUAGES[row.language])


def wording_of(kind: str, language: str) -> str:
    """How an address names a format: by its kind, or a translation by its language."""
    return language if kind == Format.Kind.TRANSLATION else f"{kind}-{language}" if language != "en-GB" else kind


def named(wording: str) -> tuple[str, str]:
    """The kind and language that an address names."""
    kind = next((one for one in Format.Kind.values if wording == one or wording.startswith(f"{one}-")), "")
    if not kind:
        return Format.Kind.TRANSLATION, wording
    return kind, wording.removeprefix(kind).removeprefix("-") or "en-GB"


__all__ = ["CannotBeWritten", "document_of", "named", "wording_of"]
