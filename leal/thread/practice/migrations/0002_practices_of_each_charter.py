import django.db.models.deletion
from django.db import migrations, models

WHOSE = """
UPDATE practice_practice SET charter_id = b.charter_id FROM charters_body b WHERE b.id = body_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def charter(**more) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="charters.charter", **more
    )


class Migration(migrations.Migration):
    dependencies = [("charters", "0001_charters_and_commitments"), ("practice", "0001_ownership_and_practice")]

    operations = [
        migrations.AddField("practice", "charter", charter(null=True)),
        migrations.AlterField("practice", "code", models.SlugField(max_length=60)),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AlterField("practice", "charter", charter()),
        migrations.AddConstraint(
            "practice", models.UniqueConstraint(fields=("charter", "code"), name="one_practice_for_each_code")
        ),
    ]
