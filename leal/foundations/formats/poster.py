"""A document on one sheet, to hang on a wall."""

from math import sqrt
from typing import Literal

from .document import Document
from .pdf import compiled
from .refusals import CannotBeWritten

# From afar large letters are read, so the largest that fit; A3 is A4 with everything larger by the same measure.
POINTS = (15.0, 13.0, 11.0)
LARGER = {"a4": 1.0, "a3": sqrt(2)}


class MoreThanASheet(CannotBeWritten):
    """A document that does not fit on one sheet."""

    def __init__(self, pages: int, most: int):
        super().__init__(pages, most)
        self.pages = pages

    def __str__(self) -> str:
        return f"It fills {self.pages} pages, and a sheet for a wall is one. Say less."


def poster(document: Document, *, paper: Literal["a4", "a3"] = "a4") -> bytes:
    """The whole document as PDF/UA-1 on one sheet, in the largest letters that fit.

    Raises MoreThanASheet, and as `pdf`.
    """
    *sizes, smallest = (points * LARGER[paper] for points in POINTS)
    for points in sizes:
        try:
            return compiled(document, points, most_pages=(1, MoreThanASheet), paper=paper)
        except MoreThanASheet:
            continue
    return compiled(document, smallest, most_pages=(1, MoreThanASheet), paper=paper)
