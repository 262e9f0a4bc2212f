"""People and targets read from CSV files, with every fault named at once.

Targets come in the dialects of the field: `feature,value,min,max`,
`category,name,min,max` or `category,feature,min,max`, each with or without
`min_flex,max_flex`; other columns are left alone.
"""

from collections import Counter
from collections.abc import Callable

from .faults import Fault, Unreadable, together
from .pool import Person, Pool, Target
from .sheets import Sheet, sheet

NUMBERS = ("min", "max", "min_flex", "max_flex")
DIALECTS = (("feature", "value"), ("category", "name"), ("category", "feature"))


def read_pool(
    people: tuple[str, bytes],
    targets: tuple[str, bytes],
    seats: int,
    *,
    id_column: str | None = None,
    household: str | None = None,
    pair: str | None = None,
    already: tuple[str, bytes] | None = None,
) -> tuple[Pool, Sheet]:
    """The pool in a people file and a targets file, each given as name and content.

    id_column  where the ids are; without it the first column, not a target,
               whose cells are all there and all different, else the row
               number, the first person being 1
    household  a column: at most one of those who share a cell is chosen
    pair       a column: those who share a cell are chosen together or not at all
    already    a file of those who sit already, with the same columns. They
               take seats; whoever shares a household with one is not chosen
    returns    the pool, and the people file, a row for each of the pool

    Raises Unreadable with all faults of the files.

    >>> people = b"name,age\\nAnn,old\\nBo,young\\nCy,young\\n"
    >>> targets = b"feature,value,min,max\\nage,old,1,1\\nage,young,1,1\\n"
    >>> sitting = ("already.csv", b"name,age\\nAnn,old\\n")
    >>> pool, _ = read_pool(("people.csv", people), ("targets.csv", targets), 2, already=sitting)
    >>> [person.id for person in pool.people], pool.open_seats
    (['Bo', 'Cy'], 1)
    """
    faults: list[Fault] = []
    source, wanted = tried(faults, sheet, *people), tried(faults, sheet, *targets)
    wanted = tried(faults, read_targets, wanted, faults) if wanted else None
    sitting = tried(faults, sheet, *already) if already else None
    if wanted and source:
        faults += people_faults(source, wanted, id_column, [name for name in (household, pair) if name])
    if wanted and source and sitting:
        named = id_column or id_column_of(source, features_of(wanted))
        faults += sitting_faults(sitting, wanted, named, [name for name in (household, pair) if name], seats)
    if faults:
        raise Unreadable(together(faults))
    features = features_of(wanted)
    people = people_of(source, features, id_column, household, pair)
    if not sitting:
        return Pool(people, features, tuple(wanted), seats), source
    seated = people_of(sitting, features, id_column or id_column_of(source, features), household, pair)
    return beside(people, seated, features, tuple(wanted), seats, source)


def features_of(targets: list[Target]) -> tuple[str, ...]:
    """The features that targets speak of, each once, in their order."""
    return tuple(dict.fromkeys(target.feature for target in targets))


def beside(
    people: tuple[Person, ...],
    seated: tuple[Person, ...],
    features: tuple[str, ...],
    targets: tuple[Target, ...],
    seats: int,
    source: Sheet,
) -> tuple[Pool, Sheet]:
    """The pool of those who may be chosen beside those seated, and their rows."""
    ids, homes = {person.id for person in seated}, {person.household for person in seated} - {""}
    parted = {person.pair for person in seated} - {""}
    free = [
        place
        for place, person in enumerate(people)
        if person.id not in ids and person.household not in homes and person.pair not in parted
    ]
    if not free:
        what = "Nobody in it may still be chosen: all sit already, or share a household or a pair with one who does"
        raise Unreadable([Fault(source.name, what, "Add people who could be chosen")])
    rows = Sheet(
        source.name,
        source.heading,
        tuple(source.cells[place] for place in free),
        tuple(source.numbers[place] for place in free),
    )
    return Pool(tuple(people[place] for place in free), features, targets, seats, seated), rows


def sitting_faults(
    sitting: Sheet, targets: list[Target], id_column: str | None, others: list[str], seats: int
) -> list[Fault]:
    """What keeps a file from saying who sits already."""
    if id_column is None:
        return [
            Fault(sitting.name, "Nobody can be told apart: the people file has no column of ids", "Give each an id")
        ]
    faults = people_faults(sitting, targets, id_column, others)
    if len(sitting.cells) >= seats:
        what = f"{len(sitting.cells):,} sit already, and there are {seats:,} seats"
        faults.append(Fault(sitting.name, what, "Name those only who sit already, or give more --seats"))
    return faults


def tried(faults: list[Fault], reader: Callable, *given) -> Sheet | list[Target] | None:
    """What a reader makes of it; or None, its faults noted."""
    try:
        return reader(*given)
    except Unreadable as wrong:
        faults += wrong.faults
        return None


def read_targets(source: Sheet, faults: list[Fault]) -> list[Target]:
    """The targets of a sheet, in its order, faults noted. Raises Unreadable when its headings are of no dialect."""
    named = {text.strip().lower(): text for text in source.heading}
    dialect = next((pair for pair in DIALECTS if all(name in named for name in pair)), None)
    missing = [name for name in ("min", "max") if name not in named]
    if dialect is None or missing:
        what = f"The headings are {', '.join(source.heading)}"
        mend = "Use the headings feature, value, min and max (min_flex and max_flex if you like)"
        raise Unreadable([Fault(source.name, what, mend, (1,))])
    columns = {key: source.column(named[key]) for key in (*dialect, *NUMBERS) if key in named}
    targets = []
    for place, number in enumerate(source.numbers):
        row = {key: cells[place] for key, cells in columns.items()}
        targets.append(target_of(source.name, number, row, dialect, faults))
    faults += doubles(source, targets)
    return targets


def target_of(file: str, number: int, row: dict[str, str], dialect: tuple[str, str], faults: list[Fault]) -> Target:
    """One target. Faults found on the way are added to `faults`."""
    feature, value = (row[key] for key in dialect)
    for key, text in zip(dialect, (feature, value), strict=True):
        if not text.strip():
            faults.append(Fault(file, "The cell is empty", "Fill it in, or delete the row", (number,), key))
    blanks = {"min_flex": {"blank": 0}, "max_flex": {"blank": None}}
    number_in = {
        key: whole_number(file, number, key, row.get(key, ""), faults, **blanks.get(key, {})) for key in NUMBERS
    }
    for small, large in (("min", "max"), ("min_flex", "min"), ("max", "max_flex")):
        low, high = number_in[small], number_in[large]
        if low is not None and high is not None and low > high:
            what = f"{small} ({low}) is more than {large} ({high})"
            faults.append(Fault(file, what, f"Lower {small} or raise {large}", (number,), small))
    least, most, lowest, highest = number_in.values()
    return Target(feature, value, least or 0, most or 0, lowest or 0, highest)


def whole_number(file: str, row: int, column: str, text: str, faults: list[Fault], **when: int | None) -> int | None:
    """The cell as a count of people; `blank=` says what an empty cell means, where it may be empty."""
    if not text.strip() and "blank" in when:
        return when["blank"]
    try:
        number = int(text.strip())
    except ValueError:
        number = -1
    if number < 0:
        what = f"“{text}” is not a whole number of people" if text.strip() else "The cell is empty"
        faults.append(Fault(file, what, "Write a whole number, 0 or more", (row,), column))
        return None
    return number


def doubles(source: Sheet, targets: list[Target]) -> list[Fault]:
    """Values of a feature that have more than one row."""
    times = Counter((target.feature, target.value) for target in targets)
    return [
        Fault(source.name, f"“{target}” has {times[target.feature, target.value]} rows", "Keep one of them", (number,))
        for number, target in zip(source.numbers, targets, strict=True)
        if times[target.feature, target.value] > 1
    ]


def people_faults(source: Sheet, targets: list[Target], id_column: str | None, others: list[str]) -> list[Fault]:
    """What keeps a sheet of people from being a pool for these targets."""
    values: dict[str, list[str]] = {}
    for target in targets:
        values.setdefault(target.feature, []).append(target.value)
    faults = [missing_column(source, name) for name in (*values, *others) if name not in source.heading]
    for feature in (feature for feature in values if feature in source.heading):
        faults += value_faults(source, feature, values[feature])
    if id_column is not None:
        faults += id_faults(source, id_column) if id_column in source.heading else [missing_column(source, id_column)]
    return faults


def missing_column(source: Sheet, name: str) -> Fault:
    """The fault of a heading that is not there, with the one that was perhaps meant."""
    close = closest(name, source.heading)
    mend = f"Change “{close}” to “{name}”" if close else f"Add it; the headings are {', '.join(source.heading)}"
    return Fault(source.name, f"There is no column “{name}”", mend, (1,))


def closest(text: str, choices: list[str] | tuple[str, ...]) -> str | None:
    """The choice that differs only in capitals and spaces, if one does."""
    return next((choice for choice in choices if plain(choice) == plain(text)), None)


def plain(text: str) -> str:
    """A text without its capitals and needless spaces."""
    return " ".join(text.split()).casefold()


def value_faults(source: Sheet, feature: str, values: list[str]) -> list[Fault]:
    """Cells of a feature that no target lists."""
    listed, faults = set(values), {}
    for text in set(source.column(feature)) - listed:
        close = closest(text, values)
        if not text.strip():
            faults[text] = ("The cell is empty", "Fill it in; everyone needs a value that the targets list")
        elif close:
            faults[text] = (f"“{text}” differs from the target “{close}” in capitals or spaces", f"Write “{close}”")
        else:
            faults[text] = (
                f"“{text}” is in no target",
                f"Use one of {', '.join(dict.fromkeys(values))}, or add a target for it",
            )
    return [
        Fault(source.name, *faults[text], (number,), feature)
        for number, text in zip(source.numbers, source.column(feature), strict=True)
        if text in faults
    ]


def id_faults(source: Sheet, id_column: str) -> list[Fault]:
    """Ids that are missing or shared."""
    ids = source.column(id_column)
    times = Counter(ids)
    what = {text: f"{number} rows have the id “{text}”" for text, number in times.items() if number > 1}
    what |= {text: "The id is missing" for text in times if not text.strip()}
    return [
        Fault(source.name, what[text], "Give each person an id of their own", (number,), id_column)
        for number, text in zip(source.numbers, ids, strict=True)
        if text in what
    ]


def id_column_of(source: Sheet, features: tuple[str, ...]) -> str | None:
    """The first column, no target, whose cells are all there and all different; None where there is none."""
    for name in source.heading:
        cells = source.column(name)
        if name not in features and len(set(cells)) == len(cells) and all(cell.strip() for cell in cells):
            return name
    return None


def people_of(
    source: Sheet, features: tuple[str, ...], id_column: str | None, household: str | None, pair: str | None
) -> tuple[Person, ...]:
    """The people of a sheet without faults."""
    name = id_column or id_column_of(source, features)
    nobody = [""] * len(source.cells)
    ids = source.column(name) if name else [str(number) for number in range(1, len(source.cells) + 1)]
    homes = source.column(household) if household else nobody
    pairs = source.column(pair) if pair else nobody
    values = zip(*(source.column(feature) for feature in features), strict=True)
    return tuple(Person(*each) for each in zip(ids, values, map(str.strip, homes), map(str.strip, pairs), strict=True))
