"""Charts as pure functions: figures in, an SVG drawing out. No Django.

A chart answers one question. It starts at nought, it never joins what must not
be joined, and it is never the only place where its figures stand: the component
puts base, period, source and the same figures as a table under it.
"""

from .bars import bars, worst_first
from .chairs import Chairs, each_for
from .chairs import chairs as empty_chairs
from .control import control_chart
from .dots import dots
from .lines import line_panels
from .picture import PictureKnot, PictureStage, thread_picture
from .shapes import Bar, Chart, LinePanel, Point, Share, Strand, Target

__all__ = [
    "Bar",
    "Chairs",
    "Chart",
    "LinePanel",
    "PictureKnot",
    "PictureStage",
    "Point",
    "Share",
    "Strand",
    "Target",
    "bars",
    "control_chart",
    "dots",
    "each_for",
    "empty_chairs",
    "line_panels",
    "thread_picture",
    "worst_first",
]
