"""The yearly report as it was published: frozen, corrected beside, never replaced."""

from django.db import models
from django.db.models import F, Q

from leal.thread.evidence.models.judgements import YEAR


class Release(models.Model):
    """The report of one year of a charter: a draft, then published at a minute, then never changed.

    code          its name in addresses, for ever: “2022-23”, corrected “2022-23-2”
    readers       who may look at the draft, and nobody else but those who make it
    files_at      when its files were made; None while there are none, and then nothing can be published
    publish_at    the minute it is to be published; None until someone says
    published_at  when it was
    corrects      the release in whose place it stands
    """

    edited = ("readers", "publish_at")

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    code = models.SlugField(max_length=30)
    year = models.CharField(max_length=7)
    title = models.CharField(max_length=200)
    readers = models.ManyToManyField("people.Person", related_name="+")
    files_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "code"], name="one_release_for_each_code"),
            models.CheckConstraint(condition=Q(year__regex=YEAR), name="a_release_is_of_a_charter_year"),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(files_at__isnull=False, publish_at__isnull=False, published_at__gte=F("publish_at")),
                name="a_release_is_published_whole_and_not_early",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class ReleaseFile(models.Model):
    """One file of a release, with the digest that shows it is still the same. The database checks it, too.

    text  the words of its link; format as a link says it: PDF, ODS
    size  in bytes
    """

    history_leaves_out = ("content",)

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    text = models.CharField(max_length=200)
    format = models.CharField(max_length=20)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="one_file_for_each_name_of_a_release"),
        ]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What was wrong in a published release, and since when; said at once, before the release that puts it right.

    since  the day from which it was wrong, as far as we know
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="corrections")
    wrong = models.TextField()
    since = models.DateField()
    told_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=""), name="a_correction_says_what_was_wrong"),
            models.CheckConstraint(condition=Q(told_on__gte=F("since")), name="a_correction_is_told_after_the_mistake"),
        ]

    def __str__(self) -> str:
        return self.wrong
