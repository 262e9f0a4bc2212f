"""The make-up of 100,000 members, for everyone and for staff, over a bare page with one query.

Limits: four times the bare page; twelve queries.
"""

from bench.beside import say, seconds
from bench.pages import RUNS, SLUG, VISITS, line, made_anew, served, told, visits
from bench.scratch import scratch_database

MEMBERS, LIMIT, MOST_QUERIES = 100_000, 4.0, 12
PUBLIC = f"/charters/{SLUG}/who-is-missing/experience-panels/"
STAFF = f"/panels/{SLUG}/experience-panels/make-up/"
JOINED = """
    INSERT INTO panels_panelmember (key, panel_id, name, name_key, email, phone, postal_address, postcode, council_area,
        urban_rural, told_by, format, language, needs, how_joined, asked_on, confirmed_on)
    SELECT gen_random_uuid(), %s, 'Member ' || n, 'member ' || n, 'member' || n || '@example.org', '', '', '', '', '',
        'email', 'plain', 'en', '', 'online', '2018-01-01', '2018-01-01'
    FROM generate_series(1, %s) n
"""
ANSWERED = """
    INSERT INTO panels_equalityanswers (member_id, answers, answered_on)
    SELECT key, jsonb_build_object(
        'age', (ARRAY['16-24', '25-34', '35-44', '45-59', '60-74', '75'])[1 + hashtext(key::text) & 3],
        'sex', (ARRAY['female', 'male'])[1 + (hashtext(key::text) >> 4 & 1)],
        'ethnic-group', CASE WHEN hashtext(key::text) & 63 = 0 THEN 'minority-ethnic' ELSE 'white' END), '2018-01-01'
    FROM panels_panelmember ON CONFLICT DO NOTHING
"""


def main() -> None:
    """Print for both pages: remembered and made anew beside the bare page, and how often they ask the database."""
    with scratch_database() as reached:
        told()
        peopled()
        with served(reached) as port:
            ours, bare = seconds(lambda: visits(port, PUBLIC), lambda: visits(port, "/bare/"), runs=RUNS)
            line(
                "make-up for everyone, remembered",
                ours / VISITS * 1e3,
                "bare page",
                bare / VISITS * 1e3,
                "ms",
                ours / bare,
            )
            cold = sorted(made_anew(port, PUBLIC) for _ in range(RUNS))[RUNS // 2]
            line(
                "make-up for everyone, made anew",
                cold * 1e3,
                "bare page",
                bare / VISITS * 1e3,
                "ms",
                cold * VISITS / bare,
            )
        for_staff()
    say(f"{MEMBERS:,} members. The limit is {LIMIT:g} times the bare page, and {MOST_QUERIES} queries.")


def peopled() -> None:
    """The story’s panel with 100,000 members who answered."""
    from django.db import connection, transaction

    from leal.thread.panels.models import Panel

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(JOINED, [Panel.objects.get().pk, MEMBERS])
        cursor.execute(ANSWERED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE panels_panelmember, panels_equalityanswers")


def for_staff() -> None:
    """The staff page within this process: a researcher who opens it again, and how often it asks."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings

    from leal.foundations.people.models import Person

    with override_settings(ROOT_URLCONF="bench.site_urls", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(Person.objects.get(name="Nadia Hussain"))
        first = []

        def noted(execute, sql, params, many, context):
            first.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(noted):
            assert client.get(STAFF).status_code == 200
        ours, bare = seconds(lambda: client.get(STAFF), lambda: client.get("/bare/"), runs=21)
        line("make-up for staff, opened again", ours * 1e3, "bare page", bare * 1e3, "ms", ours / bare)
        line("make-up for staff, first time", len(first), "limit", MOST_QUERIES, "queries", len(first) / MOST_QUERIES)


if __name__ == "__main__":
    main()
