import django.db.models.deletion
from django.db import migrations, models

WHOSE = """
UPDATE learning_lesson SET charter_id = (
  SELECT e.charter_id FROM learning_lesson_commitments about
  JOIN charters_commitment c ON c.id = about.commitment_id JOIN charters_edition e ON e.id = c.edition_id
  WHERE about.lesson_id = learning_lesson.id LIMIT 1
);
SET CONSTRAINTS ALL IMMEDIATE;
"""


def charter(**more) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="charters.charter", **more
    )


class Migration(migrations.Migration):
    dependencies = [("charters", "0001_charters_and_commitments"), ("learning", "0001_lessons_and_changes")]

    operations = [
        migrations.AddField("lesson", "charter", charter(null=True)),
        migrations.AlterField("lesson", "code", models.SlugField(max_length=60)),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AlterField("lesson", "charter", charter()),
        migrations.AddConstraint(
            "lesson", models.UniqueConstraint(fields=("charter", "code"), name="one_lesson_for_each_code")
        ),
    ]
