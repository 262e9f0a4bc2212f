from django import forms


class TypedCode(forms.Form):
    """A code, as someone reads it off their letter."""

    code = forms.CharField(
        label="Your code",
        help_text="It stands in the letter or message we sent you, and looks like K7QD-M2XP-9TRW. "
        "Capitals, spaces and dashes do not matter.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Write your code", "max_length": "That is too long for a code"},
    )
