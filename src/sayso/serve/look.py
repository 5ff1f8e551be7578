"""How pages look: the templates, with words made safe and dates in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request

from sayso.export.decision_telling import value_words
from sayso.export.event_telling import signs_of
from sayso.export.terminal import printable
from sayso.serve.dates import date_words, instant_words
from sayso.serve.decided import address_of, can_be_undone, just_decided
from sayso.serve.given import decider
from sayso.serve.guard import form_token
from sayso.serve.inputs import FORM_WORDS, Forms
from sayso.serve.state import States

if TYPE_CHECKING:
    from sayso.serve.pages import Page


MENU = (
    ("/overview", "Overview"), ("/documents", "Documents"), ("/actors", "Actors"), ("/commitments", "Commitments"),
    ("/sources", "Sources"), ("/review", "Review"), ("/log", "Log"), ("/add", "Add report"),
)  # fmt: skip
"""The views that are not of one thing: address and name."""


class Look:
    """Render templates; everything in them is escaped, and no word of a report changes the direction of a line."""

    def __init__(self) -> None:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        self._templates = Environment(
            loader=PackageLoader("sayso.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, finalize=_shown,
        )  # fmt: skip
        self._templates.filters.update(date_words=date_words, instant_words=instant_words, plain=_plain)
        self._templates.filters.update(value_words=value_words, address_of=address_of, strongest=signs_of)
        self._templates.tests["undoable"] = can_be_undone
        self._templates.globals.update(FORM_WORDS)

    def render(self, template: str, request: Request, shown: Page, *, to_be_read: bool = False) -> str:
        """Render one page; templates see ``page``, ``content``, what stands beside, and ``served``.

        With ``to_be_read`` it holds no forms, whatever the workbench takes.
        """
        served = request.app.state.served
        settings = replace(served.settings, read_only=True) if to_be_read else served.settings
        return self._templates.get_template(template).render(
            page=shown, content=shown.content, request=request, settings=settings, case_name=Path(served.path).name,
            form_token=form_token(request), menu=MENU, decider=decider(request), just_decided=just_decided(request),
            forms_of=Forms(Path(served.path)), states=States(), here=_here(request), **shown.beside,
        )  # fmt: skip


def _here(request: Request) -> str:
    """Give the address of a page, without what it tells of the decision just taken."""
    return str(request.url.remove_query_params("decided").replace(scheme="", netloc=""))


def _shown(value: Any) -> Any:
    """Show None as nothing, and in other words nothing that is not seen."""
    if value is None:
        return ""
    return _plain(value) if type(value) is str else value


def _plain(value: str) -> str:
    """Show characters that would not be seen, or turn a line around, as what they are; line breaks stay."""
    return "\n".join(map(printable, value.split("\n")))
