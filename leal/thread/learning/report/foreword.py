"""What a reader must know before anything else: that a report puts another right, or that it may still change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from leal.calculations.documents.sentences import sentences
from leal.calculations.periods import day_words
from leal.calculations.plain.check import check_sentence
from leal.foundations.formats import Block, List, Paragraph, Strong
from leal.foundations.pages.sentences import counted, sentence
from leal.foundations.pages.typography import printed

PUTS_RIGHT = "This report puts right one that was wrong. We say first what was wrong."
LONG = 300  # letters of a correction that a page of pictures still has room for


@dataclass(frozen=True)
class PutRight:
    """What was wrong in an earlier report of the same year, since when, and when readers were told."""

    wrong: str
    since: date
    told_on: date

    @property
    def said(self) -> str:
        """All of it, in two sentences or more."""
        return printed(f"{self._when} {sentence(self.wrong)}")

    @property
    def in_short(self) -> str:
        """All of it where it is short, or where the rest is told."""
        return self.said if len(self.wrong) <= LONG else printed(f"{self._when} The whole report says what was wrong.")

    @property
    def _when(self) -> str:
        return f"Corrected on {day_words(self.told_on)}. It had been wrong since {day_words(self.since)}."


@dataclass(frozen=True)
class Foreword:
    """The first lines of every form of a report.

    corrections  what was wrong in the reports it stands in the place of, newest mistake first
    running      the day of a running account, which may still change; None for a report that is published
    """

    corrections: tuple[PutRight, ...] = ()
    running: date | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, for the cover of a spreadsheet and the notes of a table."""
        return (*self._running, *((PUTS_RIGHT,) if self.corrections else ()), *(one.said for one in self.corrections))

    @property
    def _running(self) -> tuple[str, ...]:
        if self.running is None:
            return ()
        day = day_words(self.running)
        return (f"This is our running account as it stood on {day}. It can still change.",)

    def blocks(self) -> Iterator[Block]:
        """All of it, for the whole report."""
        yield from self._blocks([one.said for one in self.corrections])

    def in_short(self, most: int) -> Iterator[Block]:
        """As many corrections as there is room for, and how many more there are."""
        lines = [one.in_short for one in self.corrections[:most]]
        if (more := len(self.corrections) - most) > 0:
            lines.append(sentence(f"{counted(more, 'more correction')} {'is' if more == 1 else 'are'} told there too"))
        yield from self._blocks(lines)

    def _blocks(self, lines: list[str]) -> Iterator[Block]:
        for words in self._running:
            yield Paragraph.of(Strong(words))
        if lines:
            yield Paragraph.of(Strong(PUTS_RIGHT))
            yield List(tuple(map(Paragraph.of, lines)))

    def easy_rows(self) -> Iterator[str]:
        """Rows of Easy Read; the words of a correction only where they keep its rules."""
        if self.running:
            yield f"[change] This was true on {day_words(self.running)}.\nIt can still change."
        if self.corrections:
            yield "[mistake] We made a report before.\nSomething in it was wrong.\nThis is the new report."
        for one in self.corrections:
            yield f"[day] It was wrong from {day_words(one.since)}.\nWe said so on {day_words(one.told_on)}."
            yield "[write] " + "\n".join(_easy(one.wrong))


def _easy(wrong: str) -> list[str]:
    said = [sentence(one) for one in sentences(wrong)]
    if any(check_sentence(one, easy_read=True) for one in said):
        return ["The full report says what was wrong."]
    return ["This was wrong:", *said]
