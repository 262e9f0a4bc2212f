"""One page as PDF/UA, and the same in large print, beside the limit of 60 ms; and a table of 5,000 rows."""

import time
from statistics import median

from leal.foundations.formats import Document, Heading, List, Paragraph, Quote, Table, pdf

LIMIT, RUNS = 60.0, 21
SAID = "The service has to tell people what is happening, so that nobody is left waiting without news. "


def page(number: int) -> Document:
    """One page of a charter, never twice the same: the compiler remembers what it has laid out."""
    return Document(
        f"Is it kept? Sheet {number}",
        "Our Charter",
        (
            Paragraph.of(f"{number}. " + SAID * 4),
            Heading("What we promise"),
            List(tuple(Paragraph.of(f"{number}.{at} {SAID}") for at in range(4)), numbered=True),
            Heading("What the figures say"),
            Table(
                "Waits", ("Year", "Seconds"), tuple((f"{year}", f"{year * number % 997}") for year in range(2018, 2024))
            ),
            Quote(f"I hung up {number} times.", "Panel member, 2023"),
        ),
    )


def main() -> None:
    """Print the median of many different pages beside the limit, for each size of letters."""
    begun = time.perf_counter()
    pdf(page(0))
    print(f"the first page of a process | {(time.perf_counter() - begun) * 1e3:.0f} ms | fonts are read then | ")
    for points in (12, 18, 24):
        took = sorted(_milliseconds(number + points * 100, points) for number in range(RUNS))
        ours = median(took)
        print(f"one page at {points} point | {ours:.1f} ms | limit {LIMIT:.0f} ms | {ours / LIMIT:.2f}", flush=True)
    rows = tuple((f"Row {number}", str(number)) for number in range(5000))
    begun = time.perf_counter()
    pdf(Document("Long", "Our Charter", (Table("Long", ("Name", "Number"), rows),)))
    print(f"a table of 5,000 rows | {time.perf_counter() - begun:.2f} s | no limit is set | ")


def _milliseconds(number: int, points: int) -> float:
    begun = time.perf_counter()
    pdf(page(number), points=points)
    return (time.perf_counter() - begun) * 1e3


if __name__ == "__main__":
    main()
