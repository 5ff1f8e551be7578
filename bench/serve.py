"""Time the workbench on a case of 10,000 documents: python -m bench.serve [--case FILE] [--repeat 40].

The case is made and merged as bench/merge.py does, or a copy is taken of the one named; it is served by the command.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from urllib.parse import urlencode

from bench.merge import in_process
from bench.record import Figures, record
from bench.visitor import Answer, Visitor, form_in, served

MENTIONS = 200_000
SEED = 7
BAR_MS, BAR_PAINT, BAR_ADD = 100, 1.0, 3.0
"""What server time (milliseconds, 95th percentile), first paint and adding (seconds) may come to."""
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
REPORT = """Militants attacked a checkpoint near Kirkuk on Friday, killing {n} soldiers, the army said.
Officials in Baghdad denied that {n} soldiers died. Later, rebels shelled a market in Hodeida and wounded 12 people.
"""


@dataclass(frozen=True, slots=True)
class Series:
    """Hold what one kind of page took, each time it was asked for."""

    name: str
    answers: tuple[Answer, ...]

    def at(self, share: float) -> float:
        """Give the milliseconds that this share of the answers did not exceed."""
        ordered = sorted(answer.seconds for answer in self.answers)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def processor(self) -> float:
        """Give the milliseconds of processor time, in the middle."""
        return 1000 * statistics.median(answer.processor for answer in self.answers)

    def figure(self) -> tuple[str, object]:
        """Name it for the table."""
        return (
            f"{self.name}: p50 / p95, ms (processor p50)",
            f"{self.at(0.5):.0f} / {self.at(0.95):.0f} ({self.processor:.0f})",
        )


def main() -> None:
    """Serve a case, ask it, and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="A case to copy, else one is made: some minutes.")
    parser.add_argument("--mentions", type=int, default=MENTIONS, help="Of the case that is made.")
    parser.add_argument("--repeat", type=int, default=40, help="Times that each kind of page is asked for.")
    parser.add_argument("--unrecorded", action="store_true", help="Print alone.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / f"{asked.mentions}.sayso"
        _have(case, asked.case)
        with served(case) as (visitor, opening):
            print(f"opened in {opening:.1f} s", flush=True)
            figures = _measured(visitor, asked.repeat, opening)
    if asked.unrecorded:
        for name, value in figures:
            print(f"{name:75} {value}")
        return
    remark = (
        f"Time of a request over the loopback on a connection that is kept; each of {asked.repeat} asks for something "
        f"else, but for what says so. Floors: p95 {BAR_MS} ms for pages, {BAR_PAINT:g} s to first paint, {BAR_ADD:g} s "
        "to add; processor time beside it, for other work goes on here."
    )
    record("Workbench", "python -m bench.serve", figures, remark)


def _have(case: Path, given: Path | None) -> None:
    if given is None:
        in_process("make", case)
        in_process("merge", case)
        return
    with closing(sqlite3.connect(f"file:{given}?mode=ro", uri=True)) as there, closing(sqlite3.connect(case)) as here:
        there.backup(here)
    with served(case):  # one that was merged by older rules is merged anew
        pass


def _measured(visitor: Visitor, repeat: int, opening: float) -> Figures:
    choice = random.Random(SEED)
    whole = json.loads(visitor.get("/overview.json?all=true").text)
    n_docs = json.loads(visitor.get("/documents.json").text)["n"]
    held, _ = visitor.memory()
    pages = [
        _asked(visitor, name, islice(addresses, repeat)) for name, addresses in _kinds(visitor, whole, choice)
    ]  # fmt: skip
    decisions = _decided(visitor, repeat)
    added = [_added(visitor, n) for n in range(1, 6)]
    painted = _first_paint(visitor.home)
    now, most = visitor.memory()
    return [
        ("documents / events", f"{n_docs:,} / {whole['n_all']:,}"),
        ("opened: seconds from the command to the first overview", f"{opening:.1f}"),
        *(series.figure() for series in (*pages, *decisions)),
        ("one report added: seconds until its events stand, of five, middle / longest",
         f"{statistics.median(added):.1f} / {max(added):.1f}"),
        ("first paint of the overview in Chromium: seconds, middle of five", painted),
        ("memory of the process, MiB: opened / at the end / at most", f"{held:.0f} / {now:.0f} / {most:.0f}"),
    ]  # fmt: skip


def _kinds(visitor: Visitor, whole: dict[str, object], choice: random.Random) -> Iterator[tuple[str, Iterator[str]]]:
    """List kinds of pages with addresses of each; none is asked for twice, but for those that say so."""
    facets: dict[str, list[dict[str, str]]] = whole["facets"]  # type: ignore[assignment]
    pairs = [(one["id"], other["id"]) for one, other in product(facets["actor"], facets["type"])]
    choice.shuffle(pairs)
    yield "overview, as it opens, again", _again("/overview")
    yield "overview, all acts, by page", (f"/overview?all=true&start={50 * n}" for n in range(1, 10**6))
    yield "overview, by actor and type", (f"/overview?{urlencode({'actor': a, 'type': t})}" for a, t in pairs)
    days = product(range(2, 7), range(1, 29))
    yield "overview, by dates", (f"/overview?since=2019-01-{day:02}&until=2019-0{month}" for month, day in days)
    yield "overview, by words", (f"/overview?all=true&words=word{choice.randrange(5000)}" for _ in range(10**6))
    small = [one["id"] for one in _listed(visitor, "all=true&order=date&start=5000", repeat=4)]
    large = [one["id"] for one in _listed(visitor, "all=true&order=reports", repeat=1)]
    yield "dossier of an event of few reports", (f"/events/{one}" for one in small)
    yield "dossier of the largest events", (f"/events/{one}" for one in large)
    documents = [doc for one in _listed(visitor, "all=true&order=-date", repeat=4) for doc in one["documents"]]
    yield "document", (f"/documents/{one}" for one in dict.fromkeys(documents))
    yield "documents, by page", (f"/documents?start={50 * n}" for n in range(1, 10**6))
    yield "actor", (f"/actors/{one['id']}" for one in _again_of(facets["actor"]))
    yield "review", _again("/review")


def _asked(visitor: Visitor, name: str, addresses: Iterator[str]) -> Series:
    series = Series(name, tuple(map(visitor.get, addresses)))
    print(*series.figure(), flush=True)
    return series


def _listed(visitor: Visitor, query: str, repeat: int) -> list[dict[str, list[str]]]:
    start = 5000 if "start=" in query else 0
    query = query.partition("&start=")[0]
    pages = (visitor.get(f"/overview.json?{query}&start={start + 50 * n}").text for n in range(repeat))
    return [event for page in pages for event in json.loads(page)["events"]]


def _decided(visitor: Visitor, repeat: int) -> Sequence[Series]:
    """Confirm events one after the other; look at the dossier and the overview after each."""
    events = [one["id"] for one in _listed(visitor, "all=true&order=date", repeat=1)][: min(repeat, 20)]
    decided, dossiers, overviews = [], [], []
    for event in events:
        form = form_in(visitor.get(f"/events/{event}").text, "/decide", action="confirm", kind="event")
        decided.append(visitor.post("/decide", {**form, "by": "R. Haddad", "note": "seen"}))
        dossiers.append(visitor.get(decided[-1].location))
        overviews.append(visitor.get("/overview"))
    return (
        Series("event confirmed", tuple(decided)), Series("its dossier thereafter", tuple(dossiers)),
        Series("overview, the case changed since", tuple(overviews)),
    )  # fmt: skip


def _added(visitor: Visitor, n: int) -> float:
    """Paste a report; give the seconds until a page shows its events, and the overview has them."""
    form = form_in(visitor.get("/add").text, "/add/text")
    started = time.perf_counter()
    sent = {**form, "text": REPORT.format(n=n + 20), "outlet": "Gulf Ledger", "published": "2019-08-23", "url": ""}
    shown = visitor.get(visitor.post("/add/text", sent).location)
    found = visitor.get(f"/overview.json?{urlencode({'all': 'true', 'words': f'checkpoint {n + 20} soldiers'})}")
    seconds = time.perf_counter() - started
    if "/events/" not in shown.text or not json.loads(found.text)["n"]:
        raise RuntimeError("the added report has no events")
    return seconds


def _first_paint(home: str) -> str:
    """Open the overview in Chromium, each time in a browser that has seen nothing."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser = None
    if browser is None:
        return "no chromium here"
    seconds = []
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=browser, args=list(QUIET))
        for _ in range(5):
            context = opened.new_context()
            page = context.new_page()
            page.goto(f"{home}/overview")
            page.wait_for_function("performance.getEntriesByName('first-paint').length")
            seconds.append(page.evaluate("performance.getEntriesByName('first-paint')[0].startTime") / 1000)
            context.close()
        opened.close()
    return f"{statistics.median(seconds):.2f}"


def _again(address: str) -> Iterator[str]:
    while True:
        yield address


def _again_of(rows: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    while True:
        yield from rows


if __name__ == "__main__":
    main()
