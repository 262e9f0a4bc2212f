from django.db import models
from django.db.models import F, Q

from .gatherings import Gathering
from .members import PanelMember
from .panels import Panel, RecruitmentWave


class RenewalRound(models.Model):
    """One time of asking members “do you still want to take part?”: everyone of a panel, or of one wave.

    since       whoever was asked, or joined, on that day or after it is not asked again
    answer_by   the day that people are told; late answers count until the asking closes
    silence     what happens with whoever does not answer, told to them beforehand
    asking      the asking its letters belong to
    mailing     the work that last wrote to many
    settled_on  when a colleague did what was said about silence; None while that is to do
    settling    the work that does it, where it concerns many
    """

    class Silence(models.TextChoices):
        STAY = "stay", "They stay members, and are asked again another time"
        LEAVE = "leave", "They are reminded, and after that their membership ends and what they told us is erased"

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="renewal_rounds")
    wave = models.ForeignKey(RecruitmentWave, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    begun_on = models.DateField()
    answer_by = models.DateField()
    silence = models.CharField(max_length=5, choices=Silence.choices, default=Silence.STAY)
    asking = models.OneToOneField("invitations.Asking", on_delete=models.PROTECT, related_name="+")
    mailing = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    settling = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(answer_by__gt=F("begun_on")), name="there_is_time_to_answer"),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return self.panel.scope

    def __str__(self) -> str:
        return f"Do you still want to take part? {self.wave or self.panel}"


class Renewal(models.Model):
    """That a member was asked “do you still want to take part?”, and what they answered last.

    rests_until  the day until which they are invited to nothing, because they said “not now”
    """

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        LATER = "later", "Not now"
        NO = "no", "No"

    round = models.ForeignKey(RenewalRound, on_delete=models.PROTECT, related_name="renewals")
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="renewals")
    asked_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    rests_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "member"], name="asked_once_a_round"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="a_renewal_is_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(rests_until__isnull=True) | Q(answer="later"), name="only_who_says_not_now_rests"
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
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, null=True, blank=True, related_name="thanks")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    for_what = models.CharField(max_length=200)
    pounds = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    given_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pounds__isnull=True) | Q(pounds__gt=0), name="thanks_cost_nothing_less")
        ]


class Expense(models.Model):
    """What taking part cost a member, and when it was paid back. Paid once; never removed.

    claimed_on  when they told us: from then on the days count in which we promise to pay
    """

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
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, null=True, blank=True, related_name="expenses")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    for_what = models.CharField(max_length=200)
    pounds = models.DecimalField(max_digits=8, decimal_places=2)
    claimed_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-claimed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pounds__gt=0), name="an_expense_costs_something"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(paid_on__gte=F("claimed_on")), name="paid_after_it_was_claimed"
            ),
        ]
