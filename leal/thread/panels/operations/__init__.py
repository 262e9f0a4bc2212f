"""What is done about panels and whoever takes part in them."""

from .areas import hand_in_postcodes, let_go_of_postcodes, load_postcodes, load_the_postcodes
from .comparing import FilledAlready, NotComparable, fill_gap, load_population, note_missing, rewrite_missing
from .details import put_right
from .founding import add_question, open_panel, promise_payment, word_consent
from .handing_in import hand_in_members, take_in_the_members
from .joining import (
    ConfirmationSpent,
    JoiningClosed,
    NotAgreed,
    ask_to_join,
    confirm,
    confirm_by_talking,
    enter_member,
    forget_unconfirmed,
)
from .keeping import read_member
from .leaving import LeftAlready, agree, leave_panel, take_back
from .organisations import (
    agree_for_organisation,
    ask_to_join_as_organisation,
    confirm_organisation,
    confirm_organisation_by_talking,
    enter_organisation,
    forget_unconfirmed_organisation,
    let_organisation_leave,
    rewrite_organisation,
    take_back_for_organisation,
    word_consent_of_organisations,
)
from .recruiting import WaveClosed, close_wave, open_wave, rewrite_wave
from .taking_in import TakenIn, hand_out_members, take_in_members

__all__ = [
    "ConfirmationSpent",
    "FilledAlready",
    "JoiningClosed",
    "LeftAlready",
    "NotAgreed",
    "NotComparable",
    "TakenIn",
    "WaveClosed",
    "add_question",
    "agree",
    "agree_for_organisation",
    "ask_to_join",
    "ask_to_join_as_organisation",
    "close_wave",
    "confirm",
    "confirm_by_talking",
    "confirm_organisation",
    "confirm_organisation_by_talking",
    "enter_member",
    "enter_organisation",
    "fill_gap",
    "forget_unconfirmed",
    "forget_unconfirmed_organisation",
    "hand_in_members",
    "hand_in_postcodes",
    "hand_out_members",
    "leave_panel",
    "let_go_of_postcodes",
    "let_organisation_leave",
    "load_population",
    "load_postcodes",
    "load_the_postcodes",
    "note_missing",
    "open_panel",
    "open_wave",
    "promise_payment",
    "put_right",
    "read_member",
    "rewrite_missing",
    "rewrite_organisation",
    "rewrite_wave",
    "take_back",
    "take_back_for_organisation",
    "take_in_members",
    "take_in_the_members",
    "word_consent",
    "word_consent_of_organisations",
]
