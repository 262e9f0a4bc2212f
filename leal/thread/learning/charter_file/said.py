"""What people said, in a charter file: the law it gives meaning to, whose words it is, and in which."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from .fields import Code, Row, Words


class Principle(Row, kw_only=True):
    """One line of the law the charter rests on."""

    act: str
    number: Annotated[int, Meta(ge=0)]
    wording: Words
    source: str = ""
    withdrawn_on: date | None = None
    withdrawn_because: str = ""


class Theme(Row, kw_only=True):
    """A group of statements, found by the people who made them."""

    code: Code
    name: Words
    summary: str = ""
    withdrawn_on: date | None = None
    withdrawn_because: str = ""


class Panel(Row, kw_only=True):
    """A standing body of people with experience of the service; who is in it stays where they were asked.

    made_up  whether its members are of a story
    """

    code: Code
    name: Words
    about: str = ""
    contact: str = ""
    opened_on: date
    closed_on: date | None = None
    made_up: bool = False


class CoreGroup(Row, kw_only=True):
    """A small group chosen from a panel, on whose words statements rest; who sat in it is not told.

    panel             the code of the panel
    not_since_months  who took part within so many months before could not be chosen
    one_a_household   whether at most one of a household could be
    """

    panel: Code
    code: Code
    name: Words
    purpose: str = ""
    seats: Annotated[int, Meta(ge=1)]
    not_since_months: Annotated[int, Meta(ge=0)] = 0
    one_a_household: bool = True
    formed_on: date
    ended_on: date | None = None


class Statement(Row, kw_only=True):
    """What people say a principle should mean in practice; where it was said and on whose word.

    principles  act and number of each
    people     how many said it; left out when nobody counted
    not_heard  who was not among them
    group      the core group whose words these are: codes of its panel and its own
    """

    code: Code
    wording: Words
    theme: Code
    principles: list[tuple[str, int]] = field(default_factory=list)
    heard_in: Words
    heard_on: str = ""
    on_whose_words: Words
    people: Annotated[int, Meta(ge=0)] | None = None
    not_heard: str = ""
    group: tuple[Code, Code] | None = None
    source: Words
    withdrawn_on: date | None = None
    withdrawn_because: str = ""


class Quote(Row, kw_only=True):
    """What one person said, word for word, credited by occasion and never by name."""

    words: Words
    credit: Words
    occasion: Words
    year: int
    source: Words
    statements: list[Code] = field(default_factory=list)
