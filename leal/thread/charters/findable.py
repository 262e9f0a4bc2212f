"""What can be found of charters: only what stands in the newest edition that is published."""

from leal.foundations.database.findable import Findable, vector

CURRENT = """
    SELECT DISTINCT ON (edition.charter_id) edition.id, edition.charter_id, charter.slug
    FROM charters_edition edition JOIN charters_charter charter ON charter.id = edition.charter_id
    WHERE edition.published_on IS NOT NULL AND (%(charter)s = '' OR charter.slug = %(charter)s)
    ORDER BY edition.charter_id, edition.published_on DESC, edition.id DESC
"""
# What a commitment came to be, as long as it is the same promise: what hangs on it hangs on what is in force. Walked
# from the row in hand: to gather all that is the same would cost more than all the rest of a search.
PROMISED = """
    WITH RECURSIVE ahead (id) AS (
        SELECT link.commitment_id
        UNION
        SELECT told.later_id FROM charters_lineage told JOIN ahead ON told.earlier_id = ahead.id WHERE told.same_promise
    ) SELECT c.id, current.slug, c.code FROM ahead JOIN charters_commitment c ON c.id = ahead.id
    JOIN current ON current.id = c.edition_id
"""
IN_FORCE = "t.edition_id IN (SELECT id FROM current)"
SLUG = "(SELECT slug FROM current WHERE current.id = t.edition_id)"
OF_COMMITMENT = """(SELECT jsonb_build_object('slug', current.slug, 'code', c.code) FROM charters_commitment c
    JOIN current ON current.id = c.edition_id WHERE c.id = t.commitment_id)"""


def hangs(table: str, own: str, *, on: str = "t.id") -> str:
    """That a row hangs on a promise in force: by a table of links, and its column for the row."""
    return f"EXISTS (SELECT FROM {table} link WHERE link.{own} = {on} AND EXISTS ({PROMISED}))"


def place_of(table: str, own: str, *, on: str = "t.id", code: str = "promised.code") -> str:
    """Where the newest promise in force that a row hangs on is read; `code` stands in the address."""
    return f"""(SELECT jsonb_build_object('slug', promised.slug, 'code', {code})
        FROM {table} link CROSS JOIN LATERAL ({PROMISED}) promised
        WHERE link.{own} = {on} ORDER BY promised.id DESC LIMIT 1)"""


FINDABLE = (
    Findable(
        "charter",
        "charters_charter",
        vector(title="name", words="body || ' ' || about"),
        title="t.name || ', ' || t.body",
        words="t.about",
        public="t.id IN (SELECT charter_id FROM current)",
        place="jsonb_build_object('slug', t.slug)",
    ),
    Findable(
        "body",
        "charters_body",
        vector(title="name", words="does"),
        title="t.name",
        words="t.does",
        public="t.charter_id IN (SELECT charter_id FROM current)",
        place="jsonb_build_object('slug', (SELECT slug FROM current WHERE current.charter_id = t.charter_id))",
    ),
    Findable(
        "section",
        "charters_section",
        vector(code="code", title="name", words="summary"),
        title="t.name",
        words="t.summary",
        public=IN_FORCE,
        place=f"jsonb_build_object('slug', {SLUG}, 'code', t.code)",
    ),
    Findable(
        "commitment",
        "charters_commitment",
        vector(code="code", title="title", words="wording"),
        title="t.title",
        words="t.wording",
        public=IN_FORCE,
        place=f"jsonb_build_object('slug', {SLUG}, 'code', t.code)",
    ),
    Findable(
        "part",
        "charters_part",
        vector(words="wording"),
        title="(SELECT c.title FROM charters_commitment c WHERE c.id = t.commitment_id) || ', part ' || t.letter",
        words="t.wording",
        public="""EXISTS (SELECT FROM charters_commitment c JOIN current ON current.id = c.edition_id
            WHERE c.id = t.commitment_id)""",
        place=OF_COMMITMENT,
    ),
    Findable(
        "ask",
        "charters_ask",
        vector(code="code", title="wording", words="why || ' ' || how_we_make_it_easy || ' ' || if_not"),
        title="t.wording",
        words="t.why || ' ' || t.how_we_make_it_easy || ' ' || t.if_not",
        public=IN_FORCE,
        place=f"jsonb_build_object('slug', {SLUG})",
    ),
    Findable(
        "passage",
        "charters_passage",
        vector(title="heading", words="words"),
        title="t.heading",
        words="t.words",
        public=f"t.kind <> 'word' AND {IN_FORCE}",
        place=f"jsonb_build_object('slug', {SLUG}, 'kind', t.kind)",
    ),
    Findable(
        "word",
        "charters_passage",
        vector(title="heading", words="words"),
        title="t.heading",
        words="t.words",
        public=f"t.kind = 'word' AND {IN_FORCE}",
        place=f"jsonb_build_object('slug', {SLUG}, 'place', t.place)",
    ),
)
