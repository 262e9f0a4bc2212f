"""Forms that people write in: the words as they were shown travel with them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify

from leal.foundations.pages.typography import printed

DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
Values = dict[str, list[str]]


class Prose(forms.CharField):
    """Words over several lines. Browsers send other ends of lines than they were given; one kind is kept."""

    def __init__(self, *, rows: int = 4, **given):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **given)

    def to_python(self, value):
        return super().to_python("\n".join(str(value or "").splitlines()))


def prose(label: str, *, missing: str = "", rows: int = 4, help_text: str = "", most: int = 5000) -> Prose:
    """Words over several lines; needed when `missing` says what to write."""
    too_long = f"Say it in {most:,} letters or fewer. You wrote %(show_value)s"
    return Prose(
        label=label,
        required=bool(missing),
        rows=rows,
        help_text=help_text,
        max_length=most,
        error_messages={"required": missing, "max_length": too_long},
    )


def line(label: str, *, missing: str = "", most: int = 120, help_text: str = "") -> forms.CharField:
    """Words on one line; needed when `missing` says what to write."""
    too_long = f"Say it in {most} letters or fewer. You wrote %(show_value)s"
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        max_length=most,
        error_messages={"required": missing, "max_length": too_long},
    )


def day(label: str, *, missing: str = "", help_text: str = "For example, 1/9/2026") -> forms.DateField:
    """A day, as people write it."""
    wrong = "Write the day as day, month and year, such as 30/6/2026"
    return forms.DateField(
        label=label,
        required=bool(missing),
        help_text=help_text,
        input_formats=DAYS,
        widget=forms.DateInput(format="%-d/%-m/%Y"),
        error_messages={"required": missing, "invalid": wrong},
    )


def reason(label: str = "Why do you change it?", *, missing: str = "") -> forms.CharField:
    """Why something is done. It stays in the record."""
    return line(label, missing=missing, most=300, help_text="This stays in the record for good. Name nobody here.")


class OneOf(forms.ModelChoiceField):
    """One of some rows, named as pages print them. The form says which rows: `queryset`."""

    def __init__(self, label: str, *, missing: str = "", **given):
        empty = {"empty_label": "Choose" if missing else "None", "required": bool(missing)}
        errors = {"required": missing, "invalid_choice": "That is not there any more. Choose another"}
        super().__init__(queryset=None, label=label, error_messages=errors, **empty, **given)

    def label_from_instance(self, obj) -> str:
        return printed(str(obj))


class Several(forms.ModelMultipleChoiceField):
    """Any number of some rows, each with a box to tick. The form says which rows: `queryset`."""

    def __init__(self, label: str, *, missing: str = "", **given):
        errors = {"required": missing, "invalid_choice": "One of these is not there any more. Choose again"}
        given = {"widget": forms.CheckboxSelectMultiple, "required": bool(missing), "error_messages": errors} | given
        super().__init__(queryset=None, label=label, **given)

    def label_from_instance(self, obj) -> str:
        return printed(str(obj))


class Codes(forms.CharField):
    """Some things by their codes, as people write them: "PS1, LS4.a". The form says which there are: `known`."""

    def __init__(self, label: str, *, missing: str, help_text: str):
        self.known: dict[str, object] = {}
        super().__init__(label=label, help_text=help_text, max_length=1000, error_messages={"required": missing})

    def clean(self, value) -> list:
        asked = re.split(r"[\s,;]+", super().clean(value).strip(" ,;"))
        by_code = {code.casefold(): one for code, one in self.known.items()}
        if unknown := [code for code in asked if code.casefold() not in by_code]:
            raise ValidationError(f"There is no {', '.join(unknown)}. The codes stand above the form")
        return list({code.casefold(): by_code[code.casefold()] for code in asked}.values())


class Why(forms.Form):
    """Why something is ended, withdrawn or restored: readers see it, and it stays in the record."""

    because = forms.CharField(
        label="Why?",
        help_text="Readers see this, and it stays in the record for good. Name nobody here.",
        max_length=300,
        error_messages={"required": "Write why", "max_length": "Say it in 300 letters or fewer"},
    )


class Words(forms.Form):
    """What people may edit of one thing. Fields bear the names of its columns and links."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    began = forms.CharField(required=False, widget=forms.HiddenInput)
    both = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: models.Model) -> dict[str, object]:
        """What the form shows of a row."""
        columns = {field.name for field in (*row._meta.fields, *row._meta.many_to_many)}
        return {name: shown_of(row, name) for name in cls.base_fields if name in columns}

    @classmethod
    def of_version(cls, row: models.Model, words: dict[str, object]) -> dict[str, object]:
        """What the form shows of a wording the row had once."""
        return {name: value for name, value in words.items() if name in cls.base_fields}

    def words(self) -> dict[str, object]:
        """What was written, without what only travels along."""
        return {name: value for name, value in self.cleaned_data.items() if name not in TRAVELS}


TRAVELS = ("seen", "began", "both")


def shown_of(row: models.Model, name: str) -> object:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return list(getattr(row, name).values_list("pk", flat=True))
    return getattr(row, field.attname)


def values_of(form: forms.Form, names: Iterable[str]) -> Values:
    """What stands in the fields of a form, as a browser would send it: one way for what is shown and what is sent."""
    return {name: plain(form[name].value(), form.fields[name]) for name in names if name in form.fields}


def plain(value: object, field: forms.Field) -> list[str]:
    many = value if isinstance(value, list | tuple | set) else [value]
    return sorted(_as_sent(one, field) for one in many if one not in (None, ""))


def _as_sent(value: object, field: forms.Field) -> str:
    if isinstance(value, date):
        value = field.widget.format_value(value)
    return "\n".join(str(value).strip().splitlines())


def as_data(values: Mapping[str, list[str]]) -> MultiValueDict:
    """Values as a form takes them."""
    return MultiValueDict({name: list(many) for name, many in values.items()})


def said(form: forms.Form, name: str, values: list[str]) -> str:
    """The values of a field as a person reads them: what was chosen by its name, not by its key."""
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        return "\n".join(values)
    named = {str(key): str(label) for key, label in _flat(choices)}
    return "\n".join(named.get(value, value) for value in values)


def _flat(choices) -> Iterable[tuple[object, object]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def free_code(words: str, taken: Iterable[str], *, most: int = 40) -> str:
    """A short name for addresses, made from words, that nothing else has.

    >>> free_code("Staff are patient.", {"staff-are-patient"})
    'staff-are-patient-2'
    """
    taken, short = set(taken), slugify(words)[: most - 4].strip("-") or "one"
    numbered = (f"{short}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (short, *numbered) if code not in taken)
