"""What somebody sends with a form: read into a decision to be taken, and kept to be shown again where it is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from fastapi import Form, Request
from fastapi.responses import Response
from pydantic import StringConstraints

from sayso.errors import UsageError

NAME = "sayso_name"
"""The cookie that remembers who decides."""
YEAR = 365 * 24 * 3600
HOME = "/overview"
LONGEST = 20_000
"""Characters of anything that is typed."""

MOST_NAME = 200
"""Characters of a name."""

Typed = Annotated[str, Form(max_length=LONGEST)]
Listed = Annotated[list[Annotated[str, StringConstraints(max_length=LONGEST)]], Form(max_length=1000)]

_SPAN = re.compile(r"(\d{1,9})\s*[:-]\s*(\d{1,9})")
_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_LOCAL = re.compile(r"/(?![/\\])[!-~]*")


@dataclass(frozen=True, slots=True)
class Given:
    """Hold a form as it was sent, every field as typed.

    ``state`` is what the form was drawn from, ``seen`` the other thing that it showed beside the target, if it did.
    """

    action: str
    target: str
    kind: str = ""
    value: tuple[str, ...] = ()
    field: str = ""
    span: str = ""
    note: str = ""
    by: str = ""
    state: str = ""
    seen: str = ""
    back: str = HOME
    evidence: str = ""
    sha256: str = ""
    time: str = ""
    at: str = ""
    settles: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[int, int] | None:
        """Read the stretch of text, START:END or START-END.

        Raises:
            UsageError: it is none.
        """
        if not self.span.strip():
            return None
        found = _SPAN.fullmatch(self.span.strip())
        if found is None:
            raise UsageError(f"{self.span!r} is no stretch of text", remedy="Write START:END, as in 120:154")
        return int(found[1]), int(found[2])

    @property
    def decided(self) -> Any:
        """Give the value in the form in which it is decided, None where none was given.

        Raises:
            UsageError: the point of an evidence is none.
        """
        given = [one.strip() for one in self.value if one.strip()]
        if self.action == "attach" and given:
            return self._evidence(given[0])
        if self.action == "split":
            return [one for part in given for one in part.split()] or None
        return "; ".join(given) or None

    def _evidence(self, address: str) -> dict[str, Any]:
        found: dict[str, Any] = {"kind": self.evidence or "other", "address": address, "settles": list(self.settles)}
        if self.sha256.strip():
            found["sha256"] = self.sha256.strip().lower()
        if self.time.strip():
            found["time"] = self.time.strip()
        if self.at.strip():
            point = _POINT.fullmatch(self.at)
            if point is None:
                raise UsageError(f"{self.at!r} is no point", remedy="Write LAT,LON, as in 33.51,36.29")
            found["latitude"], found["longitude"] = float(point[1]), float(point[2])
        return found


def given_form(
    action: Typed,
    target: Typed,
    kind: Typed = "",
    value: Listed = [],  # noqa: B006
    field: Typed = "",
    span: Typed = "",
    span_start: Typed = "",
    span_end: Typed = "",
    note: Typed = "",
    by: Typed = "",
    state: Typed = "",
    seen: Typed = "",
    back: Typed = "",
    evidence: Typed = "",
    sha256: Typed = "",
    time: Typed = "",
    at: Typed = "",
    settles: Listed = [],  # noqa: B006
) -> Given:
    """Read a form as it was sent; a stretch of text comes whole, START:END, or as two numbers."""
    words = span or (f"{span_start}:{span_end}" if span_start or span_end else "")
    return Given(
        action.strip(), target.strip(), kind.strip(), tuple(value), field.strip(), words, note, by, state, seen.strip(),
        local(back), evidence, sha256, time, at, tuple(settles),
    )  # fmt: skip


def local(address: str) -> str:
    """Give an address if it leads to a page of this workbench, else that of the overview.

    >>> local("/events/m1?a=b#x"), local("//elsewhere.example"), local("https://elsewhere.example"), local("/\\\\x")
    ('/events/m1?a=b#x', '/overview', '/overview', '/overview')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    return address if _LOCAL.fullmatch(address) and not parts.scheme and not parts.netloc else HOME


def told_at(address: str, decision: str) -> str:
    """Write a local address so that its page tells of a decision.

    >>> told_at("/log?by=Ann&decided=x1#end", "x2")
    '/log?by=Ann&decided=x2#end'
    """
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "decided"]
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}?{urlencode([*kept, ('decided', decision)])}{fragment}"


def decider(request: Request) -> str:
    """Say who decided last in this browser, "" if nobody did."""
    return unquote(request.cookies.get(NAME, ""))


def remember(response: Response, by: str) -> None:
    """Keep who decides for the forms that follow; "" forgets it."""
    response.set_cookie(NAME, quote(by.strip()[:MOST_NAME]), max_age=YEAR, httponly=True, samesite="strict")
