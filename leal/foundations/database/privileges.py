"""What the application may do to tables: read and change rows, but never the tables, nor what is append-only."""

from django.db.migrations import RunPython

from .addresses import application_role


def run(*statements: str):
    """A step of a migration that runs statements in which {application} stands for the application's role."""

    def step(apps, schema_editor) -> None:
        quoted = schema_editor.quote_name(application_role())
        for statement in statements:
            schema_editor.execute(statement.replace("{application}", quoted))

    return step


def grant_append_only(table: str) -> RunPython:
    """A migration's step: the application may read and add rows of this table, never change or remove one.

    The migration must depend on ("database", "0001_ground"), which gives the wider rights this takes back.
    """
    return RunPython(
        run(f'REVOKE ALL ON "{table}" FROM {{application}}', f'GRANT SELECT, INSERT ON "{table}" TO {{application}}'),
        run(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {{application}}'),
    )


GROUND = (
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application}",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, UPDATE, USAGE ON SEQUENCES TO {application}",
    "GRANT USAGE ON SCHEMA public TO {application}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {application}",
    "GRANT SELECT, UPDATE, USAGE ON ALL SEQUENCES IN SCHEMA public TO {application}",
)
