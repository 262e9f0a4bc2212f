"""A share of people as a hundred dots that one can count."""

from collections.abc import Sequence
from functools import lru_cache

from .shapes import Chart, Share
from .svg import circle, drawing, text

WIDTH, ACROSS, STEP, RADIUS, BLOCK = 360, 20, 18, 6.5, 130


def dots(shares: Sequence[Share], *, id: str, about: str) -> Chart:
    """A block of a hundred dots for each share: full for those who said so, empty for the others."""
    return _drawn(tuple(shares), id, about)


@lru_cache(maxsize=128)
def _drawn(shares: tuple[Share, ...], id: str, about: str) -> Chart:
    content = [part for at, share in enumerate(shares) for part in _block(share, at * BLOCK)]
    words = " ".join(f"{share.label}: {share.per_hundred} in every 100." for share in shares)
    return Chart(
        drawing(
            content,
            id=id,
            width=WIDTH,
            height=len(shares) * BLOCK - 12,
            title=about,
            description=words,
            modifier=" le_chart--dots",
        ),
        notes=("A full dot: one in every hundred who said so. An empty one: one who did not.",),
    )


def _block(share: Share, y: float) -> list[str]:
    drawn = [text(share.label, 0, y + 18, class_="c_v"), text(share.shown, WIDTH, y + 18, class_="c_v", anchor="end")]
    for at in range(100):
        row, column = divmod(at, ACROSS)
        class_ = "c_full" if at < share.per_hundred else "c_empty"
        drawn.append(circle(RADIUS + 2 + column * STEP, y + 36 + row * STEP, RADIUS, class_))
    return drawn
