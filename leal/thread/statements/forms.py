from collections.abc import Iterable

from django import forms
from django.db.models import Q, QuerySet

from leal.foundations.editing.forms import OneOf, Several, Words, line, prose, reason

from . import models, queries
from .models import Reply


class Answer(forms.Form):
    """An anonymous answer to “have we got it right?”."""

    right = forms.ChoiceField(
        label="Have we got it right?",
        choices=Reply.Right.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three"},
    )
    words = forms.CharField(
        label="What would make it right?",
        help_text="You need not say anything here. Please do not write your name or anyone else’s.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Say it in 2,000 letters or fewer. You wrote %(show_value)d"},
    )


# Writing


class Principle(Words):
    """One line of the law, in our words."""

    wording = prose("The principle, in our words", missing="Write the principle", rows=3)
    source = line("Where it can be read", most=500, help_text="The address of the law, or of its explanation.")
    because = reason()


class NewPrinciple(Principle):
    act = line("The law", missing="Name the law", help_text="For example, Social Security (Scotland) Act 2018")
    number = forms.IntegerField(
        label="Its number in the law",
        min_value=1,
        max_value=999,
        error_messages={"required": "Write its number", "invalid": "Write the number in digits, such as 3"},
    )
    because = None
    field_order = ("act", "number", "wording", "source")


class Theme(Words):
    """A group of statements."""

    name = line("Name of the theme", missing="Name the theme")
    summary = prose("What it is about, in a sentence or two", rows=3)
    because = reason()


class NewTheme(Theme):
    because = None


class Statement(Words):
    """What people said, in our words, and on whose word."""

    wording = prose("The statement, in our words", missing="Write the statement", rows=3)
    theme = OneOf("Theme", missing="Choose the theme it belongs to")
    principles = Several("Which principles does it give meaning to?")
    on_whose_words = line(
        "Whose word does it rest on?",
        missing="Say whose word it rests on",
        most=200,
        help_text="A group, never a name: people who had used social security",
    )
    people = forms.IntegerField(
        label="How many people was that?",
        required=False,
        min_value=1,
        max_value=100_000_000,
        help_text="Leave it empty when nobody counted.",
        error_messages={"invalid": "Write the number in digits, such as 30"},
    )
    not_heard = line(
        "Who was not among them?", most=300, help_text="Leave it empty when you do not know. Do not guess."
    )
    group = OneOf("Which core group said it?", help_text="None, if it was no core group. Readers see who is missing.")
    heard_in = line("Where was it said?", missing="Say where it was heard", most=200)
    heard_on = line("When?", most=60, help_text="A day, or words such as “spring 2018”")
    source = line("Where can it be read?", missing="Say where it can be read", most=500)
    because = reason()

    def __init__(self, *args, service: str, has: models.Statement | None = None, **given):
        super().__init__(*args, **given)
        themes, law = queries.themes(service=service), queries.principles_under(service=service)
        self.fields["theme"].queryset = themes.filter(standing_or([has.theme_id] if has else []))
        self.fields["group"].queryset = queries.groups(service=service)
        self.fields["principles"].queryset = law.filter(standing_or(has.principles.values("pk") if has else []))


class NewStatement(Statement):
    because = None


def standing_or(had: Iterable[int] | QuerySet) -> Q:
    """What stands, and what a statement has already though it was withdrawn since, by key."""
    return Q(withdrawn_on=None) | Q(pk__in=had)


class Quote(Words):
    """What one person said, word for word."""

    words = prose("What the person said, word for word", missing="Write what they said", rows=4)
    credit = line(
        "How are they credited?",
        missing="Say how they are credited",
        help_text="By their part in it, never by name: Staff focus group participant",
    )
    occasion = line("On which occasion?", missing="Name the occasion", most=200)
    year = forms.IntegerField(
        label="In which year?",
        min_value=1900,
        max_value=2999,
        error_messages={
            "required": "Write the year",
            "invalid": "Write the year in four digits, such as 2018",
            "min_value": "Write the year in four digits, such as 2018",
            "max_value": "Write the year in four digits, such as 2018",
        },
    )
    source = line("Where can it be read?", missing="Say where it can be read", most=500)
    statements = Several("Which statements does it speak for?")
    because = reason()

    def __init__(self, *args, service: str, **given):
        super().__init__(*args, **given)
        self.fields["statements"].queryset = queries.statements_of(service=service)


class NewQuote(Quote):
    because = None
