from collections.abc import Iterable

from django import forms

from leal.foundations.editing.forms import Words, line, prose, reason

from ..forms.joining import one_of
from ..forms.reaching import Email, Phone, Reachable
from ..models import ConsentWording, PanelMember

ENTERED = [(how, words) for how, words in PanelMember.How.choices if how != PanelMember.How.ONLINE]


class Facts(Reachable, forms.Form):
    """What an organisation tells of itself and of whom we write to."""

    name = line("What is the organisation called?", missing="Write what the organisation is called", most=160)
    speaks_for = prose(
        "Whom does it speak for?",
        missing="Write whom it speaks for",
        rows=3,
        most=1000,
        help_text="For example: unpaid carers in the north of Scotland; people who are deaf or hard of hearing.",
    )
    helps_with = prose(
        "What can it help with?",
        rows=3,
        most=1000,
        help_text="For example: asking its members, a room without steps, reading a draft. Leave it empty if you "
        "cannot say yet.",
    )
    contact_name = line("Whom do we write to?", missing="Write the name of the person we write to")
    told_by = one_of("How should we get in touch?", PanelMember.ToldBy.choices, "Choose how we should get in touch")
    email = Email(label="E-mail address", help_text="Needed if we should e-mail.")
    phone = Phone(label="Phone number", help_text="Needed if we should text or ring.")
    postal_address = prose("Address for letters", rows=4, most=400, help_text="Needed if we should write letters.")
    format = one_of(
        "How would you like what we send you?", PanelMember.Format.choices, "Choose one of these", initial="plain"
    )

    LACKING = {
        "email": "Write an e-mail address, or choose another way of being told",
        "postal_address": "Write the address that letters go to, or choose another way of being told",
        "phone": "Write the phone number, or choose another way of being told",
    }


class Joining(Facts):
    """An organisation that asks to join: what it tells, and a box for each purpose in the words that stand now."""

    def __init__(self, *args, wordings: Iterable[ConsentWording], entered: bool = False, **given):
        super().__init__(*args, **given)
        self.wordings = list(wordings)
        for one in self.wordings:
            self.fields[f"agree-{one.purpose}"] = forms.BooleanField(
                label=one.wording,
                required=one.needed,
                error_messages={"required": "It can only join if you agree to this. It can leave at any time"},
            )
        if entered:
            self.fields["how"] = one_of("How did they tell you?", ENTERED, "Choose how they told you")

    @property
    def agreed(self) -> list[ConsentWording]:
        return [one for one in self.wordings if self.cleaned_data.get(f"agree-{one.purpose}")]

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Facts.base_fields}


class FactsAnew(Words, Facts):
    """What an organisation told us, put right."""

    because = reason("Why do you change it?")
    field_order = list(Facts.base_fields)


class Wordings(forms.Form):
    """In which words organisations agree, by purpose."""

    speak_for = prose(
        "To being on the panel",
        missing="Write what every organisation agrees to that joins",
        rows=3,
        most=1000,
        help_text="No organisation can join without agreeing to this.",
    )
    shown = prose(
        "To its name being shown",
        missing="Write what an organisation agrees to whose name is shown",
        rows=3,
        most=1000,
        help_text="Each may say no. Only the names of those who agree stand on the page for everyone.",
    )

    PURPOSES = {"speak_for": ConsentWording.Purpose.SPEAK_FOR, "shown": ConsentWording.Purpose.SHOWN}
    OURS = {
        "speak_for": "You may keep what we told you about our organisation and its contact, and get in touch with us "
        "about the panel.",
        "shown": "You may tell everyone that our organisation is with the panel, by its name.",
    }

    @property
    def by_purpose(self) -> dict[str, str]:
        return {purpose: self.cleaned_data[name] for name, purpose in self.PURPOSES.items()}
