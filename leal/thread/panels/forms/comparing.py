"""Forms for the population table, for choosing what to compare by, and for who is missing."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms

from leal.calculations.representation import Population
from leal.foundations.editing.forms import OneOf, Words, day, line, prose, reason

from ..models import Panel, PanelQuestion
from ..queries.features import Feature
from ..queries.missing import could_own, groups_of

MOST = 10 * 1024 * 1024  # a population table is short; a file of this size is something else


class PopulationFile(forms.Form):
    """A file of a population table, and what everyone in it is called."""

    like = forms.CharField(
        label="Whom is it about?",
        help_text="As one says it in a sentence: Scotland, or our tenants",
        max_length=60,
        error_messages={"required": "Say whom the table is about"},
    )
    file = forms.FileField(
        label="The file",
        help_text="CSV, ODS or XLSX: a row for each answer, with feature, value, count or share, source and year.",
        error_messages={
            "required": "Choose the file to load",
            "empty": "This file is empty. Choose another",
            "max_length": "The name of the file is too long. Shorten it",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.ods,.xlsx"}),
        max_length=200,
    )
    made_up = forms.BooleanField(label="Its figures are made up, for practice or a story", required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(
                f"{file.name} has {file.size / 2**20:,.0f} MB. A population table has under 10 MB"
            )
        return file


class More(forms.Form):
    """What else to look at: two features at once, or a question to which several answers may be given."""

    by = forms.ChoiceField(label="What would you like to look at?", required=False)

    def __init__(
        self,
        *args,
        population: Population,
        features: Mapping[str, Feature],
        several: Iterable[PanelQuestion],
        **given,
    ):
        super().__init__(*args, **given)
        codes = {one.called: one.code for one in features.values()}
        pairs = [names for names in population.breakdowns if len(names) == 2]
        told = [(",".join(codes[name] for name in names), f"{names[0]} and {names[1].lower()}") for names in pairs]
        told += [(one.code, f"{one.called} (several answers)") for one in several]
        self.fields["by"].choices = [("", "One thing at a time"), *told]


class MissingWords(Words):
    """Who is missing, who sees to it, what is done."""

    words = line(
        "Who is missing?",
        missing="Say who is missing",
        most=300,
        help_text="As readers will see it: Nobody under 25 is here yet",
    )
    owner = OneOf("Who sees to it?", missing="Choose who sees to it")
    doing = prose(
        "What is being done about it?",
        rows=4,
        help_text="Leave it empty while nothing is. Whoever sees to it is told so on their desk.",
    )
    source = line("Where can it be read?", most=500, help_text="If it is published: the report, or its address")
    because = reason()

    def __init__(self, *args, panel: Panel, on: date, **given):
        super().__init__(*args, **given)
        self.fields["owner"].queryset = could_own(panel=panel, on=on)


class NewMissing(MissingWords):
    """The same, with what they are missing from and what tells them apart."""

    group = OneOf("Missing from which group?", help_text="None, if from the panel as a whole")
    about = forms.ChoiceField(label="Which answer tells them apart?", required=False)
    because = None
    field_order = ("words", "group", "about", "owner", "doing", "source")

    def __init__(self, *args, panel: Panel, features: Mapping[str, Feature], **given):
        super().__init__(*args, panel=panel, **given)
        self.fields["group"].queryset = groups_of(panel=panel)
        told = [
            (one.called, [(f"{one.code}={code}", f"{one.called}: {words}") for words, code in one.choices.items()])
            for one in features.values()
            if one.choices
        ]
        self.fields["about"].choices = [("", "None of these"), *told]

    def words(self) -> dict[str, object]:
        words = super().words()
        feature, _, value = words.pop("about").partition("=")
        return words | {"features": {feature: value} if feature else {}}


class Filled(forms.Form):
    """That a gap is filled: when, and by what."""

    seen = forms.CharField(widget=forms.HiddenInput)
    on = day("Since when?", missing="Write the day")
    because = forms.CharField(
        label="What filled it?",
        help_text="Readers see this, and it stays in the record for good. Name nobody here.",
        max_length=300,
        error_messages={"required": "Write what filled it", "max_length": "Say it in 300 letters or fewer"},
    )
