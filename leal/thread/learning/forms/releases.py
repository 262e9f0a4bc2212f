"""What people write about a release."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from leal.foundations.editing.forms import Prose, Words, day, line, prose
from leal.foundations.people.models import Person

from ..models import Release

MINUTES = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H.%M"]


class ThePeople(Prose):
    """People who sign in here, by their e-mail addresses, one a line."""

    def clean(self, value) -> list[Person]:
        asked = {one.strip().casefold() for one in super().clean(value).splitlines() if one.strip()}
        known = list(Person.objects.filter(email__in=asked, is_active=True).order_by("email"))
        if unknown := sorted(asked - {one.email for one in known}):
            raise ValidationError(f"Nobody who signs in here has the address {', '.join(unknown)}")
        return known


class NewRelease(forms.Form):
    """A report to be made: of which year, and what it is called."""

    year = forms.ChoiceField(label="Of which year?", error_messages={"required": "Choose the year"})
    title = line("What is it called?", missing="Give it a title", most=200, help_text="Readers see this name.")

    def __init__(self, *args, years: list[str], **given):
        super().__init__(*args, **given)
        self.fields["year"].choices = [(year, year) for year in years]


class Schedule(Words):
    """Who may look at a draft, and when everyone may."""

    readers = ThePeople(
        label="Who may look at it before?",
        required=False,
        rows=6,
        help_text="One e-mail address a line. Nobody else sees the draft but those who make it.",
    )
    publish_at = forms.DateTimeField(
        label="At which minute is it published?",
        required=False,
        help_text="Time in Scotland. For example, 1/9/2026 9:30. Leave it empty until you know.",
        input_formats=MINUTES,
        widget=forms.DateTimeInput(format="%-d/%-m/%Y %-H:%M"),
        error_messages={"invalid": "Write the day and the minute, such as 1/9/2026 9:30"},
    )

    @classmethod
    def of(cls, row: Release) -> dict[str, object]:
        return super().of(row) | {"readers": addresses(row.readers.values_list("pk", flat=True))}

    @classmethod
    def of_version(cls, row: Release, words: dict[str, object]) -> dict[str, object]:
        return super().of_version(row, words) | {"readers": addresses(words.get("readers") or [])}


class PublishRelease(forms.Form):
    """That someone means it: what is published never changes."""

    sure = forms.BooleanField(
        label="I have looked at the report, and it may be published now",
        error_messages={"required": "Tick the box once you have looked at it"},
    )


class Mistake(forms.Form):
    """What is wrong in a published report."""

    wrong = prose(
        "What is wrong?",
        missing="Say what is wrong",
        most=1000,
        help_text="Which figure or which words, what they said, and what is right. Readers see this at once.",
    )
    since = day("Since when was it wrong?", missing="Write the day from which it was wrong")

    def __init__(self, *args, on: date, **given):
        super().__init__(*args, **given)
        self.on = on

    def clean_since(self) -> date:
        if self.cleaned_data["since"] > self.on:
            raise ValidationError("That day has not come yet")
        return self.cleaned_data["since"]


def addresses(keys) -> str:
    """The e-mail addresses of people, by their keys, one a line."""
    return "\n".join(Person.objects.filter(pk__in=list(keys)).order_by("email").values_list("email", flat=True))
