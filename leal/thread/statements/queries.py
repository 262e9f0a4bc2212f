from django.db.models import Prefetch, QuerySet

from .models import Principle, Quote, Statement, Theme


def statements() -> QuerySet[Statement]:
    """Every statement with its theme, in the order of their codes."""
    return Statement.objects.select_related("theme")


def themes() -> QuerySet[Theme]:
    """The themes people found, in the order of their codes."""
    return Theme.objects.all()


def principles() -> QuerySet[Principle]:
    """The principles of the law, in its order."""
    return Principle.objects.all()


def quotes() -> QuerySet[Quote]:
    """What people said, oldest first; erased words are left out."""
    return Quote.objects.exclude(words="")


def with_quotes() -> QuerySet[Statement]:
    """Statements with what people said, word for word."""
    return statements().prefetch_related(Prefetch("quotes", queryset=quotes()))
