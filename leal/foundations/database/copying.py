"""Many rows at once."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model


def copy_into(model: type[Model], columns: Sequence[str], rows: Iterable[tuple]) -> None:
    """Rows into the table of a model, as fast as the database takes them; its triggers see them.

    columns  names in the table, such as “panel_id”; each row has a value for each

    Raises what Django raises of a row that the table does not take.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)
