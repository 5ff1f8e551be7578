"""Who may ask, from where, and what a page may load: checked before any page is made.

A page of another site may make a browser ask a workbench on the loopback; so the name it is asked by, where a change
comes from, and a secret that only our own pages hold are all checked.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.serve.settings import Settings, is_loopback

VISIT = "sayso_visit"
"""The cookie by which forms are known to be of our pages, in this browser."""
TOKEN = "sayso_token"
"""The cookie that holds the token once it was shown."""
FORM_TOKEN = "form_token"
CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
MOST_SENT = 32 << 20
"""Bytes of one form, a file in it too: it is held in memory, twice."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PLOT_POLICY = POLICY.replace("style-src 'self'", "style-src 'self'; style-src-elem 'self' 'unsafe-inline'")
"""What pages with plots may load. BokehJS lays its plots out by <style> elements that it makes as it draws, with no way
to mark them as ours; so such elements are allowed there. Scripts are not, nor are style attributes, and all that a
report says is escaped."""
# same-origin, as browsers send the origin of a form as "null" where no page is ever named
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Next = Callable[[Request], Awaitable[Response]]


class Guard:
    """Refuse what does not come from whom the settings name; mark what goes out."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._secret = secrets.token_bytes(32)
        own = {"localhost", "127.0.0.1", "[::1]"} if is_loopback(settings.host) else {settings.host.lower()}
        self._hosts = own | {name.lower() for name in settings.names}

    async def __call__(self, request: Request, go_on: Next) -> Response:
        """Check a request, and let it through."""
        refused = self._refused(request)
        shown = request.query_params.get("token")
        if refused is None and shown is not None and self._settings.token and request.method == "GET":
            response: Response = RedirectResponse(
                str(request.url.remove_query_params("token").replace(scheme="", netloc=""))
            )
            _keep(response, TOKEN, self._settings.token)
        else:
            visit = request.cookies.get(VISIT) or secrets.token_urlsafe(24)
            request.state.form_token = self._form_token(visit)
            response = refused or await self._formed(request, visit, go_on)
            if VISIT not in request.cookies:
                _keep(response, VISIT, visit)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    async def _formed(self, request: Request, visit: str, go_on: Next) -> Response:
        if request.method in CHANGES:
            if (size := _size(request)) is None or size > MOST_SENT:
                words = "Say how much is sent." if size is None else f"More than {MOST_SENT >> 20} MiB is not taken."
                return _refusal(411 if size is None else 413, f"{words} sayso build reads whole folders.")
            await request.body()  # else what the form is read from here is gone before the page asks for it
            shown = request.headers.get("X-Form-Token") or str((await request.form()).get(FORM_TOKEN, ""))
            known = VISIT in request.cookies and hmac.compare_digest(shown.encode(), self._form_token(visit).encode())
            if not known:
                return _refusal(
                    403, "This form is not of this page, or the page is old. Load it again, and send it then."
                )
        return await go_on(request)

    def _refused(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name not in self._hosts:
            return _refusal(400, "This workbench is not asked for by that name.")
        if self._settings.token and not self._shows_token(request):
            return _refusal(401, "Show the token: open the address that sayso serve printed.")
        if request.method in CHANGES and self._settings.read_only:
            return _refusal(403, "This workbench is to be read alone: it was opened with --read-only.")
        if request.method in CHANGES and not _is_own(request, host):
            return _refusal(403, "Changes come from the workbench's own pages alone.")
        return None

    def _shows_token(self, request: Request) -> bool:
        token = self._settings.token or ""
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        shown = (request.query_params.get("token"), request.cookies.get(TOKEN), bearer)
        return any(one and hmac.compare_digest(one.encode(), token.encode()) for one in shown)

    def _form_token(self, visit: str) -> str:
        return hmac.new(self._secret, visit.encode(), sha256).hexdigest()


def form_token(request: Request) -> str:
    """Give the secret that a form of this page must send back."""
    return str(request.state.form_token)


def _is_own(request: Request, host: str) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host


def _size(request: Request) -> int | None:
    """Give how many bytes are sent, None where nobody says."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 16 else None


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="strict")


def _refusal(status: int, words: str) -> Response:
    return PlainTextResponse(words, status_code=status)


class CleanAddresses:
    """Drop empty fields of forms from addresses, ``?type=&actor=iran``, before anybody reads them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on with the fields of its query that say something."""
        if scope["type"] == "http" and scope["query_string"]:
            kept = [pair for pair in scope["query_string"].split(b"&") if pair.partition(b"=")[2]]
            scope = {**scope, "query_string": b"&".join(kept)}
        await self._app(scope, receive, send)
