"""The same counts in a quarter of the time: what is counted is looked up once, not again for each member."""

from importlib import import_module

from django.db import migrations

before = import_module("leal.thread.panels.migrations.0009_members_counted_as_they_come")
WRITTEN = """
  INSERT INTO panels_headcount (panel_id, features, said, people)
  WITH counted_by AS MATERIALIZED (
    SELECT p.id AS panel_id, features FROM panels_panel p, panels_counted_by(p.id) AS features
  )
  SELECT panel_id, features, said, sum(n) FROM (
    SELECT n, panel_id, features, CASE cardinality(features)
      WHEN 0 THEN '{}'
      WHEN 1 THEN ARRAY[told ->> features[1]]
      WHEN 2 THEN ARRAY[told ->> features[1], told ->> features[2]]
      ELSE ARRAY(SELECT told ->> f FROM unnest(features) WITH ORDINALITY AS each (f, place) ORDER BY place)
    END AS said
    FROM (
      SELECT n, panel_id, jsonb_build_object('council_area', council_area, 'urban_rural', urban_rural)
        || coalesce(x, '{}') || coalesce(e, '{}') AS told
      FROM (%s) AS touched OFFSET 0
    ) AS t JOIN counted_by USING (panel_id)
  ) AS counted GROUP BY panel_id, features, said HAVING sum(n) <> 0
"""
AGAIN = before.AGAIN.partition("CREATE FUNCTION panels_population_changed")[0]
WAS = [sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for sql in (before.COUNT, AGAIN)]
NOW = [sql.replace(before.WRITTEN, WRITTEN) for sql in WAS]


class Migration(migrations.Migration):

    dependencies = [
        ('panels', '0010_seats_drawn_for_as_long_work'),
    ]

    operations = [
        migrations.RunSQL(NOW, WAS),
    ]
