"""By which lookup members are where they are, and of whom it is not known."""

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from ..models import Panel, Postcode, PostcodeFile, WaitingLookup

NOT_KNOWN = "not-known"
"""Chosen instead of a council area: members of whom none is known."""


def place_of(*, postcode: str) -> dict[str, object]:
    """Where a postcode lies and by which lookup, as columns of a member; empty when the lookup does not know it."""
    found = Postcode.objects.filter(code=postcode).values("council_area", "urban_rural").first() if postcode else None
    if found is None:
        return {"council_area": "", "urban_rural": "", "area_from": None}
    return found | {"area_from": lookup()}


def lookup() -> PostcodeFile | None:
    """The lookup that counts now."""
    return PostcodeFile.objects.first()


def lookups(*, most: int = 5) -> list[PostcodeFile]:
    """The lookups that were loaded, the newest first."""
    return list(PostcodeFile.objects.all()[:most])


def waiting_lookup(*, panel: Panel) -> WaitingLookup | None:
    """The lookup handed in last, with its work, and whether it still `waits`; None when there is none."""
    found = WaitingLookup.objects.defer("content").select_related("work").filter(panel=panel)
    return found.annotate(waits=ExpressionWrapper(Q(content__isnull=False), BooleanField())).first()


def areas_known(*, panel: Panel) -> dict[str, int]:
    """How many members have an area, gave no postcode, or gave one that is not in the lookup. One query."""
    here = Q(confirmed_on__isnull=False, left_on=None)
    unknown = here & Q(council_area="")
    return panel.members.aggregate(
        known=Count("pk", filter=here & ~Q(council_area="")),
        without=Count("pk", filter=unknown & Q(postcode="")),
        not_found=Count("pk", filter=unknown & ~Q(postcode="")),
    )


def rests_on(*, panel: Panel) -> QuerySet:
    """How many members are where they are by which lookup, the newest first: (its key, how many). One query."""
    known = panel.members.filter(confirmed_on__isnull=False, left_on=None).exclude(council_area="")
    return known.order_by("-area_from").values_list("area_from").annotate(many=Count("pk"))
