from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has asked to join before there were codes: the table is empty."""

    dependencies = [
        ("panels", "0002_population_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="code",
            field=models.CharField(default="", max_length=12, unique=True),
            preserve_default=False,
        ),
    ]
