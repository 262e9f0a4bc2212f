"""Everything the panels hold about one person: for the bundle they may ask for, and for erasing."""

from django.db.models import QuerySet

from leal.foundations.accounts.bundle import Bundled
from leal.foundations.notices.models import Notice

from .models import (
    Consent,
    EqualityAnswers,
    Expense,
    Experience,
    GatheringNeed,
    Invited,
    PanelMember,
    Renewal,
    Seat,
    Thanks,
)

WORDS_OF_MEMBERS = {Thanks: "member", Expense: "member", Seat: "member", GatheringNeed: "invited__member"}
"""Rows that stay when a member leaves, their personal words blanked; with the way from the row to the member."""

ANSWERS = {Experience: "member", EqualityAnswers: "member"}
"""Rows that go when a member leaves."""

WITHOUT_WORDS = {Consent: "member", Renewal: "member", Invited: "member"}
"""Rows that say what was agreed, asked and come to: no words of anybody's."""


def members(of: str) -> QuerySet[PanelMember]:
    """The membership a key names: a person's number, or the random key of a member without an account."""
    return PanelMember.objects.filter(person=int(of)) if of.isdecimal() else PanelMember.objects.filter(pk=of)


def through(model, way: str) -> Bundled:
    return Bundled(model, lambda of: model.objects.filter(**{f"{way}__in": members(of)}))


def notices(of: str) -> QuerySet[Notice]:
    """What was written to members at any address of theirs, but for what signs them in."""
    ways = members(of).values_list("email", "postal_address", "phone")
    written = {address for addresses in ways for address in addresses if address}
    return Notice.objects.filter(address__in=written).exclude(carries=Notice.Carries.SIGN_IN)


BUNDLED = (
    Bundled(PanelMember, members),
    Bundled(Notice, notices),
    *(through(model, way) for model, way in (ANSWERS | WITHOUT_WORDS | WORDS_OF_MEMBERS).items()),
)
LEFT_OUT = {
    "panels.Organisation": "An organisation’s own contact: not a record about a panel member",
    "panels.Draw": "Pseudonyms of everyone in a draw; each leads only to the member’s key, which is in the bundle",
}
