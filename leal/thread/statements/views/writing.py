"""The working pages of what people said: statements, themes, principles and quotes."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.access.guards import needs, require
from leal.foundations.editing.forms import Why, free_code
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link, Quote

from .. import forms, operations, parts, queries
from ..models import Principle, Theme

GO_BY = operations.write_statement.needs


def here(slug: str) -> str:
    return reverse("statements:write", args=[slug])


def page_of(slug: str, title: str, saved: str, **more) -> Writing:
    """A page of writing that comes from the list and leads back to it."""
    way = (Link("What people said", here(slug)),)
    return Writing(title=title, saved=saved, leads_to=here(slug), way=way, **more)


def away(row: Theme | Principle, slug: str, kind: str, key: object) -> Link:
    """Where a theme or a principle is withdrawn, or stands again."""
    text = "Let it stand again" if row.withdrawn_on else "Withdraw it, and say why"
    return Link(text, reverse("statements:withdrawing", args=[slug, kind, key]))


def allowed(request, slug: str) -> None:
    """Refuse whoever may not write for this service."""
    require(request.user, GO_BY, within=f"charter {slug}")


def as_said(words: dict) -> dict:
    """The words of a quote as pages draw them."""
    return {"said": Quote(words["words"], words["credit"], words["occasion"], str(words["year"]))}


@needs(GO_BY)
def shelves(request, slug):
    """Everything that was said, and where to write more of it."""
    allowed(request, slug)
    shown = {"title": "What people said", "lead": parts.LEAD, "shelves": parts.shelves(service=slug)}
    shown["adds"] = parts.adds(slug)
    return render(request, "editing/shelves.html", shown)


@needs(operations.write_statement)
def new_statement(request, slug):
    """Write down what people said."""
    allowed(request, slug)
    page = page_of(
        slug, "Write a statement", "The statement is written down.", preview="statements/previews/statement.html"
    )

    def save(words):
        code = free_code(words["wording"], queries.codes(service=slug))
        operations.write_statement(code=code, by=request.user, **words)

    return write(request, page, forms.NewStatement, save, service=slug)


@needs(operations.rewrite_statement)
def statement(request, slug, code):
    """Write a statement anew."""
    allowed(request, slug)
    found = get_object_or_404(queries.statements_of(service=slug), code=code)
    away = ("restoring", "Let it stand again") if found.withdrawn_on else ("withdrawal", "Withdraw it, and say why")
    page = page_of(
        slug,
        "Write a statement anew",
        "The statement is saved.",
        row=found,
        preview="statements/previews/statement.html",
        history=reverse("editing:history", args=["statement", found.pk]),
        beside=(
            Link("See it as readers do", reverse("statements:statement", args=[slug, code])),
            Link(away[1], reverse(f"statements:{away[0]}", args=[slug, code])),
        ),
    )
    return write(
        request,
        page,
        forms.Statement,
        lambda words: operations.rewrite_statement(statement=found, by=request.user, **words),
        service=slug,
        has=found,
    )


@needs(operations.withdraw_statement)
def withdrawal(request, slug, code):
    """Withdraw a statement, with the reason."""
    allowed(request, slug)
    found = get_object_or_404(queries.statements_of(service=slug), code=code)
    page = page_of(
        slug,
        "Withdraw a statement",
        "The statement is withdrawn, and its page says why.",
        lead=f"“{found.wording}” It can still be read, with your reason. Promises that answer it keep leading to it.",
        button="Withdraw it",
    )

    def do(because):
        operations.withdraw_statement(statement=found, because=because, on=localdate(), by=request.user)

    return decide(request, page, Why(request.POST or None), do)


@needs(operations.restore_statement)
def restoring(request, slug, code):
    """Let a withdrawn statement stand again."""
    allowed(request, slug)
    found = get_object_or_404(queries.statements_of(service=slug), code=code)
    page = page_of(
        slug,
        "Let a statement stand again",
        "The statement stands again.",
        lead=f"“{found.wording}” It was withdrawn because: {found.withdrawn_because}",
        button="Let it stand again",
    )
    why = Why(request.POST or None)
    return decide(
        request,
        page,
        why,
        lambda because: operations.restore_statement(statement=found, because=because, by=request.user),
    )


@needs(operations.name_theme)
def new_theme(request, slug):
    """Name a theme."""
    allowed(request, slug)

    def save(words):
        code = free_code(words["name"], queries.codes(service=slug))
        operations.name_theme(service=slug, code=code, by=request.user, **words)

    return write(request, page_of(slug, "Name a theme", "The theme is named."), forms.NewTheme, save)


@needs(operations.rewrite_theme)
def theme(request, slug, code):
    """Give a theme another name or summary."""
    allowed(request, slug)
    found = get_object_or_404(queries.themes(service=slug), code=code)
    history = reverse("editing:history", args=["theme", found.pk])
    page = page_of(
        slug,
        f"The theme “{found.name}”",
        "The theme is saved.",
        row=found,
        history=history,
        beside=(away(found, slug, "themes", code),),
    )
    return write(
        request, page, forms.Theme, lambda words: operations.rewrite_theme(theme=found, by=request.user, **words)
    )


@needs(operations.write_principle)
def new_principle(request, slug):
    """Put a line of the law into our words."""
    allowed(request, slug)
    page = page_of(slug, "Write a principle", "The principle is written down.")
    return write(request, page, forms.NewPrinciple, lambda words: operations.write_principle(by=request.user, **words))


@needs(operations.rewrite_principle)
def principle(request, slug, pk):
    """Put a line of the law into other words."""
    allowed(request, slug)
    found = get_object_or_404(queries.principles_under(service=slug), pk=pk)
    require(request.user, GO_BY, within=operations.within_principle(principle=found))
    history = reverse("editing:history", args=["principle", found.pk])
    title = f"Principle {found.number} of the {found.act}"
    page = page_of(
        slug,
        title,
        "The principle is saved.",
        row=found,
        history=history,
        beside=(away(found, slug, "principles", pk),),
    )

    def save(words):
        operations.rewrite_principle(principle=found, by=request.user, **words)

    return write(request, page, forms.Principle, save)


@needs(operations.keep_quote)
def new_quote(request, slug):
    """Keep what someone said, word for word."""
    allowed(request, slug)
    page = page_of(
        slug, "Keep what someone said", "The words are kept.", preview="statements/previews/quote.html", shows=as_said
    )

    def save(said):
        operations.keep_quote(service=slug, by=request.user, **said)

    return write(request, page, forms.NewQuote, save, service=slug)


@needs(operations.rewrite_quote)
def quote(request, slug, pk):
    """Put right what was kept of what someone said."""
    allowed(request, slug)
    found = get_object_or_404(queries.quotes_of(service=slug).exclude(words=""), pk=pk)
    page = page_of(
        slug,
        "What someone said",
        "The words are saved.",
        row=found,
        preview="statements/previews/quote.html",
        shows=as_said,
        history=reverse("editing:history", args=["quote", found.pk]),
        beside=(Link("Erase it, because someone asked us to", reverse("statements:erasing", args=[slug, pk])),),
        refusals=(operations.Erased,),
    )

    def save(said):
        operations.rewrite_quote(quote=found, by=request.user, **said)

    return write(request, page, forms.Quote, save, service=slug)


@needs(operations.erase_quote)
def erasing(request, slug, pk):
    """Erase what someone said."""
    allowed(request, slug)
    found = get_object_or_404(queries.quotes_of(service=slug).exclude(words=""), pk=pk)
    page = page_of(
        slug,
        "Erase what someone said",
        "The words are erased, here and in history.",
        lead="The words go, here and in the record. That something was said remains. It cannot be undone.",
        button="Erase it for good",
    )
    why = Why(request.POST or None)
    return decide(
        request, page, why, lambda because: operations.erase_quote(quote=found, because=because, by=request.user)
    )
