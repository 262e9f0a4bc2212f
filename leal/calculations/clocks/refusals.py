"""Why a day cannot be said. Each says what to do; none is a guess."""


class CannotSay(ValueError):
    """A due date that the tables cannot give."""


class NotInTable(CannotSay):
    """A day, a rule or a benefit that the tables do not have."""


class NoTimeZone(CannotSay):
    """A moment that does not say which clock it was read from."""

    def __str__(self) -> str:
        return "This moment has no time zone. Add one, like 2024-07-01T23:30+01:00, or give the day alone."
