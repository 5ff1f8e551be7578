"""Time the writers of exports: python -m bench.exports [--formats ftm stix] [--folder CASES].

Every writer runs on a made case of 200,000 mentions, some 163,000 events (bench/merge.py makes and merges it), and on
one of a tenth, each in a process of its own. Where memory is flat both take the same.
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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.merge import in_process
from bench.record import RESULTS, record

SIZES = (20_000, 200_000)
SECTION = "Exports"


def main() -> None:
    """Make the cases that are not there, write each in every format, and record."""
    from sayso.export import WRITERS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--formats", nargs="+", default=sorted(WRITERS), help="Leave the figures of others as they are."
    )
    parser.add_argument("--folder", type=Path, help="Keep the cases here, and take those that are there already.")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(write(asked.step[0], Path(asked.step[1]))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        cases = [folder / f"{size}.sayso" for size in SIZES]
        for case in cases:
            if not case.exists():
                in_process("make", case)
                in_process("merge", case)
        found = [figure for name in asked.formats for figure in of_format(name, cases)]
    remark = (
        "Made cases of 20,000 and 200,000 mentions (16,211 and 162,865 events; the world of bench/merge_world.py). "
        "Each writer in a process of its own, whose memory holds Sayso too. "
        f"{os.cpu_count()} cores; other work went on beside it."
    )
    record(SECTION, "python -m bench.exports", [*kept(asked.formats), *found], remark)


def of_format(name: str, cases: Sequence[Path]) -> Iterator[tuple[str, object]]:
    """Write the cases in a format; name the figures."""
    tenth, whole = (_in_own_process(name, case) for case in cases)
    speed = f"{whole['rows'] / whole['seconds']:,.0f}"
    times = f"{whole['rows']:,}, {whole['seconds']:.0f}, {whole['processor']:.0f}"
    yield f"{name}: rows a second (rows, seconds, processor seconds)", f"{speed} ({times})"
    yield f"{name}: peak memory, MiB (of a tenth)", f"{whole['memory']:.0f} ({tenth['memory']:.0f})"
    yield f"{name}: size, MiB", f"{whole['size']:.0f}"


def kept(formats: Sequence[str]) -> list[tuple[str, object]]:
    """Read the figures of formats that are not measured now, as they stand recorded."""
    text = RESULTS.read_text(encoding="utf-8")
    block = text.partition(f"<!-- {SECTION} -->")[2].partition(f"<!-- end of {SECTION} -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if line[:1] == "|"]
    return [(row[0], row[-1]) for row in rows[2:] if row[0].partition(":")[0] not in formats]


def _in_own_process(name: str, case: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.exports", "--step", name, str(case)]
    shown = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(f"{name} {case.stem}: {shown.splitlines()[-1]}", file=sys.stderr)
    found: dict[str, Any] = json.loads(shown.splitlines()[-1])
    return found


def write(name: str, case: Path) -> dict[str, object]:
    """Write a case in a format; tell rows, seconds, peak memory and size."""
    import sayso

    with tempfile.TemporaryDirectory() as out, sayso.open(case) as opened:
        started, processor = time.monotonic(), time.process_time()
        counts = opened.export(out, name)
        seconds, processor = time.monotonic() - started, time.process_time() - processor
        size = sum(file.stat().st_size for file in Path(out).rglob("*") if file.is_file())
    rows = sum(n for what, n in counts.items() if what not in ("left_out", "without_point"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "seconds": seconds, "processor": processor, "memory": memory, "size": size / 2**20}


if __name__ == "__main__":
    main()
