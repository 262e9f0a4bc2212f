"""Why an invitation cannot be answered now, each as a sentence for whoever holds the code."""

from datetime import date

from django.utils.formats import date_format


class NotAnswerable(Exception):
    """An invitation that cannot be answered now."""


class NoSuchCode(NotAnswerable):
    def __str__(self) -> str:
        return "We know no such code. Look at your letter or message once more, or ask us for a new one"


class NotOpenYet(NotAnswerable):
    def __init__(self, opens_on: date):
        self.opens_on = opens_on

    def __str__(self) -> str:
        return f"Your code is right, but this opens on {date_format(self.opens_on, 'j F Y')}. Keep it until then"


class Closed(NotAnswerable):
    def __init__(self, closed_on: date):
        self.closed_on = closed_on

    def __str__(self) -> str:
        return f"Your code is right, but this closed on {date_format(self.closed_on, 'j F Y')}. We take no more answers"


class AnsweredAlready(NotAnswerable):
    def __str__(self) -> str:
        return (
            "This code has been used to answer. One code is for one answer, and it has arrived: "
            "you need do nothing more. If it was not you, tell us"
        )
