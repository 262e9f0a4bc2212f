from django import forms

from .models import Reply


class Answer(forms.Form):
    """An anonymous answer to “have we got it right?”."""

    right = forms.ChoiceField(
        label="Have we got it right?",
        choices=Reply.Right.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three"},
    )
    words = forms.CharField(
        label="What would make it right?",
        help_text="You need not say anything here. Please do not write your name or anyone else’s.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Say it in 2,000 letters or fewer. You wrote %(show_value)d"},
    )
