"""What is done about panels and whoever takes part in them."""

from .areas import load_postcodes
from .comparing import FilledAlready, NotComparable, fill_gap, load_population, note_missing, rewrite_missing
from .details import put_right
from .founding import add_question, open_panel, open_wave, word_consent
from .handing_in import hand_in_members, take_in_the_members
from .joining import (
    ConfirmationSpent,
    NotAgreed,
    ask_to_join,
    confirm,
    confirm_by_talking,
    enter_member,
    forget_unconfirmed,
)
from .keeping import read_member
from .leaving import LeftAlready, agree, leave_panel, take_back
from .taking_in import TakenIn, hand_out_members, take_in_members

__all__ = [
    "ConfirmationSpent",
    "FilledAlready",
    "LeftAlready",
    "NotAgreed",
    "NotComparable",
    "TakenIn",
    "add_question",
    "agree",
    "ask_to_join",
    "confirm",
    "confirm_by_talking",
    "enter_member",
    "fill_gap",
    "forget_unconfirmed",
    "hand_in_members",
    "hand_out_members",
    "leave_panel",
    "load_population",
    "load_postcodes",
    "note_missing",
    "open_panel",
    "open_wave",
    "put_right",
    "read_member",
    "rewrite_missing",
    "take_back",
    "take_in_members",
    "take_in_the_members",
    "word_consent",
]
