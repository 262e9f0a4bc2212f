"""Files of figures made for tests, and a short way to read them."""

import csv
import io

from leal.thread.evidence.intake.figures import FiguresRead, NotTheseFigures
from leal.thread.evidence.intake.mappings import read_mappings
from leal.thread.evidence.intake.reading import read_figures

MAPPINGS = read_mappings()
HEADERS = ("measure", "year", "value", "unit", "base_n", "breakdown", "source_url")
PAGE = "https://www.gov.scot/publications/some-page/"


def line(measure="How long callers wait", year="2022-23", value="93", unit="%", base="", breakdown="", source=PAGE):
    return (measure, year, value, unit, base, breakdown, source)


def published(*lines, headers=HEADERS) -> bytes:
    """A CSV file of published figures, one a row."""
    out = io.StringIO()
    csv.writer(out).writerows([headers, *lines])
    return out.getvalue().encode()


def read(content: bytes, name="figures.csv", **options) -> FiguresRead:
    return read_figures(content, name=name, mappings=MAPPINGS, **options)


def refused(content: bytes, name="figures.csv", **options) -> list[tuple[int | None, str, str]]:
    """What is refused, the file as a whole or row by row."""
    try:
        return [tuple(each) for each in read(content, name, **options).refused]
    except NotTheseFigures as reason:
        return [tuple(each) for each in reason.refused]
