"""The frame of a page: its top and foot, breadcrumbs, messages, folds, links to files."""

from django import template
from django.template.loader import render_to_string

from ..parts import Download, Link
from ..sentences import in_a_sentence
from ..typography import printed as curly
from ..typography import unbroken

register = template.Library()


@register.inclusion_tag("components/site_header.html", takes_context=True)
def site_header(context):
    """The top of every page: phase, who is signed in, charter, ways through it, formats."""
    names = ("site", "path", "csrf_token")
    return {name: context.get(name) for name in names}


@register.inclusion_tag("components/site_footer.html", takes_context=True)
def site_footer(context):
    """The foot of every page."""
    return {"site": context.get("site"), "path": context.get("path")}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*steps):
    """The way here: text and address by turns, and the page's own name last.

    {% breadcrumbs "Our promises" "/" section.name section_url "PS4" %}
    """
    texts, addresses = steps[::2], (*steps[1::2], "")
    return {"links": [Link(str(text), address) for text, address in zip(texts, addresses, strict=False)]}


@register.inclusion_tag("components/breadcrumbs.html")
def trail(links: tuple[Link, ...]):
    """The way here as whoever makes the site tells it; the last link has no address."""
    return {"links": links}


@register.inclusion_tag("components/page_messages.html", takes_context=True)
def page_messages(context):
    """What the last act came to, said once."""
    return {"messages": context.get("messages", ())}


@register.inclusion_tag("components/download_link.html")
def download_link(download: Download):
    """A file to take away, with its format and size: "The charter (PDF, 378 kB)"."""
    return {"download": download, "size": readable_size(download.size)}


@register.simple_block_tag
def fold(content, *, summary: str, level: int = 0, on_phones: bool = False, open: bool = False, id: str = ""):
    """Something that opens when asked. In print it is open.

    With `level` its summary is a heading. With `on_phones` it arrives open and a
    phone folds it (script; without, it stays open).
    """
    given = {"content": content, "summary": summary, "level": level, "on_phones": on_phones, "id": id}
    return render_to_string("components/fold.html", {**given, "open": open or on_phones})


@register.filter
def printed(text) -> str:
    """Real quotation marks and dashes for text that came from a file; years are not broken across lines."""
    return unbroken(curly(str(text)))


@register.filter(name="in_a_sentence")
def article_made_small(name) -> str:
    """A name as it reads within a sentence: “the core group”, not “The core group”."""
    return in_a_sentence(str(name))


@register.filter
def grouped(number: int) -> str:
    """A number as it is read: 2,456."""
    return f"{number:,}"


@register.filter
def stop(text) -> str:
    """The full stop a sentence still needs after `text`: none when it ends with a mark of its own."""
    return "" if str(text).rstrip("”’)").endswith((".", "?", "!", "…")) else "."


def readable_size(size: int) -> str:
    """Bytes as read: "378 kB", "2.2 MB"; thousands, as on the shop's box."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"
