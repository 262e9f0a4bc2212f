"""Pictures for Easy Read: the word that each stands for, and what it shows. An organisation’s own come first."""

import tomllib
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from ..document import Picture
from ..refusals import CannotBeWritten

HERE = Path(__file__).parent
TABLE = "symbols.toml"
KINDS = (".png", ".jpg", ".jpeg", ".svg")


class NoSuchSymbol(CannotBeWritten):
    """A word that no picture stands for."""

    def __init__(self, word: str, *, near: str = ""):
        super().__init__(word, near)
        self.word, self.near = word, near

    def __str__(self) -> str:
        meant = f" Did you mean “{self.near}”?" if self.near else ""
        return f"There is no picture for “{self.word}”.{meant} Choose another word, or put a picture of your own."


class UnreadableTable(CannotBeWritten):
    """A table of an organisation’s own pictures that cannot be read."""

    def __init__(self, file: Path, why: str):
        super().__init__(file, why)
        self.file, self.why = file, why

    def __str__(self) -> str:
        return f"“{self.file.name}”, the table of your own pictures, cannot be read: {self.why}."


def symbol(word: str, *, own: Path | None = None) -> Picture:
    """The picture for a word, with what it shows in words.

    own  a folder of an organisation’s own pictures, each named by its word (letter.png). `symbols.toml`
         there may say what each shows: [letter] shows = "A letter with our sign.", credit = "…"

    Raises NoSuchSymbol, with the word that was perhaps meant, and UnreadableTable.
    """
    word = word.strip().casefold()
    if own and (mine := _own(own).get(word)):
        return mine
    if word in _shipped():
        return Picture(HERE / f"{word}.svg", _shipped()[word])
    near = get_close_matches(word, words(own=own), n=1)
    raise NoSuchSymbol(word, near=near[0] if near else "")


def words(*, own: Path | None = None) -> list[str]:
    """Every word that a picture stands for, in order of the alphabet."""
    return sorted({*_shipped(), *(_own(own) if own else ())})


@lru_cache(maxsize=1)
def _shipped() -> dict[str, str]:
    return {word: row["shows"] for word, row in tomllib.loads((HERE / TABLE).read_text()).items()}


def _own(folder: Path) -> dict[str, Picture]:
    """An organisation’s own pictures as they are now: whoever puts one into the folder need not start anything anew."""
    if not folder.is_dir():
        raise UnreadableTable(folder, "there is no such folder")
    told = _told(folder / TABLE)
    found = {}
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in KINDS:
            word = file.stem.casefold()
            row = told.get(word, {})
            found[word] = Picture(file, row.get("shows") or f"A picture for “{word}”.", row.get("credit", ""))
    return found


def _told(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    try:
        told = tomllib.loads(file.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise UnreadableTable(file, str(reason).rstrip(".")) from None
    rows = [row for row in told.values() if isinstance(row, dict)]
    if len(rows) < len(told) or not all(isinstance(said, str) for row in rows for said in row.values()):
        raise UnreadableTable(
            file, "each word in square brackets wants “shows” and may have “credit”, in quotation marks"
        )
    return {word.casefold(): row for word, row in told.items()}
