"""The table of the shared cache: how often someone tried is counted for all workers together."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [("accounts", "0002_links_to_sign_in"), ("database", "0001_ground")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
