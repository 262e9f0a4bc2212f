from django.db.models import Exists, OuterRef, Q, QuerySet

from leal.thread.panels.models import CoreGroup, Draw, Gathering


def groups_to_repeat(*, service: str) -> QuerySet[CoreGroup]:
    """The groups whose lottery is published, so that anyone can repeat the draw, newest first. One query."""
    published = Draw.objects.filter(group=OuterRef("pk")).exclude(lottery={})
    return CoreGroup.objects.filter(Exists(published), panel__service=service).select_related("panel")


def told_back(*, service: str) -> QuerySet[Gathering]:
    """The gatherings that people came to and were told back about, newest first. One query."""
    told = Gathering.objects.filter(~Q(what_came=""), panel__service=service, told_on__isnull=False)
    return told.select_related("panel")
