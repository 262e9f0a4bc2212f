from django.db import migrations, models

# Until now there was one service: the one whose charter was founded first.
FIRST_SERVICE = """
DO $$ BEGIN
  IF to_regclass('charters_charter') IS NOT NULL THEN
    UPDATE statements_theme SET service = coalesce((SELECT slug FROM charters_charter ORDER BY id LIMIT 1), '');
    UPDATE statements_statement SET service = coalesce((SELECT slug FROM charters_charter ORDER BY id LIMIT 1), '');
    UPDATE statements_quote SET service = coalesce((SELECT slug FROM charters_charter ORDER BY id LIMIT 1), '');
  END IF;
END $$;
"""


def service(model: str) -> migrations.AddField:
    return migrations.AddField(model, "service", models.SlugField(default="", max_length=60), preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_statements_and_quotes")]

    operations = [
        *(service(model) for model in ("theme", "statement", "quote")),
        *(migrations.AlterField(model, "code", models.SlugField(max_length=40)) for model in ("theme", "statement")),
        migrations.RunSQL(FIRST_SERVICE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "theme", models.UniqueConstraint(fields=("service", "code"), name="one_theme_for_each_code")
        ),
        migrations.AddConstraint(
            "statement", models.UniqueConstraint(fields=("service", "code"), name="one_statement_for_each_code")
        ),
    ]
