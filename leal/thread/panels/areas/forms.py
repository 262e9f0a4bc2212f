from django import forms
from django.core.exceptions import ValidationError

from leal.foundations.editing.forms import day, line, prose

from .reading import CALLED, KINDS, names_in

MOST = 100 * 1024 * 1024  # the whole of Scotland with every column is under half of it
USUAL = {"postcode": "postcode", "council_area": "council_area", "urban_rural": "urban_rural"}


class Lookup(forms.Form):
    """A lookup file: where it is from, of which day, and how its columns are called."""

    file = forms.FileField(
        label="Which file?",
        help_text="CSV, ODS or XLSX, a row for each postcode, with the names of columns in its first row.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
        widget=forms.FileInput(attrs={"accept": ".csv,.ods,.xlsx"}),
    )
    source = line(
        "Where is it from?",
        missing="Say where the file is from",
        most=300,
        help_text="Who publishes it and what it is called. Whoever asks how a council area was found is told this.",
    )
    of_date = day(
        "Of which day is it?",
        missing="Write the day it is of",
        help_text="As its publisher says: not the day you load it. For example, 1/5/2026",
    )
    postcode = line("The column with the postcode is called", missing="Write how the column is called", most=80)
    council_area = line("The column with the council area is called", missing="Write how the column is called", most=80)
    urban_rural = line(
        "The column with the class of place is called",
        most=80,
        help_text="Town or country, by whichever classes you use. Leave it empty if the file has none.",
    )
    names = prose(
        "What do the codes mean?",
        rows=5,
        most=20_000,
        help_text="Only if the file has codes instead of names: a line for each, such as S12000017 = Highland",
    )
    leave_out = forms.BooleanField(
        label="Leave out rows with faults, and load the others",
        required=False,
        help_text="Else one fault is enough, and the last file goes on to count.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise ValidationError(f"{file.name} has {file.size / 2**20:,.0f} MB. Leave out columns nobody needs here")
        return file

    def clean_names(self) -> str:
        written = self.cleaned_data["names"]
        _, wrong = names_in(written)
        if wrong:
            raise ValidationError(f"“{wrong[0]}” says no code and its meaning. Write it like S12000017 = Highland")
        return written

    def clean(self):
        given = super().clean()
        chosen = [given.get(kind, "").casefold() for kind in KINDS if given.get(kind)]
        if len(set(chosen)) < len(chosen):
            said = " or ".join(CALLED.values())
            self.add_error("council_area", f"One column cannot be two things: {said}. Look at the names once more")
        return given

    def given(self) -> dict[str, object]:
        """What was said of the file, as the operation takes it."""
        said = self.cleaned_data
        columns = {kind: said[kind] for kind in KINDS}
        return {"columns": columns, **{name: said[name] for name in ("source", "of_date", "names", "leave_out")}}
