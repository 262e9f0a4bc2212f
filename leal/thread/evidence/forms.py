from datetime import date

from django import forms

from leal.calculations.files import Limits

MEGABYTE = 1024 * 1024


class FigureFile(forms.Form):
    """A file of figures to take in."""

    file = forms.FileField(
        label="The file",
        help_text="CSV, ODS or XLSX, as it was published. At most 100 MB.",
        error_messages={
            "required": "Choose the file to take in",
            "empty": "This file is empty. Choose another",
            "max_length": "The name of the file is too long. Shorten it",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.ods,.xlsx"}),
        max_length=200,
    )
    organisation = forms.CharField(
        label="Whose figures",
        help_text="Only where the file holds many organisations and ours goes by another name there: its code or name.",
        required=False,
        max_length=200,
    )
    year = forms.IntegerField(
        label="The year of the survey",
        help_text="Only where the file does not say it. Four digits, like 2019.",
        required=False,
        min_value=1990,
        max_value=date.max.year,
        error_messages={
            "invalid": "Write the year in four digits, like 2019",
            "min_value": "Write the year in four digits, like 2019",
            "max_value": "Write the year in four digits, like 2019",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > Limits().file:
            size, most = file.size / MEGABYTE, Limits().file / MEGABYTE
            raise forms.ValidationError(
                f"{file.name}: the file is {size:,.0f} MB and at most {most:,.0f} MB can be read. "
                "Split it into smaller files."
            )
        return file
