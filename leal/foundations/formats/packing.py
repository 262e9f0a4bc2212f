"""Many files as one."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files make the same bytes


def packed(files: Iterable[tuple[str, str | bytes]], *, kind: str = "") -> bytes:
    """Files as one (ZIP), in the order given: the name and content of each.

    kind  the media type, for formats that keep it first and unpacked: readers look for it there

    >>> packed([("a.txt", "the same")]) == packed([("a.txt", b"the same")])
    True
    """
    whole = BytesIO()
    with ZipFile(whole, "w") as pack:
        if kind:
            pack.writestr(ZipInfo("mimetype", LONG_AGO), kind, ZIP_STORED)
        for name, content in files:
            pack.writestr(ZipInfo(name, LONG_AGO), content, ZIP_DEFLATED)
    return whole.getvalue()
