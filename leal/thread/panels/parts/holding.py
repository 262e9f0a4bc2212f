"""What pages of the panels show, as plain values."""

from typing import NamedTuple

from leal.foundations.pages.parts import Row

from .. import queries
from ..areas.parts import named
from ..languages import LANGUAGES
from ..models import ConsentWording, EqualityAnswers, Experience, PanelMember


class Shelf(NamedTuple):
    """Some of what a member told us, under a heading."""

    id: str
    heading: str
    rows: list[Row]


class Agreement(NamedTuple):
    """One purpose: its words, since when someone agrees to them (None: not), and whether a member must."""

    wording: ConsentWording
    since: object
    pk: int | None


def told_by(*, member: PanelMember) -> list[Shelf]:
    """What a member told us: how to reach them, what they need, what they answered. Four queries."""
    contact = [
        Row("Name", member.name),
        Row("How we get in touch", member.get_told_by_display()),
        Row("E-mail address", member.email or "None"),
        Row("Phone number", member.phone or "None"),
        Row("Address", member.postal_address or "None"),
        Row("Postcode", member.postcode or "Not said"),
        Row("Council area", member.council_area or "Not known"),
        Row("Town or country", member.urban_rural or "Not known"),
        *([Row("By the lookup", named(member.area_from))] if member.area_from else ()),
    ]
    suits = [
        Row("Form", member.get_format_display()),
        Row("Language", dict(LANGUAGES).get(member.language, member.language)),
        Row("What you need", member.needs or "Nothing said"),
    ]
    return [
        Shelf("contact", "How we reach you", contact),
        Shelf("suits", "What suits you", suits),
        Shelf("experience", "What you know of the service", answers(member, Experience)),
        Shelf("equality", "What you said about yourself", answers(member, EqualityAnswers)),
    ]


def answers(member: PanelMember, model) -> list[Row]:
    """The answers of one kind, each beside its question."""
    held = model.objects.filter(member=member).first()
    given = held.answers if held else {}
    asked = member.panel.questions.filter(about=model.about)
    return [Row(one.wording, said(one, given[one.code])) for one in asked if given.get(one.code)]


def said(question, answer) -> str:
    many = answer if isinstance(answer, list) else [answer]
    return ", ".join(question.words_for(one) for one in many)


def agreements(*, member: PanelMember) -> list[Agreement]:
    """Each purpose, agreed to or not, what is needed first. Two queries."""
    given = {one.wording.purpose: one for one in queries.agreed_by(member=member)}
    found = [Agreement(one.wording, one.given_on, one.pk) for one in given.values()]
    found += [Agreement(one, None, None) for one in not_agreed(member=member).exclude(purpose__in=given)]
    return sorted(found, key=lambda one: (not one.wording.needed, one.wording.pk))


def not_agreed(*, member: PanelMember):
    """What a member could agree to and does not."""
    agreed = queries.agreed_by(member=member).values("wording__purpose")
    return queries.asked_to_agree(panel=member.panel).exclude(purpose__in=agreed)
