"""Watch 1,000 feed entries over the loopback, twice: python -m bench.watch [--entries 1000] [--method reader]."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import tempfile
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.corpora import sayso
from bench.record import record

FEEDS = 10
TOWNS = ("Hodeida", "Taiz", "Marib", "Kirkuk", "Mosul", "Aleppo", "Homs", "Idlib", "Tripoli", "Benghazi")
ACTS = ("shelled a market in", "bombed a depot near", "attacked a checkpoint in", "raided a village near")
FIRST, A_DAY = datetime(2019, 1, 1, 9, tzinfo=UTC), 3
WHO = ("Rebels", "Government forces", "Gunmen", "Militants", "Soldiers")


class Site:
    """Serve feeds and their entries with entity tags, and count what is asked and what is sent."""

    def __init__(self, entries: int) -> None:
        self.asked: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_port}"
        self.pages = {f"/report/{number}": report(number) for number in range(entries)}
        for feed in range(FEEDS):
            self.pages[f"/feed/{feed}"] = listing(self.url, range(feed, entries, FEEDS))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Give a page, or 304 to whoever has it."""
        body = self.pages.get(handler.path, b"")
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        status = 404 if not body else 304 if handler.headers.get("If-None-Match") == tag else 200
        sent = body if status == 200 else b""
        self.asked[handler.path.split("/")[1]] += 1
        self.sent["bytes"] += len(sent)
        handler.send_response(status)
        handler.send_header("ETag", tag)
        handler.send_header("Content-Type", "text/html" if "report" in handler.path else "application/rss+xml")
        if status != 304:
            handler.send_header("Content-Length", str(len(sent)))
        handler.end_headers()
        handler.wfile.write(sent)


def report(number: int) -> bytes:
    """Make a page with a report of five sentences, none like another's."""
    town, act, who = TOWNS[number % 10], ACTS[number // 10 % 4], WHO[number // 40 % 5]
    told = (
        f"{who} {act} {town} on Friday, killing {2 + number % 37} people, a police officer said.",
        f"At least {3 + number % 53} others were wounded, according to the hospital of district {number}.",
        f"The governor of {town} said that the army had arrested {1 + number % 9} suspects.",
        f"A spokesman for the rebels denied that its fighters had attacked unit {number}.",
        f"The United Nations condemned the attack and called on both sides to observe truce {number}.",
    )
    title = f"{who} strike {town}, report {number}"
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in told)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def listing(url: str, numbers: range) -> bytes:
    """Make an RSS feed of reports."""
    items = "".join(
        f"<item><title>Report {n}</title><link>{url}/report/{n}</link><guid>{n}</guid>"
        f"<pubDate>{format_datetime(FIRST + timedelta(days=n // A_DAY))}</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


def plan(site: Site) -> str:
    """Write the plan of all feeds, without pauses: what is measured is the work."""
    feeds = (
        f'[[feed]]\nname = "wire {feed}"\nurl = "{site.url}/feed/{feed}"\noutlet = "Wire {feed}"\ndelay = 0\n'
        for feed in range(FEEDS)
    )
    return "\n".join(('allow_hosts = ["localhost"]', *feeds))


def watched(feeds: Path, case: Path, method: str) -> tuple[dict[str, int], float, float]:
    """Run one round in a process of its own; give its counts, its processor seconds, and the seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    command = sayso("watch", feeds, case, "--once", "--method", method, "--json")
    shown = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(shown.stdout), used, time.monotonic() - started


def main() -> None:
    """Watch twice, and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--method", default="reader")
    asked = parser.parse_args()
    site = Site(asked.entries)
    with tempfile.TemporaryDirectory() as scratch:
        feeds, case = Path(scratch, "feeds.toml"), Path(scratch, "watched.sayso")
        feeds.write_text(plan(site), encoding="utf-8")
        first, first_used, first_took = watched(feeds, case, asked.method)
        first_asked, first_sent = site.asked.total(), site.sent["bytes"]
        second, second_used, second_took = watched(feeds, case, asked.method)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures = [
        ("entries listed, in 10 feeds", asked.entries),
        ("first round: reports fetched", first["fetched"]),
        ("first round: requests", first_asked),
        ("first round: processor time", f"{first_used:.1f} s"),
        ("first round: time", f"{first_took:.1f} s"),
        ("second round: reports fetched", second["fetched"]),
        ("second round: requests (feeds and robots.txt)", site.asked.total() - first_asked),
        ("second round: bytes of bodies sent", site.sent["bytes"] - first_sent),
        ("second round: processor time", f"{second_used:.1f} s"),
        ("second round: time", f"{second_took:.1f} s"),
        ("peak memory", f"{peak:.0f} MiB"),
    ]
    remark = (
        f"Method {asked.method}; pages of five sentences, three a day, over the loopback, no pauses; one process reads."
    )
    record("Feeds watched", f"python -m bench.watch --entries {asked.entries} --method {asked.method}", figures, remark)


if __name__ == "__main__":
    main()
