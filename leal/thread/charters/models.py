from django.db import models


class Charter(models.Model):
    """The lasting promise of a public service to the people who use it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=120)
    act = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    year_starts_in = models.PositiveSmallIntegerField(default=4)
    contact = models.TextField(blank=True)
    accessibility_enforced_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year_starts_in__range=(1, 12)), name="a_charter_year_starts_in_a_month"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How access names this charter, for roles held within it."""
        return f"charter {self.slug}"


class Body(models.Model):
    """One of those who made the promises and must keep them, or see that they are kept."""

    class Kind(models.TextChoices):
        AGENCY = "agency"
        GOVERNMENT = "government"
        PARLIAMENT = "parliament"
        OTHER = "other"

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    does = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "name"], name="one_row_for_each_body")]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """The text of a charter as agreed on a day."""

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="editions")
    code = models.SlugField(max_length=20)
    title = models.CharField(max_length=120)
    agreed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["charter", "published_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "code"], name="one_edition_for_each_code")]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A piece of the introduction: what each body does, who sees to it, whom to contact; or a word explained."""

    class Kind(models.TextChoices):
        WELCOME = "welcome"
        WHO_DOES_WHAT = "who-does-what"
        WHO_SEES_TO_IT = "who-sees-to-it"
        CONTACT = "contact"
        WORD = "word"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    heading = models.CharField(max_length=120)
    words = models.TextField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["edition", "place"], name="one_passage_in_each_place")]

    def __str__(self) -> str:
        return self.heading


class Section(models.Model):
    """A part of the charter’s text."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(max_length=10)
    name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_section_for_each_code"),
            models.UniqueConstraint(fields=["edition", "place"], name="one_section_in_each_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """A promise in an edition. It answers statements; where one sentence holds several promises it has parts."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="commitments")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="commitments")
    code = models.SlugField(max_length=20)
    title = models.CharField(max_length=60)
    wording = models.TextField()
    place = models.PositiveSmallIntegerField()
    binds = models.ManyToManyField(Body, related_name="commitments")
    answers = models.ManyToManyField("statements.Statement", related_name="+", blank=True)

    class Meta:
        ordering = ["section__place", "place"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_commitment_for_each_code"),
            models.UniqueConstraint(fields=["section", "place"], name="one_commitment_in_each_place"),
        ]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """One of several promises held in one sentence."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="parts")
    letter = models.CharField(max_length=2)
    wording = models.TextField()

    class Meta:
        ordering = ["letter"]
        constraints = [models.UniqueConstraint(fields=["commitment", "letter"], name="one_part_for_each_letter")]

    def __str__(self) -> str:
        return self.wording


class Ask(models.Model):
    """What the service asks of the people it is for: why, how it makes that easy, and what happens if not."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="asks")
    code = models.SlugField(max_length=20)
    wording = models.TextField()
    why = models.TextField()
    how_we_make_it_easy = models.TextField()
    if_not = models.TextField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_ask_for_each_code")]

    def __str__(self) -> str:
        return self.wording
