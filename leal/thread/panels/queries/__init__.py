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
from .members import (
    agreed_by,
    council_areas,
    found,
    member_of,
    members,
    panel_of,
    waiting,
)

__all__ = [
    "agreed_by",
    "area_of",
    "asked_to_agree",
    "council_areas",
    "found",
    "good_code",
    "good_confirmations",
    "good_link",
    "has_account",
    "member_of",
    "members",
    "never_confirmed",
    "open_panels",
    "open_wave_of",
    "panel_of",
    "questions",
    "waiting",
    "with_email",
]
