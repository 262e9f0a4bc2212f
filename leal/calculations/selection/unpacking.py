"""A selection that arrives as one file (ZIP), opened as the folder it was packed from."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from .. import files
from ..files.limits import USUAL
from ..files.package import open_package, open_part
from .faults import Fault, Unreadable

MOST_FILES = 10_000
AGAIN = "Fetch it again"


@contextmanager
def folder_at(path: Path) -> Iterator[Path]:
    """A folder as it is; a ZIP as the folder it unpacks to, for as long as it is looked at.

    Raises Unreadable when the ZIP is damaged, and names the part that is.
    """
    if not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="leal-") as beside:
        folder = Path(beside)
        try:
            unpack(path.read_bytes(), folder)
        except files.Unreadable as wrong:
            raise Unreadable([Fault(path.name, str(wrong).rstrip("."), AGAIN)]) from None
        inside = [place for place in folder.iterdir() if not place.name.startswith((".", "__MACOSX"))]
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def unpack(content: bytes, folder: Path) -> None:
    """Every file of a ZIP, written into a folder and nowhere else."""
    package = open_package(content)
    names = [entry.filename for entry in package.infolist() if not entry.is_dir()]
    if len(names) > MOST_FILES:
        raise files.Unreadable("It holds more files than a selection has.")
    room = USUAL.unpacked
    for name in names:
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name:
            raise files.Unreadable(f"It would write outside its folder ({name}), so it is not opened.")
        try:
            held = open_part(package, name, USUAL._replace(unpacked=room)).read()
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise files.Unreadable(f"{name} in it was altered, or did not arrive whole.") from None
        room -= len(held)
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(held)
