"""Lessons and the changes that followed them; the yearly report as it was published."""

from .lessons import Change, Lesson
from .releases import Correction, Release, ReleaseFile

__all__ = ["Change", "Correction", "Lesson", "Release", "ReleaseFile"]
