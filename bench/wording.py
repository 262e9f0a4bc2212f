"""100,000 sentences checked: do the words fit the numbers? Limit 20 s, plainness beside it.

Half of the sentences speak of shares in words with a number; the others are
plain prose, some with numbers and no such words, as in a report.
"""

import tempfile
from itertools import cycle, islice, product
from pathlib import Path

from bench.beside import row, say, seconds
from leal.calculations.wording import check_file
from leal.calculations.wording.vocabulary import vocabulary

SENTENCES, PER_PARAGRAPH, LIMIT = 100_000, 5, 20.0
PLAIN = (
    "We asked people what it was like to apply, and they told us in their own words.",
    "The most popular answer was by post (88 per cent), with the second most popular by email (44 per cent).",
    "In 2019 a letter took 12 days, which was 3 days longer than in the year before.",
    "The survey was sent to all 2,250 panel members, and 293 responded, a response rate of 13%.",
    "Staff listened, and said when someone would hear from us again.",
)


def main() -> None:
    """Print the row: name | ours | the limit's | ratio, and how many were judged."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(report(), encoding="utf-8")
        check_file(file)
        (taken,) = seconds(lambda: check_file(file), runs=3)
        found = check_file(file)
    row(f"{SENTENCES:,} sentences checked for wording, read from text", taken, "limit", LIMIT)
    wrong = sum(not one.fits for one in found)
    say(f"{len(found):,} judgements, {wrong:,} of words that do not fit; no other open checker of these was found")


def report() -> str:
    """Paragraphs of five sentences, every word of the published table at every tenth per cent in turn."""
    words = [said for one in vocabulary().fractions for said in one.says]
    near = [said for one in vocabulary().nearnesses for said in one.says if said and not said.startswith("or ")]
    percents = [f"{whole}.{tenth}" if tenth else f"{whole}" for whole, tenth in product(range(1, 100), range(10))]
    spoken = (
        f"{one.capitalize()} {share} of those who replied ({percent}%) would tell us again."
        for (one, share), percent in zip(cycle(product(near, words)), cycle(percents), strict=False)
    )
    mixed = (one for pair in zip(spoken, cycle(PLAIN), strict=False) for one in pair)
    sentences = list(islice(mixed, SENTENCES))
    return "\n\n".join(" ".join(sentences[at : at + PER_PARAGRAPH]) for at in range(0, len(sentences), PER_PARAGRAPH))
