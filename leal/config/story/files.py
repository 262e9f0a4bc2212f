"""The files the story is told from."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def told(name: str) -> dict[str, Any]:
    """What one of the story’s files says, by its name without the ending: "charter", "editions", "cast"."""
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def but(table: dict[str, Any], *left_out: str) -> dict[str, Any]:
    """A table without some of its fields."""
    return {field: value for field, value in table.items() if field not in left_out}
