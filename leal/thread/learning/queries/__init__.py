"""Reading lessons, changes and yearly reports."""

from .learned import about, changes, changes_of, codes, codes_of, lessons, lessons_about, lessons_of, overdue
from .releases import due_releases, files_of_release, newest_published, releases_for, releases_of

__all__ = [
    "about",
    "changes",
    "changes_of",
    "codes",
    "codes_of",
    "due_releases",
    "files_of_release",
    "lessons",
    "lessons_about",
    "lessons_of",
    "overdue",
    "newest_published",
    "releases_for",
    "releases_of",
]
