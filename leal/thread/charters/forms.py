import re

from django import forms
from django.core.exceptions import ValidationError

from leal.foundations.editing.forms import OneOf, Prose, Several, Words, day, line, prose, reason
from leal.thread.statements.queries import statements_of

from .models import Commitment, Edition, Passage

SLUG = re.compile(r"[A-Za-z0-9_-]+")
PART = re.compile(r"([a-z]{1,2})[.):]\s+(\S.*)")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Code(forms.SlugField):
    """A short code that names one thing in an edition, as it will be spoken of."""

    def __init__(self, label: str, *, most: int, help_text: str):
        wrong = "Use letters, digits and hyphens only, without spaces"
        errors = {"required": "Give it a code", "invalid": wrong, "max_length": f"Use {most} letters or fewer"}
        super().__init__(label=label, max_length=most, help_text=help_text, error_messages=errors)


class Parts(Prose):
    """Several promises held in one sentence: one a line, each after its letter."""

    def clean(self, value) -> dict[str, str]:
        found: dict[str, str] = {}
        for written in filter(None, map(str.strip, super().clean(value).splitlines())):
            lettered = PART.fullmatch(written)
            letter = lettered[1] if lettered else next((one for one in LETTERS if one not in found), "")
            if not letter or letter in found:
                raise ValidationError(f"The letter {letter or 'z'} stands before two parts. Give each its own")
            found[letter] = lettered[2] if lettered else written
        return found


class NewDraft(forms.Form):
    """A new edition: what it will be called."""

    title = line("What will it be called?", missing="Name it", help_text="For example, Our Charter 2027")
    code = Code("A short name for addresses", most=20, help_text="For example, 2027. It cannot be “new”.")

    def clean_code(self) -> str:
        if self.cleaned_data["code"].casefold() == "new":
            raise ValidationError("Choose another: “new” is the name of a page")
        return self.cleaned_data["code"]


class EditionWords(Words):
    """What a draft is called, and what a reader should know of its text."""

    title = line("What is it called?", missing="Name it")
    code = Code("Its short name in addresses", most=20, help_text="For example, 2027")
    laid_on = day("When was it put before those who must agree to it?")
    about = prose("What should a reader know of this text?", help_text="Whose words it is in, what is missing.")
    clean_code = NewDraft.clean_code


class Promise(Words):
    """A promise: its words and parts, whom it binds, what it answers."""

    wording = prose("The promise", missing="Write the promise", rows=4)
    title = line("The promise in a few words", missing="Give it a title", most=60, help_text="For lists and pictures.")
    parts = Parts(
        label="Its parts",
        required=False,
        rows=4,
        max_length=5000,
        help_text="Where one sentence holds several promises: one a line, each after its letter. a. We will listen",
    )
    achieved_by = prose("What will be done to keep it?", rows=3, help_text="One thing a line.")
    binds = Several("Who must keep it?", missing="Choose at least one of those who made the charter")
    code = Code("Its code", most=20, help_text="As it is spoken of: LS4")
    answers = Several("Which statements does it answer?")
    same_promise = forms.ChoiceField(
        label="Is it still the promise that was made before?",
        help_text="If so, what is known of how it was kept goes on. If not, it begins anew.",
        choices=[("", "As it is said now"), ("yes", "Yes, the same promise"), ("no", "No, another promise")],
        required=False,
        widget=forms.RadioSelect,
    )
    because = reason("Why do the words change?")

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, **given)
        self.fields["binds"].queryset = edition.charter.bodies.all()
        self.fields["answers"].queryset = statements_of(service=edition.charter.slug)
        self.fields["because"].help_text = "Readers of the two editions see this. Name nobody here."
        if "same_promise" in self.fields and not edition.follows_id:
            del self.fields["same_promise"]

    @classmethod
    def of(cls, row: Commitment) -> dict[str, object]:
        return super().of(row) | {"parts": lines((part.letter, part.wording) for part in row.parts.all())}

    @classmethod
    def of_version(cls, row: Commitment, words: dict[str, object]) -> dict[str, object]:
        told = [(part.get("letter"), part.get("wording")) for part in (words.get("parts") or {}).values()]
        return super().of_version(row, words) | {"parts": lines(sorted(told))}

    def words(self) -> dict[str, object]:
        words = super().words()
        same = {"yes": True, "no": False}.get(words.pop("same_promise", ""))
        return words | ({} if same is None else {"same_promise": same})


class NewPromise(Promise):
    section = OneOf("In which section?", missing="Choose the section")
    same_promise = None
    field_order = ("section",)

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, edition=edition, **given)
        self.fields["section"].queryset = edition.sections.all()
        self.fields["because"].label = "Why is it new?"


class Section(Words):
    """A part of the text."""

    name = line("Name of the section", missing="Name the section")
    code = Code("Its code", most=10, help_text="As it is spoken of: LS")
    summary = prose("What it is about, in a sentence or two", rows=3)
    lead_in = line("The words its promises begin with", help_text="Who acts: Our colleagues will")
    within = OneOf("Is it a part of another section?")

    def __init__(self, *args, edition: Edition, but: int | None = None, **given):
        super().__init__(*args, **given)
        self.fields["within"].queryset = edition.sections.exclude(pk=but)
        self.fields["within"].empty_label = "No"


class PassageWords(Words):
    """A piece of the introduction, or a word explained."""

    KINDS = {
        Passage.Kind.WELCOME: "A welcome",
        Passage.Kind.WHO_DOES_WHAT: "Who does what",
        Passage.Kind.WHO_SEES_TO_IT: "Who sees to it that it is kept",
        Passage.Kind.CONTACT: "Whom to contact",
        Passage.Kind.WORD: "A word explained",
    }
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(str(kind), name) for kind, name in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    heading = line("Its heading, or the word", missing="Give it a heading")
    words = prose("What it says", missing="Write what it says", rows=8)


class Ask(Words):
    """What is asked of the people the service is for."""

    wording = prose("What do we ask of people?", missing="Write what we ask", rows=3)
    why = prose("Why do we ask it?", missing="Say why", rows=3)
    how_we_make_it_easy = prose("How do we make it easy?", missing="Say how we make it easy", rows=3)
    if_not = prose("What happens if they do not?", missing="Say what happens if they do not", rows=3)
    code = Code("Its code", most=20, help_text="As it is spoken of: A1")


class Place(forms.Form):
    """Where a promise goes."""

    section = OneOf("To which section?", missing="Choose the section")
    place = forms.IntegerField(
        label="At which place there?",
        min_value=1,
        max_value=10_000,
        help_text="1 is the first. A number beyond the last is the last.",
        error_messages={"required": "Write the place", "invalid": "Write the place in digits, such as 3"},
    )
    because = line("Why?", most=300, help_text="Readers of the two editions see this.")

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, **given)
        self.fields["section"].queryset = edition.sections.all()


class Away(forms.Form):
    """Why a promise is taken out: those who were promised it are told."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    because = line("Why?", missing="Write why", most=300, help_text="Those who were promised it read this.")


class BecameOf(forms.Form):
    """What became of a promise of the edition before."""

    earlier = OneOf("Which promise of the edition before?")
    later = OneOf("What is it now?")
    same_promise = forms.ChoiceField(
        label="Is it still the same promise?",
        help_text="If so, what is known of how it was kept goes on. If not, it begins anew.",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is still the same promise"},
    )
    reason = prose("Why?", rows=3, help_text="Readers see this. It may be left empty only where nothing changed.")

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, **given)
        before = edition.follows.commitments if edition.follows else edition.commitments.none()
        self.fields["earlier"].queryset, self.fields["earlier"].empty_label = before.all(), "None: it is new"
        self.fields["later"].queryset, self.fields["later"].empty_label = edition.commitments.all(), "Nothing: it ended"
        for name in ("earlier", "later"):
            self.fields[name].label_from_instance = lambda one: f"{one.code}: {one.title}"

    def clean(self):
        given = self.cleaned_data
        if not self.errors and not given.get("earlier") and not given.get("later"):
            self.add_error("later", "Choose a promise: of the edition before, of this one, or of both")
        return given | {"same_promise": given.get("same_promise") == "yes"}


class Say(forms.Form):
    """A comment on a draft."""

    words = prose("Say something about it", missing="Write what you want to say", rows=4)


class Outcome(forms.Form):
    """What came of a comment."""

    outcome = prose("What came of it?", missing="Say what came of it", rows=3, help_text="Whoever said it reads this.")


class Approve(forms.Form):
    """That someone agrees to the very words they read."""

    seen = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Read the text again, then approve it"}
    )
    read = forms.BooleanField(
        label="I have read every word of this edition, and agree to it",
        error_messages={"required": "Tick the box once you have read it"},
    )


class Publish(forms.Form):
    """The day it was agreed, and why promises stand in it that nobody asked for."""

    agreed_on = day("When was it agreed?", missing="Write the day it was agreed")
    because = prose("Why are there promises in it that no statement stands behind?", rows=3)


def lines(parts) -> str:
    """Parts as people write them, one a line."""
    return "\n".join(f"{letter}. {' '.join(wording.split())}" for letter, wording in parts)
