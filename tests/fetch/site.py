"""A real HTTP server on the loopback whose pages a test changes while it runs, and which can be as bad as any."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Reply:
    """What a path gives. With an ``etag`` a request that names it gets 304."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        known = self.etag is not None and handler.headers.get("If-None-Match") == self.etag
        handler.send_response(304 if known else self.status)
        stated = {"Content-Type": "text/html; charset=utf-8", **self.headers}
        if self.etag:
            stated["ETag"] = self.etag
        body = b"" if known else self.body
        if not known:
            stated.setdefault("Content-Length", str(len(body)))
        for name, value in stated.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


class Site:
    """Serve ``pages`` by path; ``asked`` lists the paths in the order they came."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.pages: dict[str, Act] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.ended = threading.Event()
        self.url = f"http://localhost:{server.server_port}"
        self.port = server.server_port

    def at(self, path: str) -> str:
        return f"{self.url}{path}"

    def counted(self, path: str) -> int:
        return self.asked.count(path)


@contextmanager
def serving(safely: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site until the block ends; over TLS where that is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            try:
                site.pages.get(self.path, Reply(status=404))(self)
            except OSError:
                self.close_connection = True  # the client has gone, as it should

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that went away."""

    server = Server(("127.0.0.1", 0), Handler)
    if safely is not None:
        server.socket = safely.wrap_socket(server.socket, server_side=True)
    site = Site(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()


def page(title: str, *paragraphs: str) -> bytes:
    """Make a page of a title and paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def rss(site: Site, *items: tuple[str, str, str], extra: str = "") -> bytes:
    """Make an RSS feed of (path, title, publication date) each."""
    listed = "".join(
        f"<item><title>{title}</title><link>{site.at(path)}</link><guid>{path}</guid><pubDate>{date}</pubDate></item>"
        for path, title, date in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{listed}{extra}</channel></rss>'.encode()
    )
