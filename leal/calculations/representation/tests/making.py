"""Populations and groups of people as files, for the tests."""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import product

HEADS = ("feature", "value", "and feature", "and value", "percent", "source", "year", "words")


def a_file(heads: Sequence[str], rows: Sequence[Sequence]) -> bytes:
    """Rows under their headings, as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heads, *rows])
    return text.getvalue().encode()


def a_population(*tables: Mapping[tuple[str, ...], float], features: Sequence[tuple[str, ...]]) -> bytes:
    """Tables by the features given, their shares in percent."""
    rows = []
    for named, table in zip(features, tables, strict=True):
        for values, percent in table.items():
            (feature, second), (value, other) = (*named, "")[:2], (*values, "")[:2]
            rows.append((feature, value, second, other, percent, "made up", 2022, ""))
    return a_file(HEADS, rows)


def an_even_population(values: Mapping[str, Sequence[str]], pair: tuple[str, str] | None = None) -> bytes:
    """A population in which every value of a feature is as frequent as any other."""
    features = [(name,) for name in values] + ([pair] if pair else [])
    tables = []
    for named in features:
        keys = list(product(*(values[name] for name in named)))
        tables.append({key: 100 / len(keys) for key in keys})
    return a_population(*tables, features=features)
