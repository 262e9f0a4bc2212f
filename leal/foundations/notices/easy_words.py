"""Words of a notice in Easy Read: rows of a picture’s word in square brackets and sentences, as `formats` has them.

On paper the pictures are drawn. Where there is no room for them, in a text message or the words of an e-mail, the
sentences stand alone.
"""

import re
from dataclasses import replace

from django.conf import settings

from leal.foundations.formats import Document, Link, Paragraph, easy_read
from leal.foundations.formats.document import Pictured
from leal.foundations.formats.easy_read import MARK

from .models import Notice

ADDRESS = re.compile(r"https?://\S+[\w/]")


def is_pictured(notice: Notice) -> bool:
    """Whether its words are Easy Read with a picture to each row."""
    return notice.written_as == "easy-read" and MARK.match(notice.words.lstrip()) is not None


def spoken(notice: Notice) -> str:
    """What it says, without the words of its pictures."""
    return MARK.sub("", notice.words) if is_pictured(notice) else notice.words


def pictured(notice: Notice, publisher: str, language: str) -> Document:
    """Its rows as a document; addresses in it can be pressed. Raises NotEasyRead."""
    made = easy_read(notice.words, title=notice.subject, publisher=publisher, own=settings.PICTURES, language=language)
    blocks = (
        replace(block, words=tuple(map(_linked, block.words))) if isinstance(block, Pictured) else block
        for block in made.blocks
    )
    return replace(made, blocks=tuple(blocks))


def _linked(line: Paragraph) -> Paragraph:
    """A line whose addresses can be pressed; other runs stay as they are."""
    found = [piece for run in line.runs for piece in (linked(run) if isinstance(run, str) else [run])]
    return Paragraph(tuple(found))


def linked(text: str) -> list[str | Link]:
    """Text, and the addresses in it as links."""
    runs, at = [], 0
    for found in ADDRESS.finditer(text):
        runs += [text[at : found.start()], Link(found[0], found[0])]
        at = found.end()
    return [run for run in (*runs, text[at:]) if run]
