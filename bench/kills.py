"""Kill Sayso at random moments of all that writes, finish the work, compare: python -m bench.kills [--kills 200]."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import sayso as product
from bench import deciding
from bench.corpora import SHARED, need, sayso
from bench.record import record
from bench.speed import repeat, resident, tree
from bench.watch import Site, plan

SEED = 20191231
SHORTEST_SECONDS = 0.1
ORPHAN_SECONDS = 10.0
BUILD = ("--method", "codebook", "-j", "2")
FEEDS = "feeds.toml"
ENTRIES = 24
"""Entries of the feeds that are watched."""


@dataclass(frozen=True, slots=True)
class Work:
    """Name one kind of writing: the case it begins with, and the command that does it and, given again, finishes it.

    Each line that the command prints and that begins with ``deciding.KEPT`` names a decision that must not be lost.
    """

    name: str
    begin: Callable[[Path, Path], None]
    command: Callable[[Path, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Tell of one kill: whether it came while the work went on, and what was found after it."""

    work: str
    moment: float
    running: bool
    clean: bool
    lost: int
    equal: bool

    @property
    def good(self) -> bool:
        """Tell whether nothing was lost, altered or left undone."""
        return self.clean and self.equal and not self.lost


def main() -> None:
    """Kill each kind of work as often as asked, finish it, and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=SHARED / "gold" / "dev" / "docs")
    parser.add_argument("--documents", type=int, default=48)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        reports = Path(scratch, "reports")
        repeat(need(asked.reports), asked.documents, reports)
        one_table(reports)
        outcomes = []
        for outcome in killed(reports, Path(scratch), asked.kills, asked.seed):
            outcomes.append(outcome)
            print(f"{len(outcomes):4} {outcome}", flush=True)
    remark = (
        f"{asked.documents} reports, half in one file, read by the codebook; SIGKILL to the main process at moments"
        f" drawn by seed {asked.seed} over the length of the unbroken work; then finished, verified and exported."
    )
    command = f"python -m bench.kills --kills {asked.kills} --documents {asked.documents}"
    record("Work killed and finished", command, figures(outcomes), remark)


def figures(outcomes: Sequence[Outcome]) -> list[tuple[str, object]]:
    """Count kills and losses over all and for each kind of work."""
    runs = Counter(outcome.work for outcome in outcomes)
    running = Counter(outcome.work for outcome in outcomes if outcome.running)
    return [
        ("kills", len(outcomes)),
        *((f"kills in {work} (of these while it ran)", f"{n} ({running[work]})") for work, n in runs.items()),
        ("cases that were not clean after the kill", sum(not outcome.clean for outcome in outcomes)),
        ("committed decisions lost", sum(outcome.lost for outcome in outcomes)),
        ("finished cases that differ from the unbroken one", sum(not outcome.equal for outcome in outcomes)),
    ]


def one_table(reports: Path) -> None:
    """Put every second report into one JSON Lines file, so that kills also fall inside a file of many documents."""
    texts = sorted(reports.glob("*.txt"))[::2]
    with (reports / "table.jsonl").open("w", encoding="utf-8") as table:
        for text in texts:
            table.write(json.dumps({"text": text.read_text(encoding="utf-8"), "url": text.name}) + "\n")
            text.unlink()
            text.with_suffix(".json").unlink(missing_ok=True)


def killed(reports: Path, scratch: Path, kills: int, seed: int) -> Iterator[Outcome]:
    """Do each kind of work whole, then break it off again and again; a whole case is made first, which others take."""
    whole, site = scratch / "whole.sayso", Site(ENTRIES)
    (scratch / FEEDS).write_text(plan(site), encoding="utf-8")
    _do(_build(reports, whole))
    chance = random.Random(seed)
    for number, work in enumerate(WORKS):
        unbroken = scratch / f"{work.name}.sayso"
        work.begin(whole, unbroken)
        started = time.monotonic()
        _do(work.command(reports, unbroken))
        length = time.monotonic() - started
        wanted = record_of(unbroken)
        for kill in range(kills * number // len(WORKS), kills * (number + 1) // len(WORKS)):
            case = scratch / f"{work.name}{kill}.sayso"
            work.begin(whole, case)
            yield _killed_once(work, reports, case, chance.uniform(SHORTEST_SECONDS, length), wanted)
            for rest in scratch.glob(f"{case.stem}.*"):
                shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
    site.server.shutdown()


def _killed_once(work: Work, reports: Path, case: Path, moment: float, wanted: dict[str, bytes]) -> Outcome:
    command = work.command(reports, case)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    time.sleep(moment)
    running = process.poll() is None
    workers = tree(process.pid)[1:]
    process.kill()
    said, _ = process.communicate()
    wait_for_end(workers)
    kept = {line.removeprefix(deciding.KEPT) for line in said.splitlines() if line.startswith(deciding.KEPT)}
    clean = not case.exists() or _is_clean(case)
    _do(command)
    with product.open(case) as opened:
        there = {decision.id for decision in opened.decisions()}
    equal = _is_clean(case) and record_of(case) == wanted
    return Outcome(work.name, round(moment, 2), running, clean, len(kept - there), equal)


def _is_clean(case: Path) -> bool:
    """Verify a case; one that was killed before its tables stood holds nothing that could be lost."""
    if not case.stat().st_size:
        return True
    with sqlite3.connect(case) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.close()
    with product.open(case) as opened:
        return not tables or opened.verify().clean


def record_of(case: Path) -> dict[str, bytes]:
    """Export a case without times; ids of decisions, which a clock enters, become hashes of what was decided."""
    out = case.with_suffix(".record")
    with product.open(case) as opened:
        opened.export(out, times=False)
    told = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    rows = [json.loads(line) for line in told["decisions.jsonl"].splitlines()]
    for row in rows:
        what = json.dumps({key: value for key, value in row.items() if key not in ("id", "undone_by")}, sort_keys=True)
        digest = sha256(what.encode()).hexdigest()
        told = {name: text.replace(row["id"].encode(), digest.encode()) for name, text in told.items()}
    return {name: b"\n".join(sorted(text.splitlines())) for name, text in told.items()}


def wait_for_end(processes: list[int]) -> None:
    """Wait until processes have ended by themselves; stop the bench if one goes on."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    while any(resident(pid) for pid in processes):
        if time.monotonic() > deadline:
            raise SystemExit("a reading process outlived its killed build")
        time.sleep(0.1)


def _do(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _build(reports: Path, case: Path) -> list[str]:
    return sayso("build", reports, "-o", case, *BUILD)


def _watch(reports: Path, case: Path) -> list[str]:
    return sayso("watch", case.parent / FEEDS, case, "--once", "--method", "codebook")


def _nothing(whole: Path, case: Path) -> None:
    """Begin without a case."""


def _unmerged(whole: Path, case: Path) -> None:
    """Begin with a case that other rules merged, so that a build merges all of it anew and does nothing else."""
    shutil.copyfile(whole, case)
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE merging SET value = 'others' WHERE name = 'way'")
    connection.close()


def _merged(whole: Path, case: Path) -> None:
    """Begin with a whole case."""
    shutil.copyfile(whole, case)


WORKS = (
    Work("build", _nothing, _build),
    Work("merge", _unmerged, _build),
    Work("decide", _merged, deciding.command),
    Work("watch", _nothing, _watch),
)
"""All that writes to a case and can be broken off; another kind is one line here."""


if __name__ == "__main__":
    main()
