"""100,000 sentences judged: is it plain, and do its words fit its numbers? Beside a reader of grades.

The sentences are made from real ones, each with words of its own, so that nothing is met twice.
"""

import random

from bench.beside import row, say, seconds
from leal.calculations.documents import Document, Paragraph
from leal.calculations.plain import check_document as check_plainness
from leal.calculations.plain import counts, reading_ages
from leal.calculations.wording import check_document as check_wording

MANY, LIMIT = 100_000, 20.0
SENTENCES = (
    "Your {noun} will be {verb}ed in a timely manner by {month}.",
    "We will write to you within {number} working days of your {noun}.",
    "Almost half of respondents ({number} per cent) said that the {noun} was {verb}ed, and a few (4%) were not sure.",
    "You can ask us to look at our decision about your {noun} again until {number} {month}.",
    "Participants said it was important to find an effective balance in information about the {noun}, which took into "
    "account both trust and the requirement for evidence that had been {verb}ed in {month}.",
    "In order to facilitate the {noun}, individuals should {verb} {number} forms in accordance with the guidance.",
    "It is not uncommon for the {noun} to be {verb}ed more than {number} times.",
    "If you are tired, we can stop and {verb} your {noun} on another day in {month}.",
    "Over nine in ten respondents ({number} per cent) would want the DWP to {verb} information on their {noun}.",
    "Staff are trained to listen to your {noun}.",
)
NOUNS = ("application", "decision", "payment", "letter", "complaint", "report", "question", "review", "award")
VERBS = ("review", "assess", "consider", "record", "explain", "check", "answer", "discuss", "return", "finish")
MONTHS = ("January", "February", "March", "April", "June", "August", "September", "October", "November")


def main() -> None:
    """Print a row for both checks together, and one for the reading ages: name | ours | theirs | ratio."""
    chance = random.Random(2024)
    sentences = [_one(place, chance) for place in range(MANY)]
    document = Document("made", "text", tuple(Paragraph(" ".join(sentences[at : at + 5])) for at in range(0, MANY, 5)))

    def both():
        return check_plainness(document), check_wording(document)

    judged, fits = both()
    assert len(judged.sentences) == MANY
    (taken,) = seconds(both, runs=1)
    row(f"plain and words: {MANY:,} sentences", taken, "limit", LIMIT)
    say(f"{len(judged.to_mend):,} have something to mend; {sum(not one.fits for one in fits):,} words do not fit")
    some = sentences[:2_000]
    ours, theirs = seconds(lambda: reading_ages(counts(some)), lambda: _by_textstat(some), runs=1)
    row(f"plain: six reading ages of {len(some):,} sentences", ours, "textstat", theirs)


def _one(place: int, chance: random.Random) -> str:
    return SENTENCES[place % len(SENTENCES)].format(
        noun=f"{chance.choice(NOUNS)} {chance.choice(NOUNS)}",
        verb=chance.choice(VERBS),
        month=chance.choice(MONTHS),
        number=chance.randrange(1, 99),
    )


def _by_textstat(sentences: list[str]) -> list[float]:
    import textstat

    text = " ".join(sentences)
    return [
        textstat.flesch_reading_ease(text),
        textstat.flesch_kincaid_grade(text),
        textstat.smog_index(text),
        textstat.gunning_fog(text),
        textstat.automated_readability_index(text),
        textstat.coleman_liau_index(text),
    ]


if __name__ == "__main__":
    main()
