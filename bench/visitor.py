"""A served case, and somebody who asks it: time on the clock, processor time and memory of the serving process."""

from __future__ import annotations

import html
import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

IDLE = 3.0
"""Seconds after which a connection is not trusted to be open still."""
READY = re.compile(r"http://([\d.]+):(\d+)/")
_FORM = re.compile(r'<form method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an answer: status, where it leads, its words, and what it took: seconds on the clock, of the processor."""

    status: int
    location: str
    text: str
    seconds: float
    processor: float


class Visitor:
    """Ask a served case over one connection that is kept, as a browser does."""

    def __init__(self, host: str, port: int, process: int) -> None:
        self.home = f"http://{host}:{port}"
        self._process = process
        self._connection = http.client.HTTPConnection(host, port, timeout=600)
        self._cookies: dict[str, str] = {}
        self._last = time.perf_counter()

    def get(self, address: str) -> Answer:
        """Ask for a page.

        Raises:
            RuntimeError: it is not answered as it should.
        """
        return self._ask("GET", address, None)

    def post(self, address: str, fields: Mapping[str, str]) -> Answer:
        """Send a form.

        Raises:
            RuntimeError: it is not taken.
        """
        return self._ask("POST", address, urlencode(fields))

    def memory(self) -> tuple[float, float]:
        """Give the memory that the process holds now, and the most that it held, MiB."""
        told = Path(f"/proc/{self._process}/status").read_text(encoding="utf-8")
        now, most = (re.search(rf"{name}:\s+(\d+) kB", told) for name in ("VmRSS", "VmHWM"))
        assert now and most
        return int(now[1]) / 1024, int(most[1]) / 1024

    def processor(self) -> float:
        """Give the seconds of processor time that the threads of the process have taken."""
        tasks = Path(f"/proc/{self._process}/task").glob("*/schedstat")
        return sum(int(path.read_text(encoding="utf-8").split()[0]) for path in tasks) / 1e9

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.perf_counter() - self._last > IDLE:
            self._connection.close()  # it connects anew; the server lets go of those that are idle
        spent, started = self.processor(), time.perf_counter()
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8")
        self._last = time.perf_counter()
        seconds, spent = self._last - started, self.processor() - spent
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status >= 400:
            raise RuntimeError(f"{method} {address}: {answer.status} {text[:500]}")
        return Answer(answer.status, answer.headers.get("Location", ""), text, seconds, spent)


def form_in(page: str, to: str, **wanted: str) -> dict[str, str]:
    """Give the hidden fields of the first form of a page that is sent to ``to`` with these values.

    Raises:
        LookupError: there is none.
    """
    for found in _FORM.finditer(page):
        fields = {name: html.unescape(value) for name, value in _HIDDEN.findall(found[2])}
        if found[1] == to and all(fields.get(name) == value for name, value in wanted.items()):
            return fields
    raise LookupError(f"no form for {to} with {wanted}")


@contextmanager
def served(case: Path) -> Iterator[tuple[Visitor, float]]:
    """Serve a case by the command, in a process of its own; give who asks it, and the seconds until it answered."""
    command = [sys.executable, "-c", "from sayso.cli import main; main()", "serve", str(case), "--port", "0"]
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        found = next(filter(None, map(READY.search, process.stdout)), None)
        if found is None:
            raise RuntimeError("the workbench did not say where it is")
        visitor = Visitor(found[1], int(found[2]), process.pid)
        visitor.get("/overview")
        yield visitor, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(60)
