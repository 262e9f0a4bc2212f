from django.db import models
from django.db.models import Q

from .members import PanelMember


class Renewal(models.Model):
    """That a member was asked “do you still want to take part?”, and what they answered. Answered once."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="renewals")
    asked_on = models.DateField()
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "asked_on"], name="asked_once_a_day"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="a_renewal_is_answered_on_a_day",
            ),
        ]


class Thanks(models.Model):
    """How a member was thanked, for what and when. Never edited."""

    class Kind(models.TextChoices):
        LETTER = "letter", "A letter"
        VOUCHER = "voucher", "A voucher"
        PAYMENT = "payment", "A payment"

    personal = ("for_what",)

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="thanks")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    for_what = models.CharField(max_length=200)
    pounds = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ["-given_on", "-pk"]


class Expense(models.Model):
    """What taking part cost a member, and when it was paid back. Paid once; never removed."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", "Travel"
        CARE = "care", "Care for someone"
        CHILDCARE = "childcare", "Childcare"
        SUPPORT = "support", "Someone to support them"
        FOOD = "food", "Food"
        PHONE = "phone", "Phone or internet"
        OTHER = "other", "Something else"

    personal = ("for_what",)

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="expenses")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    for_what = models.CharField(max_length=200)
    pounds = models.DecimalField(max_digits=8, decimal_places=2)
    claimed_on = models.DateField()
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-claimed_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(pounds__gt=0), name="an_expense_costs_something")]
