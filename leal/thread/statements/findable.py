"""What can be found of what people said."""

from leal.foundations.database.findable import Findable, vector

HEARD = "t.service IN (SELECT slug FROM current)"

FINDABLE = (
    Findable(
        "statement",
        "statements_statement",
        vector(words="wording"),
        title="t.wording",
        words="t.on_whose_words || '. ' || t.heard_in || '.'",
        public=f"t.withdrawn_on IS NULL AND {HEARD}",
        place="jsonb_build_object('slug', t.service, 'code', t.code)",
    ),
    Findable(
        "quote",
        "statements_quote",
        vector(words="words"),
        title="t.credit || ', ' || t.year",
        words="t.words",
        public=f"t.words <> '' AND {HEARD}",
        place="""jsonb_build_object('slug', t.service, 'code', (
            SELECT said.code FROM statements_quote_statements about JOIN statements_statement said
            ON said.id = about.statement_id WHERE about.quote_id = t.id ORDER BY said.id LIMIT 1))""",
        spoken=True,
    ),
    Findable(
        "theme",
        "statements_theme",
        vector(title="name", words="summary"),
        title="t.name",
        words="t.summary",
        public=f"t.withdrawn_on IS NULL AND {HEARD}",
        place="jsonb_build_object('slug', t.service, 'code', t.code)",
    ),
    Findable(
        "principle",
        "statements_principle",
        vector(words="wording"),
        title="t.wording",
        words="t.act",
        public="""t.withdrawn_on IS NULL AND t.act IN (
            SELECT its.act FROM charters_charter its JOIN current ON current.charter_id = its.id)""",
        place="""jsonb_build_object('number', t.number, 'slug', (SELECT its.slug FROM charters_charter its
            JOIN current ON current.charter_id = its.id WHERE its.act = t.act ORDER BY its.id LIMIT 1))""",
    ),
)
