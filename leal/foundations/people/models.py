from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower

from .addresses import kept
from .names import folded


class DateRange(Func):
    """The days from `since` up to, and not counting, `until`."""

    function = "daterange"
    output_field = models.CharField()


class People(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "Person":
        """A person who can sign in; without a password they sign in by link or single sign-on."""
        person = self.model(email=kept(email), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Anyone who signs in: colleague, panel member, researcher, reviewer. Never a client's record.

    told_by  how they asked to be told of what needs them; what concerns signing in goes to `email` all the same
    """

    class ToldBy(models.TextChoices):
        EMAIL = "email", "By e-mail"
        LETTER = "letter", "By letter, in the post"

    personal = ("name", "name_key", "email", "password", "last_login", "postal_address")
    # Each sign-in leaves an entry; a row of history besides would say nothing more.
    history_leaves_out = ("last_login",)

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=140, editable=False)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=6, choices=ToldBy.choices, default=ToldBy.EMAIL)
    postal_address = models.TextField(blank=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="person_by_part_of_name")]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="an_address_is_in_small_letters"),
            models.CheckConstraint(
                condition=~Q(told_by="letter") | ~Q(postal_address=""), name="a_letter_needs_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.name_key = folded(self.name)
        if kwargs.get("update_fields") and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)


class Site(models.Model):
    """A place where colleagues work: an office, a local hub, home."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who work together on one part of the service."""

    name = models.CharField(max_length=120, unique=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")

    def __str__(self) -> str:
        return self.name


class Spell(models.Model):
    """Something true of a person from one day until another; `until` is the first day it is no longer so."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="%(class)s_ends_after_it_begins"
            )
        ]


class Membership(Spell):
    """A person's time in a team."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")


class Management(Spell):
    """Who manages whom, and when. One manager at a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="managements")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="manages")

    class Meta(Spell.Meta):
        constraints = [
            *Spell.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=F("manager")), name="nobody_manages_themselves"),
            ExclusionConstraint(
                name="one_manager_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class RoleHolding(Spell):
    """A role a person holds, within a scope: everything, or one charter, team or site.

    A person may hold several. What a role allows stands in access.
    """

    class Scope(models.TextChoices):
        EVERYTHING = "everything", "everything"
        CHARTER = "charter", "one charter"
        TEAM = "team", "one team"
        SITE = "site", "one site"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_holdings")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.EVERYTHING)
    within = models.CharField(max_length=80, blank=True)

    class Meta(Spell.Meta):
        constraints = [
            *Spell.Meta.constraints,
            models.CheckConstraint(
                condition=Q(scope="everything", within="") | (~Q(scope="everything") & ~Q(within="")),
                name="a_narrow_scope_says_within_what",
            ),
        ]
