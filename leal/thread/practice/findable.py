"""What can be found of what is done: only what keeps a promise in force."""

from leal.foundations.database.findable import Findable, vector

KEPT = """FROM practice_keeping kept JOIN charters_commitment c ON c.id = kept.commitment_id
    JOIN current ON current.id = c.edition_id WHERE kept.practice_id = t.id"""

FINDABLE = (
    Findable(
        "practice",
        "practice_practice",
        vector(title="name", words="wording"),
        title="t.name",
        words="t.wording",
        public=f"EXISTS (SELECT {KEPT})",
        place=f"(SELECT jsonb_build_object('slug', current.slug, 'code', c.code) {KEPT} ORDER BY c.id LIMIT 1)",
    ),
)
