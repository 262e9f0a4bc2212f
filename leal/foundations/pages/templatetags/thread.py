"""The thread: knots, stages, breaks, standing, promises, changes."""

from collections import Counter
from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..parts import (
    BrokenPromise,
    BrokenThread,
    ChangeBox,
    Heard,
    Opinion,
    Promise,
    PromiseSection,
    Shortfall,
    StandingHeading,
    TwoTruths,
)
from ..standings import KNOTS, STANDINGS
from ..typography import printed

register = template.Library()

_SIZES = ("", "small", "big", "tall")
_BOX = {"broken": "0 0 48 72"}


def _drawn(key: str, size: str) -> SafeString:
    modifier = f" le_knot--{size}" if size else ""
    return format_html(
        '<svg class="le_knot{}" aria-hidden="true" focusable="false" viewBox="{}"><use href="#k-{}"/></svg>',
        modifier,
        _BOX.get(key, "0 0 48 48"),
        key,
    )


# Drawn once: a home page has more than fifty of them.
_KNOTS = {(key, size): _drawn(key, size) for key in (*KNOTS, "stage") for size in _SIZES}


@register.simple_tag
def knot(standing: str, size: str = "") -> SafeString:
    """The knot of a standing, `broken` or `stage`; hidden from screen readers, so its word stands beside it.

    `size` is "" (48 px), "small", "big" or "tall" (broken is taller than wide).
    """
    return _KNOTS[standing, size]


@register.filter
def standing_word(standing: str) -> str:
    """The word for a standing: "Falling short"."""
    return KNOTS[standing].word


@register.filter
def standing_meaning(standing: str) -> str:
    """What a standing means, in one sentence."""
    return KNOTS[standing].meaning


@register.simple_block_tag
def thread(content):
    """The line down a commitment's page; inside it one `{% stage %}` after another."""
    return render_to_string("components/thread.html", {"content": content})


@register.simple_block_tag
def stage(content, heading: str, *, id: str, level: int = 2, standing: str = "", loose: bool = False):
    """A knot on the thread, with what belongs to it.

    `standing` gives it that knot, else the plain one; a standing that is open, or
    `loose`, leaves the thread dotted until the next stage.
    """
    given = {"content": content, "heading": heading, "id": id, "level": level, "knot": standing or "stage"}
    given["loose"] = loose or (standing in KNOTS and KNOTS[standing].loose)
    return render_to_string("components/stage.html", given)


@register.inclusion_tag("components/broken.html")
def broken(part: BrokenThread, level: int = 3, alone: bool = False):
    """Where the thread is broken: what is missing, and who can mend it. `alone` when outside a stage."""
    return {"part": part, "level": level, "alone": alone}


@register.inclusion_tag("components/broken_promises.html")
def broken_promises(parts: Iterable[BrokenPromise], level: int = 3):
    """Promises whose thread is broken, each with all that is missing and who can mend it."""
    return {"parts": parts, "level": level}


@register.inclusion_tag("components/five_stages.html")
def five_stages():
    """The five stages of every promise in a row, for a page that explains them."""
    return {}


@register.inclusion_tag("components/standing_heading.html")
def standing_heading(part: StandingHeading):
    """How a promise stands: one knot, one word, one sentence, who decided it."""
    return {"part": part}


@register.inclusion_tag("components/opinions.html")
def opinions(parts: Iterable[Opinion], level: int = 3):
    """What the rule proposes, the owner says and the reviewer finds, beside one another; all are shown."""
    return {"parts": parts, "level": level}


@register.inclusion_tag("components/two_truths.html")
def two_truths(part: TwoTruths, level: int = 3):
    """People and figures disagree: each with its own drawing and its own base."""
    return {"part": part, "level": level}


@register.inclusion_tag("components/change_box.html")
def change_box(part: ChangeBox, level: int = 3):
    """A lesson's change: overdue, due now, due, done or withdrawn."""
    words = {"overdue": "Overdue", "now": "To be done now", "due": "Due", "done": "Done", "dropped": "Withdrawn"}
    tag = f"Due {part.on}" if part.state == "due" and part.on else words[part.state]
    return {"part": part, "tag": tag, "level": level}


@register.inclusion_tag("components/promises.html")
def promises(section: PromiseSection, level: int = 3):
    """The promises of a section as knots with their words; folded on a phone."""
    counted = Counter(promise.standing for promise in section.promises)
    counts = [(counted[key], STANDINGS[key]) for key in STANDINGS if counted[key]]
    # A first page has some fifty of these: written here, they cost a tenth of what template tags would.
    strand = mark_safe("".join(_KNOTS[promise.standing, "small"] for promise in section.promises))
    items = mark_safe("\n".join(_item(promise) for promise in section.promises))
    return {"section": section, "strand": strand, "items": items, "counts": counts, "level": level}


def _item(promise: Promise) -> str:
    standing = STANDINGS[promise.standing]
    loose = ' class="le_loose"' if standing.loose else ""
    link = f'<a href="{escape(promise.href)}">{escape(printed(promise.title))}</a>'
    return f'<li{loose}>{_KNOTS[promise.standing, ""]}{link} <span class="le_word">{standing.word}</span></li>'


@register.inclusion_tag("components/knot_key.html")
def knot_key(counts: dict[str, int] | None = None):
    """The seven knots with their words, worst first; with `counts`, how many promises stand so."""
    rows = [
        (_KNOTS[key, ""], standing.word, "" if counts is None else str(counts.get(key, 0)))
        for key, standing in STANDINGS.items()
    ]
    return {"rows": rows}


@register.inclusion_tag("components/knot_meanings.html")
def knot_meanings(level: int = 3):
    """Every knot with its word, how it is drawn and what it means."""
    return {"standings": KNOTS.values(), "level": level}


@register.inclusion_tag("components/shortfalls.html")
def shortfalls(parts: Iterable[Shortfall], level: int = 3):
    """Promises on the thread, each with the one figure that shows how it stands."""
    return {"parts": parts, "level": level}


@register.inclusion_tag("components/heard.html")
def heard(parts: Iterable[Heard]):
    """What people said beside the promises that answer it; where nothing does, the thread is seen to end."""
    return {"rows": mark_safe("\n".join(_heard(part) for part in parts))}


def _heard(part: Heard) -> str:
    answers = "".join(
        f'<li>{_KNOTS[one.standing, "small"]}<span><a href="{escape(one.href)}">{escape(printed(one.title))}</a>'
        f' <span class="le_word">{STANDINGS[one.standing].word}</span></span></li>'
        for one in part.answered_by
    )
    nothing = f"<li>{_KNOTS['broken', 'small']}<span>Nothing answers this.</span></li>"
    whose = f'<p class="le_quiet">{escape(printed(part.whose))}</p>' if part.whose else ""
    said = f'<p class="le_large"><a class="le_words" href="{escape(part.href)}">{escape(printed(part.wording))}</a></p>'
    return f'<li><div>{said}{whose}</div><ul class="le_answers">{answers or nothing}</ul></li>'
