"""What can be found of what is done: only what keeps a promise in force."""

from leal.foundations.database.findable import Findable, vector
from leal.thread.charters.findable import hangs, place_of

KEPT = ("practice_keeping", "practice_id")

FINDABLE = (
    Findable(
        "practice",
        "practice_practice",
        vector(title="name", words="wording"),
        title="t.name",
        words="t.wording",
        public=hangs(*KEPT),
        place=place_of(*KEPT),
    ),
)
