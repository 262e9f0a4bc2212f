"""Editions: what became of a promise, and two wordings side by side."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..lineage import FATES, SideBySide, Wording
from ..typography import printed
from .words import changed_words

register = template.Library()

_SIGNS = {
    key: mark_safe(
        f'<svg class="le_lin" aria-hidden="true" focusable="false" viewBox="0 0 48 24"><use href="#l-{key}"/></svg>'
    )
    for key in FATES
}


@register.simple_tag
def lineage_sign(fate: str) -> SafeString:
    """A small piece of thread that shows what became of a promise; its word stands beside it."""
    return _SIGNS[fate]


@register.inclusion_tag("components/lineage_key.html")
def lineage_key():
    """Every piece of thread with its word and what it means."""
    return {"fates": [(_SIGNS[fate.key], fate) for fate in FATES.values()]}


@register.simple_tag
def side_by_side(parts: Iterable[SideBySide], level: int = 3) -> SafeString:
    """Promises of two editions beside each other, changed words marked, and between them what became of each."""
    # Hundreds of these stand on one page: written here, each costs a tenth of what a template would.
    return mark_safe("\n".join(_pair(part, level) for part in parts))


def _pair(part: SideBySide, level: int) -> str:
    fate = FATES[part.fate]
    notes = "".join(f'<p class="le_quiet">{escape(printed(note))}</p>' for note in part.notes)
    return (
        f'<article class="le_pair" aria-labelledby="{escape(part.id)}">'
        f'<h{level} class="le_lineage" id="{escape(part.id)}">{_SIGNS[part.fate]}<span>{fate.word}'
        f'<span class="visually-hidden">: {escape(printed(part.title))}</span></span></h{level}>'
        f"<div>{_side(part.earlier, part.names[0])}</div><div>{_side(part.later, part.names[1])}{notes}</div></article>"
    )


def _side(wordings: Iterable[Wording], name: str) -> str:
    nothing = f'<p class="le_label">{escape(name)}</p><p class="le_quiet">Not in this edition.</p>'
    return "".join(_wording(one) for one in wordings) or nothing


def _wording(one: Wording) -> str:
    label = escape(printed(one.label))
    label = f'<a href="{escape(one.href)}">{label}</a>' if one.href else label
    ways = "".join(f"<li>{changed_words(way)}</li>" for way in one.doing)
    doing = f'<p class="le_doing">We will do this by:</p><ul>{ways}</ul>' if ways else ""
    return f'<p class="le_label">{label}</p><p class="le_said_words">{changed_words(one.words)}</p>{doing}'
