"""Why a document cannot be written, each as a sentence for whoever asked for it."""

from pathlib import Path


class CannotBeWritten(Exception):
    """A document that one of the formats cannot hold whole."""


class NoLetterFor(CannotBeWritten):
    """A sign that none of the shipped fonts can draw."""

    def __init__(self, sign: str, within: str):
        self.sign, self.within = sign, within

    def __str__(self) -> str:
        return (
            f"“{self.sign}” in “{self.within}” cannot be printed: none of our fonts has it. "
            "Write it in another way, or choose plain text."
        )


class MissingPicture(CannotBeWritten):
    """A picture that is not where the document says."""

    def __init__(self, file: Path):
        self.file = file

    def __str__(self) -> str:
        return f"The picture “{self.file.name}” is missing. Put it back, or take it out of the document."


class UnreadablePicture(MissingPicture):
    """A file that is there but is no picture we can show."""

    def __str__(self) -> str:
        return f"“{self.file.name}” is not a picture we can show. Use a PNG, JPEG or SVG file."
