"""One view, three forms: a page for people, JSON for programs, CSV for spreadsheets; each at an address of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from itertools import chain, islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from sayso.export.cells import safe_cell
from sayso.export.flat import flat_row
from sayso.export.terminal import printable
from sayso.record.plain import to_json
from sayso.serve.look import Look

FORMS = ("json", "csv")
AT_ONCE = 200
"""Rows of a CSV file sent at a time."""


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what a view shows: ``content`` is what its JSON gives, ``rows`` are the lines of its CSV, flat or records.

    ``rows`` are read as they are sent. ``beside`` is what the template needs and no program does: addresses, choices,
    words. ``headers`` are those of the page alone.
    """

    title: str
    content: Any
    rows: Iterable[Any] = ()
    beside: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


Shows = Callable[..., Page] | Callable[..., Page | Response]
"""What a view's function is: it gives a page, or an answer of its own, as where what is asked for stands elsewhere."""


def page(router: APIRouter, path: str, template: str) -> Callable[[Shows], Shows]:
    """Serve a view at ``path``, ``path.json`` and ``path.csv``; its function gives a ``Page`` and takes the request."""

    def register(view: Shows) -> Shows:
        name = view.__name__

        @wraps(view)
        def as_json(request: Request, **asked: Any) -> Response:
            shown = view(request=request, **asked)
            if isinstance(shown, Response):
                return shown
            return Response(to_json(shown.content), media_type="application/json")

        @wraps(view)
        def as_csv(request: Request, **asked: Any) -> Response:
            shown = view(request=request, **asked)
            return shown if isinstance(shown, Response) else csv_of(shown.rows, name)

        @wraps(view)
        def as_page(request: Request, **asked: Any) -> Response:
            shown = view(request=request, **asked)
            return shown if isinstance(shown, Response) else html_of(request, template, shown)

        for forms, render in ((".json", as_json), (".csv", as_csv)):
            router.get(path + forms, name=f"{name}{forms}", response_class=Response, response_model=None)(render)
        router.get(path, name=name, response_class=HTMLResponse, response_model=None)(as_page)
        return view

    return register


def html_of(request: Request, template: str, shown: Page, status: int = 200) -> Response:
    """Render a page."""
    look: Look = request.app.state.look
    return HTMLResponse(look.render(template, request, shown), status_code=status, headers=dict(shown.headers))


def csv_of(rows: Iterable[Any], name: str) -> Response:
    """Write rows as CSV, UTF-8 with a byte-order mark, no cell a formula; some hundred at a time."""
    flat = (row if isinstance(row, Mapping) else flat_row(row) for row in rows)
    first = next(flat, None)  # what cannot be read is said before anything is sent
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    parts = _written(chain([first], flat) if first is not None else iter(()))
    return StreamingResponse(parts, media_type="text/csv; charset=utf-8", headers=headers)


def _written(rows: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    yield "\ufeff"
    opening = True
    while some := list(islice(rows, AT_ONCE)):
        file = io.StringIO()
        writer = csv.writer(file)
        if opening:
            writer.writerow(map(safe_cell, some[0]))
            opening = False
        writer.writerows([[_cell(value) for value in row.values()] for row in some])
        yield file.getvalue()


def _cell(value: object) -> object:
    return safe_cell(printable(value).strip() if isinstance(value, str) else value)
