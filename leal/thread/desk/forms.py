from collections.abc import Iterable, Sequence

from django import forms

from leal.foundations.people.models import Person

from .roles import Role


class Filling(forms.Form):
    """Who fills a role, from today."""

    role = forms.ChoiceField(label="Which role?", error_messages={"required": "Choose the role"})
    person = forms.ChoiceField(
        label="Who fills it?",
        help_text="Only owners of commitments are listed. A keeper of the system gives that role.",
        error_messages={"required": "Choose who fills it"},
    )

    def __init__(self, *args, roles: Sequence[Role], people: Iterable[Person], **given):
        super().__init__(*args, **given)
        self.roles = {role.slug: role for role in roles}
        self.people = {str(person.pk): person for person in people}
        self.fields["role"].choices = [("", "Choose"), *((slug, role.named) for slug, role in self.roles.items())]
        self.fields["person"].choices = [("", "Choose"), *((key, one.name) for key, one in self.people.items())]

    def clean_role(self) -> Role:
        return self.roles[self.cleaned_data["role"]]

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]
