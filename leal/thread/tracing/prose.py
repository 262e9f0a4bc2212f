"""Prose that is kept as Markdown beside the code it explains, for a page."""

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

HOW_WE_DECIDE = Path(__file__).parent / "how-we-decide.md"


@cache
def how_we_decide() -> SafeString:
    """How the rule decides if a promise is kept; its title is the page’s own."""
    _title, prose = HOW_WE_DECIDE.read_text().split("\n", maxsplit=1)
    written = MarkdownIt("commonmark", {"typographer": True, "html": False}).enable(["replacements", "smartquotes"])
    return mark_safe(written.render(prose))  # our own file, and raw HTML in it would be escaped
