"""What a chart is told and what it gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing: `svg` is safe markup, `narrow` the same for a phone when it differs."""

    svg: str
    narrow: str = ""
