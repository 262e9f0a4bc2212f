"""Real files that lie beside the project; a test that needs one is skipped where it is absent."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("LEAL_SHARED") or Path(__file__).parents[2] / "shared")


def real(name: str) -> Path:
    """The path of a real input file, like "data/published_figures.csv"."""
    if not (path := SHARED / name).exists():
        pytest.skip(f"{path} is not here")
    return path
