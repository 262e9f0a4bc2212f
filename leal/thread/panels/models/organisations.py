from django.db import models
from django.db.models import F, Q

from .consents import Agreed
from .members import CAN_BE_TOLD, PanelMember
from .panels import Panel


class Organisation(models.Model):
    """An organisation that speaks for people, beside them on the panel, or that has asked to. Never counted as people.

    On the panel from `joined_on` until `left_on`, never removed. Leaving blanks every personal column, here and in
    history: whose hand it was is nobody’s business any more. That the organisation was here stays.

    speaks_for    for whom, in its own words
    helps_with    what it can help with: a room, an interpreter, reaching people
    told_by       how its contact asked to be told
    format        the form that suits them
    how_joined    online, or how a colleague heard from them
    """

    personal = ("contact_name", "email", "phone", "postal_address", "told_by", "format")
    edited = ("name", "speaks_for", "helps_with", *personal)

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=160)
    speaks_for = models.TextField()
    helps_with = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    told_by = models.CharField(max_length=6, choices=PanelMember.ToldBy.choices, default=PanelMember.ToldBy.EMAIL)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(blank=True)
    format = models.CharField(max_length=20, choices=PanelMember.Format.choices, default=PanelMember.Format.PLAIN)
    how_joined = models.CharField(max_length=10, choices=PanelMember.How.choices, default=PanelMember.How.ONLINE)
    asked_on = models.DateField()
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=CAN_BE_TOLD, name="an_organisation_can_be_told_as_it_asked"),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service of whose panel it is."""
        return self.panel.scope

    def __str__(self) -> str:
        return self.name


class OrganisationConsent(Agreed):
    """What an organisation agreed to."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consents")

    class Meta(Agreed.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "wording"],
                condition=Q(withdrawn_on__isnull=True),
                name="an_organisation_agreed_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="an_organisation_withdraws_after_it_agreed",
            ),
        ]
