"""The data addresses described as OpenAPI 3.1, made from the shapes themselves."""

from datetime import date
from typing import Any, NamedTuple

import msgspec

from leal.thread.learning.charter_file import shape

from .lists import LISTS, TABLES
from .tabled import KINDS

VERSION = "1.2"
REFERENCES = "#/components/schemas/{name}"


class Release(NamedTuple):
    """One state of the addresses: what a program that reads them must know."""

    version: str
    on: date
    changed: str


RELEASES = (
    Release(
        "1.0",
        date(2026, 11, 23),
        "The first: every public list of a charter as JSON and CSV, and the whole charter as one file.",
    ),
    Release("1.1", date(2026, 11, 28), "Every list as ODS and XLSX too, made so that a voice can read them."),
    Release(
        "1.2",
        date(2026, 11, 29),
        "Panels and core groups whose words statements are; themes and principles withdrawn, with the reason.",
    ),
)
PROMISE = (
    "Within version 1 nothing is taken away and nothing changes its meaning; fields and lists may be added. "
    "What would break a reader comes as version 2, beside this one for a year at least."
)


def described() -> dict[str, Any]:
    """The OpenAPI 3.1 description of every data address."""
    items = [listed.item for listed in LISTS.values()] + [item for _, item, _ in TABLES.values()]
    _, schemas = msgspec.json.schema_components([shape.CharterFile, *items], ref_template=REFERENCES)
    about = {name: (listed.about, listed.item) for name, listed in LISTS.items()}
    about |= {name: (told, item) for name, (told, item, _) in TABLES.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open data of this charter",
            "version": VERSION,
            "summary": "Read only; no key and no name needed.",
            "description": PROMISE + "\n\n" + "\n".join(f"* {it.version}, {it.on}: {it.changed}" for it in RELEASES),
        },
        "paths": {
            "/api/1/openapi.json": _file("This description", {"type": "object"}),
            "/api/1/charter.schema.json": _file("The JSON Schema of a charter file", {"type": "object"}),
            "/api/1/charters.json": _listed("Every charter here", "charters", _ref("Charter"), []),
            "/api/1/charters/{charter}.json": _file(
                "A whole charter: take it in elsewhere, and it shows the same site", _ref("CharterFile"), [CHARTER]
            ),
            **{path: it for name, (told, item) in about.items() for path, it in _all(name, told, item.__name__)},
        },
        "components": {"schemas": schemas, "responses": {"NotFound": {"description": "There is no such charter."}}},
    }


CHARTER = {
    "name": "charter",
    "in": "path",
    "required": True,
    "description": "A charter’s short name, as in its address",
    "schema": {"type": "string", "pattern": "^[-\\w]+$"},
}


def _all(name: str, told: str, item: str):
    yield f"/api/1/charters/{{charter}}/{name}.json", _listed(told, name, _ref(item), [CHARTER])
    yield (
        f"/api/1/charters/{{charter}}/{name}.csv",
        _got(f"{told}, as CSV", f"{name}Csv", {"text/csv": {"schema": {"type": "string"}}}, [CHARTER]),
    )
    for kind, (media_type, _) in KINDS.items():
        yield (
            f"/api/1/charters/{{charter}}/{name}.{kind}",
            _got(
                f"{told}, as {kind.upper()}; not for lists of very many rows",
                f"{name}{kind.capitalize()}",
                {media_type: {}},
                [CHARTER],
            ),
        )


def _listed(told: str, name: str, item: dict, parameters: list[dict]) -> dict[str, Any]:
    whole = {
        "type": "object",
        "required": ["list", "items"],
        "properties": {
            "list": {"const": name},
            "charter": {"type": "string"},
            "licence": {
                "type": "string",
                "description": "Under which licence the body publishes; sources have their own",
            },
            "items": {"type": "array", "items": item},
        },
    }
    return _got(told, name, {"application/json": {"schema": whole}}, parameters)


def _file(told: str, schema: dict, parameters: list[dict] | None = None) -> dict[str, Any]:
    return _got(told, told.lower().replace(" ", "-")[:40], {"application/json": {"schema": schema}}, parameters or [])


def _got(told: str, operation: str, content: dict, parameters: list[dict]) -> dict[str, Any]:
    unchanged = {"description": "Nothing was written since the copy whose ETag was sent in If-None-Match."}
    answers = {"200": {"description": told, "content": content}, "304": unchanged}
    missing = {"404": {"$ref": "#/components/responses/NotFound"}} if parameters else {}
    return {
        "get": {"operationId": operation, "summary": told, "parameters": parameters, "responses": answers | missing}
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": REFERENCES.format(name=name)}
