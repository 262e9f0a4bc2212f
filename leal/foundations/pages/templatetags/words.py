"""Words: quotes, callouts, you said and we did, tags, summary lists."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from leal.calculations.comparing import Run

from ..parts import Quote, Row, SaidDone
from ..typography import printed

register = template.Library()


@register.inclusion_tag("components/quote.html")
def quote(part: Quote):
    """What someone said, word for word, credited by occasion and year."""
    credit = ", ".join(words for words in (part.credit, part.occasion, part.year) if words)
    return {"part": part, "credit": credit}


@register.simple_block_tag
def callout(content, *, heading: str, level: int = 2):
    """A passage the reader should not miss, on a quiet ground."""
    return render_to_string("components/callout.html", {"content": content, "heading": heading, "level": level})


@register.inclusion_tag("components/said_and_done.html")
def said_and_done(parts: Iterable[SaidDone]):
    """You said, we did; and what we have not done, among it."""
    return {"parts": parts}


@register.inclusion_tag("components/word_tag.html")
def word_tag(word: str, full: bool = False):
    """A word in a frame: a date, a state. `full` for what is overdue."""
    return {"word": word, "full": full}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Row]):
    """What each thing is and what it says, with a link where it leads on."""
    return {"rows": rows}


_MARKS = {
    "gone": '<del><span class="visually-hidden">[removed: </span>{}<span class="visually-hidden">]</span></del>',
    "new": '<ins><span class="visually-hidden">[added: </span>{}<span class="visually-hidden">]</span></ins>',
}


@register.simple_tag
def changed_words(runs: Iterable[Run]) -> SafeString:
    """Words that went struck through, words that came underlined; a screen reader says which, and where each ends."""
    # Two editions side by side have some thousand of these: a template for each would cost ten times as much.
    return mark_safe("".join(map(_marked, runs)))


def _marked(run: Run) -> str:
    """A run in its mark; the space around it stays outside, where no line is drawn through it."""
    words = printed(run.words.strip())
    if run.kind == "same" or not words:
        return escape(printed(run.words))
    lead, tail = run.words[: -len(run.words.lstrip())], run.words[len(run.words.rstrip()) :]
    return f"{lead}{_MARKS[run.kind].format(escape(words))}{tail}"
