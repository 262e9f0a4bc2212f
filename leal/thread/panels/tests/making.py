"""A small panel that people can join, for tests."""

from datetime import date

from leal.thread.panels.models import ConsentWording, Panel
from tests.factories import PanelFactory, PanelQuestionFactory

SINCE = date(2018, 1, 1)


def a_panel() -> Panel:
    """One question of each kind, and three purposes to agree to."""
    panel = PanelFactory(contact="Ring us: 01234 567890")
    PanelQuestionFactory(
        panel=panel,
        about="experience",
        code="benefits",
        called="Benefits",
        wording="Which of these have you applied for?",
        why_asked="So that people who know each benefit are here.",
        choices=[["grant", "A grant"], ["disability", "Disability payment"]],
        several=True,
        place=1,
    )
    PanelQuestionFactory(panel=panel, place=2)
    for purpose, words, needed in (
        ("take-part", "You may keep what I told you, and get in touch about the panel.", True),
        ("equality", "You may use what I said about myself to see who is missing.", False),
        ("research", "You may publish what I say, without my name.", False),
    ):
        ConsentWording.objects.create(
            panel=panel, purpose=purpose, version=1, wording=words, needed=needed, since=SINCE
        )
    return panel


ANSWERS = {
    "name": {"name": "Ishbel MacAulay"},
    "told": {"told_by": "email"},
    "where": {"email": "Ishbel@Example.org"},
    "postcode": {"postcode": "iv11aa"},
    "format": {"format": "plain", "language": "en"},
    "needs": {"needs": "Somewhere quiet, please"},
    "q-benefits": {"answer": ["grant", "disability"]},
    "q-age": {"answer": "25-64"},
    "agree": {"take-part": "on", "equality": "on"},
}


def way_of(panel: Panel, step: str = "") -> str:
    return f"/panels/{panel.service}/{panel.code}/join/{step + '/' if step else ''}"


def answer_all(visit, panel: Panel, **other: dict):
    """Answer every question online, and stand before sending; `other` answers instead, by step with “_” for “-”."""
    for step, answers in (ANSWERS | {name.replace("_", "-"): given for name, given in other.items()}).items():
        page = visit.post(way_of(panel, step), answers)
    return page
