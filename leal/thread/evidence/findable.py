"""What can be found of measures and examples: only those of a promise in force."""

from leal.foundations.database.findable import Findable, vector

SERVED = """FROM evidence_service serves JOIN charters_commitment c ON c.id = serves.commitment_id
    JOIN current ON current.id = c.edition_id WHERE serves.measure_id = t.id"""
SHOWN = """FROM evidence_example_commitments about JOIN charters_commitment c ON c.id = about.commitment_id
    JOIN current ON current.id = c.edition_id WHERE about.example_id = t.id"""

FINDABLE = (
    Findable(
        "measure",
        "evidence_measure",
        vector(title="name", words="asks || ' ' || why_it_matters || ' ' || caveat || ' ' || gap"),
        title="t.name",
        words="t.asks || ' ' || t.why_it_matters || ' ' || t.caveat || ' ' || t.gap",
        public=f"t.retired_on IS NULL AND EXISTS (SELECT {SERVED})",
        place=f"(SELECT jsonb_build_object('slug', current.slug, 'code', t.code) {SERVED} LIMIT 1)",
    ),
    Findable(
        "example",
        "evidence_example",
        vector(words="words || ' ' || what_was_done"),
        title="CASE t.kind WHEN 'bad' THEN 'It went wrong, ' ELSE 'It went well, ' END || t.year",
        words="t.words || ' ' || t.what_was_done",
        public=f"EXISTS (SELECT {SHOWN})",
        place=f"(SELECT jsonb_build_object('slug', current.slug, 'code', c.code) {SHOWN} ORDER BY c.id LIMIT 1)",
    ),
)
