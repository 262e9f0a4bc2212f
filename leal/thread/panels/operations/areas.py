"""Load the lookup file of postcodes."""

from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Postcode, PostcodeFile


@operation(needs=Permission.PANEL_WRITE)
def load_postcodes(
    *, name: str, digest: str, source: str, rows: Sequence[tuple[str, str, str]], on: date, by: Person | Outsider
) -> PostcodeFile:
    """Take the rows of a lookup file (postcode, council area, urban or rural class) in place of the last one's.

    Members keep the area they had when they joined until their postcode is written anew.
    """
    Postcode.objects.all().delete()
    Postcode.objects.bulk_create(
        (Postcode(code=code, council_area=area, urban_rural=kind) for code, area, kind in rows), batch_size=5000
    )
    loaded = PostcodeFile.objects.create(name=name, digest=digest, source=source, postcodes=len(rows), loaded_on=on)
    record("postcodes.loaded", of=loaded, by=by)
    return loaded
