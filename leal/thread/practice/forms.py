from django import forms

from leal.foundations.editing.forms import Codes, OneOf, Why, Words, day, line, prose, reason
from leal.thread.charters.models import Edition
from leal.thread.charters.queries import current_edition

from . import queries
from .models import Practice


class Owner(Words):
    """Who must keep a commitment: a role, in a body."""

    role = line(
        "Which role must keep it?", missing="Name the role", help_text="A role, never a person: Head of Learning"
    )
    body = OneOf("In which body?", missing="Choose the body")
    since = day("Since when?", help_text="Leave it empty when no day is known. For example, 1/9/2026")
    because = reason()

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, **given)
        self.fields["body"].queryset = edition.charter.bodies.all()


class NewOwner(Owner):
    part = OneOf("Which part of it?")
    because = None
    field_order = ("part", "role", "body", "since")

    def __init__(self, *args, commitment, **given):
        super().__init__(*args, edition=commitment.edition, **given)
        self.fields["part"].queryset = commitment.parts.all()
        self.fields["part"].empty_label = "All of it"
        if not commitment.parts.exists():
            del self.fields["part"]


class PracticeWords(Words):
    """What is done to keep promises."""

    name = line("What is it called?", missing="Name it", help_text="A few words: Refreshers for everyone")
    wording = prose("What is done?", missing="Say what is done", rows=4)
    state = forms.ChoiceField(
        label="How far is it?",
        choices=Practice.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it is"},
    )
    keepings = Codes(
        "Which promises does it keep?",
        missing="Write the code of at least one promise",
        help_text="Their codes, with the letter of a part where it keeps only that: PS1, LS4.a",
    )
    role = line("Which role sees to it?", help_text="A role, never a person")
    body = OneOf("In which body?", missing="Choose the body")
    since = day("Since when?", help_text="Leave it empty when no day is known. For example, 1/9/2026")
    source = line("Where can it be read?", most=500)
    because = reason()

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, **given)
        self.fields["body"].queryset = edition.charter.bodies.all()
        self.fields["keepings"].known = queries.promises(edition=edition)

    @classmethod
    def of(cls, row: Practice) -> dict[str, object]:
        edition = current_edition(charter=row.charter)
        kept = queries.kept_by(practice=row, edition=edition)
        return super().of(row) | {"keepings": ", ".join(queries.code_of(*promise) for promise in kept)}

    @classmethod
    def of_version(cls, row: Practice, words: dict[str, object]) -> dict[str, object]:
        kept = words.get("keepings") or {}
        told = in_words((one.get("commitment_id"), one.get("part_id")) for one in kept.values())
        return super().of_version(row, words) | {"keepings": told}

    def words(self) -> dict[str, object]:
        words = super().words()
        return words | {"keeps": words.pop("keepings")}


class NewPractice(PracticeWords):
    because = None


class End(Why):
    """From when on something is no longer so, and why."""

    on = day("From which day?", missing="Write the first day without it")
    field_order = ("on", "because")


def in_words(promises) -> str:
    """Promises, as pairs of keys, by their codes in the order of the text: "PS1, LS4.a"."""
    return ", ".join(queries.codes_of(promises=list(promises)))


def state_name(state: str) -> str:
    """How far a practice is, in words."""
    return Practice.State(state).label
