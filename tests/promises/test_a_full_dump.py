"""Someone who holds a full dump of the database learns nothing from it that we promised to keep."""

import itertools
import re
import subprocess
from datetime import date, datetime, timedelta

import pytest

from leal.foundations.audit import chain
from leal.foundations.database import own_cluster
from leal.foundations.database.addresses import addresses
from leal.foundations.database.binaries import folder
from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.people.actors import ANYONE
from leal.thread.panels import operations as panels
from leal.thread.statements import operations
from tests.factories import PanelMemberFactory, PersonFactory, QuoteFactory, StatementFactory

pytestmark = [pytest.mark.database, pytest.mark.slow]

TODAY = date(2024, 5, 1)
TIMED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?")


def dump(*options: str) -> dict[str, list[list[str]]]:
    """Every table of the test database as pg_dump writes it: rows of columns, in the order they lie there."""
    from django.db import connections

    reached = addresses()["owner"] | {"dbname": connections["default"].settings_dict["NAME"]}
    given = " ".join(f"{key}={value}" for key, value in reached.items())
    written = subprocess.run(
        [folder(own_cluster()) / "pg_dump", "--data-only", "--no-owner", *options, given],
        capture_output=True,
        text=True,
        check=True,
    )
    tables, rows = {}, None
    for line in written.stdout.splitlines():
        if copied := re.match(r"COPY public\.(\w+) ", line):
            rows = tables.setdefault(copied[1], [])
        elif line == "\\.":
            rows = None
        elif rows is not None:
            rows.append(line.split("\t"))
    return tables


def everything(tables: dict[str, list[list[str]]]) -> str:
    return "\n".join("\t".join(row) for rows in tables.values() for row in rows)


@pytest.fixture
def replies(committed):
    """People at work, timed to the microsecond, and anonymous answers in between."""
    statement, morag = StatementFactory(), PersonFactory(role="charter-lead")
    for n in range(6):
        operations.write_principle(act="An Act", number=n + 1, wording=f"Principle {n}", by=morag)
        operations.reply(statement=statement, right="no", words=f"answer {n}", on=TODAY, by=ANYONE)
    chain.seal()


def test_no_table_holds_a_time_beside_an_anonymous_answer(replies):
    tables = dump()

    assert len(tables["statements_reply"]) == len(tables["audit_arrival"]) == 6
    for table in ("statements_reply", "audit_arrival"):
        assert [row for row in tables[table] if any(TIMED.search(column) for column in row)] == []


def test_nothing_else_in_the_dump_names_an_anonymous_answer(replies):
    tables = dump()
    rest = everything({name: rows for name, rows in tables.items() if name != "statements_reply"})

    for key, *_ in tables["statements_reply"]:
        assert key not in rest
    assert "answer " not in rest


def test_an_answer_and_that_it_arrived_share_no_key(replies):
    tables = dump()

    assert {row[0] for row in tables["statements_reply"]} & {row[0] for row in tables["audit_arrival"]} == set()


def test_numbers_that_count_up_leave_no_gap_where_an_answer_came_in(replies):
    """The attack by sequence: a number used up between two timed rows tells when an answer was written."""
    tables = dump()

    for table in ("audit_entry", "audit_rowhistory", "statements_principle"):
        numbers = sorted(int(row[0]) for row in tables[table])
        assert [b - a for a, b in itertools.pairwise(numbers) if b - a != 1] == []


def test_the_chain_does_not_tell_when_an_answer_came_in(replies):
    """Sealed at once, an arrival’s place among timed entries would tell the time. It waits until the day is over."""
    tables = dump()

    order = [row[1] for row in sorted(tables["audit_seal"], key=lambda row: int(row[0]))]
    timed = [n for n, kind in enumerate(order) if kind != "arrival"]
    arrivals = [n for n, kind in enumerate(order) if kind == "arrival"]
    assert not arrivals or min(arrivals) > max(timed)


def test_erased_words_are_in_no_table_and_not_even_a_guess_can_be_checked(committed):
    morag = PersonFactory(role="charter-lead")
    quote = QuoteFactory(words="My street and my illness")
    digest = dump()["audit_rowhistory"][-1]
    assert "digest:" in "\t".join(digest)

    operations.erase_quote(quote=quote, because="They asked us to", by=morag)

    after = dump()
    assert "My street and my illness" not in everything(after)
    assert [row for row in after["audit_subjectkey"] if row[0] == f"statements_quote:{quote.pk}"] == []


def test_a_backup_without_the_secrets_holds_nothing_a_guess_can_be_checked_with(committed):
    QuoteFactory(words="My street and my illness")

    assert "audit_subjectkey" not in dump("--exclude-table-data=audit_subjectkey")


def test_one_row_s_history_can_be_read_from_a_dump(committed):
    morag = PersonFactory(role="charter-lead")
    principle = operations.write_principle(act="An Act", number=1, wording="Dignity first", by=morag)

    history = [row for row in dump()["audit_rowhistory"] if row[1:3] == ["statements_principle", str(principle.pk)]]

    [(_, _, _, did, _, after, by, *_)] = history
    assert (did, by) == ("added", f"person {morag.pk}")
    assert "Dignity first" in after
    written_at = datetime.fromisoformat(history[0][-1])
    assert datetime.now(written_at.tzinfo) - written_at < timedelta(minutes=5)


def test_whoever_left_a_panel_is_nowhere_in_the_dump(committed):
    """A member with an account and answers, written to by e-mail: after leaving, no table says any of it."""
    person = PersonFactory(name="Ishbel MacAulay", email="ishbel.macaulay@example.org")
    member = PanelMemberFactory(
        person=person,
        name="Ishbel MacAulay",
        email="ishbel.macaulay@example.org",
        postcode="IV15 9XX",
        needs="Somewhere quiet, please",
        experience={"benefits": ["winter-heating"]},
        equality={"age": "25-64"},
    )
    tell(Recipient(member.name, "email", member.email), subject="Hello Ishbel", words="See you soon", about="test")
    secrets = ("Ishbel", "ishbel", "IV15 9XX", "Somewhere quiet", "winter-heating", "25-64", "See you soon")
    before = everything(dump())
    assert [words for words in secrets if words not in before] == []

    panels.leave_panel(member=member, on=TODAY, by=person)

    after = dump()
    assert [words for words in secrets if words in everything(after)] == []
    assert len(after["panels_panelmember"]) == 1
    theirs = (f"panels_panelmember:{member.pk}", f"panels_equalityanswers:{member.pk}", f"people_person:{person.pk}")
    assert [row for row in after["audit_subjectkey"] if row[0] in theirs] == []
