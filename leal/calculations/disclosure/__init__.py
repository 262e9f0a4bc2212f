"""Publishing figures about people so that nobody can be made out.

From tables to what to hide: `as_release` sees all tables of one release as
one system of sums, `demands` says what the rules ask, `suppress` finds what
to hide besides at the least loss, `rounded` rounds instead; `attack` tries to
undo it and its failure is the proof. From files: `check_files` tries to work
out what published tables hide.
"""

from .attack import Attack, attack
from .release import Dimension, Release, Table, TablesDisagree, as_release
from .rounding import CannotBeRounded, Rounding, rounded, rounding_attack
from .rules import Demands, Rules, demands, withstands
from .suppression import CannotBeProtected, Effort, Loss, Suppression, suppress

__all__ = [
    "Attack",
    "CannotBeProtected",
    "CannotBeRounded",
    "Demands",
    "Dimension",
    "Effort",
    "Loss",
    "Release",
    "Rounding",
    "Rules",
    "Suppression",
    "Table",
    "TablesDisagree",
    "as_release",
    "attack",
    "demands",
    "rounded",
    "rounding_attack",
    "suppress",
    "withstands",
]
