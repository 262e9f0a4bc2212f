"""The ground every other table stands on: extensions, and what the application may do."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from leal.foundations.database.privileges import GROUND, run


class Migration(migrations.Migration):
    # Tables made after this get the application's rights by themselves.
    run_before = [("contenttypes", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunPython(run(*GROUND), migrations.RunPython.noop),
    ]
