"""What is hidden cannot be worked out again, and no more is hidden than must be."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from leal.calculations.disclosure import (
    CannotBeProtected,
    Dimension,
    Effort,
    Loss,
    Rules,
    Table,
    TablesDisagree,
    as_release,
    attack,
    demands,
    suppress,
    withstands,
)

from .oracles import (
    least_loss_by_trying_every_choice,
    ranges_by_another_solver,
    ranges_by_trying_every_table,
)

ANSWERS = Dimension.flat("heard of the charter", ["Yes", "No", "Not sure"])
AGES = Dimension.flat("age", ["16 to 24", "25 to 64", "65 and over"])
SEXES = Dimension.flat("sex", ["Women", "Men"])


def table(name, dimensions, rows):
    keys = product(*(dimension.leaves() for dimension in dimensions))
    return Table(name, dimensions, dict(zip(keys, rows, strict=True)))


BY_AGE = table("by age", (ANSWERS, AGES), [3, 40, 55, 12, 61, 48, 20, 33, 27])
BY_SEX = table("by sex", (ANSWERS, SEXES), [51, 47, 57, 64, 42, 38])


def test_a_cell_in_two_tables_is_one_cell():
    release = as_release([BY_AGE, BY_SEX])

    assert len(release.cells) == 16 + 12 - 4
    assert release.place(BY_AGE, ("Yes", "All")) == release.place(BY_SEX, ("Yes", "All"))


def test_missing_totals_are_summed_and_true():
    release = as_release([BY_AGE])

    assert release.values[release.place(BY_AGE, ("All", "All"))] == 299
    assert release.values[release.place(BY_AGE, ("Yes", "All"))] == 98
    assert not np.any(release.sums @ release.values)


def test_tables_that_disagree_are_refused_with_the_cell_named():
    other = table("by sex", (ANSWERS, SEXES), [50, 47, 57, 64, 42, 38])
    with pytest.raises(TablesDisagree, match="by sex: All, All is 298 here and 299 in a table before it"):
        as_release([BY_AGE, other])

    wrong = BY_AGE._replace(values={**BY_AGE.values, ("Yes", "All"): 90})
    with pytest.raises(TablesDisagree, match="by age: the parts of Yes, All sum to 98, not 90"):
        as_release([wrong])


def test_a_figure_below_nought_and_an_unknown_cell_are_refused():
    with pytest.raises(ValueError, match="a figure cannot be below nought"):
        as_release([table("by age", (ANSWERS, AGES), [-1, 40, 55, 12, 61, 48, 20, 33, 27])])
    with pytest.raises(ValueError, match="there is no cell Perhaps, All"):
        as_release([BY_AGE._replace(values={("Perhaps", "All"): 1})])


def test_one_hidden_cell_alone_falls_out_by_subtraction():
    release = as_release([BY_AGE])
    hidden = demands(release, Rules()).hidden

    found = attack(release, hidden)

    assert (found.low.tolist(), found.high.tolist()) == ([3], [3])


def test_what_is_hidden_besides_leaves_the_attacker_in_doubt():
    release = as_release([BY_AGE, BY_SEX])
    done = suppress(release, demands(release, Rules()))

    assert done.is_best and done.gap == 0
    assert done.primary.sum() == 1
    small = done.attack.cells == release.place(BY_AGE, ("Yes", "16 to 24"))
    assert done.attack.width()[small] >= 5
    assert not done.hidden[release.place(BY_AGE, ("All", "All"))]


def test_the_same_release_gives_the_same_answer_twenty_times():
    release = as_release([BY_AGE, BY_SEX])
    asked = demands(release, Rules(smallest=25))

    first = suppress(release, asked)

    for _ in range(20):
        again = suppress(release, asked)
        assert (again.hidden == first.hidden).all()
        assert (again.attack.low == first.attack.low).all() and (again.attack.high == first.attack.high).all()


def test_a_total_that_must_be_shown_and_gives_a_cell_away_is_named():
    lone = table("by sex", (SEXES,), [3, 40])
    release = as_release([lone])
    kept = np.ones(len(release.cells), dtype=bool)
    kept[release.place(lone, ("Women",))] = False

    with pytest.raises(CannotBeProtected, match="hide the totals too or join classes: Women"):
        suppress(release, demands(release, Rules()), kept=kept)


def test_a_small_cell_that_must_be_shown_is_named():
    release = as_release([table("by sex", (SEXES,), [3, 40])])

    with pytest.raises(CannotBeProtected, match="Women"):
        suppress(release, demands(release, Rules()), kept=np.ones(len(release.cells), dtype=bool))


def test_nothing_small_means_nothing_hidden():
    release = as_release([BY_SEX])
    done = suppress(release, demands(release, Rules()))

    assert (done.hidden.sum(), done.loss, done.is_best) == (0, 0, True)


def test_one_large_contributor_is_protected_by_how_near_a_rival_could_come():
    grants = Table(
        "grants",
        (AGES, SEXES),
        {("16 to 24", "Women"): 120, ("25 to 64", "Women"): 300, ("65 and over", "Women"): 250}
        | {("16 to 24", "Men"): 280, ("25 to 64", "Men"): 310, ("65 and over", "Men"): 260},
        measure="pounds",
        largest={("16 to 24", "Women"): (100, 15, 5)},
    )
    release = as_release([grants])
    by_share = demands(release, Rules(smallest=0, dominance=(1, 75)))
    by_rival = demands(release, Rules(smallest=0, p_percent=10))
    place = release.place(grants, ("16 to 24", "Women"))

    assert by_share.up[place] == pytest.approx(100 * 100 / 75 - 120)
    assert by_rival.up[place] == pytest.approx(100 * 0.10 - 5)
    for asked in (by_share, by_rival):
        done = suppress(release, asked)
        assert done.hidden.sum() == 4
        assert withstands(release, asked, done.attack).all()


def test_a_part_of_a_part_is_protected_along_the_whole_tree():
    places = Dimension(
        "place",
        "Scotland",
        {"Scotland": ("North", "South"), "North": ("Orkney", "Shetland"), "South": ("Ayr", "Borders", "Dumfries")},
    )
    by_place = table("by place", (places, SEXES), [4, 12, 30, 28, 50, 55, 60, 61, 70, 72])
    release = as_release([by_place])
    done = suppress(release, demands(release, Rules()))

    assert release.values[release.place(by_place, ("North", "All"))] == 74
    assert (done.is_best, done.loss) == (True, 13 + 31 + 29)
    hidden = {name for name, one in zip(release.names(), done.hidden, strict=True) if one}
    assert hidden == {"Orkney, Women", "Men, Orkney", "Shetland, Women", "Men, Shetland"}


counts = some.integers(0, 9)


@settings(max_examples=60, deadline=None)
@given(some.lists(counts, min_size=9, max_size=9), some.lists(some.booleans(), min_size=16, max_size=16))
def test_the_ranges_are_those_found_by_trying_every_table(rows, which):
    release = as_release([table("t", (ANSWERS, AGES), rows)])
    hidden = np.array(which) & (release.values < 12)
    assume(hidden.any() and hidden.sum() <= 8)

    found = attack(release, hidden)

    # Where nothing bounds a cell there is no trying every table.
    assume(found.high.max() <= 14)
    every = ranges_by_trying_every_table(release, hidden, most=int(found.high.max()))
    assert every == {
        int(place): (low, high) for place, low, high in zip(found.cells, found.low, found.high, strict=True)
    }


@settings(max_examples=60, deadline=None)
@given(some.lists(some.floats(0, 50), min_size=9, max_size=9), some.lists(some.booleans(), min_size=16, max_size=16))
def test_the_ranges_are_those_another_solver_finds(rows, which):
    release = as_release([table("t", (ANSWERS, AGES), [round(one, 2) + 0.001 for one in rows])])
    hidden = np.array(which)
    assume(hidden.any())

    found = attack(release, hidden)

    others = ranges_by_another_solver(release, hidden)
    for place, low, high in zip(found.cells, found.low, found.high, strict=True):
        assert (low, high) == pytest.approx(others[int(place)], abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(some.lists(some.integers(0, 14), min_size=6, max_size=6), some.sampled_from(list(Loss)))
def test_the_loss_is_the_least_of_every_safe_choice(rows, loss):
    release = as_release([table("t", (ANSWERS, SEXES), rows)])
    asked = demands(release, Rules(smallest=5, spread=3))
    kept = np.array([not parts for _, parts in release.cells])
    weights = release.values + 1 if loss is Loss.PEOPLE else np.ones(len(kept))

    def is_safe(hidden):
        return withstands(release, asked, attack(release, hidden)).all()

    least = least_loss_by_trying_every_choice(release, asked, weights, kept, is_safe)
    if least is None or (asked.hidden & kept).any():
        with pytest.raises(CannotBeProtected):
            suppress(release, asked, loss=loss)
    else:
        done = suppress(release, asked, loss=loss)
        assert (done.loss, done.is_best) == (pytest.approx(least), True)


PIECE_BY_PIECE = Effort(open=-1)


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 10_000), some.sampled_from([Effort(tries=8), PIECE_BY_PIECE]))
def test_linked_tables_of_any_people_are_safe_and_the_bound_holds(seed, effort):
    lottery = np.random.default_rng(seed)
    people = lottery.integers(0, 3, size=(120, 3))
    names = ("a", "b", "c")
    tables = []
    for first, second in ((0, 1), (0, 2), (1, 2)):
        by = tuple(Dimension.flat(names[one], ["x", "y", "z"]) for one in (first, second))
        counts: dict = {}
        for person in people:
            key = ("xyz"[person[first]], "xyz"[person[second]])
            counts[key] = counts.get(key, 0) + 1
        tables.append(Table(f"{first} by {second}", by, counts))
    release = as_release(tables)
    asked = demands(release, Rules(smallest=12, spread=4))

    done = suppress(release, asked, effort=effort)

    assert withstands(release, asked, done.attack).all()
    assert done.at_least <= done.loss + 1e-9
    others = ranges_by_another_solver(release, done.hidden)
    for place, low, high in zip(done.attack.cells, done.attack.low, done.attack.high, strict=True):
        widest = others[int(place)]
        assert widest[0] - 1e-6 <= low <= release.values[place] <= high <= widest[1] + 1e-6
