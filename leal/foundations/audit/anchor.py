"""The newest head of the chain, noted outside the database, so that a cut-off end is missed."""

import os
from pathlib import Path

from .chain import Head


def noted(folder: Path) -> Head | None:
    """The head noted last in `folder`, if one was."""
    path = folder / "audit-head"
    if not path.exists():
        return None
    position, chain = path.read_text().split()
    return Head(int(position), bytes.fromhex(chain))


def note(folder: Path, head: Head) -> None:
    """Note a head in `folder`: the whole of it or nothing."""
    path = folder / "audit-head"
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(f"{head.position} {head.chain.hex()}\n")
    beside.replace(path)


def forget(folder: Path) -> None:
    """Forget the head noted in `folder`, when the record itself begins anew."""
    (folder / "audit-head").unlink(missing_ok=True)
