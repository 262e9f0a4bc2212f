"""A document as one HTML page that stands by itself: nothing fetched, no script, a style of its own."""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache, singledispatch
from html import escape
from pathlib import Path

from .document import (
    Document,
    Drawn,
    Facts,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Picture,
    Pictured,
    Quote,
    Run,
    Sheet,
    Strong,
    Table,
)
from .pictures import MEDIA_TYPES, kind_and_content

R, L = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc", "A-Za-z\u00c0-\u024f"
FROM_RIGHT, FROM_LEFT = re.compile(f"[{R}]"), re.compile(f"[{L}]")
# A stretch of words that run one way, with the spaces, figures and signs between them.
ONE_WAY = re.compile(rf"([{R}](?:[{R}\d\s.,:()«»-]*[{R}])?|[{L}](?:[{L}\d\s.,:;&'’/@%()+_?=#-]*[{L}])?\d*)")

EASY_READ = """<style>
body { font: 1.35rem/1.6 sans-serif; margin: 1rem auto; max-width: 46rem; padding: 0 1rem; }
.le_pic { display: grid; gap: 1.5rem; grid-template-columns: clamp(4.5rem, 22vw, 9rem) 1fr; margin: 2.5rem 0; }
.le_pic img { height: auto; width: 100%; }
.le_pic p { margin: 0 0 0.6rem; }
</style>"""


def html(document: Document) -> bytes:
    """The whole page, UTF-8."""
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(document.language)}" dir="{escape(document.direction)}">\n'
        '<head><meta charset="utf-8">'
        f"<title>{_text(document.title)} – {_text(document.publisher)}</title>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_style(document)}</head>\n'
        f'<body><main>\n<h1>{_text(document.title)}</h1>\n<p class="publisher">{_text(document.publisher)}</p>\n'
        + "\n".join(_page(document))
        + "\n</main></body>\n</html>\n"
    ).encode()


def _style(document: Document) -> str:
    easy = EASY_READ if any(isinstance(block, Pictured) for block in document.blocks) else ""
    return f"<style>\n{_own_style()}</style>{easy}"


@lru_cache(maxsize=1)
def _own_style() -> str:
    return (Path(__file__).parent / "page.css").read_text()


def _page(document: Document) -> Iterator[str]:
    """Every block; before the first part its contents, if any are asked for, which lead to each."""
    parts = [block for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    if not document.contents:
        yield from map(written, document.blocks)
        return
    items = "".join(f'<li><a href="#part-{at}">{_text(part.text)}</a></li>' for at, part in enumerate(parts, start=1))
    name, at = _text(document.contents), 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            at += 1
            if at == 1:
                yield f'<nav aria-labelledby="contents"><h2 id="contents">{name}</h2><ol>{items}</ol></nav>'
            yield f'<h2 id="part-{at}">{_text(block.text)}</h2>'
        else:
            yield written(block)


def _text(words: str) -> str:
    """Words as HTML. Where a sentence runs both ways, each stretch is kept from turning round its neighbours."""
    if not (FROM_RIGHT.search(words) and FROM_LEFT.search(words)):
        return escape(words, quote=False)
    pieces = (escape(piece, quote=False) for piece in ONE_WAY.split(words))
    return "".join(f"<bdi>{piece}</bdi>" if at % 2 else piece for at, piece in enumerate(pieces))


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if isinstance(run, Link):
        return f'<a href="{escape(run.href)}">{_text(run.text)}</a>'
    if isinstance(run, Strong):
        return f"<strong>{_text(run.text)}</strong>"
    return _text(run)


@singledispatch
def written(block) -> str:
    """One block of a document as HTML."""
    raise TypeError(f"{type(block).__name__} is no block of a document")


@written.register
def _(heading: Heading) -> str:
    return f"<h{heading.level}>{_text(heading.text)}</h{heading.level}>"


@written.register
def _(paragraph: Paragraph) -> str:
    return f"<p>{_runs(paragraph.runs)}</p>"


@written.register
def _(items: List) -> str:
    name = "ol" if items.numbered else "ul"
    return f"<{name}>" + "".join(f"<li>{_runs(item.runs)}</li>" for item in items.items) + f"</{name}>"


@written.register
def _(quote: Quote) -> str:
    language = f' lang="{escape(quote.language)}"' if quote.language else ""
    words = f"<blockquote{language}><p>“{_text(quote.words)}”</p></blockquote>"
    return f"<figure>{words}<figcaption>{_text(quote.credit)}</figcaption></figure>"


@written.register
def _(facts: Facts) -> str:
    return "<dl>" + "".join(f"<dt>{_text(name)}</dt><dd>{_text(said)}</dd>" for name, said in facts.rows) + "</dl>"


@written.register
def _(table: Table) -> str:
    heads = "".join(f'<th scope="col">{_text(column)}</th>' for column in table.columns)
    rows = "".join(_row(row) for row in table.rows)
    note = f"\n<p>{_text(table.note)}</p>" if table.note else ""
    return (
        f"<table><caption>{_text(table.caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _row(row: tuple[str, ...]) -> str:
    head, *cells = row
    return f'<tr><th scope="row">{_text(head)}</th>' + "".join(f"<td>{_text(cell)}</td>" for cell in cells) + "</tr>"


@written.register
def _(figure: Figure) -> str:
    heading = f"<h{figure.level}>{_text(figure.heading)}</h{figure.level}>"
    shown = figure.svg or f"<p>{_text(figure.description)}</p>"
    basis = f"<p>{_text(figure.basis)}</p>"
    return f"<figure><figcaption>{heading}</figcaption>{shown}{basis}</figure>\n{written(figure.table)}"


@written.register
def _(picture: Picture) -> str:
    credit = f"<figcaption>{_text(picture.credit)}</figcaption>" if picture.credit else ""
    return f"<figure>{_image(picture)}{credit}</figure>"


def _image(picture: Picture) -> str:
    kind, content = kind_and_content(picture)
    address = f"data:{MEDIA_TYPES[kind]};base64,{b64encode(content).decode()}"
    return f'<img src="{address}" alt="{escape(picture.description)}" />'


@written.register
def _(row: Pictured) -> str:
    words = "".join(f"<p>{_runs(paragraph.runs)}</p>" for paragraph in row.words)
    credit = f"<p>{_text(row.picture.credit)}</p>" if row.picture.credit else ""
    return f'<div class="le_pic">{_image(row.picture)}<div>{words}{credit}</div></div>'


@written.register
def _(drawn: Drawn) -> str:
    words = "".join(f"<p>{_runs(paragraph.runs)}</p>" for paragraph in drawn.words)
    kind = "drawn large" if drawn.large else "drawn"
    return f'<div class="{kind}">{_drawing(drawn)}<div>{words}</div></div>'


def _drawing(drawn: Drawn) -> str:
    """The drawing with what it shows, or kept from being read where the words say it."""
    named = f'role="img" aria-label="{escape(drawn.description)}"' if drawn.description else 'aria-hidden="true"'
    return drawn.svg.replace("<svg", f"<svg {named}", 1)


@written.register
def _(sheet: Sheet) -> str:
    return "<section>\n" + "\n".join(map(written, sheet.blocks)) + "\n</section>"
