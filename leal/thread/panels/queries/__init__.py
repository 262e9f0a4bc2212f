"""What is asked about panels."""

from .joining import (
    area_of,
    asked_to_agree,
    good_code,
    good_confirmations,
    good_link,
    has_account,
    never_confirmed,
    open_panels,
    open_wave_of,
    questions,
    with_email,
)
from .leading import at_a_glance
from .making_up import council_areas, how_many, numbers_of
from .members import (
    agreed_by,
    already_here,
    found,
    handed_in,
    likely_doubles,
    member_of,
    members,
    panel_of,
    purposes_agreed,
    waiting,
)

__all__ = [
    "agreed_by",
    "already_here",
    "area_of",
    "at_a_glance",
    "asked_to_agree",
    "council_areas",
    "found",
    "good_code",
    "good_confirmations",
    "good_link",
    "handed_in",
    "has_account",
    "how_many",
    "likely_doubles",
    "member_of",
    "members",
    "never_confirmed",
    "numbers_of",
    "open_panels",
    "open_wave_of",
    "panel_of",
    "purposes_agreed",
    "questions",
    "waiting",
    "with_email",
]
