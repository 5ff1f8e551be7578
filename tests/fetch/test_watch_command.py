"""The command itself, as a process: told to end, killed, and started again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import sayso
from tests.fetch.site import Reply, Site, page, rss

N = 8
TOWNS = ("Hodeida", "Taiz", "Marib", "Aden", "Kirkuk", "Mosul", "Aleppo", "Homs")
DAY = "Sat, 28 Dec 2019 09:00:00 GMT"


def fill(site: Site, act: Callable[[str, Reply], Callable[[BaseHTTPRequestHandler], None]]) -> None:
    """List a report on each town, and let ``act`` stand before each page."""
    site.pages["/rss"] = Reply(rss(site, *((f"/{town}", f"{town} shelled", DAY) for town in TOWNS)), etag='"1"')
    for number, town in enumerate(TOWNS, start=2):
        told = page(f"{town} shelled", f"Rebels shelled a market in {town} on Friday, killing {number} people.")
        site.pages[f"/{town}"] = act(town, Reply(told, etag=f'"{town}"'))


def at_once(town: str, reply: Reply) -> Callable[[BaseHTTPRequestHandler], None]:
    return reply


def command(folder: Path, site: Site, *words: str) -> subprocess.Popen[str]:
    feeds = folder / "feeds.toml"
    feeds.write_text(f'[[feed]]\nname = "wire"\nurl = "{site.at("/rss")}"\noutlet = "Meridian Wire"\ndelay = 0\n')
    program = [sys.executable, "-c", "from sayso.cli import main; main()", "watch", str(feeds), str(folder / "x.sayso")]
    options = ["--method", "codebook", "--allow-host", "localhost", *words]
    return subprocess.Popen([*program, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def record(case: Path) -> dict[str, bytes]:
    out = case.with_suffix(".record")
    with sayso.open(case) as opened:
        assert opened.verify().clean
        opened.export(out, times=False)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_a_watch_killed_at_any_item_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    """Nothing is lost, nothing is twice there, and no more than the item under way is fetched again."""
    fill(site, at_once)
    (tmp_path / "whole").mkdir()
    whole = command(tmp_path / "whole", site, "--once")
    assert whole.wait(60) == 0
    site.asked.clear()

    running: list[subprocess.Popen[str]] = []
    kills = {TOWNS[3]: 1, TOWNS[-1]: 1}

    def deadly(town: str, reply: Reply) -> Callable[[BaseHTTPRequestHandler], None]:
        def act(handler: BaseHTTPRequestHandler) -> None:
            if kills.get(town, 0) >= site.counted(f"/{town}"):
                running[-1].kill()
                running[-1].wait()
            reply(handler)

        return act

    fill(site, deadly)
    for _ in range(sum(kills.values()) + 1):
        running.append(command(tmp_path, site, "--once"))
        running[-1].communicate(timeout=60)
    assert [process.returncode for process in running] == [-signal.SIGKILL] * 2 + [0]
    assert {town: site.counted(f"/{town}") for town in TOWNS} == {town: 1 + kills.get(town, 0) for town in TOWNS}
    assert record(tmp_path / "x.sayso") == record(tmp_path / "whole" / "x.sayso")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_that_is_told_to_end_finishes_the_item_under_way(
    site: Site, tmp_path: Path, told: signal.Signals
) -> None:
    running: list[subprocess.Popen[str]] = []

    def telling(town: str, reply: Reply) -> Callable[[BaseHTTPRequestHandler], None]:
        def act(handler: BaseHTTPRequestHandler) -> None:
            if town == TOWNS[2]:
                running[-1].send_signal(told)
            reply(handler)

        return act

    fill(site, telling)
    running.append(command(tmp_path, site))
    said, problems = running[-1].communicate(timeout=60)
    assert (running[-1].returncode, problems) == (0, "")
    assert "3 reports fetched" in said
    assert f"{N - 3} waiting" in said
    with sayso.open(tmp_path / "x.sayso") as case:
        assert len(case.documents()) == 3
        assert len(case.events()) >= 3


def test_a_watch_goes_round_until_it_is_told_to_end(site: Site, tmp_path: Path) -> None:
    fill(site, at_once)
    thrice = threading.Event()
    listed = site.pages["/rss"]

    def act(handler: BaseHTTPRequestHandler) -> None:
        listed(handler)
        if site.counted("/rss") == 3:
            thrice.set()

    site.pages["/rss"] = act
    running = command(tmp_path, site, "--interval", "0.05", "--json")
    assert thrice.wait(60)
    running.terminate()
    said, _ = running.communicate(timeout=60)
    rounds = [json.loads(line) for line in said.splitlines()]
    assert running.returncode == 0
    assert [done["fetched"] for done in rounds[:3]] == [N, 0, 0]
    assert [done["unchanged"] for done in rounds[:3]] == [0, 1, 1]


def test_a_plan_that_is_wrong_ends_with_two_and_one_line(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[[feed]]\n")
    program = [sys.executable, "-c", "from sayso.cli import main; main()", "watch", str(feeds), str(tmp_path / "x")]
    done = subprocess.run(program, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "feeds.toml: feed 1: a feed has either url or folder" in done.stderr
    assert not (tmp_path / "x").exists()
