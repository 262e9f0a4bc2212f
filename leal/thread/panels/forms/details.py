"""What a member told us, to be put right."""

from django import forms

from leal.foundations.editing.forms import Words, line, prose, reason

from ..languages import LANGUAGES
from ..models import PanelMember
from .joining import one_of
from .reaching import Email, Phone, Postcode, Reachable


class Details(Reachable, Words):
    """How to reach a member, what suits them, what they need; as they themself put it right."""

    name = line("Name", missing="Write a name")
    told_by = one_of("How we get in touch", PanelMember.ToldBy.choices, "Choose how to get in touch")
    email = Email(label="E-mail address")
    phone = Phone(label="Phone number")
    postal_address = prose("Address", rows=4, most=400)
    postcode = Postcode(label="Postcode")
    format = one_of("Form that suits you", PanelMember.Format.choices, "Choose one of these")
    language = forms.ChoiceField(label="Language", choices=LANGUAGES)
    needs = prose("What you need, so that you can take part", rows=5, most=2000, help_text="In your own words.")

    LACKING = {
        "email": "Write an e-mail address, or choose another way to be told",
        "postal_address": "Write an address, or choose another way to be told",
        "phone": "Write a phone number, or choose another way to be told",
    }


class DetailsByColleague(Details):
    """The same, written down by a colleague, who says how they know."""

    format = one_of("Form that suits them", PanelMember.Format.choices, "Choose one of these")
    needs = prose("What they need, so that they can take part", rows=5, most=2000, help_text="In their own words.")
    because = reason("How do you know?", missing="Say how you know, such as: they rang us")
