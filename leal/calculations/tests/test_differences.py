import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chi2_contingency, false_discovery_control

from leal.calculations.corrections import benjamini_hochberg, holm
from leal.calculations.differences import chi_square, rao_scott, weights_covariance

SOME_TABLES = arrays(int, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 60))
SOME_CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(SOME_TABLES)
def test_pearson_is_scipys_once_empty_rows_and_columns_are_left_out(table):
    found, met = chi_square(table), table[table.any(axis=1)][:, table.any(axis=0)]
    if min(met.shape) < 2:
        assert np.isnan(found).all()
    else:
        wanted = chi2_contingency(met, correction=False)
        assert (found.statistic, found.degrees) == (pytest.approx(wanted.statistic), wanted.dof)
        assert (found.p, found.smallest) == pytest.approx((wanted.pvalue, wanted.expected_freq.min()))


def corrected(weights, squares, people):
    covariance = weights_covariance(weights=weights, squares=squares)
    return rao_scott(weights=weights, covariance=covariance, people=people, clusters=100)


@given(arrays(int, (3, 4), elements=st.integers(1, 60)), st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(people, scale):
    asked, scaled = people * 1.5, people * 1.5 * scale
    plain = corrected(asked, asked * 2, people.sum())
    assert corrected(scaled, asked * 2 * scale**2, people.sum()) == pytest.approx(plain, rel=1e-6, abs=1e-9)


@given(arrays(int, 3, elements=st.integers(1, 60)), arrays(int, 4, elements=st.integers(1, 60)))
def test_in_a_table_where_the_group_makes_no_difference_equal_weights_cost_nothing(rows, columns):
    table = np.outer(rows, columns).astype(float)
    found = corrected(table, table, table.sum())
    assert (found.degrees, found.statistic) == (pytest.approx(6), pytest.approx(0, abs=1e-9))


@given(arrays(int, (3, 4), elements=st.integers(1, 60)), st.permutations(range(3)), st.permutations(range(4)))
def test_the_order_of_rows_and_columns_does_not_matter(people, rows, columns):
    def found(table):
        return corrected(table * 1.5, table * 2.5, table.sum())

    assert found(people[rows][:, columns]) == pytest.approx(found(people), rel=1e-6, abs=1e-9)


@given(arrays(int, (3, 4), elements=st.integers(0, 2)))
def test_a_table_with_empty_cells_is_tested_or_left_without_a_word_of_warning(people):
    found = corrected(people * 1.5, people * 2.5, people.sum())
    assert np.isnan(found.p) or 0 <= found.p <= 1


def test_where_chance_has_nothing_to_play_with_there_is_nothing_to_test():
    table = np.array([[3.0, 0.0], [0.0, 2.0]])
    assert np.isnan(rao_scott(weights=table, covariance=np.zeros((4, 4)), people=5, clusters=4)).all()


def test_one_row_leaves_nothing_to_test():
    table = np.array([[3.0, 4.0], [0.0, 0.0]])
    covariance = weights_covariance(weights=table, squares=table)
    assert np.isnan(rao_scott(weights=table, covariance=covariance, people=7, clusters=6)).all()


@given(SOME_CHANCES)
def test_benjamini_and_hochberg_is_scipys(chances):
    assert benjamini_hochberg(chances) == pytest.approx(false_discovery_control(chances))


@given(SOME_CHANCES)
def test_holm_is_each_chance_times_the_tests_still_standing(chances):
    ordered, many, wanted, most = sorted(range(len(chances)), key=chances.__getitem__), len(chances), {}, 0.0
    for step, place in enumerate(ordered):
        most = max(most, min(1.0, chances[place] * (many - step)))
        wanted[place] = most
    assert holm(chances) == pytest.approx([wanted[place] for place in range(many)])


@pytest.mark.parametrize("correction", [holm, benjamini_hochberg])
def test_what_could_not_be_tested_is_not_one_of_the_many(correction):
    with_gap = correction([0.01, np.nan, 0.04])
    assert [*with_gap[[0, 2]], np.isnan(with_gap[1])] == [*correction([0.01, 0.04]), True]


@pytest.mark.parametrize("correction", [holm, benjamini_hochberg])
def test_a_chance_that_is_none_is_refused(correction):
    with pytest.raises(ValueError, match="a chance lies between 0 and 1"):
        correction([0.5, 1.2])
