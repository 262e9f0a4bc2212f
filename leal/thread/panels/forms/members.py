"""Forms of those who look after a panel."""

from django import forms

from leal.foundations.editing.forms import OneOf, line

from .. import queries
from ..models import Panel, PanelMember

WAITING = "waiting"


class Search(forms.Form):
    """Whom to show: by name, and by anything that can be counted. Nothing chosen shows everyone."""

    name = line("Name, or part of it")
    state = forms.ChoiceField(
        label="Members or not yet",
        required=False,
        choices=[("", "Members"), (WAITING, "Asked to join, not confirmed yet")],
    )

    def __init__(self, *args, panel: Panel, **given):
        super().__init__(*args, **given)
        areas = [(name, name) for name in queries.council_areas(panel=panel)]
        areas.append((queries.NOT_KNOWN, "Not known"))
        waves = [(wave.pk, wave.name) for wave in panel.waves.all()]
        choices = {
            "council_area": ("Council area", areas),
            "told_by": ("How we get in touch", PanelMember.ToldBy.choices),
            "format": ("Form that suits them", PanelMember.Format.choices),
            "wave": ("Wave", waves),
        }
        for question in queries.questions(panel=panel).filter(about="experience"):
            choices[f"q-{question.code}"] = (question.called, question.choices)
        for name, (label, listed) in choices.items():
            if listed:
                self.fields[name] = forms.ChoiceField(
                    label=label, required=False, choices=[("", "Any"), *map(tuple, listed)]
                )

    def chosen(self) -> dict[str, str]:
        """What was chosen; what cannot be chosen is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Purpose(forms.Form):
    """Why someone opens the record of one person. It stays in the record of what was done."""

    because = forms.CharField(
        label="Why do you need to see it?",
        help_text="This is recorded beside your name, and the member can ask for it. Name nobody here.",
        max_length=300,
        error_messages={"required": "Write why you need to see it", "max_length": "Say it in 300 letters or fewer"},
    )


class MembersFile(forms.Form):
    """A file of members, and the wave they came in."""

    file = forms.FileField(
        label="Which file?",
        help_text="CSV, ODS or XLSX, with the names of columns in its first row.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
    )
    wave = OneOf("In which wave did they join?")

    def __init__(self, *args, panel: Panel, **given):
        super().__init__(*args, **given)
        self.fields["wave"].queryset = panel.waves.all()
