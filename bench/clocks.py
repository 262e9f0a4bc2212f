"""A million due dates beside numpy's own, which must be the same days."""

import numpy as np

from bench.beside import row, say, seconds
from leal.calculations.clocks import due_dates, holidays

MANY = 1_000_000
OFF = np.array([one.on for one in holidays()], "datetime64[D]")


def main() -> None:
    """Print a row for working days and one for every rule: name | ours | theirs | ratio."""
    chance = np.random.default_rng(2024)
    first = np.datetime64("2024-11-01")
    starts = first + chance.integers(0, 1_000, MANY)

    def ours():
        return due_dates("20 working days", starts)

    def theirs():
        return np.busday_offset(starts, 20, roll="preceding", holidays=OFF)

    assert (ours() == theirs()).all()
    row(f"clocks: 20 working days, {MANY:,}", *_between(ours, theirs))

    def received():
        return due_dates("redetermination", starts, benefit="scottish-child-payment")

    def as_received():  # the day itself is day 1, or the next working day
        return np.busday_offset(starts, 15, roll="forward", holidays=OFF)

    assert (received() == as_received()).all()
    row(f"clocks: a re-determination in 16 working days, {MANY:,}", *_between(received, as_received))
    say("the limit for a million is 2 s")


def _between(ours, theirs) -> tuple[float, str, float]:
    taken, limit = seconds(ours, theirs)
    return taken, "numpy.busday_offset", limit


if __name__ == "__main__":
    main()
