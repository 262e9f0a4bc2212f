"""What a member told us, to be put right."""

from django import forms
from django.core.exceptions import ValidationError

from leal.foundations.editing.forms import Words, line, prose, reason
from leal.foundations.people.addresses import NotPlain
from leal.foundations.people.addresses import kept as kept_address

from .. import postcodes
from ..languages import LANGUAGES
from ..models import PanelMember
from .joining import WRONG_EMAIL, Where, one_of

LACKING = {
    "email": "Write an e-mail address, or choose another way to be told",
    "postal_address": "Write an address, or choose another way to be told",
    "phone": "Write a phone number, or choose another way to be told",
}


class Details(Words):
    """How to reach a member, what suits them, what they need; as they themself put it right."""

    name = line("Name", missing="Write a name")
    told_by = one_of("How we get in touch", PanelMember.ToldBy.choices, "Choose how to get in touch")
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        error_messages={"invalid": WRONG_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = line("Phone number", most=40)
    postal_address = prose("Address", rows=4, most=400)
    postcode = line("Postcode", most=12)
    format = one_of("Form that suits you", PanelMember.Format.choices, "Choose one of these")
    language = forms.ChoiceField(label="Language", choices=LANGUAGES)
    needs = prose("What you need, so that you can take part", rows=5, most=2000, help_text="In your own words.")

    def clean_email(self) -> str:
        try:
            return kept_address(self.cleaned_data["email"]) if self.cleaned_data["email"] else ""
        except NotPlain as reason_:
            raise ValidationError(str(reason_)) from None

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(letter.isdigit() for letter in phone) < 6:
            raise ValidationError("Write the whole phone number, such as 01234 567890")
        return phone

    def clean_postcode(self) -> str:
        written = self.cleaned_data["postcode"]
        if written and not postcodes.kept(written):
            raise ValidationError(f"“{written}” is not a whole postcode. Write it like IV1 1AA, or leave it empty")
        return postcodes.kept(written)

    def clean(self) -> dict[str, object]:
        """Nobody may end up out of reach: the way that was chosen has its address."""
        cleaned = super().clean()
        needed = Where.NEEDS.get(cleaned.get("told_by"))
        if needed and needed not in self.errors and not cleaned.get(needed):
            self.add_error(needed, LACKING[needed])
        return cleaned


class DetailsByColleague(Details):
    """The same, written down by a colleague, who says how they know."""

    format = one_of("Form that suits them", PanelMember.Format.choices, "Choose one of these")
    needs = prose("What they need, so that they can take part", rows=5, most=2000, help_text="In their own words.")
    because = reason("How do you know?", missing="Say how you know, such as: they rang us")
