from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from leal.foundations.editing.forms import OneOf, Prose, Several, Words, day, line, prose, reason

from ..models import Gathering, GatheringNeed, Panel
from ..queries import gatherings as queries
from . import easy

MOST_TABLES = 500
MOMENTS = ["%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
ASKS = {
    "interpreter": "An interpreter, such as for British Sign Language or Polish",
    "access": "Getting in and about, such as a lift or a ramp",
    "breaks": "Breaks, or a shorter time",
    "reader": "Someone to read or write with you",
    "childcare": "Childcare",
    "care": "Care for someone you look after",
    "expenses": "Money for the journey before the day",
    "other": "Anything else",
}


def moment(label: str, *, missing: str, help_text: str) -> forms.DateTimeField:
    """A day with a time, as people write it."""
    wrong = "Write the day and the time, such as 2/3/2027 10:30"
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        input_formats=MOMENTS,
        widget=forms.DateTimeInput(format="%-d/%-m/%Y %H:%M"),
        error_messages={"required": missing, "invalid": wrong},
    )


class EasyRead(Prose):
    """Words in easy read: a sentence a line, none too long, each picture there."""

    def __init__(self, label: str, *, rows: int = 5, help_text: str = "", missing: str = "", most: int = 2000):
        errors = {"required": missing, "max_length": f"Say it in {most:,} letters or fewer. You wrote %(show_value)s"}
        super().__init__(
            label=label, rows=rows, help_text=help_text, required=bool(missing), max_length=most, error_messages=errors
        )

    def validate(self, value):
        super().validate(value)
        if value and (found := easy.faults(value)):
            raise ValidationError(found)


class GatheringWords(Words):
    """What a gathering is for, when and where."""

    name = line("What is it called?", missing="Give it a name", most=160, help_text="As those invited will read it")
    purpose = prose(
        "What is it for?", missing="Say what it is for", rows=3, help_text="In a sentence to those invited."
    )
    goes_in = prose(
        "What do people get beforehand?", rows=3, help_text="Drafts, questions, a film. Leave it empty if nothing."
    )
    comes_out = prose("What should come of it?", rows=3, help_text="For us: what will we know or have afterwards?")
    easy_purpose = EasyRead(
        "What is it for, in easy read?",
        help_text="For whoever asked for easy read. Write short sentences, one a line, one idea each. Put the word of "
        "a picture before a row if you like: [letter] We talk about letters. Without this they get no letter from "
        "us, and a colleague has to tell them.",
    )
    easy_happens = EasyRead(
        "What happens on the day, in easy read?",
        help_text="For example: We sit in a small group. We read 3 letters. We have tea. You can take a break.",
    )
    starts_at = moment("When does it begin?", missing="Say when it begins", help_text="For example, 2/3/2027 10:30")
    ends_at = moment("When does it end?", missing="Say when it ends", help_text="For example, 2/3/2027 12:00")
    place = prose(
        "Where is it?", rows=3, help_text="The address, which entrance, where to park. Empty when it is online."
    )
    link = forms.URLField(
        label="The link, when it is online",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Write the whole link, such as https://meet.example.org/our-room"},
    )
    tell_by = day(
        "By when will those who came be told what came of it?",
        missing="Say by when they will be told",
        help_text="The day after, readers see that they have not been. For example, 30/4/2027",
    )
    because = reason()

    def clean(self):
        given = super().clean()
        starts, ends, tell_by = (given.get(name) for name in ("starts_at", "ends_at", "tell_by"))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "It ends before it begins. Look at both times once more")
        if starts and tell_by and tell_by < starts.date():
            self.add_error("tell_by", "That is before it takes place. Choose a day after it")
        easy_read = {name: given.get(name) for name in ("easy_purpose", "easy_happens") if name in given}
        if len(easy_read) == 2 and any(easy_read.values()) and not all(easy_read.values()):
            empty = next(name for name, words in easy_read.items() if not words)
            self.add_error(empty, "Easy read needs both: what it is for, and what happens on the day")
        if "place" in given and "link" in given and not given["place"] and not given["link"]:
            self.add_error("place", "Say where it is, or give a link")
        return given


class NewGathering(GatheringWords):
    because = None
    kind = forms.ChoiceField(
        label="What kind is it?",
        choices=Gathering.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind it is"},
    )
    group = OneOf("Is it a meeting of a core group?")
    field_order = ("kind", "name", "purpose")

    def __init__(self, *args, panel: Panel, **given):
        super().__init__(*args, **given)
        self.fields["group"].queryset = panel.groups.filter(ended_on=None)


class List(forms.Form):
    """Whom to invite: a core group, organisations, members."""

    group = OneOf("Everyone of a core group")
    organisations = Several("Organisations that speak for people")
    members = Several("Members of the panel")

    def __init__(self, *args, panel: Panel, words: str = "", **given):
        super().__init__(*args, **given)
        self.fields["group"].queryset = panel.groups.filter(ended_on=None)
        self.fields["organisations"].queryset = queries.organisations_to_invite(panel=panel)
        found = queries.members_to_invite(panel=panel, words=words, on=localdate())
        self.fields["members"].queryset = found
        self.fields["members"].choices = [(one.pk, one.name) for one in found[:50]]

    def clean(self):
        given = super().clean()
        if not self.errors and not any(given.get(name) for name in ("group", "organisations", "members")):
            self.add_error(None, "Choose whom to invite: a core group, an organisation or a member")
        return given


class Meeting(forms.Form):
    """How a need is met."""

    how_met = forms.CharField(
        label="How is it met, and by whom?",
        help_text="For example: Ms Lindsay interprets from 10 to 12, booked. Name no illness.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Write how it is met"},
    )
    seat = forms.ChoiceField(
        label="Do they have to sit somewhere for it?",
        choices=[("", "It does not matter"), *GatheringNeed.Seat.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text="The small tables are made by this.",
    )
    beside = OneOf("At one table with whom?")

    def __init__(self, *args, others, **given):
        super().__init__(*args, **given)
        self.fields["beside"].queryset = others

    def clean(self):
        given = super().clean()
        if given.get("seat") == GatheringNeed.Seat.BESIDE and not given.get("beside") and "beside" not in self.errors:
            self.add_error("beside", "Choose with whom they sit")
        return given


class WhoCame(forms.Form):
    """Who came, one tick each."""

    came = Several("Who came?")

    def __init__(self, *args, people, **given):
        super().__init__(*args, **given)
        self.fields["came"].queryset = people


class TableNumbers(forms.CharField):
    """Numbers of tables, as people write them: "1, 3"."""

    def __init__(self, label: str):
        super().__init__(label=label, required=False, max_length=60, help_text="Their numbers, such as 1, 3")

    def clean(self, value) -> list[int]:
        words = super().clean(value).replace(",", " ").replace(" and ", " ").split()
        if wrong := [word for word in words if not word.isdecimal() or not 0 < int(word) <= MOST_TABLES]:
            raise ValidationError(f"“{wrong[0]}” is not the number of a table. Write numbers, such as 1, 3")
        return sorted({int(word) for word in words})


class Tables(forms.Form):
    """How many at a table, and how often people change."""

    most = forms.IntegerField(
        label="How many at one table, at most?",
        min_value=2,
        max_value=50,
        error_messages={
            "required": "Write how many, such as 6",
            "invalid": "Write a whole number, such as 6",
            "min_value": "A table has two places or more",
            "max_value": "That is no small table. Write 50 or fewer",
        },
    )
    rounds = forms.IntegerField(
        label="How often do they sit down?",
        help_text="1 when everyone keeps their table. With more, people change tables and meet others each time.",
        min_value=1,
        max_value=6,
        error_messages={
            "required": "Write how often, such as 1",
            "invalid": "Write a whole number, such as 1",
            "min_value": "Write 1 or more",
            "max_value": "Nobody can change tables so often in a day. Write 6 or fewer",
        },
    )

    door = TableNumbers("Which tables are near the door, without a step?")
    quiet = TableNumbers("Which tables are quiet?")
    loop = TableNumbers("Which tables have a hearing loop?")

    def given(self) -> dict[str, object]:
        """How many at a table, how often, and which tables are what."""
        said = self.cleaned_data
        places = {name: said[name] for name in ("door", "quiet", "loop") if said[name]}
        return {"most": said["most"], "rounds": said["rounds"], "places": places}


class ToldBack(forms.Form):
    """What came of a gathering, as those who took part will read it."""

    what_came = forms.CharField(
        label="What came of it?",
        help_text="What you heard, what you will do about it and by when, and what you will not do and why. "
        "Leave an empty line between paragraphs.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=6000,
        error_messages={"required": "Write what came of it"},
    )
    easy_read = EasyRead(
        "The same in easy read",
        help_text="Short sentences, one a line, one idea each. Put the word of a picture before a row if you like: "
        "[letter] We changed the letter. Without it, whoever asked for easy read is told by a colleague.",
        rows=6,
        most=6000,
    )


class Reply(forms.Form):
    """Whether someone comes, and what they need."""

    answer = forms.ChoiceField(
        label="Will you come?",
        choices=[("yes", "Yes, I will come"), ("no", "No, I cannot come this time")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say if you will come, or not"},
    )

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        for kind, label in ASKS.items():
            self.fields[f"need_{kind}"] = forms.CharField(
                label=label,
                required=False,
                max_length=500,
                error_messages={"max_length": "Say it in 500 letters or fewer"},
            )

    @property
    def asks(self):
        """The fields of what someone may need."""
        return [self[f"need_{kind}"] for kind in ASKS]

    @property
    def needs(self) -> dict[str, str]:
        return {kind: self.cleaned_data[f"need_{kind}"].strip() for kind in ASKS}

    @staticmethod
    def of(invited) -> dict[str, str]:
        """What stands there already."""
        said = {f"need_{one.kind}": one.words for one in invited.needs.all()}
        return said | {"answer": invited.answer}
