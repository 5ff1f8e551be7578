"""Kill builds at random moments, finish them, compare: python -m bench.kills [--reports FOLDER] [--kills 20]."""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import time
from pathlib import Path

from bench.corpora import SHARED, need, run, sayso
from bench.record import record
from bench.seeds import same
from bench.speed import repeat, resident, tree

SEED = 20191231
ORPHAN_SECONDS = 10.0


def main() -> None:
    """Kill, finish, export, verify and compare, as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=SHARED / "gold" / "dev" / "docs")
    parser.add_argument("--documents", type=int, default=240)
    parser.add_argument("--kills", type=int, default=20)
    asked = parser.parse_args()
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        reports = Path(scratch, "reports")
        repeat(need(asked.reports), asked.documents, reports)
        one_table(reports)
        started = time.monotonic()
        run("build", reports, "-o", Path(scratch, "whole.sayso"), "-j", "2")
        length = time.monotonic() - started
        whole = finished(reports, Path(scratch, "whole.sayso"))
        outcomes = [
            killed_and_finished(reports, Path(scratch, f"{n}.sayso"), chance.uniform(0.1, length), whole)
            for n in range(asked.kills)
        ]
    figures = [
        ("kills", asked.kills),
        ("builds still running when killed", sum(running for running, _ in outcomes)),
        ("finished builds equal to the unbroken one", sum(equal for _, equal in outcomes)),
    ]
    remark = f"{asked.documents} reports, half in one file; SIGKILL to the main of 3 processes; moments by seed {SEED}."
    record("Builds killed and finished", f"python -m bench.kills --kills {asked.kills}", figures, remark)


def one_table(reports: Path) -> None:
    """Put every second report into one JSON Lines file, so that kills also fall inside a file of many documents."""
    texts = sorted(reports.glob("*.txt"))[::2]
    with (reports / "table.jsonl").open("w", encoding="utf-8") as table:
        for text in texts:
            table.write(json.dumps({"text": text.read_text(encoding="utf-8"), "url": text.name}) + "\n")
            text.unlink()


def finished(reports: Path, case: Path) -> Path:
    """Build to the end, verify and export without times; return the export's folder."""
    out = case.with_suffix(".record")
    run("build", reports, "-o", case, "-j", "2")
    run("verify", case)
    run("export", case, "--no-times", "--out", out)
    return out


def killed_and_finished(reports: Path, case: Path, moment: float, whole: Path) -> tuple[bool, bool]:
    """Kill a build after ``moment`` seconds, finish it; tell whether it was running and whether the results agree."""
    command = sayso("build", reports, "-o", case, "-j", "2")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(moment)
    running = process.poll() is None
    workers = tree(process.pid)[1:]
    process.kill()
    process.wait()
    wait_for_end(workers)
    return running, same(finished(reports, case), whole)


def wait_for_end(processes: list[int]) -> None:
    """Wait until processes have ended by themselves; stop the bench if one goes on."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    while any(resident(pid) for pid in processes):
        if time.monotonic() > deadline:
            raise SystemExit("a reading process outlived its killed build")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
