from datetime import date

from leal.foundations.editing.forms import Codes, OneOf, Words, day, line, prose, reason
from leal.thread.charters.models import Edition
from leal.thread.charters.queries import commitments, current_edition

from .. import queries
from ..models import Lesson


class LessonWords(Words):
    """What we take from something, who must act and by when."""

    title = line("The lesson in a few words", missing="Give it a title", help_text="Pass people on, do not only point")
    wording = prose("What did we learn?", missing="Say what we learned", rows=4)
    learned_from = line("From what did we learn it?", missing="Say from what we learned it", most=300)
    learned_on = day("When?")
    commitments = Codes(
        "Which promises is it about?",
        missing="Write the code of at least one promise",
        help_text="Their codes: PS10, LS4",
    )
    role = line("Which role must act?", help_text="A role, never a person. Leave it empty while nobody owns it.")
    body = OneOf("In which body?")
    due_on = day("By when must something follow?", help_text="From the day after, readers see that it is late.")
    source = line("Where can it be read?", most=500)
    because = reason()

    def __init__(self, *args, edition: Edition, **given):
        super().__init__(*args, **given)
        self.fields["body"].queryset = edition.charter.bodies.all()
        self.fields["commitments"].known = {one.code: one for one in commitments(edition=edition)}

    @classmethod
    def of(cls, row: Lesson) -> dict[str, object]:
        edition = current_edition(charter=row.charter)
        about = ", ".join(one.code for one in queries.about(lesson=row, edition=edition))
        return super().of(row) | {"commitments": about}

    @classmethod
    def of_version(cls, row: Lesson, words: dict[str, object]) -> dict[str, object]:
        about = queries.codes_of(commitments=words.get("commitments", []))
        return super().of_version(row, words) | {"commitments": ", ".join(about)}


class NewLesson(LessonWords):
    because = None


class ChangeWords(Words):
    """What we did, or will do, because of a lesson."""

    what = prose("What is done?", missing="Say what is done, or will be", rows=3)
    due_on = day("By when will it be done?")
    made_on = day("When was it done?", help_text="Leave it empty until it is done. For example, 1/9/2026")
    told_to = line("Who was told?", most=200, help_text="Those who spoke should hear first.")
    told_on = day("When were they told?")
    did_it_work = prose("Did it work?", rows=3, help_text="What you found when you looked, good or bad.")
    checked_on = day("When did you look?")
    source = line("Where can it be read?", most=500)
    because = reason()

    def __init__(self, *args, on: date, **given):
        super().__init__(*args, **given)
        self.on = on

    def clean(self):
        given = self.cleaned_data
        for name in ("made_on", "told_on", "checked_on"):
            if given.get(name) and given[name] > self.on:
                self.add_error(name, "That day has not come yet. Leave it empty until then")
        if given.get("checked_on") and not given.get("did_it_work"):
            self.add_error("did_it_work", "Say what you found when you looked")
        if given.get("did_it_work") and "made_on" in given and not given["made_on"]:
            self.add_error("made_on", "Say when it was done: what is not done cannot have worked")
        return given


class NewChange(ChangeWords):
    because = None
