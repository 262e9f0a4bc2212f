"""Prose that is kept as Markdown beside the code it explains, for a page."""

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

HERE = Path(__file__).parent


def how_we_decide() -> SafeString:
    """How the rule decides if a promise is kept; its title is the page’s own."""
    return written("how-we-decide")


def accessibility() -> SafeString:
    """How accessible the site is, what was tested and what was not; its title is the page’s own."""
    return written("accessibility")


@cache
def written(name: str) -> SafeString:
    _title, prose = (HERE / f"{name}.md").read_text().split("\n", maxsplit=1)
    made = MarkdownIt("commonmark", {"typographer": True, "html": False}).enable(["replacements", "smartquotes"])
    return mark_safe(made.render(prose))  # our own files, and raw HTML in them would be escaped
