"""The people who could be chosen, and the targets a panel of them must meet."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Target:
    """How many of a panel may share one value of one feature.

    `minimum` and `maximum` bind. The flex bounds never do: they only limit
    the relaxations that may be proposed when the targets clash.
    """

    feature: str
    value: str
    minimum: int
    maximum: int
    minimum_flex: int = 0
    maximum_flex: int | None = None

    def __str__(self) -> str:
        return f"{self.feature}: {self.value}"


@dataclass(frozen=True)
class Person:
    """One row of the people file: an id, and a value for each feature.

    `household` and `pair` are empty where the person shares neither. At most
    one of a household is chosen; a pair is chosen together or not at all.
    """

    id: str
    values: tuple[str, ...]
    household: str = ""
    pair: str = ""


@dataclass(frozen=True)
class Pool:
    """People, targets and the number of seats. `people[i].values` follows `features`.

    `seated` are those who sit already: they take seats and count towards the
    targets; the people are those who may be chosen beside them.

    >>> ann, bo = Person("Ann", ("carer",)), Person("Bo", ("",))
    >>> pool = Pool((bo,), ("group",), (Target("group", "carer", 1, 1),), seats=2, seated=(ann,))
    >>> pool.open_seats, pool.held(pool.targets[0])
    (1, 1)
    """

    people: tuple[Person, ...]
    features: tuple[str, ...]
    targets: tuple[Target, ...]
    seats: int
    seated: tuple[Person, ...] = ()
    place: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", {person.id: i for i, person in enumerate(self.people)})

    def fits(self, person: Person, target: Target) -> bool:
        """Whether this person counts towards this target."""
        return person.values[self.features.index(target.feature)] == target.value

    @property
    def open_seats(self) -> int:
        """How many seats are still to be filled."""
        return self.seats - len(self.seated)

    def held(self, target: Target) -> int:
        """How many of those who sit already count towards this target."""
        return sum(self.fits(person, target) for person in self.seated)
