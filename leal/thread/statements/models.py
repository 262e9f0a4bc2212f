import uuid

from django.db import models

from leal.thread.panels.models import CoreGroup


class Principle(models.Model):
    """One line of the law that a charter rests on, in our words; withdrawn, with the reason, when it is law no more."""

    edited = ("wording", "source")

    act = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField()
    wording = models.TextField()
    source = models.URLField(max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["act", "number"]
        constraints = [
            models.UniqueConstraint(fields=["act", "number"], name="one_principle_for_each_number"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
                name="a_principle_is_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Theme(models.Model):
    """A group of statements, found by the people who made them; withdrawn with the reason, never deleted.

    service  whose users they are, as the slug of the charter it has or will have: two services may both
             have a theme “staff”
    """

    edited = ("name", "summary")

    service = models.SlugField(max_length=60)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="one_theme_for_each_code"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
                name="a_theme_is_withdrawn_for_a_reason",
            ),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose words these are."""
        return f"charter {self.service}"

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """What people say a principle should mean in practice, in our words; where it was said and on whose word.

    not_heard  who was not among them; "" when nobody wrote that down
    group      the core group whose words these are, where it was one: who is missing from it was not heard

    A statement that should not stand is withdrawn, with the reason; what answers it still leads to it.
    """

    edited = (
        *("wording", "theme", "principles", "on_whose_words", "people"),
        *("not_heard", "group", "heard_in", "heard_on", "source"),
    )

    service = models.SlugField(max_length=60)
    code = models.SlugField(max_length=40)
    wording = models.TextField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="statements")
    principles = models.ManyToManyField(Principle, related_name="statements", blank=True)
    heard_in = models.CharField(max_length=200)
    heard_on = models.CharField(max_length=60, blank=True)
    on_whose_words = models.CharField(max_length=200)
    people = models.PositiveIntegerField(null=True, blank=True)
    not_heard = models.CharField(max_length=300, blank=True)
    group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=500)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="one_statement_for_each_code"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
                name="a_statement_is_withdrawn_for_a_reason",
            ),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose words these are."""
        return f"charter {self.service}"

    def __str__(self) -> str:
        return self.wording


class Quote(models.Model):
    """What one person said, word for word, credited by occasion and never by name."""

    personal = ("words",)
    edited = ("words", "credit", "occasion", "year", "source", "statements")

    service = models.SlugField(max_length=60)
    words = models.TextField()
    credit = models.CharField(max_length=120)
    occasion = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=500)
    statements = models.ManyToManyField(Statement, related_name="quotes", blank=True)

    class Meta:
        ordering = ["year", "pk"]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose words these are."""
        return f"charter {self.service}"

    def __str__(self) -> str:
        return self.words


class Reply(models.Model):
    """Someone’s answer to “have we got it right?”. Nobody can know whose.

    A random key, the day and no row history: nothing here can be laid beside
    anything else to find who wrote it.
    """

    history = None
    anonymous = True

    class Right(models.TextChoices):
        YES = "yes", "Yes, this is right"
        PARTLY = "partly", "Partly"
        NO = "no", "No, this is not right"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="replies")
    right = models.CharField(max_length=6, choices=Right.choices)
    words = models.TextField(blank=True, max_length=2000)
    given_on = models.DateField()
