from django import forms

from leal.foundations.editing.forms import OneOf, Words, line, prose, reason

from ..models import CoreGroup
from ..queries.groups import Feature, seats_of

WHOLE = {"invalid": "Write a whole number", "min_value": "Write 0 or more"}


def number(label: str, *, least: int, most: int, missing: str, help_text: str = "") -> forms.IntegerField:
    """A whole number of people or months; needed."""
    errors = {
        "required": missing,
        "invalid": "Write a whole number, such as 30",
        "min_value": f"Write {least} or more",
        "max_value": f"Write {most:,} or fewer",
    }
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text, error_messages=errors)


class GroupWords(Words):
    """What a core group is for, how many sit in it, and who is left out."""

    name = line("What is the group called?", missing="Give it a name")
    purpose = prose("What is it for?", missing="Say what it is for", rows=3)
    seats = number("How many seats?", least=1, most=500, missing="Say how many seats there are")
    not_since_months = number(
        "Leave out who took part lately",
        least=0,
        most=120,
        missing="Write a number of months; 0 leaves nobody out",
        help_text="Whoever sat in another group or came to a gathering within so many months. 0 leaves nobody out.",
    )
    one_a_household = forms.BooleanField(label="At most one of a household", required=False)


class Targets(forms.Form):
    """How many of a group should share each answer: least and most. Both empty: any number."""

    def __init__(self, *args, feature: Feature, group: CoreGroup, **given):
        super().__init__(*args, **given)
        self.feature, self.group = feature, group
        for place, value in enumerate(feature.values):
            for side, words in (("least", "At least"), ("most", "At most")):
                self.fields[f"{side}_{place}"] = forms.IntegerField(
                    label=f"{words}, {value}",
                    required=False,
                    min_value=0,
                    error_messages=WHOLE,
                    widget=forms.NumberInput(attrs={"class": "ds_input ds_input--fixed-4", "inputmode": "numeric"}),
                )

    @classmethod
    def initial_of(cls, feature: Feature, group: CoreGroup) -> dict[str, int]:
        """What the form shows of the targets that are set."""
        found = {}
        for row in group.targets.filter(feature=feature.code):
            if row.value in feature.codes:
                place = feature.codes.index(row.value)
                found |= {f"least_{place}": row.minimum, f"most_{place}": row.maximum}
        return found

    def clean(self):
        least_in_all = 0
        for place, value in enumerate(self.feature.values):
            least, most = (self.cleaned_data.get(f"{side}_{place}") for side in ("least", "most"))
            if least is not None and most is not None and least > most:
                self.add_error(f"least_{place}", f"{value}: at least {least} is more than at most {most}")
            least_in_all += least or 0
        if least_in_all > self.group.seats:
            seats = self.group.seats
            self.add_error(None, f"Together at least {least_in_all} people, and there are {seats} seats. Lower some")
        return self.cleaned_data

    def targets(self) -> dict[str, tuple[int, int]]:
        """Least and most by the code of each answer that something was written for."""
        found = {}
        for place, code in enumerate(self.feature.codes):
            least, most = (self.cleaned_data.get(f"{side}_{place}") for side in ("least", "most"))
            if least is not None or most is not None:
                found[code] = (least or 0, self.group.seats if most is None else most)
        return found


class Seed(forms.Form):
    """The seed that picks the group, and where it came from."""

    seed = line(
        "The seed",
        most=80,
        help_text="Exactly as it was said, such as numbers drawn in the room. Leave it empty to let chance make one.",
    )
    seed_from = line(
        "Where did it come from?",
        missing="Say where the seed came from",
        most=200,
        help_text="For all to read: “Six balls drawn by three members in Inverness on 3 May”.",
    )


class Leaving(forms.Form):
    """Who leaves a group, why, and the seed that picks who takes the seat."""

    seat = OneOf("Who leaves?", missing="Choose who leaves")
    because = reason("Why?", missing="Say why, naming nobody")
    seed = line("The seed", most=80, help_text="Empty: one is made by chance, and written down.")
    from_reserves = forms.BooleanField(label="Draw among those who stand by only", required=False)

    def __init__(self, *args, group: CoreGroup, reserves: int = 0, **given):
        super().__init__(*args, **given)
        if not reserves:
            del self.fields["from_reserves"]
        self.fields["seat"].queryset = seats_of(group=group)
        self.fields["seat"].label_from_instance = lambda seat: str(seat.member)


class StandBy(forms.Form):
    """How many should stand by, and how likely it is that people are gone by the day."""

    how_many = number("How many should stand by?", least=1, most=30, missing="Say how many should stand by")
    leaving = number(
        "Of a hundred people, how many are gone by the day?",
        least=0,
        most=90,
        missing="Guess how many of a hundred are gone by the day",
        help_text="From your experience: 10 where one in ten drops out. It counts for those who stand by as well.",
    )
