"""Standard errors, design effects, tests and corrections, against R's `survey`: see tests/oracles/survey.R."""

import numpy as np
import pytest

from leal.calculations.answers import Answers
from leal.calculations.corrections import benjamini_hochberg, holm
from leal.calculations.designs import Design, estimated_means
from leal.calculations.differences import chi_square, rao_scott, weights_covariance
from leal.calculations.proportions import share_interval, share_intervals
from leal.calculations.tables import tabulate
from tests.oracles import people, said_by_r

SAID, PEOPLE = said_by_r(), people()
WEIGHTS = np.array(PEOPLE["weight"], dtype=float)
MINUTES = np.array(PEOPLE["minutes"], dtype=float)
HALF_OF_95 = 1.959963984540054


def column(name: str, values: bool = False) -> Answers:
    labels, codes = np.unique(PEOPLE[name], return_inverse=True)
    return Answers(name, tuple(labels), codes, values=[float(label) for label in labels] if values else ())


TABLES = tabulate(
    [column("rated"), column("trusted"), column("minutes", values=True)],
    [column("age"), column("came")],
    weights=WEIGHTS,
)
BY_AGE = TABLES["rated", "age"]


def cells(question: str, group: str) -> np.ndarray:
    """1 for the cell of the table a person is in, row by row."""
    asked, told = column(question), column(group)
    return np.eye(len(asked.labels) * len(told.labels))[told.codes * len(asked.labels) + asked.codes]


@pytest.mark.parametrize(("figure", "name"), [("shares", ""), ("standard_errors", "se."), ("design_effects", "DEff.")])
def test_shares_and_how_sure_they_are_agree_with_r(figure, name):
    found = getattr(BY_AGE, figure)
    if figure == "design_effects":
        # R counts (n - 1)s in both variances, which leaves equal weights in a part of the base short of 1.
        found = found * (240 / 239) * ((BY_AGE.bases - 1) / BY_AGE.bases)[:, None]
    ours = {
        f"rated by age/{level}/{name}rated{label}": found[row, place]
        for row, level in enumerate(BY_AGE.levels)
        for place, label in enumerate(BY_AGE.question.labels)
    }
    assert ours == pytest.approx({key: SAID[key] for key in ours}, rel=1e-9)


def test_means_their_errors_and_quantiles_agree_with_r():
    table, ours = TABLES["minutes", "age"], {}
    for row, level in enumerate(table.levels):
        ours[f"minutes by age/{level}/minutes"] = table.means[row]
        ours[f"minutes by age/{level}/se"] = table.mean_errors[row]
        for part in (0.1, 0.5, 0.9):
            ours[f"minutes by age/{level}/quantile {part}"] = table.quantiles(part)[row]
    assert ours == pytest.approx({key: SAID[key] for key in ours}, rel=1e-9)


def test_pearson_agrees_with_r():
    found = chi_square(BY_AGE.people)
    assert (found.statistic, found.degrees, found.p) == pytest.approx(
        tuple(SAID[f"rated by age, pearson/{part}"] for part in ("statistic", "df", "p")), rel=1e-9
    )


@pytest.mark.parametrize(("question", "group"), [("rated", "age"), ("trusted", "came")])
def test_rao_and_scott_from_the_table_alone_agrees_with_r(question, group):
    table = TABLES[question, group]
    covariance = weights_covariance(weights=table.weights, squares=table.squares) * 240 / 239

    found = rao_scott(weights=table.weights, covariance=covariance, people=240, clusters=239)

    wanted = [SAID[f"{question} by {group}, second order/{part}"] for part in ("statistic", "df", "ddf", "p")]
    assert found[:4] == pytest.approx(wanted, rel=1e-8)


DESIGNS = {
    "strata": Design(WEIGHTS, strata=PEOPLE["stratum"]),
    "clusters": Design(WEIGHTS, clusters=PEOPLE["cluster"]),
    "strata and clusters": Design(WEIGHTS, strata=PEOPLE["stratum"], clusters=PEOPLE["cluster"]),
    "drawn from few": Design(
        WEIGHTS,
        strata=PEOPLE["stratum"],
        clusters=PEOPLE["cluster"],
        drawn_of=np.array(PEOPLE["inthem"], dtype=float),
    ),
}


@pytest.mark.parametrize("name", DESIGNS)
def test_strata_clusters_and_drawing_from_few_agree_with_r(name):
    rated = column("rated")
    figures = ["minutes", *(f"rated{label}" for label in rated.labels)]

    found = estimated_means(np.column_stack([MINUTES, np.eye(4)[rated.codes]]), DESIGNS[name])

    for part, ours in (("mean", found.means), ("se", found.standard_errors), ("deff", found.design_effects)):
        assert list(ours) == pytest.approx([SAID[f"{name}/{part}/{figure}"] for figure in figures], rel=1e-9)
    assert DESIGNS[name].degrees == SAID[f"{name}/degrees"]


@pytest.mark.parametrize("name", DESIGNS)
def test_rao_and_scott_under_strata_and_clusters_agrees_with_r(name):
    covariance = estimated_means(cells("rated", "age"), DESIGNS[name]).covariance
    asked = {"weights": BY_AGE.weights, "covariance": covariance, "people": 240, "clusters": DESIGNS[name].degrees}

    second, first = rao_scott(**asked), rao_scott(**asked, order=1)

    wanted = [SAID[f"{name}, second order/{part}"] for part in ("statistic", "df", "ddf", "p")]
    assert second[:4] == pytest.approx(wanted, rel=1e-8)
    wanted = [SAID[f"{name}, first order/{part}"] for part in ("statistic", "df", "p")]
    assert (first.statistic, first.degrees, first.p) == pytest.approx(wanted, rel=1e-8)


@pytest.mark.parametrize("pair", [(234, 293), (0, 20), (20, 20), (1, 12), (89, 100)])
def test_wilson_agrees_with_r(pair):
    part, whole = pair
    wanted = tuple(SAID[f"wilson/{part} of {whole}/{end}"] for end in ("low", "high"))
    many = share_intervals(shares=np.array([part / whole]), bases=np.array([whole]), z=HALF_OF_95)
    assert share_interval(part=part, whole=whole, z=HALF_OF_95) == pytest.approx(wanted, rel=1e-9, abs=1e-15)
    assert [end[0] for end in many] == pytest.approx(wanted, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(("method", "ours"), [("holm", holm), ("BH", benjamini_hochberg)])
def test_corrections_for_many_tests_agree_with_r(method, ours):
    chances = np.array([0.001, 0.012, 0.013, 0.04, 0.04, 0.2, 0.76, 0.0499, 1])
    wanted = [SAID[f"many/{method}/{place}"] for place in range(1, 10)]
    assert ours(chances).tolist() == pytest.approx(wanted, rel=1e-12)
