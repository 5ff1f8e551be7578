"""Forms of a page as a browser has them without JavaScript: found, filled in, and sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from fastapi.testclient import TestClient

EMPTY = frozenset({"input", "link", "meta", "br"})


@dataclass
class Form:
    """Hold a form: what it sends unless something else is typed, the choices it offers, and what its button says."""

    method: str
    action: str
    fields: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    button: str = ""


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.named: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: str | None = None
        self._button: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        form = self.named[given["form"]] if "form" in given else self._open
        if tag == "form":
            self._open = Form(given.get("method", "get"), given["action"])
            self.forms.append(self._open)
            self.named[given.get("id", "")] = self._open
        elif tag == "input" and form is not None:
            if given.get("type") == "checkbox":
                form.choices.setdefault(given["name"], []).append(given["value"])
            else:
                form.fields[given["name"]] = given.get("value", "")
        elif tag == "select" and form is not None:
            self._select = given["name"]
            form.fields[self._select] = ""
        elif tag == "option" and self._select and form is not None and "value" in given:
            form.choices.setdefault(self._select, []).append(given["value"])
            if "selected" in given:
                form.fields[self._select] = given["value"]
        elif tag == "button":
            self._button = form

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button.button += data


def forms_of(page: str) -> list[Form]:
    """List the forms of a page."""
    found = _Forms()
    found.feed(page)
    return found.forms


def form_of(page: str, **wanted: str) -> Form:
    """Give the first form that sends these fields with these values."""
    return next(
        one for one in forms_of(page) if all(one.fields.get(name) == value for name, value in wanted.items())
    )  # fmt: skip


def send(client: TestClient, form: Form, **typed: Any) -> Any:
    """Send a form with what was typed into it."""
    if form.method == "get":
        return client.get(form.action, params={**form.fields, **typed})
    return client.post(form.action, data={**form.fields, **typed})
