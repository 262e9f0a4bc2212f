"""A document read aloud by a machine: espeak-ng, chapter by chapter, a stopgap until a person reads it."""

from typing import NamedTuple

from .document import Block, Document, Figure, Heading
from .programs import NotInstalled, run
from .refusals import CannotBeWritten
from .stretches import written

VOICES = {"en": "en-gb-scotland", "gd": "gd", "cy": "cy", "pl": "pl", "ar": "ar", "ur": "ur", "fa": "fa", "zh": "cmn"}
WORDS_A_MINUTE = 145  # slower than the voice's own: it is listened to, not skimmed
BITS = 16  # thousands a second: a machine's voice holds no more
ENDS = ".:;!?…。؟۔"


class NoVoiceFor(CannotBeWritten):
    """A language that no voice of ours speaks."""

    def __init__(self, language: str):
        super().__init__(language)
        self.language = language

    def __str__(self) -> str:
        return f"We have no voice for this language ({self.language})."


class Chapter(NamedTuple):
    """A part of a document that is listened to by itself: its name, and what is read."""

    name: str
    text: str


class Recording(NamedTuple):
    """Sound, with the kind of file that it is."""

    content: bytes
    ending: str
    media_type: str


def chapters(document: Document) -> list[Chapter]:
    """What is read, parted before each heading of the second level: headings are read too."""
    parts: list[tuple[str, list[Block]]] = [(document.title, [])]
    for block in document.blocks:
        if isinstance(block, Heading | Figure) and block.level == 2:
            parts.append((block.text if isinstance(block, Heading) else block.heading, []))
        parts[-1][1].append(block)
    said = [[one.text for block in blocks for one in written(block)] for _name, blocks in parts]
    said[0] = [document.title, document.publisher, *said[0]]
    return [Chapter(name, "\n\n".join(map(_ended, words))) for (name, _blocks), words in zip(parts, said, strict=True)]


def _ended(words: str) -> str:
    words = words.strip()
    last = words.rstrip("”’)»")[-1:]
    return words if not last or last in ENDS else f"{words}."


def aloud(chapter: Chapter, *, language: str) -> Recording:
    """One chapter as sound: Opus where the machine can press it, else WAV, ten times as large.

    Raises NotInstalled where there is no espeak-ng, NoVoiceFor a language.
    """
    voice = VOICES.get(language.split("-")[0])
    if voice is None:
        raise NoVoiceFor(language)
    said = ("--stdin", "--stdout", "-b", "1", "-v", voice, "-s", str(WORDS_A_MINUTE), "-g", "2")
    sound = run("espeak-ng", *said, given=chapter.text.encode(), makes="A recording", package="espeak-ng")
    how = ("--quiet", "--speech", "--bitrate", str(BITS), "--comp", "0", "--title", chapter.name, "-", "-")
    try:
        pressed = run("opusenc", *how, given=sound, makes="A recording", package="opus-tools")
    except NotInstalled:
        return Recording(sound, "wav", "audio/wav")
    return Recording(pressed, "opus", "audio/ogg")
