"""Every row's history, kept by database triggers so that no write can slip past it."""

from pathlib import Path

from django.apps import apps
from django.db import connections, models

from leal.foundations.database import application_role

from .models import Arrival, Entry, RowHistory, Seal

RULES = Path(__file__).parent / "sql" / "record.sql"
NEVER_CHANGED = (Entry, Arrival, RowHistory, Seal)
ROWS_SEEN = {"INSERT": "NEW TABLE AS new_rows", "DELETE": "OLD TABLE AS old_rows"}
ROWS_SEEN["UPDATE"] = f"{ROWS_SEEN['DELETE']} {ROWS_SEEN['INSERT']}"


def models_with_history() -> list[type[models.Model]]:
    """Every table of ours but those that say `history = None`, links between rows included."""
    ours = (model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("leal."))
    return [model for model in ours if getattr(model, "history", True) is not None and model._meta.managed]


def keep_history(*, using: str, **_) -> None:
    """Lay the rules of the record and one set of triggers on each table; called after every migration."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('audit_rowhistory')")
        if cursor.fetchone()[0] is None:
            return
        cursor.execute(RULES.read_text())
        for model in NEVER_CHANGED:
            forbid_change(cursor, model)
        for model in models_with_history():
            for event, seen in ROWS_SEEN.items():
                cursor.execute(trigger(model, event, seen))


def forbid_change(cursor, model: type[models.Model]) -> None:
    table = model._meta.db_table
    cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{application_role()}"')
    cursor.execute(
        f'CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION leal_never_changed()"
    )
    if model is RowHistory:
        cursor.execute(f'REVOKE INSERT ON "{table}" FROM "{application_role()}"')


def trigger(model: type[models.Model], event: str, seen: str) -> str:
    meta = model._meta
    personal = ",".join(meta.get_field(name).column for name in getattr(model, "personal", ()))
    left_out = ",".join(meta.get_field(name).column for name in getattr(model, "history_leaves_out", ()))
    return (
        f'CREATE OR REPLACE TRIGGER keep_history_{event.lower()} AFTER {event} ON "{meta.db_table}" '
        f"REFERENCING {seen} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION leal_keep_history('{meta.pk.column}', '{personal}', '{left_out}')"
    )


def history_of(row: models.Model) -> list[RowHistory]:
    """What was done to one row, oldest first."""
    found = RowHistory.objects.filter(row_table=row._meta.db_table, row_key=str(row.pk))
    return list(found.order_by("pk"))
