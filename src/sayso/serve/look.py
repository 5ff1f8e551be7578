"""How pages look: the templates, with words made safe and dates in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request

from sayso.export.terminal import printable
from sayso.serve.dates import date_words, instant_words
from sayso.serve.guard import form_token

if TYPE_CHECKING:
    from sayso.serve.pages import Page


MENU = (
    ("/overview", "Overview"), ("/documents", "Documents"), ("/actors", "Actors"), ("/commitments", "Commitments"),
    ("/sources", "Sources"), ("/add", "Add report"),
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

    def render(self, template: str, request: Request, shown: Page) -> str:
        """Render one page; templates see ``page``, ``content``, what stands beside, and ``served``."""
        served = request.app.state.served
        return self._templates.get_template(template).render(
            page=shown, content=shown.content, request=request, settings=served.settings, case_path=served.path,
            form_token=form_token(request), menu=MENU, **shown.beside,
        )  # fmt: skip


def _shown(value: Any) -> Any:
    """Show None as nothing, and in other words nothing that is not seen."""
    if value is None:
        return ""
    return _plain(value) if type(value) is str else value


def _plain(value: str) -> str:
    """Show characters that would not be seen, or turn a line around, as what they are; line breaks stay."""
    return "\n".join(map(printable, value.split("\n")))
