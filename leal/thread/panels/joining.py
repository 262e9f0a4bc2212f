"""Joining step by step: what is asked in which order, and the answers kept until they are sent.

Answers wait in the session, as they were written, until someone sends them or
half a day has gone by. Nothing is kept anywhere else before that.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse

from leal.foundations.editing.forms import as_data
from leal.foundations.pages.parts import Link, Row

from . import queries
from .forms import joining as asked
from .models import ConsentWording, Panel, PanelQuestion

CONTACT_WHY = "So that we can write to you, ring you or send you a text, in the way that suits you."
AREA_WHY = (
    "So that people from towns, islands and the countryside are all here. "
    "From it we work out your council area, and whether you live in a town or in the country."
)
NEEDS_WHY = "So that nobody stays away because of how we meet or write. We plan for it before you come."


@dataclass(frozen=True)
class Step:
    """One thing that is asked. `form` makes its form from data or from what was written before; `why` we ask it."""

    code: str
    heading: str
    form: Callable[..., forms.Form]
    why: str = ""
    question: PanelQuestion | None = None


@dataclass
class Joining:
    """Somebody on the way to joining a panel: `how` is "online", or how a colleague heard from them."""

    panel: Panel
    how: str
    session: Any
    steps: list[Step] = field(init=False)
    wordings: list[ConsentWording] = field(init=False)

    def __post_init__(self):
        self.wordings = list(queries.asked_to_agree(panel=self.panel))
        told_by = self.kept("told").get("told_by", ["email"])[-1:]
        self.steps = [
            Step("name", "Your name", asked.Name),
            Step("told", "How we get in touch", asked.Told, CONTACT_WHY),
            Step("where", "Where we reach you", partial(asked.Where, told_by=(told_by or ["email"])[0]), CONTACT_WHY),
            Step("postcode", "Where you live", asked.Postcode, AREA_WHY),
            Step("format", "The form that suits you", asked.Format),
            Step("needs", "What you need", asked.Needs, NEEDS_WHY),
            *map(question_step, queries.questions(panel=self.panel)),
            Step("agree", "What you agree to", partial(asked.Agreement, wordings=self.wordings)),
        ]

    @property
    def drawer(self) -> str:
        """Where in the session the answers wait."""
        return f"joining {self.panel.pk} {self.how}"

    def kept(self, code: str) -> dict[str, list[str]]:
        """What was written at one step; nothing when nobody has been there."""
        return self.session.get(self.drawer, {}).get(code, {})

    def keep(self, step: Step, data) -> None:
        """Keep what was written at a step, right or wrong."""
        names = step.form().fields
        written = {name: data.getlist(name) for name in names if name in data}
        self.session[self.drawer] = self.session.get(self.drawer, {}) | {step.code: written}

    def forget(self) -> None:
        """Nothing of it waits any more."""
        self.session.pop(self.drawer, None)

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)

    def place(self, step: Step) -> int:
        """Which question it is, counted from 1."""
        return self.steps.index(step) + 1

    def after(self, step: Step) -> Step | None:
        return next(iter(self.steps[self.place(step) :]), None)

    def before(self, step: Step) -> Step | None:
        return self.steps[self.place(step) - 2] if self.place(step) > 1 else None

    def filled(self, step: Step) -> forms.Form:
        """The form of a step with what was written, to be judged."""
        return step.form(as_data(self.kept(step.code)))

    def shown(self, step: Step) -> forms.Form:
        """The form of a step with what was written, not yet judged."""
        kept = self.kept(step.code)
        fields = step.form().fields
        initial = {name: values if is_many(fields[name]) else values[-1] for name, values in kept.items() if values}
        return step.form(initial={name: value for name, value in initial.items() if name in fields})

    def not_done(self) -> Step | None:
        """The first step that still lacks something; None when all can be sent."""
        return next((step for step in self.steps if not self.filled(step).is_valid()), None)

    def address(self, page: str, *parts: str) -> str:
        """A page on this way: "step", "check", "sent"."""
        if self.how == "online":
            return reverse(f"panels:join-{page}", args=[self.panel.service, self.panel.code, *parts])
        return reverse(f"panels:enter-{page}", args=[self.panel.service, self.panel.code, self.how, *parts])

    def answers(self) -> dict[str, Any]:
        """Everything as the operations take it. Only when nothing lacks: see `not_done`."""
        cleaned = {step.code: self.cleaned(step) for step in self.steps}
        words = {}
        for step in self.steps:
            if step.question is None and step.code != "agree":
                words |= cleaned[step.code]
        given = {"experience": {}, "equality": {}}
        for step in self.steps:
            if step.question and (answer := cleaned[step.code]["answer"]):
                given[step.question.about][step.question.code] = answer
        agreed = [one for one in self.wordings if cleaned["agree"].get(one.purpose)]
        return {"words": words, "agreed": agreed, **given}

    def cleaned(self, step: Step) -> dict[str, Any]:
        form = self.filled(step)
        form.is_valid()
        return form.cleaned_data

    def rows(self) -> list[Row]:
        """Every answer as it will be sent, each with the way to change it."""
        return [row for step in self.steps for row in self.rows_of(step)]

    def rows_of(self, step: Step) -> list[Row]:
        form, rows = self.filled(step), []
        form.is_valid()
        change = f"{self.address('step', step.code)}?then=check"
        for name, field_ in form.fields.items():
            value = form.cleaned_data.get(name)
            key = field_.label if step.code == "agree" else step.heading if len(form.fields) == 1 else field_.label
            rows.append(Row(str(key), in_words(field_, value), Link(f"Change: {key}", change)))
        return rows


def question_step(question: PanelQuestion) -> Step:
    form = partial(asked.Question, question=question)
    return Step(f"q-{question.code}", question.called, form, question.why_asked, question)


def is_many(field_: forms.Field) -> bool:
    return isinstance(field_, forms.MultipleChoiceField)


def in_words(field_: forms.Field, value: object) -> str:
    """An answer as a person reads it."""
    if isinstance(field_, forms.BooleanField):
        return "Yes" if value else "No"
    named = dict(getattr(field_, "choices", ()))
    many = value if isinstance(value, list) else [value]
    return ", ".join(str(named.get(one, one)) for one in many if one) or "Not answered"
