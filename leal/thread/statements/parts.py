"""What the working pages list: statements theme by theme, principles, quotes."""

from collections.abc import Iterable

from django.db.models import Model
from django.urls import reverse

from leal.foundations.audit.lately import Touch, last_touches
from leal.foundations.editing.parts import Item, Shelf, folded, touched
from leal.foundations.pages.parts import Link

from . import queries
from .models import Principle, Quote, Statement, Theme

LEAD = "Write down what people said, in our words and in theirs. What you save here, readers see at once."
Touches = dict[Model, Touch]
NO_THEME = "No theme is named yet. A charter promises only what people asked for, so it begins here."


def adds(service: str) -> tuple[Link, ...]:
    """What can be added; a theme first where there is none, for each statement belongs to one."""
    ways = [("Write a statement", "new-statement"), ("Keep what someone said", "new-quote")]
    ways += [("Name a theme", "new-theme"), ("Write a principle", "new-principle")]
    if not queries.themes(service=service).filter(withdrawn_on=None).exists():
        ways = [*ways[2:], ways[1]]
    return tuple(Link(text, reverse(f"statements:{page}", args=[service])) for text, page in ways)


def shelves(*, service: str) -> tuple[Shelf, ...]:
    """Everything that was said to a service, theme by theme. Six queries, however much it is."""
    rows, said = list(queries.statements_of(service=service)), list(queries.quotes_of(service=service))
    law = list(queries.principles_under(service=service))
    touches = last_touches([*rows, *said, *law])
    themes = [theme_shelf(theme, rows, touches) for theme in queries.themes(service=service)]
    nothing = Shelf("themes", "Themes and statements", (), empty=NO_THEME)
    return folded((*(themes or [nothing]), quotes(said, touches), principles(service, law, touches)))


def theme_shelf(theme: Theme, rows: Iterable[Statement], touches: Touches) -> Shelf:
    return Shelf(
        f"theme-{theme.code}",
        theme.name,
        tuple(statement_item(row, touches) for row in rows if row.theme_id == theme.pk),
        empty="No statement belongs to this theme yet.",
        lead=f"Withdrawn: {theme.withdrawn_because}" if theme.withdrawn_on else theme.summary,
        ways=(
            Link(
                f"Name the theme “{theme.name}” anew",
                reverse("statements:rewrite-theme", args=[theme.service, theme.code]),
            ),
        ),
    )


def statement_item(row: Statement, touches: Touches) -> Item:
    return Item(
        Link(row.wording, reverse("statements:rewrite-statement", args=[row.service, row.code])),
        note=f"{row.on_whose_words}. {row.heard_in}",
        mark="Withdrawn" if row.withdrawn_on else "",
        touched=touched(touches.get(row)),
        aside=row.code,
    )


def principles(service: str, rows: Iterable[Principle], touches: Touches) -> Shelf:
    items = (
        Item(
            Link(row.wording, reverse("statements:rewrite-principle", args=[service, row.pk])),
            note=f"{row.act}, {row.number}",
            mark="Withdrawn" if row.withdrawn_on else "",
            touched=touched(touches.get(row)),
        )
        for row in rows
    )
    empty = "No principle yet. Write the lines of the law that the charter rests on, in plain words."
    return Shelf("principles", "Principles of the law", tuple(items), empty=empty)


def quotes(rows: Iterable[Quote], touches: Touches) -> Shelf:
    empty = "No quote is kept yet. A person’s own words say more than ours."
    return Shelf("quotes", "Word for word", tuple(quote_item(row, touches) for row in rows), empty=empty)


def quote_item(row: Quote, touches: Touches) -> Item:
    if row.words:
        link = Link(f"“{row.words}”", reverse("statements:rewrite-quote", args=[row.service, row.pk]))
    else:
        link = Link(f"Words of {row.year}, no. {row.pk}", reverse("editing:history", args=["quote", row.pk]))
    note = f"{row.credit}, {row.occasion}, {row.year}"
    return Item(
        link, note, mark="" if row.words else "Erased", touched=touched(touches.get(row)), aside=f"no. {row.pk}"
    )
