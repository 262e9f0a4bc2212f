from django.db import models


class Edition(models.Model):
    """The text of a charter as agreed on a day. Once published it never changes: the database refuses.

    follows  the edition it was drafted from, whose every promise it accounts for
    laid_on  when it was put before those who must agree to it
    about    what a reader should know of this text: whose words it is in, what is missing
    """

    edited = ("code", "title", "laid_on", "about")

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="editions")
    code = models.SlugField(max_length=20)
    title = models.CharField(max_length=120)
    follows = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="followed_by")
    about = models.TextField(blank=True)
    laid_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["charter", "published_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "code"], name="one_edition_for_each_code")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_on is not None


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
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "place"], name="one_passage_in_each_place", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.heading


class Section(models.Model):
    """A part of the charter’s text; inside another section, a part of that.

    within   the section it is a part of, which stands before it
    lead_in  who acts, as the words its promises begin with: "Our colleagues will"
    """

    edited = ("code", "name", "summary", "lead_in", "within")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(max_length=10)
    name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    lead_in = models.CharField(max_length=120, blank=True)
    within = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="inside")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_section_for_each_code"),
            models.UniqueConstraint(
                fields=["edition", "place"], name="one_section_in_each_place", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def top(self) -> "Section":
        """The section itself, or the one it is a part of."""
        return self.within or self


class Commitment(models.Model):
    """A promise in an edition. It answers statements; where one sentence holds several promises it has parts.

    achieved_by  what those bound say they will do to keep it, one thing a line
    """

    edited = ("section", "code", "title", "wording", "achieved_by", "parts", "binds", "answers")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="commitments")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="commitments")
    code = models.SlugField(max_length=20)
    title = models.CharField(max_length=60)
    wording = models.TextField()
    achieved_by = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField()
    binds = models.ManyToManyField("charters.Body", related_name="commitments")
    answers = models.ManyToManyField("statements.Statement", related_name="+", blank=True)

    class Meta:
        ordering = ["section__place", "place"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_commitment_for_each_code"),
            models.UniqueConstraint(
                fields=["section", "place"], name="one_commitment_in_each_place", deferrable=models.Deferrable.DEFERRED
            ),
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

    edited = ("code", "wording", "why", "how_we_make_it_easy", "if_not")

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
