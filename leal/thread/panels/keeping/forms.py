"""Forms of those who keep a panel alive, and of members who are asked."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from leal.foundations.editing.forms import OneOf, Several, Words, day, line, prose, reason
from leal.foundations.invitations.models import Sheet

from ..models import Expense, Panel, Renewal, RenewalRound, Thanks
from ..queries import keeping as queries

YEAR = timedelta(days=365)
FOUR_WEEKS = timedelta(days=28)
MOST_POUNDS = Decimal(5000)


class WaveWords(Words):
    """Whom we look for, how, and from when to when."""

    name = line("What is it called?", missing="Give it a name", help_text="As readers will see it")
    hoped_for = prose(
        "Whom do you hope to reach?", missing="Say whom you hope to reach", rows=3, help_text="Those who are missing."
    )
    wanted = forms.IntegerField(
        label="How many do you hope for?",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="Leave it empty if you have no number in mind.",
        error_messages={
            "invalid": "Write a whole number, such as 60",
            "min_value": "Write 1 or more, or leave it empty",
            "max_value": "Write a smaller number",
        },
    )
    how = prose("How do people hear of it?", rows=3, help_text="Posters, groups we visit, letters.")
    words = prose(
        "What do people read before they join?",
        rows=4,
        help_text="It stands on the page for joining while this is open.",
    )
    opened_on = day("From which day?", missing="Say from which day")
    closed_on = day(
        "On which day does it close?",
        help_text="From that day on nobody can ask to join. Leave it empty if you do not know yet.",
    )
    because = reason()

    def clean(self):
        given = super().clean()
        opens, closes = given.get("opened_on"), given.get("closed_on")
        if opens and closes and closes <= opens:
            self.add_error("closed_on", "It closes before anyone can join. Choose a day after it opens")
        return given


class NewWave(WaveWords):
    because = None

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.fields["opened_on"].initial = localdate()


class NewRenewal(Words):
    """Whom to ask, by when, and what silence will mean."""

    wave = OneOf("Only those who joined in one wave?")
    since = day(
        "Whom not to ask again: since which day?",
        missing="Say since which day",
        help_text="Whoever was asked or joined on that day or after it is passed over. So is whoever said “not now”.",
    )
    answer_by = day(
        "By which day do you hope for answers?",
        missing="Say by which day",
        help_text="People are told this day. Answers that come up to 14 days later still count.",
    )
    silence = forms.ChoiceField(
        label="What happens with those who do not answer?",
        help_text="They are told beforehand. Nothing happens by itself: a colleague does it.",
        choices=RenewalRound.Silence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what happens with those who do not answer"},
    )

    def __init__(self, *args, panel: Panel, **given):
        super().__init__(*args, **given)
        today = localdate()
        self.fields["wave"].queryset = panel.waves.all()
        self.fields["since"].initial, self.fields["answer_by"].initial = today - YEAR, today + FOUR_WEEKS

    def clean_since(self):
        if self.cleaned_data["since"] > localdate():
            raise ValidationError("That day is still to come. Choose today or an earlier day")
        return self.cleaned_data["since"]

    def clean_answer_by(self):
        if self.cleaned_data["answer_by"] < localdate() + timedelta(days=7):
            raise ValidationError("Give people a week or more: letters take their time")
        return self.cleaned_data["answer_by"]


class Still(forms.Form):
    """Whether someone still wants to take part."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[
            (Renewal.Answer.YES, "Yes"),
            (Renewal.Answer.LATER, "Not now. I stay a member, and you invite me to nothing for six months"),
            (Renewal.Answer.NO, "No, I want to leave"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one answer", "invalid_choice": "Choose one of the three answers"},
    )


class StillForThem(Still):
    """The same, as a colleague heard it."""

    way = forms.ChoiceField(
        label="How did they tell you?",
        choices=[(way, words) for way, words in Sheet.Way.choices if way != Sheet.Way.ONLINE],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how they told you"},
    )

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.fields["answer"].label = "Do you still want to take part?"


class Look(forms.Form):
    """Look for someone by name."""

    name = line("Part of a name")


class Sure(forms.Form):
    """That someone has looked before they do what cannot be undone."""

    sure = forms.BooleanField(
        label="I have read what happens, and it is what people were told",
        error_messages={"required": "Read it, and tick the box if it is so"},
    )


class Days(forms.Form):
    """In how many days we promise to pay."""

    days = forms.IntegerField(
        label="Within how many days do you promise to pay?",
        min_value=1,
        max_value=365,
        error_messages={
            "required": "Write how many days, such as 14",
            "invalid": "Write a whole number, such as 14",
            "min_value": "Write 1 or more",
            "max_value": "Nobody should wait so long. Write 365 or fewer",
        },
    )


def pounds(label: str, *, missing: str, help_text: str = "") -> forms.CharField:
    """An amount as people write it: "£8.40", "8.4", "12"."""
    return Pounds(label=label, required=bool(missing), help_text=help_text, error_messages={"required": missing})


class Pounds(forms.CharField):
    """Pounds and pence."""

    def clean(self, value) -> Decimal | None:
        written = super().clean(value).replace("£", "").replace(",", "").replace(" ", "")
        if not written:
            return None
        amount = written.split(".")
        if len(amount) > 2 or not all(part.isascii() and part.isdigit() for part in amount) or len(amount[-1]) > 9:
            raise ValidationError("Write pounds and pence, such as 8.40")
        if len(amount) == 2 and len(amount[1]) > 2:
            raise ValidationError("Write at most two figures for the pence, such as 8.40")
        found = Decimal(written)
        if not 0 < found <= MOST_POUNDS:
            raise ValidationError(f"Write an amount between 1p and £{MOST_POUNDS:,}")
        return found


class OfGathering(forms.Form):
    """A form about those on the list of a gathering."""

    def __init__(self, *args, gathering, **given):
        super().__init__(*args, **given)
        people = next(name for name in ("member", "members") if name in self.fields)
        self.fields[people].queryset = queries.on_list(gathering=gathering)

    def not_ahead(self, name: str):
        if self.cleaned_data[name] > localdate():
            raise ValidationError("That day is still to come. Choose today or an earlier day")
        return self.cleaned_data[name]


class Claim(OfGathering):
    """What taking part cost someone."""

    member = OneOf("Whom did it cost something?", missing="Choose who it is")
    kind = forms.ChoiceField(
        label="What kind of cost is it?", choices=Expense.Kind.choices, error_messages={"required": "Choose the kind"}
    )
    for_what = line(
        "What was it for?", missing="Say what it was for", most=200, help_text="For example: bus, both ways"
    )
    pounds = pounds("How much, in pounds?", missing="Say how much it was", help_text="For example, 8.40")
    on = day("When did they tell us?", missing="Say when they told us", help_text="Our promise counts from that day.")

    def clean_on(self):
        return self.not_ahead("on")


class Thank(OfGathering):
    """How people were thanked."""

    members = Several("Who was thanked?", missing="Choose who was thanked")
    kind = forms.ChoiceField(
        label="How?", choices=Thanks.Kind.choices, error_messages={"required": "Choose how they were thanked"}
    )
    for_what = line("For what?", missing="Say what for", most=200, help_text="They read this on their own page")
    pounds = pounds("Worth how much to each, in pounds?", missing="", help_text="Leave it empty for a letter.")
    on = day("When?", missing="Say when")

    def clean_on(self):
        return self.not_ahead("on")
