"""Write a dossier, or the overview, as one file of HTML from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.api import Case
from sayso.errors import NotACase
from sayso.export.whole import whole_text
from sayso.table.event_filter import EventFilter

if TYPE_CHECKING:
    from fastapi import Request

    from sayso.serve.settings import Settings


def write_event_page(case: Path, id: str, out: Path, *, private: bool, redact: bool) -> None:
    """Write the dossier of an event as the workbench shows it, in one file.

    Raises:
        UsageError: no event that is shown has the id.
        NotACase: the file does not exist, is damaged or is something else.
        CaseFull: it cannot be written.
    """
    from sayso.serve.settings import Settings
    from sayso.serve.standalone import event_file

    _write(case, out, Settings(redact=redact), lambda request: event_file(request, id, private=private))


def write_overview_page(
    case: Path, wanted: EventFilter, out: Path, *, everything: bool, reviewed_only: bool, redact: bool
) -> None:
    """Write the overview of the events that pass a filter as the workbench shows it, in one file.

    Raises:
        UsageError: the filter asks for what cannot be.
        NotACase: the file does not exist, is damaged or is something else.
        CaseFull: it cannot be written.
    """
    from sayso.serve.address import Address
    from sayso.serve.settings import Settings
    from sayso.serve.standalone import overview_file

    settings = Settings(redact=redact, reviewed_only=reviewed_only)
    _write(case, out, settings, lambda request: overview_file(request, Address(wanted, everything)))


def _write(case: Path, out: Path, settings: Settings, page: Callable[[Request], str]) -> None:
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    with _asked(case, settings) as request:
        text = page(request)
    with whole_text(out) as file:
        file.write(text)


@contextmanager
def _asked(case: Path, settings: Settings) -> Iterator[Request]:
    """Make a workbench of a case that nobody serves, and what asks it for a page."""
    from fastapi import Request

    from sayso.serve.app import make_app

    app = make_app(partial(Case, case), settings)
    asked = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "app": app}
    try:
        yield Request({**asked, "server": ("127.0.0.1", 0), "scheme": "http", "state": {"form_token": ""}})
    finally:
        app.state.served.close()
