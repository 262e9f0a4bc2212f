"""What may be done with charters: found, draft, write, rewrite, arrange, relate, agree, publish."""

from .agreeing import (
    ApprovedAlready,
    ChangedSince,
    NoStatementBehind,
    NotApproved,
    NotReady,
    approve,
    comment,
    publish,
    settle,
)
from .arranging import (
    StillHolds,
    TooFew,
    merge,
    move,
    move_section,
    remove,
    remove_ask,
    remove_passage,
    remove_section,
    split,
)
from .drafting import NotPublishedYet, abandon, draft_from
from .founding import found, name_body
from .holding import AlreadyPublished, CodeTaken, Elsewhere
from .relating import NoReason, relate, unrelate
from .rewriting import rewrite_ask, rewrite_commitment, rewrite_edition, rewrite_passage, rewrite_section
from .writing import open_edition, write_ask, write_commitment, write_passage, write_section

__all__ = [
    "AlreadyPublished",
    "ApprovedAlready",
    "ChangedSince",
    "CodeTaken",
    "Elsewhere",
    "NoReason",
    "NoStatementBehind",
    "NotApproved",
    "NotPublishedYet",
    "NotReady",
    "StillHolds",
    "TooFew",
    "abandon",
    "approve",
    "comment",
    "draft_from",
    "found",
    "merge",
    "move",
    "move_section",
    "name_body",
    "open_edition",
    "publish",
    "relate",
    "remove",
    "remove_ask",
    "remove_passage",
    "remove_section",
    "rewrite_ask",
    "rewrite_commitment",
    "rewrite_edition",
    "rewrite_passage",
    "rewrite_section",
    "settle",
    "split",
    "unrelate",
    "write_ask",
    "write_commitment",
    "write_passage",
    "write_section",
]
