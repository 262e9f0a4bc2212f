from collections.abc import Iterable, Sequence
from datetime import date

from django import forms

from leal.calculations.files import Limits
from leal.calculations.standing import Word
from leal.foundations.editing.forms import Several, Words, prose
from leal.foundations.editing.forms import reason as why
from leal.foundations.pages.standings import STANDINGS
from leal.thread.charters.models import Commitment, Edition

from . import queries
from .models import Example

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


NAME_NOBODY = "It is published as you write it. Name nobody, and write nothing by which someone could be known."


def standings(*, but: str = "") -> list[tuple[str, str]]:
    """Every standing with what it means, worst first, to choose one from."""
    return [(key, f"{one.word}. {one.meaning}") for key, one in STANDINGS.items() if key != but]


class Judging(forms.Form):
    """What someone says of a standing. What their page showed them travels along: `seen` and `proposed`."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    proposed = forms.CharField(widget=forms.HiddenInput)

    def looks_again(self, *, seen: str, proposed: str) -> None:
        """Carry what is shown now, and keep every word that was written."""
        self.data = self.data.copy()
        self.data["seen"], self.data["proposed"] = seen, proposed


def reason(label: str, help_text: str, *, missing: str = "Say why") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": missing,
            "max_length": "Say it in 3,000 letters or fewer. You wrote %(show_value)d",
        },
    )


class Decision(Judging):
    """The owner confirms what the rule proposes, or overrules it."""

    standing = forms.ChoiceField(
        label="How do you say that it stands?",
        help_text="Whatever you say, what the rule proposes stays beside it.",
        widget=forms.RadioSelect,
        error_messages={"required": "Say if you agree, or how you say that it stands"},
    )
    reason = reason("Why?", NAME_NOBODY)
    role = forms.ChoiceField(
        label="In which role do you speak?",
        help_text="Readers see the role, never your name.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the role in which you speak"},
    )

    def __init__(self, *args, proposed: str, roles: Sequence[str], **given):
        super().__init__(*args, **given)
        agree = (proposed, f"I agree. It is “{Word(proposed).words}”")
        others = [(key, f"I do not agree. {words}") for key, words in standings(but=proposed)]
        self.fields["standing"].choices = [agree, *others]
        self.fields["role"].choices = [(role, role) for role in roles]
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()


class Found(Judging):
    """What an independent reviewer finds."""

    standing = forms.ChoiceField(
        label="How do you find that it stands?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you find that it stands"},
    )
    reason = reason("Why?", f"Say what it rests on, and what you missed. {NAME_NOBODY}")

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.fields["standing"].choices = standings()


class Case(forms.Form):
    """One case, good or bad, and what was done about it."""

    kind = forms.ChoiceField(
        label="Did it go well or badly?",
        choices=[(Example.Kind.BAD, "Badly"), (Example.Kind.GOOD, "Well")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say if it went well or badly"},
    )
    words = reason("What happened?", NAME_NOBODY, missing="Say what happened")
    what_was_done = reason(
        "What was then done about it?",
        "If nothing was, write that. A bad case left alone is news.",
        missing="Say what was then done",
    )
    source = forms.CharField(
        label="How do we know?",
        help_text="Where it was said or published, with the date, or a web address.",
        max_length=500,
        error_messages={"required": "Say how we know of it"},
    )
    year = forms.ChoiceField(label="In which year did it happen?", error_messages={"required": "Choose the year"})
    commitments = forms.MultipleChoiceField(
        label="Which promises is it about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one promise"},
    )

    def __init__(self, *args, years: Iterable[str], commitments: Iterable[Commitment], **given):
        super().__init__(*args, **given)
        self.by_code = {one.code: one for one in commitments}
        self.fields["year"].choices = [(year, year.replace("-", "–")) for year in years]
        self.fields["commitments"].choices = [(one.code, f"{one.code}: {one.title}") for one in self.by_code.values()]

    def clean_commitments(self):
        return [self.by_code[code] for code in self.cleaned_data["commitments"]]


class CaseWords(Words):
    """A case that was given, put right: what happened, what was done, and which promises it is about."""

    kind = Case.base_fields["kind"]
    words = prose("What happened?", missing="Say what happened", rows=7, help_text=NAME_NOBODY, most=3000)
    what_was_done = prose("What was then done about it?", missing="Say what was then done", rows=7, most=3000)
    source, year = Case.base_fields["source"], Case.base_fields["year"]
    commitments = Several("Which promises is it about?", missing="Tick at least one promise")
    because = why()

    def __init__(self, *args, edition: Edition, has: Example, years: Iterable[str] = (), **given):
        super().__init__(*args, **given)
        years = sorted({*years, has.year}, reverse=True)
        self.fields["year"].choices = [(year, year.replace("-", "–")) for year in years]
        self.fields["commitments"].queryset = queries.may_be_about(example=has, edition=edition)
        self.fields["commitments"].label_from_instance = lambda one: named(one, edition)


def named(one: Commitment, edition: Edition) -> str:
    """A promise as it is chosen; one of another edition says of which."""
    return f"{one.code}: {one.title}" + ("" if one.edition_id == edition.pk else f" ({one.edition})")
