from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q


class Panel(models.Model):
    """A standing body of people with experience of the service. Closed with a day, never removed.

    service      whose users they are, as the slug of the charter it has or will have
    pays_within  in how many days we promise to pay back what taking part cost someone
    made_up      whether its members are of the story, which every page that counts them then says
    """

    edited = ("name", "about", "contact")

    service = models.SlugField(max_length=60)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    pays_within = models.PositiveSmallIntegerField(default=14)
    made_up = models.BooleanField(default=False)

    class Meta:
        ordering = ["service", "opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="one_panel_for_each_code"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="a_panel_closes_after_it_opens",
            ),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return f"charter {self.service}"

    def __str__(self) -> str:
        return self.name


class PanelQuestion(models.Model):
    """One question that everyone who joins is asked, with why it is asked. Never reworded once answered.

    New words are a new question with a code of its own: answers to unlike
    questions are never joined. A question is withdrawn with a day.

    about    experience of the service (benefits, caring, groups of conditions), or equality
    choices  what may be answered, as [code, words] in order; “prefer not to say” can always be answered
    several  whether more than one may be chosen
    """

    PREFER_NOT_TO_SAY = "prefer-not-to-say"

    class About(models.TextChoices):
        EXPERIENCE = "experience", "Experience of the service"
        EQUALITY = "equality", "Equality"

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="questions")
    about = models.CharField(max_length=10, choices=About.choices)
    code = models.SlugField(max_length=40)
    wording = models.CharField(max_length=300)
    why_asked = models.TextField()
    called = models.CharField(max_length=60)
    choices = models.JSONField()
    several = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()
    asked_since = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "code"], name="one_panel_question_for_each_code"),
            models.CheckConstraint(condition=~Q(why_asked=""), name="a_panel_question_says_why_it_is_asked"),
        ]

    def __str__(self) -> str:
        return self.wording

    def words_for(self, answer: str) -> str:
        """A choice as people read it, by its code."""
        return {self.PREFER_NOT_TO_SAY: "Prefer not to say", **dict(self.choices)}.get(answer, answer)


class RecruitmentWave(models.Model):
    """One time of looking for new members: when, whom we hoped for, and how they heard of it.

    A panel that had one takes members of its own accord only while one is open; one that never had takes them always.

    wanted     how many we hope for
    words      what whoever thinks of joining reads about it
    closed_on  the first day on which it is closed, known beforehand or not
    """

    edited = ("name", "hoped_for", "wanted", "how", "words", "opened_on", "closed_on")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="waves")
    name = models.CharField(max_length=120)
    hoped_for = models.TextField(blank=True)
    wanted = models.PositiveIntegerField(null=True, blank=True)
    how = models.TextField(blank=True)
    words = models.TextField(blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "name"], name="one_wave_for_each_name"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="a_wave_closes_after_it_opens",
            ),
        ]

    def runs(self, on: date) -> bool:
        """Whether people can ask to join by it that day."""
        return self.opened_on <= on and (self.closed_on is None or self.closed_on > on)

    @property
    def last_day(self) -> date | None:
        """The last day on which people can ask to join; None while it is not known."""
        return self.closed_on and self.closed_on - timedelta(days=1)

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return self.panel.scope

    def __str__(self) -> str:
        return self.name
