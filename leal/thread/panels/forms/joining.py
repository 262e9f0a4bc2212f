"""One form for each thing that someone who joins is asked."""

from django import forms
from django.core.exceptions import ValidationError

from leal.foundations.editing.forms import line, prose

from ..languages import LANGUAGES
from ..models import ConsentWording, PanelMember, PanelQuestion
from ..models.members import REACHED_BY
from . import reaching
from .reaching import Email, Phone


def one_of(label: str, choices, missing: str, **given) -> forms.ChoiceField:
    errors = {"required": missing, "invalid_choice": missing or "Choose one of these"}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=errors, required=bool(missing), **given
    )


class Name(forms.Form):
    name = line("What is your name?", missing="Write your name", help_text="However you would like us to call you.")
    name.widget.attrs["autocomplete"] = "name"


class Told(forms.Form):
    told_by = one_of(
        "How should we get in touch with you?", PanelMember.ToldBy.choices, "Choose how we should tell you"
    )


class Where(forms.Form):
    """The address for the way that was chosen; an e-mail address besides, if they like."""

    email = Email(
        label="What is your e-mail address?",
        help_text="With it you can sign in, and see or change what we hold about you.",
        missing="Write your e-mail address",
    )
    phone = Phone(label="What is your phone number?", missing="Write your phone number")
    postal_address = prose("What is your address?", missing="Write your address", rows=4, most=400)

    def __init__(self, *args, told_by: str, **given):
        super().__init__(*args, **given)
        needed = REACHED_BY.get(told_by, "email")
        for name in set(self.fields) - {needed, "email"}:
            del self.fields[name]
        self.fields["email"].required = needed == "email"
        self.order_fields([needed, "email"])


class Postcode(forms.Form):
    postcode = reaching.Postcode(label="What is your postcode?")
    postcode.widget.attrs["autocomplete"] = "postal-code"


class Format(forms.Form):
    format = one_of("How would you like what we send you?", PanelMember.Format.choices, "Choose one of these")
    language = forms.ChoiceField(label="In which language?", choices=LANGUAGES, initial="en")


class Needs(forms.Form):
    needs = prose(
        "What do you need, so that you can take part?",
        rows=5,
        most=2000,
        help_text=(
            "In your own words: an interpreter, a lift, breaks, someone to read or write, care for a child. "
            "You need not say why."
        ),
    )


class Question(forms.Form):
    """One question of the panel, with its own words."""

    def __init__(self, *args, question: PanelQuestion, **given):
        super().__init__(*args, **given)
        not_said = (PanelQuestion.PREFER_NOT_TO_SAY, "Prefer not to say")
        choices = [*map(tuple, question.choices), not_said]
        many = {"widget": forms.CheckboxSelectMultiple, "help_text": "Choose all that are true of you."}
        errors = {"invalid_choice": "That cannot be chosen any more. Choose again"}
        self.fields["answer"] = (
            forms.MultipleChoiceField(
                label=question.wording, choices=choices, required=False, error_messages=errors, **many
            )
            if question.several
            else one_of(question.wording, choices, "")
        )

    def clean_answer(self):
        answer = self.cleaned_data["answer"]
        if isinstance(answer, list) and PanelQuestion.PREFER_NOT_TO_SAY in answer and len(answer) > 1:
            raise ValidationError("Choose what is true of you, or “Prefer not to say”, but not both")
        return answer


class Agreement(forms.Form):
    """A box for each purpose, in the words that stand now."""

    def __init__(self, *args, wordings: list[ConsentWording], **given):
        super().__init__(*args, **given)
        for wording in wordings:
            self.fields[wording.purpose] = forms.BooleanField(
                label=wording.wording,
                required=wording.needed,
                error_messages={"required": "You can only join if you agree to this. You can leave at any time"},
            )


class Code(forms.Form):
    code = line("What is the code in your letter?", missing="Write the code from your letter", most=40)
