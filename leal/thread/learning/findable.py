"""What can be found of lessons and changes: only those about a promise in force."""

from leal.foundations.database.findable import Findable, vector

ABOUT = """FROM learning_lesson_commitments about JOIN charters_commitment c ON c.id = about.commitment_id
    JOIN current ON current.id = c.edition_id WHERE about.lesson_id = {lesson}"""
LESSON, CHANGE = ABOUT.format(lesson="t.id"), ABOUT.format(lesson="t.lesson_id")

FINDABLE = (
    Findable(
        "lesson",
        "learning_lesson",
        vector(title="title", words="wording"),
        title="t.title",
        words="t.wording",
        public=f"EXISTS (SELECT {LESSON})",
        place=f"(SELECT jsonb_build_object('slug', current.slug, 'code', t.code) {LESSON} LIMIT 1)",
    ),
    Findable(
        "change",
        "learning_change",
        vector(words="what || ' ' || did_it_work"),
        title="(SELECT lesson.title FROM learning_lesson lesson WHERE lesson.id = t.lesson_id)",
        words="t.what || ' ' || t.did_it_work",
        public=f"EXISTS (SELECT {CHANGE})",
        place=f"""(SELECT jsonb_build_object('slug', current.slug, 'code', lesson.code) {
            CHANGE.replace("WHERE", "JOIN learning_lesson lesson ON lesson.id = t.lesson_id WHERE")
        } LIMIT 1)""",
    ),
)
