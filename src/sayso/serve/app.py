"""The workbench as one application: its pages, its guard, and what is said when something goes wrong."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from sayso.errors import SaysoError, UsageError
from sayso.serve import (
    adding,
    commitments,
    compare,
    decide,
    described,
    document,
    documents,
    dossier,
    log,
    overview,
    people,
    places,
    plot_files,
    plots,
    review,
    sources,
    standalone,
)
from sayso.serve.guard import CleanAddresses, Guard
from sayso.serve.look import Look
from sayso.serve.pages import Page, html_of
from sayso.serve.queue import Queue
from sayso.serve.served import Open, Served
from sayso.serve.settings import Settings
from sayso.version import __version__

STATIC = Path(__file__).with_name("static")
ROUTERS = (
    overview.router, plots.router, plot_files.router, dossier.router, documents.router, document.router,
    people.router, commitments.router, sources.router, places.router, review.router, log.router, decide.router,
    compare.router, adding.router, standalone.router, described.router,
)  # fmt: skip
"""What the workbench shows, in the order of its menu."""


def make_app(open_case: Open, settings: Settings) -> FastAPI:
    """Make the workbench of a case; ``open_case`` opens it anew for each page.

    Raises:
        NotACase: the file does not exist, is damaged or is something else.
    """
    served = Served(open_case, settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        warming = threading.Thread(target=served.warm, name="warming", daemon=True)
        if not settings.read_only:
            warming.start()
        yield
        if warming.is_alive():
            warming.join()
        served.close()

    app = FastAPI(title="Sayso", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.served, app.state.look, app.state.queue = served, Look(), Queue(served)
    app.middleware("http")(Guard(settings))
    app.add_middleware(CleanAddresses)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(SaysoError, _said)
    app.add_exception_handler(RequestValidationError, _not_understood)

    @app.get("/", include_in_schema=False)
    def start() -> Response:
        return RedirectResponse("/overview")

    return app


async def _said(request: Request, error: Exception) -> Response:
    """Say what went wrong, as the command line does: what is asked for and not there is the asker's matter."""
    assert isinstance(error, SaysoError)
    status = 404 if isinstance(error, UsageError) else 500
    return _fault(request, status, error.message, error.remedy)


async def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _fault(request, 422, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}", "Correct the address")


def _fault(request: Request, status: int, message: str, remedy: str | None) -> Response:
    if request.url.path.endswith((".json", ".csv")):
        return JSONResponse({"error": message, "remedy": remedy}, status_code=status)
    return html_of(request, "fault.html", Page("Not found" if status == 404 else "Not done", (message, remedy)), status)
