from django import forms


class Settling(forms.Form):
    """How someone was told by hand."""

    how = forms.CharField(
        label="How did you tell them?",
        help_text="For example: rang and read it out; printed it in Braille and posted it",
        max_length=300,
        error_messages={
            "required": "Write how you told them",
            "max_length": "Say it in 300 letters or fewer. You wrote %(show_value)s",
        },
    )
