"""Forms in which one promise becomes several, and several become one."""

from collections.abc import Mapping, Sequence

from django import forms

from leal.foundations.editing.forms import Several, Words, line, prose
from leal.foundations.revision import revision

from . import queries
from .forms import LETTERS, Code, Parts, lines
from .models import Commitment

PIECES = ("first", "second", "third")
OWN = ("wording", "title", "parts", "achieved_by", "code")
MISSING = {"wording": "Write the promise", "title": "Give it a title", "code": "Give it a code"}
GOES_ON = "What is known of how it was kept goes on. Of any other it begins anew."
READERS = "Readers of the two editions see this. Name nobody here."


def own_words(row: Commitment) -> dict[str, object]:
    """What a promise says of itself, as a form shows it."""
    parts = lines((part.letter, part.wording) for part in row.parts.all())
    return {name: parts if name == "parts" else getattr(row, name) for name in OWN}


def piece(name: str, *, needed: bool) -> dict[str, forms.Field]:
    """The fields of one promise among several: the first, the second, the third."""
    missing = MISSING if needed else dict.fromkeys(MISSING, "")
    if_any = "" if needed else "Leave all of it empty if there are only two."
    made = (
        prose(f"The {name} promise", missing=missing["wording"], rows=4, help_text=if_any),
        line(f"The {name} in a few words", missing=missing["title"], most=60),
        Parts(label=f"Parts of the {name}", required=False, rows=3, max_length=5000, help_text="One a line."),
        prose(f"What will be done to keep the {name}?", rows=3, help_text="One thing a line."),
        Code(f"Code of the {name}", most=20, help_text="As it is spoken of: LS4"),
    )
    made[-1].required = needed
    return {f"{name}_{field}": one for field, one in zip(OWN, made, strict=True)}


_Pieces = type("_Pieces", (Words,), {k: v for name in PIECES for k, v in piece(name, needed=name != "third").items()})


class Split(_Pieces):
    """One promise becomes two or three. What was brought together begins with the words of what it came from."""

    same = forms.MultipleChoiceField(
        label="Which of them is still the promise that was made before?",
        help_text=GOES_ON,
        required=False,
        choices=[(name, f"The {name}") for name in PIECES],
        widget=forms.CheckboxSelectMultiple,
    )
    because = line("Why does it become several?", missing="Say why", most=300, help_text=READERS)

    def __init__(self, *args, follows: bool, **given):
        super().__init__(*args, **given)
        if not follows:
            del self.fields["same"]

    @classmethod
    def of(cls, row: Commitment) -> dict[str, object]:
        before = queries.brought_together(commitment=row)[: len(PIECES)]
        begins = [own_words(one) for one in before or [row]]
        begins += [dict.fromkeys(OWN, "")] * (len(PIECES) - len(begins))
        shown = {f"{name}_{field}": said[field] for name, said in zip(PIECES, begins, strict=True) for field in OWN}
        return shown | {"same": list(PIECES[: len(before) or 1]), "because": ""}

    def clean(self) -> dict[str, object]:
        given = super().clean() or self.cleaned_data
        if any(given.get(f"third_{name}") for name in OWN):
            for name, says in MISSING.items():
                if not given.get(f"third_{name}") and f"third_{name}" not in self.errors:
                    self.add_error(f"third_{name}", says)
        codes = [given.get(f"{name}_code") for name in PIECES]
        for at, code in enumerate(codes):
            if code and code in codes[:at]:
                self.add_error(f"{PIECES[at]}_code", f"Two of them have the code {code}. Give each its own")
        return given

    def words(self) -> dict[str, object]:
        """What each will say, which of them are still the promise made before, and why."""
        given = super().words()
        said = {name: {field: given[f"{name}_{field}"] for field in OWN} for name in PIECES}
        said = {name: each for name, each in said.items() if each["code"]}
        same = [said[name]["code"] for name in given.get("same", ()) if name in said]
        return {"into": list(said.values()), "same": same, "because": given["because"]}


class Choose(forms.Form):
    """Which other promises become one with this."""

    others = Several("Which promises become one with it?", missing="Choose at least one")

    def __init__(self, *args, commitment: Commitment, **given):
        super().__init__(*args, **given)
        self.fields["others"].queryset = commitment.edition.commitments.exclude(pk=commitment.pk)
        self.fields["others"].label_from_instance = named


class Merge(Words):
    """Several promises become one: `merge_of` says which. How the others read travels along, to see if they change."""

    others: Sequence[int] = ()

    wording = prose("The promise that they become", missing="Write the promise", rows=6)
    title = line("The promise in a few words", missing="Give it a title", most=60, help_text="For lists and pictures.")
    parts = Parts(label="Its parts", required=False, rows=4, max_length=5000, help_text="One a line.")
    achieved_by = prose("What will be done to keep it?", rows=4, help_text="One thing a line.")
    code = Code("Its code", most=20, help_text="As it is spoken of: LS4")
    same = Several("Which of those made before is it still?", help_text=GOES_ON)
    because = line("Why do they become one?", missing="Say why", most=300, help_text=READERS)
    read = forms.CharField(label="What the others say", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, earlier: Sequence[Commitment], **given):
        super().__init__(*args, **given)
        self.fields["same"].queryset = Commitment.objects.filter(pk__in=[one.pk for one in earlier])
        self.fields["same"].label_from_instance = named
        if not earlier:
            del self.fields["same"]

    @classmethod
    def of(cls, row: Commitment) -> dict[str, object]:
        rows = [row, *queries.with_all(edition=row.edition).filter(pk__in=cls.others)]
        was = queries.parted_from(commitments=rows)
        same = queries.still_told(commitments=rows)
        read = " ".join(f"{one.code}={revision(one)}" for one in rows[1:])
        return (own_words(was) if was else together(rows)) | {"same": same, "because": "", "read": read}

    def words(self) -> dict[str, object]:
        """What it will say, the codes of what it still is, and what the person read of the others."""
        given = super().words()
        read = dict(pair.partition("=")[::2] for pair in given["read"].split())
        return given | {"same": [one.code for one in given.get("same", ())], "read": read}


def merge_of(others: Sequence[Commitment]) -> type[Merge]:
    """The form in which these become one with another."""
    return type("Merge", (Merge,), {"others": tuple(one.pk for one in others)})


def together(rows: Sequence[Commitment]) -> Mapping[str, object]:
    """What several promises say, one after the other; the first lends its title and code."""
    first, said = rows[0], [own_words(row) for row in rows]
    parts = [part.wording for row in rows for part in row.parts.all()]
    doing = dict.fromkeys(one for each in said for one in each["achieved_by"].splitlines() if one.strip())
    return said[0] | {
        "wording": "\n".join(row.wording for row in rows),
        "parts": lines(zip(LETTERS, parts, strict=False)),
        "achieved_by": "\n".join(doing),
        "code": first.code,
    }


def named(one: Commitment) -> str:
    return f"{one.code}: {one.title}"
