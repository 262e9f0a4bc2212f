from django.db import models
from django.db.models import Q

from leal.foundations.formats import LANGUAGES

NAMES = [(code, language.name) for code, language in LANGUAGES.items()]


class Format(models.Model):
    """An edition in a form or a language that people made. Never edited: what is made anew is another row.

    It stands outside the text: a published edition never changes, and its formats come later.

    words      the rows of Easy Read, a translation, or the transcript of a recording in BSL
    content    a file instead: Easy Read or a translation as PDF, a recording of a voice
    made_by    who made it, as readers are told: an organisation or a group
    made_from  a digest of each piece of the words that it was made from, by the piece's name
    """

    history_leaves_out = ("content",)

    class Kind(models.TextChoices):
        EASY_READ = "easy-read", "Easy Read"
        BSL = "bsl", "British Sign Language"
        RECORDING = "recording", "Read aloud by a person"
        TRANSLATION = "translation", "In another language"

    edition = models.ForeignKey("charters.Edition", on_delete=models.CASCADE, related_name="formats")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    language = models.CharField(max_length=8, choices=NAMES)
    words = models.TextField(blank=True)
    content = models.BinaryField(null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=40, blank=True)
    link = models.URLField(max_length=300, blank=True)
    about = models.TextField(blank=True)
    made_by = models.CharField(max_length=200)
    made_from = models.JSONField()
    made_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(content__isnull=False), name="a_format_has_words_or_a_file"
            ),
            models.CheckConstraint(
                condition=~Q(kind="bsl") | (~Q(link="") & ~Q(words="")),
                name="a_bsl_recording_has_its_transcript",
            ),
            models.CheckConstraint(
                condition=~Q(kind="recording") | Q(content__isnull=False), name="a_recording_has_its_sound"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_language_display()}"

    @property
    def is_file(self) -> bool:
        return bool(self.name)


class FormatState(models.Model):
    """How far a format is: who said so, when and why. Never edited; the newest counts.

    reader_group  who read it and found it good, as readers are told; only of what was checked
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", "Drafted"
        CHECKED = "checked", "Checked"
        AGREED = "agreed", "Agreed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    format = models.ForeignKey(Format, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=9, choices=State.choices)
    reader_group = models.CharField(max_length=200, blank=True)
    because = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="checked") ^ Q(reader_group=""), name="what_was_checked_was_checked_by_a_reader_group"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(because=""), name="a_format_is_withdrawn_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class FormatWish(models.Model):
    """That someone asked for a charter in a form or language; once they are answered, nothing tells who it was.

    contact  how to answer them, in their words; "" where they left none, and as soon as they are answered
    """

    personal = ("contact",)

    class Kind(models.TextChoices):
        EASY_READ = "easy-read", "Easy Read"
        BSL = "bsl", "British Sign Language"
        RECORDING = "recording", "Read aloud"
        TRANSLATION = "translation", "In another language"
        LARGE_PRINT = "large-print", "Large print, sent to me"
        BRAILLE = "braille", "Braille, sent to me"
        OTHER = "other", "In another way"

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="format_wishes")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    language = models.CharField(max_length=8, choices=NAMES)
    words = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (Q(contact="") & ~Q(answer="")),
                name="who_asked_is_forgotten_once_they_are_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_language_display()}"
