from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from leal.thread.panels.models import CoreGroup

from .models import Principle, Quote, Statement, Theme


def statements() -> QuerySet[Statement]:
    """Every statement with its theme, in the order of their codes."""
    return Statement.objects.select_related("theme", "group__panel")


def principles() -> QuerySet[Principle]:
    """The principles of the law that stand, in its order."""
    return Principle.objects.filter(withdrawn_on=None)


def principles_under(*, service: str) -> QuerySet[Principle]:
    """The principles of the acts that a service’s statements rest on, the withdrawn among them.

    All there are while none rests on any.
    """
    acts = Principle.objects.filter(statements__service=service).values("act")
    found = Principle.objects.filter(act__in=acts)
    return found if acts.exists() else Principle.objects.all()


def giving_meaning_to(*, principle: Principle) -> QuerySet[Statement]:
    """The statements that say what a principle should mean, whoever said them, by their codes. One query."""
    return statements().filter(principles=principle, withdrawn_on=None)


def belonging_to(*, theme: Theme) -> QuerySet[Statement]:
    """The statements of a theme that stand, by their codes. One query."""
    return statements().filter(theme=theme, withdrawn_on=None)


def services_under(*, act: str) -> list[str]:
    """The services whose statements rest on principles of an act, in order."""
    resting = Statement.objects.filter(principles__act=act).order_by("service")
    return list(resting.values_list("service", flat=True).distinct())


def statements_of(*, service: str) -> QuerySet[Statement]:
    """The statements of a service with their themes, theme by theme."""
    return statements().filter(service=service).order_by("theme__code", "code")


def codes(*, service: str) -> set[str]:
    """The codes that statements and themes of a service have."""
    statements_, themes_ = (rows.filter(service=service).values("code") for rows in (Statement.objects, Theme.objects))
    return set(statements_.union(themes_).values_list("code", flat=True))


def quotes_of(*, service: str) -> QuerySet[Quote]:
    """What users of a service said, oldest first, the erased among it."""
    return Quote.objects.filter(service=service)


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
    """The themes of a service, the withdrawn among them, in the order they were named."""
    return Theme.objects.filter(service=service).order_by("pk")


def groups(*, service: str) -> QuerySet[CoreGroup]:
    """The core groups of a service, the newest first. One query."""
    return CoreGroup.objects.filter(panel__service=service)


def resting_on(*, group: CoreGroup) -> QuerySet[Statement]:
    """The statements that rest on the words of a core group, by their codes. One query."""
    return Statement.objects.filter(group=group, withdrawn_on=None)
