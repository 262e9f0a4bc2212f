"""Charters, the text of their editions, and how an edition comes to be agreed."""

from .agreeing import Approval, Comment, Lineage
from .charters import Body, Charter
from .formats import Format, FormatState, FormatWish
from .text import Ask, Commitment, Edition, Part, Passage, Section

__all__ = [
    "Approval",
    "Ask",
    "Body",
    "Charter",
    "Comment",
    "Commitment",
    "Edition",
    "Format",
    "FormatState",
    "FormatWish",
    "Lineage",
    "Part",
    "Passage",
    "Section",
]
