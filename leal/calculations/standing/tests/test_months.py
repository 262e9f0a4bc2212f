"""Twelve results or more: change is what usual variation does not explain."""

from calendar import monthrange
from datetime import date, timedelta

from leal.calculations.periods import charter_year
from leal.calculations.series import Break, Reading
from leal.calculations.standing import Evidence, Level, Word

from .made import call_wait, counted, proposed


def months(*values: float, from_year: int = 2021) -> list[Reading]:
    """Readings month by month from April of a year on."""
    made = []
    for at, value in enumerate(values):
        year, month = from_year + (at + 3) // 12, (at + 3) % 12 + 1
        made.append(Reading(date(year, month, 1), date(year, month, monthrange(year, month)[1]), value))
    return made


def waits(*values: float, breaks: tuple[Break, ...] = ()) -> Evidence:
    return call_wait(*months(*values), breaks=breaks)


def test_a_year_that_is_worse_on_average_but_within_usual_variation_is_not_called_worse():
    noisy = [100.0, 400.0, 150.0, 380.0] * 3 + [200.0, 450.0, 150.0, 480.0] * 3

    found = proposed(waits(*noisy))

    assert found.word is Word.PARTLY_KEPT
    assert "The results of each period vary as much as that by chance." in found.steps[0].says


def test_a_year_with_a_signal_of_concern_that_matters_is_worse():
    found = proposed(waits(*[300.0, 310.0] * 6, *[600.0, 620.0] * 6))

    assert found.word is Word.FALLING_SHORT
    assert found.steps[0].says.startswith(
        "How long callers wait: 10 minutes 10 seconds on average in 2022-23, "
        "up from 5 minutes 5 seconds on average in 2021-22, twice as long. That is worse."
    )


def test_a_signal_too_small_to_matter_does_not_make_a_promise_fall_short():
    found = proposed(waits(*[300.0, 301.0] * 6, *[310.0, 311.0] * 6))

    assert found.word is Word.PARTLY_KEPT
    assert "worse than chance explains" in found.steps[-1].says


def test_a_level_inside_usual_variation_is_hit_and_miss_and_not_kept():
    around = months(*[88.0, 98.0] * 12)
    rule = {"levels": (Level(92, date(2020, 4, 1), "The board"),)}

    found = proposed(counted("on-time", *around, **rule))

    assert found.word is Word.PARTLY_KEPT
    assert found.steps[0].says.startswith(
        "Paid on time: 93% on average in 2022-23. The board set 92% on 1 April 2020. "
        "That is met on average, and missed in some periods by chance alone."
    )


def test_a_level_that_usual_variation_never_misses_is_kept():
    steady = counted("on-time", *months(*[96.0, 97.0] * 12), levels=(Level(92, date(2020, 4, 1), "The board"),))

    assert proposed(steady).word is Word.KEPT


def test_two_months_of_a_year_are_not_averaged_the_newest_speaks_and_the_first_of_the_line_is_held_against_it():
    # Median days for a decision, April and July 2024: nobody published anything between the two.
    april, july = months(49.0, 0.0, 0.0, 61.0, from_year=2022)[::3]

    found = proposed(call_wait(april, july))

    assert found.word is Word.FALLING_SHORT
    assert found.steps[0].says == (
        "How long callers wait: 1 minute 1 second in July 2022, up from 49 seconds in April 2022, "
        "the first of this line. That is worse. A change of a fifth matters."
    )


def test_the_last_of_four_quarters_is_held_against_the_last_of_the_year_before():
    ends = [date(year, month, 28) for year, month in [(2021, 6), (2021, 9), (2021, 12), (2022, 3)]]
    ends += [date(year, month, 28) for year, month in [(2022, 6), (2022, 9), (2022, 12), (2023, 3)]]
    quarters = [Reading(end - timedelta(days=80), end, 100.0 + at) for at, end in enumerate(ends)]

    line = proposed(call_wait(*quarters)).verdicts[0].line

    assert (line.now.value, line.previous.before.value, line.first.before.value) == (107, 103, 100)


def test_twelve_months_of_one_year_alone_are_held_against_their_first():
    found = proposed(waits(*[100.0, 101.0] * 4, *[200.0, 210.0] * 2, breaks=()), year=charter_year("2021-22"))

    assert found.word is Word.FALLING_SHORT


def test_a_rebase_with_its_reason_gives_new_limits_and_says_so_while_they_are_young():
    merged = Break(date(2022, 10, 1), "Two offices became one", kind="rebased")

    found = proposed(waits(*[300.0, 310.0] * 9, *[305.0, 300.0] * 3, breaks=(merged,)))

    assert found.steps[-1].says == (
        "The usual limits were worked out anew (Two offices became one) and have too few results yet."
    )
