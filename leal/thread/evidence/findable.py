"""What can be found of measures and examples: only those of a promise in force."""

from leal.foundations.database.findable import Findable, vector
from leal.thread.charters.findable import hangs, place_of

SERVED = ("evidence_service", "measure_id")
SHOWN = ("evidence_example_commitments", "example_id")

FINDABLE = (
    Findable(
        "measure",
        "evidence_measure",
        vector(title="name", words="asks || ' ' || why_it_matters || ' ' || caveat || ' ' || gap"),
        title="t.name",
        words="t.asks || ' ' || t.why_it_matters || ' ' || t.caveat || ' ' || t.gap",
        public=f"t.retired_on IS NULL AND {hangs(*SERVED)}",
        place=place_of(*SERVED, code="t.code"),
    ),
    Findable(
        "example",
        "evidence_example",
        vector(words="words || ' ' || what_was_done"),
        title="CASE t.kind WHEN 'bad' THEN 'It went wrong, ' ELSE 'It went well, ' END || t.year",
        words="t.words || ' ' || t.what_was_done",
        public=hangs(*SHOWN),
        place=place_of(*SHOWN),
    ),
)
