"""Every address of the workbench, what it takes and what it gives, as a page: made of the OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from sayso.serve.pages import FORMS, Page, html_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Taken:
    """Describe one thing that an address takes: its name, where it stands, and in words what it may be."""

    name: str
    where: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """Describe one address; ``forms`` are the further endings under which it gives the same."""

    method: str
    path: str
    words: str
    taken: tuple[Taken, ...]
    forms: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Name its place on the page."""
        return f"{self.method}{self.path.translate(str.maketrans('/{}', '---'))}".lower()


@router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
def described(request: Request) -> Response:
    """Show the OpenAPI description; ``/openapi.json`` has it for programs."""
    operations = tuple(operations_of(request.app.openapi()))
    rooms = {room: tuple(some) for room, some in groupby(sorted(operations, key=_room), key=_room)}
    return html_of(request, "described.html", Page("Addresses", operations, beside={"rooms": rooms}))


def operations_of(description: Mapping[str, Any]) -> Iterator[Operation]:
    """List the operations of a description; the forms of one view are one operation."""
    paths = description["paths"]
    for path, methods in paths.items():
        stem, _, ending = path.rpartition(".")
        if ending in FORMS and stem in paths:
            continue
        forms = tuple(f".{form}" for form in FORMS if f"{path}.{form}" in paths)
        for method, told in methods.items():
            words = " ".join(told.get("description", "").split())
            yield Operation(method.upper(), path, words, tuple(_taken(told, description)), forms)


def _taken(told: Mapping[str, Any], description: Mapping[str, Any]) -> Iterator[Taken]:
    for one in told.get("parameters", ()):
        yield Taken(one["name"], one["in"], _kind(one["schema"]), one.get("required", False))
    for content in told.get("requestBody", {}).get("content", {}).values():
        body = _resolved(content["schema"], description)
        for name, schema in body.get("properties", {}).items():
            yield Taken(name, "form", _kind(schema), name in body.get("required", ()))


def _resolved(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference into the components of the description."""
    if "$ref" not in schema:
        return schema
    found: Any = description
    for step in schema["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _kind(schema: Mapping[str, Any]) -> str:
    """Say in words what a value may be.

    >>> _kind({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]})
    'integer, from 0'
    >>> _kind({"type": "array", "items": {"type": "string"}}), _kind({"enum": ["day", "week"], "type": "string"})
    ('string, several times', 'day or week')
    """
    kinds = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if kinds:
        return " or ".join(map(_kind, kinds))
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}, several times"
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema.get("contentMediaType") or schema.get("format") == "binary":
        return "a file"
    bounds = ((f"{words} {schema[name]}") for name, words in (("minimum", "from"), ("maximum", "to")) if name in schema)
    return ", ".join((str(schema.get("type", "anything")), " ".join(bounds))).removesuffix(", ")


def _room(operation: Operation) -> str:
    return operation.path.split("/")[1].partition(".")[0]
