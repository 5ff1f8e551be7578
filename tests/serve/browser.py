"""A workbench that listens."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn

import sayso
from sayso.serve.app import make_app
from sayso.serve.settings import Settings


@contextmanager
def listening(case: Path, **settings: Any) -> Iterator[str]:
    """Serve a case on a free port until the block ends; give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = make_app(partial(sayso.open, case), Settings(port=listener.getsockname()[1], **settings))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
