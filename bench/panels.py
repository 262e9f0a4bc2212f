"""Panels at 100,000 members: their page and the make-up page over a bare page, taking them in, and a core group of 30.

Limits: four times the bare page; twelve queries; 2,000 rows a second. Beside the core group: the peer’s first stage.
"""

from random import Random
from time import perf_counter

from bench.beside import row, say, seconds
from bench.make_up import MOST_QUERIES
from bench.pages import RUNS, SLUG, VISITS, line, made_anew, served, visits
from bench.scratch import scratch_database

MEMBERS, LIMIT, LEAST = 100_000, 4.0, 2_000
POSTCODES = 160_000  # about as many as Scotland has that are in use
PUBLIC = f"/charters/{SLUG}/who-is-missing/experience-panels/"
STAFF = {
    "members": f"/panels/{SLUG}/experience-panels/members/",
    "make-up": f"/panels/{SLUG}/experience-panels/make-up/",
}


def main() -> None:
    """Print each beside its limit."""
    core_group()
    with scratch_database() as reached:
        from bench.pages import told

        told()
        taken_in()
        postcodes_loaded()
        with served(reached) as port:
            bare = seconds(lambda: visits(port, "/bare/"), runs=RUNS)[0] / VISITS
            ours = seconds(lambda: visits(port, PUBLIC), runs=RUNS)[0] / VISITS
            line("make-up for everyone, remembered", ours * 1e3, "bare page", bare * 1e3, "ms", ours / bare)
            cold = sorted(made_anew(port, PUBLIC) for _ in range(RUNS))[RUNS // 2]
            line("make-up for everyone, made anew", cold * 1e3, "bare page", bare * 1e3, "ms", cold / bare)
        for_staff()
    say(f"{MEMBERS:,} members more than the story’s. Limits: {LIMIT:g} times the bare page, {MOST_QUERIES} queries.")


def taken_in() -> None:
    """100,000 members as a file, read with every check, and written down."""
    from leal.config.story.members import rows
    from leal.foundations.people.models import Person
    from leal.thread.panels import operations
    from leal.thread.panels.models import MembersFile, Panel

    content, by = big_file(rows()), Person.objects.get(name="Nadia Hussain")
    panel = Panel.objects.get()
    file = MembersFile.objects.create(panel=panel, name="members.csv", content=content, handed_in_by=by)
    begun = perf_counter()
    done = operations.take_in_the_members(file=file, tell=lambda *_: None, by=by)
    taken = perf_counter() - begun
    assert done.taken == MEMBERS
    row(f"{MEMBERS:,} members taken in from {len(content) / 1e6:.0f} MB", taken, "limit", MEMBERS / LEAST)
    say(f"{MEMBERS / taken:,.0f} rows a second; {LEAST:,} wanted.")


def postcodes_loaded() -> None:
    """As many postcodes as Scotland has, from a lookup with every check; then the same a year later, some moved."""
    from datetime import date

    from leal.foundations.people.models import Person
    from leal.thread.panels import operations
    from leal.thread.panels.models import Panel, WaitingLookup

    by, panel, today = Person.objects.get(name="Nadia Hussain"), Panel.objects.get(), date(2026, 5, 1)
    columns = {"postcode": "postcode", "council_area": "council_area", "urban_rural": "urban_rural"}
    for saying, moved in (("first", 0), ("a year later", POSTCODES // 100)):
        given = {"panel": panel, "name": "postcodes.csv", "source": "Made up", "of_date": today, "handed_in_by": by}
        file = WaitingLookup.objects.create(content=lookup_file(moved), columns=columns, **given)
        begun = perf_counter()
        loaded = operations.load_the_postcodes(file=file, tell=lambda *_: None, on=today, by=by)
        taken = perf_counter() - begun
        assert loaded.postcodes == POSTCODES
        row(f"{POSTCODES:,} postcodes loaded, {saying}", taken, "limit", POSTCODES / LEAST)
        say(f"{POSTCODES / taken:,.0f} rows a second; {loaded.changed}.")


def lookup_file(moved: int) -> bytes:
    """A lookup of as many postcodes as Scotland has, the first of them moved; none of them real."""
    from itertools import islice, product
    from string import ascii_uppercase as letters

    codes = (
        f"ZY{n}{last} {unit}{a}{b}" for n, last, unit, a, b in product(range(1, 10), letters, range(10), *[letters] * 2)
    )
    lines = (
        f"{code},{'Moved' if at < moved else f'Area {at % 32}'},Class {at % 8}"
        for at, code in enumerate(islice(codes, POSTCODES))
    )
    return "\n".join(("postcode,council_area,urban_rural", *lines)).encode()


def big_file(known) -> bytes:
    """The story’s members again and again, each under a name of their own."""
    import csv
    import io

    chance, written = Random(1), io.StringIO()
    columns = list(dict.fromkeys(column for each in known for column in each))
    out = csv.DictWriter(written, columns, restval="")
    out.writeheader()
    for number in range(MEMBERS):
        each = chance.choice(known)
        out.writerow(each | {"name": f"{each['name']} {number}"})
    return written.getvalue().encode()


def for_staff() -> None:
    """The pages of those who look after a panel, within this process: remembered, and made anew."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from leal.foundations.people.models import Person, Site

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    with override_settings(ROOT_URLCONF="bench.site_urls", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(Person.objects.get(name="Nadia Hussain"))
        for name, address in STAFF.items():
            assert client.get(address).status_code == 200
            Site.objects.create(name=f"Written before {name}")
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            number = len(asked)  # the next request empties the list

            def anew(address=address):
                Site.objects.create(name=f"Written at {perf_counter()}")
                begun = perf_counter()
                client.get(address)
                return perf_counter() - begun

            ours, bare = seconds(lambda a=address: client.get(a), lambda: client.get("/bare/"), runs=21)
            line(f"{name} for staff, remembered", ours * 1e3, "bare page", bare * 1e3, "ms", ours / bare)
            cold = sorted(anew() for _ in range(11))[5]
            line(f"{name} for staff, made anew", cold * 1e3, "bare page", bare * 1e3, "ms", cold / bare)
            line(f"{name} for staff", number, "limit", MOST_QUERIES, "queries", number / MOST_QUERIES)


def core_group() -> None:
    """Thirty from the story’s 2,400, six targets: first stage and whole lottery beside the peer’s first stage."""
    from bench.selection import named, peers_seconds, timed, unfinished
    from leal.calculations.selection import fair_lottery, read_pool
    from leal.calculations.selection.leximin import fairest_lottery
    from leal.calculations.selection.space import space_of

    pool = story_pool(read_pool)
    first = timed(lambda: fairest_lottery(space_of(pool), first_stage_only=True))
    begun = perf_counter()
    lottery = fair_lottery(pool)
    whole = perf_counter() - begun
    theirs = peers_seconds(pool, lottery.smallest_chance)
    row(f"{named(pool)}: first stage", first, f"sortition-algorithms{unfinished(theirs)}", theirs)
    row(f"{named(pool)}: whole leximin and its proof", whole, f"its first stage{unfinished(theirs)}", theirs)


def story_pool(read_pool):
    """The pool of the story’s core group, from its kept files; households are left out, for the peer reads none."""
    import json
    import zipfile
    from dataclasses import replace
    from pathlib import Path

    kept = Path(__file__).parents[1] / "leal" / "config" / "story" / "core_group.zip"
    with zipfile.ZipFile(kept) as packed:
        people, targets = (packed.read(f"inputs/{name}.csv") for name in ("people", "targets"))
        read = json.loads(packed.read("lottery.json"))["read"]
    pool, _ = read_pool(("people.csv", people), ("targets.csv", targets), **read)
    return replace(pool, people=tuple(replace(person, household="") for person in pool.people))


if __name__ == "__main__":
    main()
