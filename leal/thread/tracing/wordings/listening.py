"""Chapters read aloud by a machine, each made once and kept: what is made is whole or not there."""

import hashlib
from pathlib import Path

from leal.foundations.formats import Chapter, Recording, aloud, write_whole

MEDIA_TYPES = {"opus": "audio/ogg", "wav": "audio/wav"}
MOST_KEPT = 2_000


def recording(chapter: Chapter, *, language: str, folder: Path) -> Recording:
    """A chapter as sound; from the folder where it was made before. Raises CannotBeWritten."""
    name = hashlib.sha256("\0".join(("1", language, *chapter)).encode()).hexdigest()
    for ending, media_type in MEDIA_TYPES.items():
        if (kept := folder / f"{name}.{ending}").exists():
            return Recording(kept.read_bytes(), ending, media_type)
    made = aloud(chapter, language=language)
    folder.mkdir(parents=True, exist_ok=True)
    _make_room(folder)
    write_whole(folder / f"{name}.{made.ending}", made.content)
    return made


def _make_room(folder: Path) -> None:
    """Let go of what was made first, once there is very much."""
    kept = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime)
    for file in kept[: max(0, len(kept) - MOST_KEPT)]:
        file.unlink(missing_ok=True)
