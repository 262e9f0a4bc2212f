from django.db import migrations, models

from leal.foundations.database.privileges import grant_append_only


class Migration(migrations.Migration):
    dependencies = [("database", "0001_ground")]

    operations = [
        migrations.CreateModel("Remark", [("id", models.BigAutoField(primary_key=True)), ("words", models.TextField())]),
        migrations.CreateModel("Ledger", [("id", models.BigAutoField(primary_key=True)), ("words", models.TextField())]),
        grant_append_only("tiny_ledger"),
    ]
