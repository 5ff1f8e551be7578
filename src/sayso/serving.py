"""Serve the workbench of a case over HTTP."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sayso.api import Case
from sayso.errors import NotACase, UsageError
from sayso.merge_rules import rules_of
from sayso.merging import is_outdated, merge
from sayso.store.case_file import connect


def serve_case(
    case: Path,
    *,
    host: str,
    port: int,
    token: str | None,
    read_only: bool,
    shapes: Path | None,
    reviewed_only: bool,
    redact: bool,
    say: Callable[[str], object],
) -> None:
    """Serve a case until it is interrupted; ``say`` is told the address.

    Raises:
        UsageError: another address than the loopback is to be listened at without a token, or it cannot be, or the
            shapes cannot be read.
        NotACase: the file does not exist, is damaged or is something else.
    """
    import uvicorn

    from sayso.serve.app import make_app
    from sayso.serve.land import land
    from sayso.serve.settings import Settings, is_loopback

    if not is_loopback(host) and not token:
        raise UsageError(f"{host} can be reached by others", remedy="Say with --token what they must show")
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    if shapes is not None:
        land(str(shapes))  # a file that cannot be read is said now, and not where the map should be
    settings = Settings(
        host, port, token, redact, reviewed_only, read_only, shapes=str(shapes) if shapes else None
    )  # fmt: skip
    listening = _listen(host, port)
    if not read_only:
        _bring_up_to_date(case, say)
    app = make_app(partial(Case, case), settings)
    app.state.served.table()
    shown = f"[{host}]" if ":" in host else host
    asked = f"?token={token}" if token else ""
    say(f"The workbench of {case} is at http://{shown}:{listening.getsockname()[1]}/{asked} (Ctrl-C ends it)")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    server.run(sockets=[listening])


def _bring_up_to_date(case: Path, say: Callable[[str], object]) -> None:
    """Merge a case anew that was merged by older rules: else the first decision or report would wait for it."""
    with Case(case) as opened, opened.reading() as view:
        rules = rules_of(view.connection)
        if not is_outdated(view.connection, rules):
            return
    say(f"{case} was merged by other rules than hold now: it is merged anew, which takes minutes where it is large")
    connection = connect(case)
    try:
        merge(connection, rules)
    finally:
        connection.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # whoever is told the address may ask at once
    except OSError as error:
        raise UsageError(
            f"cannot listen at {host}:{port} ({error.strerror})", remedy="Name another with --port"
        ) from error
    return listening
