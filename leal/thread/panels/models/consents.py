from django.db import models
from django.db.models import F, Q

from .members import PanelMember
from .panels import Panel


class ConsentWording(models.Model):
    """The very words by which members or organisations agree to one purpose. Never edited: others are the next version.

    needed  whether nobody can join without agreeing to it
    """

    class Purpose(models.TextChoices):
        TAKE_PART = "take-part", "Being a member, and being written to about it"
        EQUALITY = "equality", "Using answers about equality to choose fairly and to see who is missing"
        RESEARCH = "research", "Using what they say in research that is published"
        PARTNERS = "partners", "Being told of research by others"
        SPEAK_FOR = "speak-for", "Being an organisation of the panel, and being written to about it"
        SHOWN = "shown", "Showing the organisation’s name to everyone"

    OF_ORGANISATIONS = (Purpose.SPEAK_FOR, Purpose.SHOWN)

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="consent_wordings")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    version = models.PositiveSmallIntegerField()
    wording = models.TextField()
    needed = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-needed", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "purpose", "version"], name="one_consent_wording_for_each_version"
            ),
            models.UniqueConstraint(
                fields=["panel", "purpose"], condition=Q(until__isnull=True), name="one_consent_wording_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Agreed(models.Model):
    """That someone agreed to one purpose in certain words, when and how. Withdrawn with a day, never removed."""

    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=PanelMember.How.choices)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["given_on", "pk"]


class Consent(Agreed):
    """What a member agreed to."""

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="consents")

    class Meta(Agreed.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "wording"], condition=Q(withdrawn_on__isnull=True), name="agreed_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="a_consent_is_withdrawn_after_it_is_given",
            ),
        ]
