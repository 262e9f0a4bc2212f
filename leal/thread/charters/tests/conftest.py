"""A charter of three promises, published, and a draft that follows it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from leal.foundations.revision import revision
from leal.thread.charters import operations, queries
from tests.factories import PersonFactory, StatementFactory

AT = datetime(2024, 6, 1, 9, tzinfo=UTC)
IN_2019, IN_2024 = date(2019, 3, 4), date(2024, 6, 26)


@pytest.fixture
def eilidh(db):
    """Manages, and may approve."""
    return PersonFactory(name="Eilidh", role="manager")


def written(by):
    """The first edition, still a draft: PS1 and PS2 in one section, PW1 with two parts in another."""
    charter = operations.found(slug="ours", name="Our Charter", body="The Agency", by=by)
    agency = operations.name_body(charter=charter, name="The Agency", kind="agency", by=by)
    edition = operations.open_edition(charter=charter, code="2019", title="Our Charter, 2019", by=by)
    people = operations.write_section(edition=edition, code="PS", name="People", by=by)
    process = operations.write_section(edition=edition, code="PW", name="Processes", by=by)
    operations.write_passage(edition=edition, kind="welcome", heading="Welcome", words="Read this.", by=by)
    operations.write_ask(
        edition=edition, code="C1", wording="Be fair", why="W", how_we_make_it_easy="H", if_not="N", by=by
    )
    said = StatementFactory(code="said")
    for section, code, wording, parts in (
        (people, "PS1", "We will be kind.", {}),
        (people, "PS2", "We will listen to you.", {}),
        (process, "PW1", "We will be quick and clear.", {"a": "Be quick", "b": "Be clear"}),
    ):
        operations.write_commitment(
            edition=edition,
            section=section,
            code=code,
            title=wording.removesuffix("."),
            wording=wording,
            parts=parts,
            binds=[agency],
            answers=[said],
            by=by,
        )
    return edition


def agreed(edition, *people):
    """Approved by these people, who read it as it is now."""
    for person in people:
        operations.approve(edition=edition, seen=queries.fingerprint(edition=edition), at=AT, by=person)
    return edition


def published(edition, on, morag, eilidh):
    return operations.publish(edition=agreed(edition, morag, eilidh), agreed_on=on, on=on, by=morag)


@pytest.fixture
def first(morag, eilidh):
    return published(written(morag), IN_2019, morag, eilidh)


@pytest.fixture
def draft(first, morag):
    return operations.draft_from(edition=first, code="2024", title="Our Charter, 2024", by=morag)


@pytest.fixture
def write(draft, morag):
    """Shorthand for what the charter lead does in the draft."""

    def of(which):
        return draft.commitments.get(code=which)

    def rewrite(which, **words):
        row = of(which)
        return operations.rewrite_commitment(commitment=row, seen=revision(row), by=morag, **words)

    def remove(which, because="It was kept for good"):
        row = of(which)
        operations.remove(commitment=row, seen=revision(row), because=because, by=morag)

    return SimpleNamespace(of=of, rewrite=rewrite, remove=remove)


def lineage(edition):
    """What is told of each promise: earlier code, later code, kind, same promise, reason."""
    rows = edition.lineage.select_related("earlier", "later").order_by("earlier__code", "later__code")
    return [
        (row.earlier and row.earlier.code, row.later and row.later.code, row.kind, row.same_promise, row.reason)
        for row in rows
    ]
