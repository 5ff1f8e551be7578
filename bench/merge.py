"""Time merging: python -m bench.merge [--sizes 1000 10000 100000 1000000].

Cases are made of a world as skewed as news is (bench/merge_world.py) and written as a build writes them, with sketches;
then they are merged in a process of their own, and one report is added to the largest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.record import record

AT_ONCE = 64


def main() -> None:
    """Make and merge a case of each size, add to the largest, and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000, 100000, 1000000])
    parser.add_argument("--folder", type=Path, help="Keep the cases here, and take those that are there already.")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps({"make": make, "merge": merge_whole, "add": add}[asked.step[0]](Path(asked.step[1]))))
        return
    figures: list[tuple[str, object]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        for size in asked.sizes:
            case = folder / f"{size}.sayso"
            if not case.exists():
                in_process("make", case)
            figures += of_merging(f"{size:,} mentions", in_process("merge", case))
        figures += of_adding(in_process("add", folder / f"{asked.sizes[-1]}.sayso"))
    remark = (
        "Made mentions, 500 a day, in reports of 20 on one of 60 conflicts; Zipf over acts, conflicts, actors, places, "
        "words, outlets; 6 % copies; vectors as like as those of gold/train; one seed. "
        f"{os.cpu_count()} cores; other work went on beside it at a lower priority."
    )
    record("Merging", f"python -m bench.merge --sizes {' '.join(map(str, asked.sizes))}", figures, remark)


def in_process(step: str, case: Path) -> dict[str, Any]:
    """Take one step in a process of its own, whose memory is its alone."""
    command = [sys.executable, "-m", "bench.merge", "--step", step, str(case)]
    shown = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(shown.splitlines()[-1])
    return found


def of_merging(name: str, told: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Name the figures of one merging."""
    yield f"{name}: seconds, processor seconds of the main process", f"{told['seconds']:.1f} ({told['processor']:.1f})"
    yield f"{name}: peak memory of the main process, MiB", f"{told['memory']:.0f}"
    yield f"{name}: pairs that share a key / compared in full", f"{told['met']:,} / {told['compared']:,}"
    yield f"{name}: events / largest event / largest block", f"{told['events']:,} / {told['event']} / {told['block']}"
    yield f"{name}: case file, MiB", f"{told['file']:.0f}"


def of_adding(told: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Name the figures of adding one report."""
    for name, (block, seconds) in told.items():
        yield (
            f"one report added to the largest, its blocks the {name}: mentions in them / seconds",
            f"{block} / {seconds:.2f}",
        )


def make(case: Path) -> dict[str, object]:
    """Write a case of as many mentions as its name says, with sketches, not merged."""
    from bench.merge_world import World
    from sayso.store.case_file import connect

    connection = connect(case)
    readings = World.of(int(case.stem)).readings()
    spent = 0.0
    while batch := list(islice(readings, AT_ONCE)):
        started = time.process_time()
        sketches = [sketched(one) for one in batch]
        spent += time.process_time() - started
        keep(connection, batch, sketches)
    connection.close()
    return {"sketching": spent}


def merge_whole(case: Path) -> dict[str, object]:
    """Merge a case from nothing; count pairs, time and memory."""
    from sayso.merge.first_look import FirstLook
    from sayso.merge_rules import load_rules
    from sayso.merging import merge
    from sayso.store.case_file import connect
    from sayso.store.waiting import touch_all

    met, compared, real = [0], [0], FirstLook.worth

    def counting(look: FirstLook, left: Any, right: Any) -> Any:
        worth = real(look, left, right)
        met[0] += len(worth)
        compared[0] += int(worth.sum())
        return worth

    FirstLook.worth = counting  # type: ignore[method-assign]
    rules, connection = load_rules(), connect(case)
    touch_all(connection)
    started, processor = time.monotonic(), time.process_time()
    merge(connection, rules, os.cpu_count() or 1)
    seconds, processor = time.monotonic() - started, time.process_time() - processor
    members = Counter(dict(connection.execute("SELECT event, count(*) + 1 FROM clusters GROUP BY event")))
    blocks = Counter(blocks_of(connection).values())
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {
        "seconds": seconds, "processor": processor, "met": met[0], "compared": compared[0],
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "events": connection.execute("SELECT count(*) FROM events").fetchone()[0],
        "event": max(members.values(), default=1), "block": max(blocks.values(), default=1),
        "file": case.stat().st_size / 2**20,
    }  # fmt: skip


def blocks_of(connection: Any) -> dict[int, int]:
    """Map each mention that links to another to the lowest of its block."""
    import numpy as np

    from sayso.merge.cluster import CONNECTS
    from sayso.merge.connected import connected

    rows = connection.execute("SELECT one, other FROM pairs WHERE bar = 0 AND score > ?", (CONNECTS,)).fetchall()
    ends = np.array(rows, np.int64).reshape(-1, 2)
    lowest = connected(int(ends.max(initial=0)) + 1, ends[:, 0], ends[:, 1])
    return {int(row): int(lowest[row]) for row in np.unique(ends)}


def add(case: Path) -> dict[str, tuple[int, float]]:
    """Add one report to a merged case: of acts whose blocks are of middle size, at the 95th percentile, the largest."""
    from sayso.merge_rules import load_rules
    from sayso.merging import merge
    from sayso.record.readings import Reading
    from sayso.store.case_file import connect

    rules, connection = load_rules(), connect(case)
    blocks = blocks_of(connection)
    size_of = Counter(blocks.values())
    sizes = sorted(size_of[block] for block in blocks.values())
    found: dict[str, tuple[int, float]] = {}
    for name, wanted in (("median", sizes[len(sizes) // 2]), ("95th percentile", sizes[int(len(sizes) * 0.95)]),
                         ("largest", sizes[-1])):  # fmt: skip
        numbers = [number for number, block in blocks.items() if size_of[block] == wanted][:20]
        one: Reading = told_again(connection, numbers)
        started = time.monotonic()
        keep(connection, [one], [sketched(one)])
        merge(connection, rules)
        found[name] = (wanted, time.monotonic() - started)
    return found


def told_again(connection: Any, numbers: list[int]) -> Any:
    """Make a report that tells what some mentions tell, in their own words."""

    from bench.merge_world import retold
    from sayso.record.mentions import EventMention
    from sayso.record.plain import from_json

    rows = (connection.execute("SELECT record FROM mentions WHERE n = ?", (n,)).fetchone()[0] for n in numbers)
    return retold([from_json(EventMention, row) for row in rows], f"again {numbers[0]}")


def keep(connection: Any, readings: list[Any], sketches: list[Any]) -> None:
    """Write readings as a build does."""
    from sayso.codebook.versions import load_version_bars
    from sayso.store.rows import rows_of
    from sayso.store.writer import Sighting, Writer

    rows = [
        (rows_of(one, one.text.encode(), made), Sighting(one.document.id, one.document.path, "", "raw", "w", "r"))
        for one, made in zip(readings, sketches, strict=True)
    ]
    assert Writer(connection, load_version_bars()).add(rows) == []


def sketched(one: Any) -> list[bytes]:
    """Make the sketches of a report's mentions, as the process that reads it does."""
    from sayso.merge.telling import sketches_of
    from sayso.merge_rules import load_rules

    return sketches_of(one.document, one.mentions, one.vectors, load_rules().sides)


if __name__ == "__main__":
    main()
