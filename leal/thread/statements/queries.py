from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from .models import Principle, Quote, Statement, Theme


def statements() -> QuerySet[Statement]:
    """Every statement with its theme, in the order of their codes."""
    return Statement.objects.select_related("theme")


def principles() -> QuerySet[Principle]:
    """The principles of the law, in its order."""
    return Principle.objects.all()


def quotes() -> QuerySet[Quote]:
    """What people said, oldest first; erased words are left out."""
    return Quote.objects.exclude(words="")


def with_quotes() -> QuerySet[Statement]:
    """Statements with what people said, word for word, as `said`: credit, occasion, year and words. One query."""
    about = quotes().filter(statements=OuterRef("pk")).order_by("year", "pk")
    told = JSONObject(words="words", credit="credit", occasion="occasion", year="year")
    return statements().annotate(said=ArraySubquery(about.values(told=told)))


def of_service(*, service: str) -> QuerySet[Statement]:
    """The statements of a service as `with_quotes`, with their principles, theme by theme. Two queries."""
    return with_quotes().filter(service=service).prefetch_related("principles").order_by("theme__code", "pk")


def themes(*, service: str) -> QuerySet[Theme]:
    """The themes of a service, in the order they were named."""
    return Theme.objects.filter(service=service).order_by("pk")
