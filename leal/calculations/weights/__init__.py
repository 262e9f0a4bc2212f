"""Weights: how many people each person who answered stands for."""

from .checks import checked_weights
from .raking import CannotBeMet, Raked, Target, effective_base, rake

__all__ = ["CannotBeMet", "Raked", "Target", "checked_weights", "effective_base", "rake"]
