"""The JSON Schema of a charter file, made from the shape."""

from typing import Any

import msgspec

from .shape import FORMAT, CharterFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a charter file.

    >>> schema()["title"]
    'leal charter 1'
    """
    return {"$schema": DIALECT, "title": FORMAT, **msgspec.json.schema(CharterFile)}
