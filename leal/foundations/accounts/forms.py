from allauth.account.forms import LoginForm
from allauth.mfa import app_settings as codes
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from leal.foundations.access.permissions import ROLES
from leal.foundations.people.addresses import NotPlain, kept
from leal.foundations.people.models import Person

NOT_THE_CODE = "That is not the code. Wait for the next one in your app"
DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


class AddressField(forms.EmailField):
    """An e-mail address, as kept."""

    def __init__(self, *, label: str = "E-mail address", autocomplete: str = "email", **given):
        messages = {
            "required": "Write your e-mail address",
            "invalid": "Write the e-mail address like this: name@example.org",
        }
        widget = forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(label=label, widget=widget, error_messages=messages | given.pop("error_messages", {}), **given)

    def clean(self, value):
        try:
            return super().clean(kept(value or ""))
        except NotPlain as reason:
            raise ValidationError(str(reason)) from None


def password_field(label: str, *, autocomplete: str, missing: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, strip=False, max_length=256, widget=widget, error_messages={"required": missing}
    )


def code_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Write the code"},
    )


class SignIn(LoginForm):
    """Address and password. The library’s form, with our words on its fields."""

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.fields = {
            "login": AddressField(autocomplete="username"),
            "password": password_field("Password", autocomplete="current-password", missing="Write your password"),
        }


class AskForLink(forms.Form):
    address = AddressField()


class Code(AuthenticateForm):
    """The second step: a code from an app, or a recovery code."""

    code = code_field("Code")

    def clean_code(self) -> str:
        code = "".join(super().clean_code().split())
        # The library forgets a used code after half a minute; ours are good a little longer, for slow fingers.
        good_for = codes.TOTP_PERIOD * (2 * codes.TOTP_TOLERANCE + 1)
        if not cache.add(f"leal.accounts.used-code:{self.user.pk}:{code}", "used", timeout=good_for):
            raise ValidationError(NOT_THE_CODE)
        return code


class FirstCode(forms.Form):
    """The code that shows that an app has the secret."""

    code = code_field("Code from your app")

    def __init__(self, *args, person, secret: str, **given):
        self.person, self.secret = person, secret
        super().__init__(*args, **given)

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        counted = check_rate_limit(self.person)
        if not validate_totp_code(self.secret, code):
            raise ValidationError(NOT_THE_CODE)
        counted()
        return code


class ChoosePassword(forms.Form):
    """A new password, twice."""

    password = password_field("New password", autocomplete="new-password", missing="Write a new password")
    again = password_field("The same again", autocomplete="new-password", missing="Write the new password again")

    def __init__(self, *args, person, **given):
        self.person = person
        super().__init__(*args, **given)
        self.fields[
            "password"
        ].help_text = "At least 12 characters. Three or four words that do not belong together are good."

    def clean(self):
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", "The two are not the same. Write the new password again")
        elif password:
            try:
                validate_password(password, self.person)
            except ValidationError as weak:
                self.add_error("password", weak)
        return self.cleaned_data


# People


class HowTold(forms.Form):
    """How to be told of what needs one."""

    told_by = forms.ChoiceField(
        label="How shall we tell you of what needs you?",
        help_text="What concerns signing in always comes by e-mail.",
        choices=Person.ToldBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two"},
    )
    postal_address = forms.CharField(
        label="Your address, for letters",
        help_text="Only for letters. As on an envelope, line by line.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        error_messages={"max_length": "Write it in 500 letters or fewer"},
    )

    def clean(self):
        given = super().clean()
        if given.get("told_by") == Person.ToldBy.LETTER and not given.get("postal_address"):
            self.add_error("postal_address", "Write the address that letters go to")
        return given


class AddPerson(forms.Form):
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Write the name of the person"})
    email = AddressField(error_messages={"required": "Write their e-mail address"}, autocomplete="off")


class GiveRole(forms.Form):
    """A role, for what, from when until when."""

    role = forms.ChoiceField(
        label="Role",
        widget=forms.RadioSelect,
        choices=[(code, format_html("<b>{}.</b> {}", role.name, role.about)) for code, role in ROLES.items()],
        error_messages={"required": "Choose a role"},
    )
    what = forms.ChoiceField(label="For what?", error_messages={"required": "Choose what the role is for"})
    since = forms.DateField(
        label="From which day?",
        help_text="For example, 1/9/2026",
        input_formats=DAYS,
        error_messages={"required": "Write the day it begins", "invalid": "Write the day like this: 1/9/2026"},
    )
    until = forms.DateField(
        label="Until which day?",
        help_text="The first day without it. Leave it empty when no end is known.",
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": "Write the day like this: 1/9/2026"},
    )

    def __init__(self, *args, things: dict[tuple[str, str], str], **given):
        super().__init__(*args, **given)
        # Nothing is chosen beforehand: the widest would be given by haste.
        named = [(" ".join(key).strip(), name) for key, name in things.items()]
        self.fields["what"].choices = [("", "Choose"), *named]

    def clean_what(self) -> tuple[str, str]:
        scope, _, within = self.cleaned_data["what"].partition(" ")
        return scope, within

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until <= since:
            self.add_error("until", "Write a day after the one it begins")
        return self.cleaned_data


class Why(forms.Form):
    """Why something is done about a person. It stays in the record."""

    because = forms.CharField(
        label="Why?",
        help_text="This stays in the record for good. Write nothing private here.",
        max_length=300,
        error_messages={"required": "Write why"},
    )
