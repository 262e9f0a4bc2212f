"""Load the lookup file of postcodes, and bring members to where their postcodes lie by it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection
from django.utils.timezone import localdate
from django_tasks import task

from leal.calculations.files import Unreadable
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, Stopped, ask_for, under_way

from ..areas.reading import LookupRead, Row, names_in, read_lookup
from ..models import Panel, PostcodeFile, WaitingLookup
from .founding import within_panel


def within_file(*, file: WaitingLookup, **_) -> str:
    return file.panel.scope


@operation(needs=Permission.PANEL_WRITE)
def load_postcodes(
    *,
    name: str,
    digest: str,
    source: str,
    rows: Sequence[Row],
    of_date: date | None = None,
    on: date,
    by: Person | Outsider,
) -> PostcodeFile:
    """Take the rows of a lookup file (postcode, council area, urban or rural class) in place of the last one's.

    One lookup for every panel here: postcodes lie where they lie. See `put_in_place`.
    """
    loaded = put_in_place(rows, name=name, digest=digest, source=source, of_date=of_date, loaded_on=on)
    record("postcodes.loaded", of=loaded, by=by)
    return loaded


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def hand_in_postcodes(
    *,
    panel: Panel,
    content: bytes,
    name: str,
    source: str,
    of_date: date,
    columns: Mapping[str, str],
    names: str = "",
    leave_out: bool = False,
    leads_to: str = "",
    by: Person,
) -> Work:
    """Hand in a lookup file for the worker to load; returns the work to watch. Faults of an earlier one go.

    columns, names, leave_out  see `WaitingLookup`
    """
    WaitingLookup.objects.filter(panel=panel, content=None).delete()
    given = {"source": source, "of_date": of_date, "columns": dict(columns), "names": names, "leave_out": leave_out}
    file = WaitingLookup.objects.create(panel=panel, content=content, name=name[:200], handed_in_by=by, **given)
    record("postcodes.handed-in", of=panel, by=by, because=file.name)
    file.work = ask_for(load_the_lookup, title=f"Loading {file.name}"[:120], by=by, leads_to=leads_to, file=file.pk)
    file.save(update_fields=["work"])
    return file.work


@task()
def load_the_lookup(work: str, file: int) -> None:
    """The worker's part, as the person who handed it in. Begun again, it does nothing that was done before."""
    with under_way(work) as tell:
        held = WaitingLookup.objects.select_related("panel", "handed_in_by").filter(pk=file).first()
        if held is None or held.content is None:  # loaded by a worker that was lost before it could say so
            return
        try:
            load_the_postcodes(file=held, tell=tell, on=localdate(), by=held.handed_in_by)
        except (Unreadable, Stopped) as reason:
            let_go_of_postcodes(file=held, because=str(reason)[:300] or "Stopped", by=held.handed_in_by)
            raise


@operation(needs=Permission.PANEL_WRITE, within=within_file)
def load_the_postcodes(*, file: WaitingLookup, tell: Progress, on: date, by: Person) -> PostcodeFile | None:
    """Read a lookup that was handed in and load it, or keep every fault and load nothing; let go of the file.

    Raises Unreadable, or Stopped when someone asked to stop: then the last lookup still counts.
    """
    content = bytes(file.content)
    lines = max(content.count(b"\n"), 1)
    names, _ = names_in(file.names)

    def read_so_far(rows: int) -> None:
        tell(min(rows, lines), 2 * lines, "Checking every row")

    read = read_lookup(content, columns=file.columns, names=names, name=file.name, tell=read_so_far)
    tell(lines, 2 * lines, "Finding out what changes")
    if read.places and (file.leave_out or not read.faults):
        file.loaded = loaded_from(file, read, on)
        record("postcodes.loaded", of=file.loaded, by=by, because=f"{len(read.places):,} postcodes")
    else:
        record("postcodes.refused", of=file.panel, by=by, because=f"{len(read.faults):,} faults")
    file.content, file.faults = None, [list(fault) for fault in read.faults]
    file.save(update_fields=["content", "faults", "loaded"])
    return file.loaded


@operation(needs=Permission.PANEL_WRITE, within=within_file)
def let_go_of_postcodes(*, file: WaitingLookup, because: str, by: Person) -> None:
    """Let go of a lookup that was handed in and cannot be loaded, or need not be."""
    record("postcodes.let-go", of=file.panel, by=by, because=because)
    file.delete()


def loaded_from(file: WaitingLookup, read: LookupRead, on: date) -> PostcodeFile:
    return put_in_place(
        read.as_rows(),
        name=file.name,
        digest=read.digest,
        source=file.source,
        of_date=file.of_date,
        read_as={"columns": file.columns, "names": file.names},
        loaded_on=on,
    )


COME = """
    CREATE TEMPORARY TABLE coming (code varchar PRIMARY KEY, council_area varchar, urban_rural varchar) ON COMMIT DROP
"""
TAKE_AWAY = "DELETE FROM panels_postcode AS old WHERE NOT EXISTS (SELECT FROM coming WHERE coming.code = old.code)"
MOVE = """
    UPDATE panels_postcode AS old SET council_area = coming.council_area, urban_rural = coming.urban_rural
    FROM coming WHERE coming.code = old.code
    AND (old.council_area, old.urban_rural) IS DISTINCT FROM (coming.council_area, coming.urban_rural)
"""
ADD = "INSERT INTO panels_postcode SELECT code, council_area, urban_rural FROM coming ON CONFLICT DO NOTHING"
MEMBERS = """
    UPDATE panels_panelmember AS member
    SET council_area = place.council_area, urban_rural = place.urban_rural, area_from_id = %s
    FROM panels_postcode AS place WHERE place.code = member.postcode AND member.left_on IS NULL
    AND (member.council_area, member.urban_rural) IS DISTINCT FROM (place.council_area, place.urban_rural)
"""


def put_in_place(rows: Sequence[Row], **about: object) -> PostcodeFile:
    """Set the rows of a lookup in place of the last one's; write down what changed.

    about  the columns of the lookup itself

    A member whose postcode lies elsewhere by it, or is found for the first time, is there from now on. One whose
    postcode it does not know keeps the area that an earlier one gave: streets are renumbered, people stay.
    """
    loaded = PostcodeFile.objects.create(postcodes=len(rows), **about)
    with connection.cursor() as cursor:
        cursor.execute(COME)
        with cursor.copy("COPY coming FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

        def many(sql: str, *given: object) -> int:
            cursor.execute(sql, given)
            return cursor.rowcount

        gone, moved, new = many(TAKE_AWAY), many(MOVE), many(ADD)
        members = many(MEMBERS, loaded.pk)
        cursor.execute("DROP TABLE coming")
    loaded.changed = {"new": new, "gone": gone, "moved": moved, "members": members}
    loaded.save(update_fields=["changed"])
    return loaded
