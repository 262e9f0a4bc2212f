from django.db import models
from django.db.models import Q

from .groups import CoreGroup
from .panels import Panel


class Missing(models.Model):
    """Who is missing from a panel or a group, who sees to it, and what is being done. Kept until filled; never removed.

    features  as in the targets of a group: {"age": "16-24"}; two pairs where two go together
    words     as readers see it: “Nobody under 25 is here yet”
    doing     what is being done, or was; "" while nothing is, and then the owner is told
    source    where it can be read, when that is published
    """

    edited = ("words", "owner", "doing", "source")

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="missing")
    group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="missing")
    features = models.JSONField(default=dict)
    words = models.CharField(max_length=300)
    owner = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    doing = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    since = models.DateField()
    filled_on = models.DateField(null=True, blank=True)
    filled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["filled_on", "-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(filled_on__isnull=True) | ~Q(filled_because=""), name="a_gap_is_filled_by_something"
            ),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return self.panel.scope

    def __str__(self) -> str:
        return self.words
