from django.db import migrations

from leal.foundations.database.privileges import run

# Beside each table that holds words stands one that holds them as PostgreSQL searches them, by the row’s id. Triggers
# keep it: nothing that writes words knows of it, and what is erased there is gone here in the same statement. Each
# expression is the one in the slice’s findable.py: a test holds them together.
FOUND = {
    "statements_statement": "setweight(to_tsvector('english', wording), 'B')",
    "statements_quote": "setweight(to_tsvector('english', words), 'B')",
    "statements_theme": "setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', summary), 'B')",
    "statements_principle": "setweight(to_tsvector('english', wording), 'B')",
    "charters_charter": "setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', body || ' ' || about), 'B')",
    "charters_body": "setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', does), 'B')",
    "charters_section": "setweight(to_tsvector('simple', code), 'A') || setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', summary), 'B')",
    "charters_commitment": "setweight(to_tsvector('simple', code), 'A') || setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', wording), 'B')",
    "charters_part": "setweight(to_tsvector('english', wording), 'B')",
    "charters_ask": "setweight(to_tsvector('simple', code), 'A') || setweight(to_tsvector('english', wording), 'A') || setweight(to_tsvector('english', why || ' ' || how_we_make_it_easy || ' ' || if_not), 'B')",
    "charters_passage": "setweight(to_tsvector('english', heading), 'A') || setweight(to_tsvector('english', words), 'B')",
    "practice_practice": "setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', wording), 'B')",
    "evidence_measure": "setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', asks || ' ' || why_it_matters || ' ' || caveat || ' ' || gap), 'B')",
    "evidence_example": "setweight(to_tsvector('english', words || ' ' || what_was_done), 'B')",
    "learning_lesson": "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', wording), 'B')",
    "learning_change": "setweight(to_tsvector('english', what || ' ' || did_it_work), 'B')",
}

# One call for each statement, however many rows it touched. Arguments: the table of words found; what is searched.
KEEP = """
CREATE FUNCTION leal_keep_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    EXECUTE format('TRUNCATE %I', TG_ARGV[0]);
  ELSIF TG_OP = 'DELETE' THEN
    EXECUTE format('DELETE FROM %I WHERE id IN (SELECT id FROM old_rows)', TG_ARGV[0]);
  ELSE
    EXECUTE format('INSERT INTO %1$I AS kept SELECT id, %2$s FROM new_rows ON CONFLICT (id)
      DO UPDATE SET vector = excluded.vector WHERE kept.vector IS DISTINCT FROM excluded.vector', TG_ARGV[0], TG_ARGV[1]);
  END IF;
  RETURN NULL;
END $$
"""
ROWS = {"INSERT": "REFERENCING NEW TABLE AS new_rows", "UPDATE": "REFERENCING NEW TABLE AS new_rows"}
ROWS |= {"DELETE": "REFERENCING OLD TABLE AS old_rows", "TRUNCATE": ""}


def found(table: str, vector: str) -> migrations.RunPython:
    """A table beside a table, filled, searched by an index, and kept by triggers."""
    told = vector.replace("'", "''")
    kept = [
        f"""CREATE TRIGGER keep_found_{event.lower()} AFTER {event} ON {table} {rows}
            FOR EACH STATEMENT EXECUTE FUNCTION leal_keep_found('found_{table}', '{told}')"""
        for event, rows in ROWS.items()
    ]
    made = [
        f"CREATE TABLE found_{table} (id bigint PRIMARY KEY, vector tsvector NOT NULL)",
        f"INSERT INTO found_{table} SELECT id, {vector} FROM {table}",
        f"CREATE INDEX found_{table}_vector ON found_{table} USING gin (vector)",
        f"REVOKE ALL ON found_{table} FROM {{application}}",
        f"GRANT SELECT ON found_{table} TO {{application}}",
        *kept,
    ]
    gone = [*(f"DROP TRIGGER keep_found_{event.lower()} ON {table}" for event in ROWS), f"DROP TABLE found_{table}"]
    return migrations.RunPython(run(*made), run(*gone))


class Migration(migrations.Migration):
    dependencies = [
        ("database", "0001_ground"),
        ("statements", "0003_who_was_not_heard"),
        ("charters", "0002_words_explained"),
        ("practice", "0002_practices_of_each_charter"),
        ("evidence", "0004_how_long_a_result_speaks"),
        ("learning", "0002_lessons_of_each_charter"),
    ]

    operations = [
        migrations.RunSQL(KEEP, "DROP FUNCTION leal_keep_found()"),
        *(found(table, vector) for table, vector in FOUND.items()),
    ]
