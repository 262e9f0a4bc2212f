"""How the charter was made and what it says, on one page, in drawings: each dot is one person, statement or promise."""

from collections.abc import Iterator
from itertools import count as count_from

from leal.foundations.formats import Block, Document, Drawn, Paragraph, Strong
from leal.foundations.pages.knots import THREAD, knot_shapes
from leal.foundations.pages.sentences import counted, listed, sentence
from leal.foundations.pages.typography import printed
from leal.thread.statements.models import Statement

from .account import Account
from .figures import sections_of
from .foreword import Foreword

FIELD, MOST_DOTS = 120, 60
EDGE = "#85787f"


def one_page(account: Account, most: int, *, foreword: Foreword = Foreword()) -> Document:  # noqa: B008 a constant
    """One page of drawings with their words.

    most      how many occasions, groups that were missing and corrections are named
    foreword  what must be known before it, said first
    """
    name = printed(f"{account.charter.name}: how it was made, and what it says")
    return Document(name, printed(account.charter.body), (*foreword.in_short(most), *_blocks(account, most)))


def _blocks(account: Account, most: int) -> Iterator[Block]:
    occasions = counted_occasions(account)
    if occasions:
        yield _people(occasions, most)
    if account.statements:
        yield _statements(account)
    yield _promises(account)
    missing = list(dict.fromkeys(one.not_heard for one in account.statements if one.not_heard))
    if missing:
        words = (Paragraph.of(Strong("Who was not among them")), *map(_line, missing[:most]))
        yield Drawn(empty_chairs(min(len(missing), 9)), words, large=True)
    kept = (Paragraph.of(Strong("Is it kept?")), _line(_stands(account)))
    yield Drawn(_knots(account), kept, large=True)


def counted_occasions(account: Account) -> list[Statement]:
    """One statement of each occasion on which somebody counted the people, as first told."""
    told: dict[str, Statement] = {}
    for one in account.statements:
        if one.people:
            told.setdefault(one.heard_in, one)
    return list(told.values())


def _people(occasions: list[Statement], most: int) -> Drawn:
    first = occasions[0]
    lines = [f"{one.people:,} people. {one.heard_in}{f', {one.heard_on}' if one.heard_on else ''}" for one in occasions]
    shown = "Each dot is one of the first of them." if first.people <= MOST_DOTS else ""
    words = (Paragraph.of(Strong("People said what matters to them")), *map(_line, lines[:most]))
    return Drawn(dots([first.people]), (*words, *([_line(shown)] if shown else [])), large=True)


def _statements(account: Account) -> Drawn:
    many = [sum(one.theme_id == theme.pk for one in account.statements) for theme in account.themes]
    names = [theme.name for theme, count in zip(account.themes, many, strict=True) if count]
    total = counted(len(account.statements), "statement")
    said = f"{total}, in {counted(len(names), 'theme')}: {listed(names)}" if names else total
    words = (Paragraph.of(Strong("We wrote down what they said")), _line(said))
    return Drawn(dots([count for count in many if count] or [len(account.statements)]), words, large=True)


def _promises(account: Account) -> Drawn:
    sections = sections_of(account)
    many = [sum(it.commitment.section.top == one for it in account.stood) for one in sections]
    total = counted(len(account.stood), "promise")
    told = f"{total}, in {counted(len(sections), 'section')}: {listed(one.name for one in sections)}"
    words = (Paragraph.of(Strong("The charter makes promises")), _line(told))
    return Drawn(dots(many), words, large=True)


def _stands(account: Account) -> str:
    told = [f"{len(stood)} {word.words.lower()}" for word, stood in account.by_word.items() if stood]
    return f"At the end of {account.year.name}: {'; '.join(told)}"


def _line(words: str) -> Paragraph:
    return Paragraph.of(printed(sentence(words)))


def dots(groups: list[int]) -> str:
    """A dot for each, group by group in columns of their own; with very many, one dot stands for ten."""
    each = 10 if sum(groups) > MOST_DOTS * 2 else 1
    counts = [-(-count // each) for count in groups]
    tall = next(rows for rows in count_from(4) if _columns(counts, rows) <= rows)
    step, column, shapes = FIELD / tall, 0.5, []
    for count in counts:
        for at in range(count):
            x, y = column + at // tall, tall - 0.5 - at % tall
            shapes.append(f'<circle cx="{x * step:.1f}" cy="{y * step:.1f}" r="{0.36 * step:.1f}" fill="{THREAD}"/>')
        column += -(-count // tall) + 0.5
    return _field(shapes)


def _columns(counts: list[int], rows: int) -> float:
    """How many columns groups take, half a column apart."""
    return sum(-(-count // rows) for count in counts) + 0.5 * (len(counts) - 1)


def empty_chairs(many: int) -> str:
    """Dashed rings: places that nobody sat in."""
    ring = f'fill="none" stroke="{EDGE}" stroke-width="2.5" stroke-dasharray="5 4"'
    return _field(f'<circle cx="{20 + at % 3 * 40}" cy="{20 + at // 3 * 40}" r="14" {ring}/>' for at in range(many))


def _knots(account: Account) -> str:
    keys = [word.value for word, stood in account.by_word.items() if stood]
    places = enumerate(keys[:7])
    return _field(
        f'<g transform="translate({at % 3 * 40} {at // 3 * 40}) scale(.8)">{knot_shapes(key)}</g>' for at, key in places
    )


def _field(shapes) -> str:
    return f'<svg viewBox="0 0 {FIELD} {FIELD}">{"".join(shapes)}</svg>'
