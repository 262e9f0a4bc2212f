"""The document tree: what is said, in what order, and nothing of how it looks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. On paper the address stands behind them."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter most in their sentence."""

    text: str


Run = str | Link | Strong
"""A stretch of text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title: level 2 to 4."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `Paragraph.of("One ", Strong("word"))` for several runs."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *runs: Run) -> "Paragraph":
        return cls(runs)


@dataclass(frozen=True, slots=True)
class List:
    """Items, numbered when their order matters."""

    items: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone said, without quotation marks, credited by occasion and year. `language` when it is another."""

    words: str
    credit: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what stands behind them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. The first cell of a row is its header."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of “{self.caption}” has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its words: never without its table, base, period and source.

    svg          safe markup of our own, with a title and a description; "" for a figure in words only
    description  what it shows, for those who cannot see it
    basis        base, period and source, in one sentence or more
    """

    heading: str
    description: str
    basis: str
    table: Table
    svg: str = ""
    level: int = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file, with what it shows in words.

    Raises ValueError when nothing says what it shows.
    """

    file: Path
    description: str
    credit: str = ""

    def __post_init__(self) -> None:
        if not self.description.strip():
            raise ValueError(f"say in words what the picture “{self.file.name}” shows")


@dataclass(frozen=True, slots=True)
class Pictured:
    """A row of Easy Read: a picture, and beside it what it is about, a sentence a paragraph."""

    picture: Picture
    words: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of our own, and the words beside it.

    svg          safe markup of our own, no wider than it is tall
    description  what it shows; "" where the words beside it say all of it: then nobody is read it twice
    large        as wide as a hand, for a page of pictures; else as tall as two lines
    """

    svg: str
    words: tuple[Paragraph, ...]
    description: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks that belong together: on paper they stand on one page, wherever they fit on one."""

    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | List | Quote | Facts | Table | Figure | Picture | Pictured | Drawn | Sheet
"""What a document is made of."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    publisher  whose it is: stands in the page's name after the title
    direction  "rtl" for languages written from the right
    contents   what its list of parts is called, for a long one; "" for none

    Raises ValueError when a heading skips a level: readers move by them.
    """

    title: str
    publisher: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    direction: str = "ltr"
    contents: str = ""

    @property
    def flat(self) -> Iterator[Block]:
        """Every block in its order, those of sheets among them."""
        return _flat(self.blocks)

    def __post_init__(self) -> None:
        before = 1
        for block in self.flat:
            if isinstance(block, Heading | Figure):
                name = block.text if isinstance(block, Heading) else block.heading
                if not 2 <= block.level <= before + 1:
                    raise ValueError(f"the heading “{name}” of level {block.level} follows one of level {before}")
                before = block.level


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Sheet):
            yield from _flat(block.blocks)
        else:
            yield block
