"""What we ask of others we keep: the story’s charter and “How we decide” are looked at as any file would be."""

import tomllib
from collections.abc import Iterator

import pytest

from leal.calculations.documents import Document, Paragraph, read_document
from leal.calculations.plain import check_document
from tests.promises.house import PACKAGE

READ = {"text", "words", "wording", "about"}
KEPT = {"hard-word", "hidden-verb", "double-negative", "several-ideas"}


def texts_of(read: object) -> Iterator[str]:
    """The words for readers in a file of the story."""
    if isinstance(read, dict):
        yield from (words for name, words in read.items() if name in READ and isinstance(words, str))
        yield from (words for one in read.values() for words in texts_of(one))
    elif isinstance(read, list):
        yield from (words for one in read for words in texts_of(one))


def charter() -> Document:
    read = tomllib.loads((PACKAGE / "config" / "story" / "charter.toml").read_text(encoding="utf-8"))
    return Document("charter.toml", "text", tuple(Paragraph(" ".join(words.split())) for words in texts_of(read)))


def how_we_decide() -> Document:
    return read_document(PACKAGE / "thread" / "tracing" / "how-we-decide.md")


@pytest.mark.parametrize("document", [charter(), how_we_decide()], ids=lambda one: one.name)
def test_our_own_words_are_plain(document):
    mend = [(one.sentence, fault.words, fault.do) for one in check_document(document).to_mend for fault in one.faults
            if fault.rule in KEPT]  # fmt: skip

    assert len(document.paragraphs) > 20
    assert mend == []
