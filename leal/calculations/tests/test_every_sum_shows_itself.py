"""Whoever wants to use a calculation sees it at work in its own words: each has an example, and the example runs.

That it runs is seen to by pytest itself (`--doctest-modules`).
"""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from leal import calculations

ROOMS = sorted(one.name for one in iter_modules(calculations.__path__) if one.name != "tests")


def public(room: str) -> dict[str, object]:
    """The functions that a room hands out: all of a single file, of a folder those that it names itself."""
    module = import_module(f"leal.calculations.{room}")
    own = module.__name__
    found = {name: one for name, one in vars(module).items() if inspect.isfunction(one) and not name.startswith("_")}
    return {name: one for name, one in found.items() if one.__module__ == own or one.__module__.startswith(f"{own}.")}


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_function_shows_an_example_of_itself(room):
    assert [name for name, one in public(room).items() if ">>>" not in (one.__doc__ or "")] == []


def test_there_are_functions_to_look_at():
    assert sum(len(public(room)) for room in ROOMS) > 80
