"""What Excel shows for a number, for the formats that statistics use."""

import re
from datetime import date, datetime, time, timedelta

_FIXED = re.compile(r"^#?,?#*0(?:\.(0+))?(%?)$")


def shown(value: object, code: str) -> str:
    """A value as its format shows it; as plain as can be for a format unknown here.

    >>> shown(0.32836, "0%"), shown(0.32836, "0.0%"), shown(7534, "#,##0"), shown(2.5, "General")
    ('33%', '32.8%', '7,534', '2.5')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, code)
    if isinstance(value, datetime | date | time):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value) if isinstance(value, timedelta) else "" if value is None else str(value)


def _number(value: float, code: str) -> str:
    plain = re.sub(r'\[[^\]]*\]|"[^"]*"|[_*\\].', "", code.split(";")[0]).strip()
    match = _FIXED.match(plain)
    if not match:
        return f"{value:.15g}"
    places, percent = len(match[1] or ""), match[2]
    comma = "," if "," in plain else ""
    return f"{value * 100 if percent else value:{comma}.{places}f}{percent}"
