"""Fields for reaching someone, and the rule that the way they chose has its address."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from leal.foundations.people.addresses import NotPlain
from leal.foundations.people.addresses import kept as kept_address

from .. import postcodes
from ..models.members import REACHED_BY

TOO_LONG = "Say it in %(limit_value)d letters or fewer. You wrote %(show_value)s"


class Email(forms.EmailField):
    """An e-mail address, as it is kept."""

    def __init__(self, *, missing: str = "", **given):
        wrong = "Write the e-mail address in full, such as name@example.com"
        errors = {"required": missing, "invalid": wrong}
        super().__init__(max_length=254, required=bool(missing), error_messages=errors, **given)
        self.widget.attrs["autocomplete"] = "email"

    def clean(self, value) -> str:
        try:
            return kept_address(super().clean(value))
        except NotPlain as reason:
            raise ValidationError(str(reason)) from None


class Phone(forms.CharField):
    """A phone number, as people write it."""

    def __init__(self, *, missing: str = "", **given):
        errors = {"required": missing, "max_length": TOO_LONG}
        super().__init__(max_length=40, required=bool(missing), error_messages=errors, **given)

    def clean(self, value) -> str:
        phone = super().clean(value)
        if phone and sum(letter.isdigit() for letter in phone) < 6:
            raise ValidationError("Write the whole phone number, such as 01234 567890")
        return phone


class Postcode(forms.CharField):
    """A whole postcode, as it is kept; or none."""

    def __init__(self, **given):
        super().__init__(max_length=12, required=False, error_messages={"max_length": TOO_LONG}, **given)

    def clean(self, value) -> str:
        written = super().clean(value)
        kept = postcodes.kept(written) if written else ""
        if written and not kept:
            raise ValidationError(f"“{written}” is not a whole postcode. Write it like IV1 1AA, or leave it empty")
        return kept


class Reachable:
    """A form on which nobody ends up out of reach: the way that was chosen has its address.

    LACKING  what is said where it has none, by column
    """

    LACKING: ClassVar[Mapping[str, str]]

    def clean(self) -> dict[str, object]:
        given = super().clean()
        needed = REACHED_BY.get(given.get("told_by"))
        if needed and needed not in self.errors and not given.get(needed):
            self.add_error(needed, self.LACKING[needed])
        return given
