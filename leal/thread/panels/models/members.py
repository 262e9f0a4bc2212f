import uuid
from datetime import timedelta

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from leal.foundations.people.names import folded

from .areas import PostcodeFile
from .panels import Panel, PanelQuestion, RecruitmentWave

REACHED_BY = {"email": "email", "letter": "postal_address", "text": "phone", "phone": "phone"}
"""Which column each way of being told needs."""

CAN_BE_TOLD = (
    Q(left_on__isnull=False)
    | (Q(told_by="email") & ~Q(email=""))
    | (Q(told_by="letter") & ~Q(postal_address=""))
    | (Q(told_by__in=["text", "phone"]) & ~Q(phone=""))
)
"""That whoever has not left can be told in the way they asked for: members and organisations."""


class PanelMember(models.Model):
    """Someone with experience of the service who takes part, or has asked to.

    Its key is random: it tells neither who nor when. Nothing finds a member by
    e-mail address but reading the panel through; no index, key or sign-in leads
    from here to a client. Counted as a member from `confirmed_on` until
    `left_on`. Leaving blanks every personal column, here and in history; the
    row stays, so that what rests on numbers still adds up.

    person      their own account, where they have one
    told_by     how they asked to be told
    needs       what they need to take part, in their own words: never a diagnosis
    council_area, urban_rural  from the postcode, by the lookup file the organisation loaded; "" when not known
    area_from   the lookup file that says so
    """

    class How(models.TextChoices):
        ONLINE = "online", "Online"
        PHONE = "phone", "By phone"
        PAPER = "paper", "On paper"
        IN_PERSON = "in-person", "In person"

    class ToldBy(models.TextChoices):
        EMAIL = "email", "E-mail"
        LETTER = "letter", "Letter"
        TEXT = "text", "Text message"
        PHONE = "phone", "Phone call"

    class Format(models.TextChoices):
        PLAIN = "plain", "Ordinary print or text"
        LARGE_PRINT = "large-print", "Large print"
        EASY_READ = "easy-read", "Easy read"
        AUDIO = "audio", "Audio"
        BRAILLE = "braille", "Braille"
        BSL = "bsl", "British Sign Language video"

    personal = (
        *("name", "name_key", "email", "phone", "postal_address", "postcode", "council_area", "urban_rural"),
        *("told_by", "format", "language", "needs"),
    )
    edited = ("name", "email", "phone", "postal_address", "postcode", "told_by", "format", "language", "needs")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="members")
    person = models.OneToOneField("people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    wave = models.ForeignKey(RecruitmentWave, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=140, editable=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    council_area = models.CharField(max_length=60, blank=True)
    urban_rural = models.CharField(max_length=60, blank=True)
    area_from = models.ForeignKey(
        PostcodeFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told_by = models.CharField(max_length=6, choices=ToldBy.choices, default=ToldBy.EMAIL)
    format = models.CharField(max_length=20, choices=Format.choices, default=Format.PLAIN)
    language = models.CharField(max_length=12, default="en")
    needs = models.TextField(blank=True)
    how_joined = models.CharField(max_length=10, choices=How.choices, default=How.ONLINE)
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name_key", "key"]
        indexes = [
            models.Index(fields=["panel", "name_key", "key"], name="member_by_name"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="member_by_part_of_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=CAN_BE_TOLD, name="a_member_can_be_told_as_they_asked"),
        ]

    def __str__(self) -> str:
        return self.name or "Someone who has left"

    def save(self, *args, **kwargs):
        self.name_key = folded(self.name)
        if kwargs.get("update_fields") and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)


class Answers(models.Model):
    """What a member answered, by the codes of questions: {"benefits": ["child-payment"], "age": "25-34"}.

    A question they left out is not there; `PanelQuestion.PREFER_NOT_TO_SAY` is
    an answer. A list where several may be chosen, else one code.
    """

    personal = ("answers",)
    about: str

    member = models.OneToOneField(PanelMember, on_delete=models.CASCADE, primary_key=True, related_name="%(class)s")
    answers = models.JSONField(default=dict)
    answered_on = models.DateField()

    class Meta:
        abstract = True


class Experience(Answers):
    """What a member knows of the service from their own life: benefits, caring, groups of conditions.

    Answered anew when they say that it changed; gone when they leave.
    """

    about = PanelQuestion.About.EXPERIENCE


class EqualityAnswers(Answers):
    """What a member chose to say of themselves, so that the panel can be compared with everyone.

    Kept apart from their name and address, and shown of one person to that
    person alone. Gone when they leave or no longer agree to it.
    """

    about = PanelQuestion.About.EQUALITY


class Confirmation(models.Model):
    """A link or a code sent to whoever asked to join, to show that the address is theirs. Good once.

    Of a member or of an organisation; nobody's when the address was known
    already, so that asking takes the same work either way. It has no history;
    that someone confirmed stays recorded.

    code  as it is typed from a letter: see `calculations.codes`; 53 bits to guess, and guessing is slowed
    """

    history = None
    GOOD_FOR = {"email": timedelta(days=7), "letter": timedelta(days=35)}

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=14, unique=True)
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey("panels.Organisation", on_delete=models.CASCADE, null=True, related_name="+")
    asked_on = models.DateField()
    good_until = models.DateField()
    used_on = models.DateField(null=True)
