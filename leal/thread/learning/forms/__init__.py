"""What people write about lessons, changes and yearly reports."""

from .lessons import ChangeWords, LessonWords, NewChange, NewLesson
from .releases import Mistake, NewRelease, PublishRelease, Schedule

__all__ = [
    "ChangeWords",
    "LessonWords",
    "Mistake",
    "NewChange",
    "NewLesson",
    "NewRelease",
    "PublishRelease",
    "Schedule",
]
