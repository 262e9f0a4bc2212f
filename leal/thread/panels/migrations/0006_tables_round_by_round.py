from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("panels", "0005_who_stands_by")]

    operations = [
        migrations.AlterField("confirmation", "code", models.CharField(max_length=14, unique=True)),
        migrations.AddField("gathering", "seating", models.JSONField(blank=True, default=dict)),
        migrations.AddField("invited", "tables", models.JSONField(blank=True, default=list)),
        migrations.RunSQL(
            "UPDATE panels_invited SET tables = jsonb_build_array(\"table\") WHERE \"table\" IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField("invited", "table"),
    ]
