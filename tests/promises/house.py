"""What the promises of the house ask about: its rooms, pages, models and files."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "leal"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def thread() -> list[str]:
    """The slices in the order of the thread, first stage first, as the contracts draw it."""
    layers = next(c["layers"] for c in CONTRACTS if c.get("containers") == ["leal.thread"])
    return [name.strip("() ") for layer in reversed(layers) for name in layer.split("|")]


def pages(patterns=None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every mounted page, those of libraries included, with its address pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry.url_patterns, address)
        else:
            yield address, entry


def our_models() -> list[type[models.Model]]:
    """Every model of ours that is a table of its own."""
    return [m for m in apps.get_models() if m.__module__.startswith("leal.")]


def sources() -> list[Path]:
    """Every Python file of ours but migrations."""
    found = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def operations() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Every function of a module that is decorated with @operation."""
    for path in sources():
        if "tests" not in path.parts:
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and any(named(d) == "operation" for d in node.decorator_list):
                    yield path, node


def named(decorator: ast.expr) -> str:
    """The name a decorator goes by, called or not."""
    inner = decorator.func if isinstance(decorator, ast.Call) else decorator
    return inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", "")
