"""What may be asked of charters."""

from .comparison import Comparison, Pair, compare
from .editions import (
    answers,
    charters,
    commitments,
    current_edition,
    drafts,
    edition_in_force,
    editions,
    editions_published,
    explained,
    names_by_slug,
    principles_behind,
)
from .lineage import Step, lineage_of, same_promise_chain, same_promises
from .readiness import APPROVERS, approvals, bare, fingerprint, obstacles, state
from .sameness import promises_of, same_as
from .writing import all_editions, comments, lineage, now_called, open_comments, told_of, with_all

__all__ = [
    "APPROVERS",
    "Comparison",
    "Pair",
    "Step",
    "all_editions",
    "answers",
    "approvals",
    "bare",
    "charters",
    "comments",
    "commitments",
    "compare",
    "current_edition",
    "drafts",
    "edition_in_force",
    "editions",
    "editions_published",
    "explained",
    "fingerprint",
    "lineage",
    "lineage_of",
    "names_by_slug",
    "now_called",
    "obstacles",
    "principles_behind",
    "promises_of",
    "same_as",
    "open_comments",
    "same_promise_chain",
    "same_promises",
    "state",
    "told_of",
    "with_all",
]
