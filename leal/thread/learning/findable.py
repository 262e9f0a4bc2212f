"""What can be found of lessons and changes: only those about a promise in force, and none that was withdrawn."""

from leal.foundations.database.findable import Findable, vector
from leal.thread.charters.findable import hangs, place_of

ABOUT = ("learning_lesson_commitments", "lesson_id")
LESSON = "(SELECT lesson.{} FROM learning_lesson lesson WHERE lesson.id = t.lesson_id)"

FINDABLE = (
    Findable(
        "lesson",
        "learning_lesson",
        vector(title="title", words="wording"),
        title="t.title",
        words="t.wording",
        public=f"t.withdrawn_on IS NULL AND {hangs(*ABOUT)}",
        place=place_of(*ABOUT, code="t.code"),
    ),
    Findable(
        "change",
        "learning_change",
        vector(words="what || ' ' || did_it_work"),
        title=LESSON.format("title"),
        words="t.what || ' ' || t.did_it_work",
        public=f"t.withdrawn_on IS NULL AND {hangs(*ABOUT, on='t.lesson_id')}",
        place=place_of(*ABOUT, on="t.lesson_id", code=LESSON.format("code")),
    ),
)
