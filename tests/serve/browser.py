"""A workbench that listens, and a real browser that asks it and nobody else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import uvicorn

import sayso
from sayso.serve.app import make_app
from sayso.serve.settings import Settings

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")


@contextmanager
def listening(case: Path, **settings: Any) -> Iterator[str]:
    """Serve a case on a free port until the block ends; give the address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        app = make_app(partial(sayso.open, case), Settings(port=listener.getsockname()[1], **settings))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@contextmanager
def chromium() -> Iterator[Any]:
    """Open a browser, or skip the test where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no chromium is installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
