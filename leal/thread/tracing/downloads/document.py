"""The whole text of an edition as a document, from which every file is written."""

from collections.abc import Iterator

from leal.foundations.formats import Block, Document, Facts, Heading, List, Paragraph, Strong
from leal.foundations.pages.typography import printed
from leal.thread.charters.models import Ask

from ..parts.about import Chapter
from ..parts.editions import Part, Promised, Text


def document(shown: Text) -> Document:
    """Every word of the edition in the order of its page, then the words it explains."""
    edition = shown.edition
    return Document(
        title=printed(edition.title),
        publisher=printed(edition.charter.body),
        blocks=tuple(_blocks(shown)),
    )


def _blocks(shown: Text) -> Iterator[Block]:
    yield from _paragraphs(shown.days)
    yield from _paragraphs(shown.edition.about)
    for chapter in shown.chapters:
        yield from _chapter(chapter)
    for part in shown.parts:
        yield from _part(part, level=2)
    if shown.asks:
        yield Heading("What we ask of you")
        for ask in shown.asks:
            yield from _ask(ask)
    if shown.words:
        yield Heading("Words explained")
        yield Facts(tuple((printed(word.heading), printed(word.words)) for word in shown.words))


def _paragraphs(words: str) -> Iterator[Block]:
    for paragraph in filter(None, map(str.strip, words.split("\n\n"))):
        yield Paragraph.of(printed(paragraph))


def _chapter(chapter: Chapter) -> Iterator[Block]:
    yield Heading(chapter.heading)
    for passage in chapter.passages:
        yield Heading(printed(passage.heading), 3)
        yield from _paragraphs(passage.words)


def _part(part: Part, *, level: int) -> Iterator[Block]:
    yield Heading(printed(part.section.name), level)
    yield from _paragraphs(part.section.summary)
    if level > 2 and part.section.lead_in:
        yield Paragraph.of(f"Who acts here: “{printed(part.section.lead_in)}…”")
    for promise in part.promises:
        yield from _promise(promise)
    for inner in part.inside:
        yield from _part(inner, level=level + 1)


def _promise(promise: Promised) -> Iterator[Block]:
    yield Paragraph.of(Strong(f"{promise.code}: "), printed(promise.words))
    if promise.doing:
        yield Paragraph.of("We will do this by:")
        yield List(tuple(Paragraph.of(printed(way)) for way in promise.doing))


def _ask(ask: Ask) -> Iterator[Block]:
    yield Heading(printed(ask.wording), 3)
    yield Facts(
        (
            ("Why", printed(ask.why)),
            ("How we make it easy", printed(ask.how_we_make_it_easy)),
            ("What happens if not", printed(ask.if_not)),
        )
    )
