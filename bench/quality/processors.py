"""Compare the record across processors: python -m bench.quality.processors [--data FOLDER] [--part dev] [--cpu NAME …].

The same reports are read on this machine's processor and on others that `qemu-x86_64-static` (Debian: qemu-user-static)
imitates: their vector instructions differ, and so do the last bits of what the encoder's kernels sum. One process.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.corpora import SHARED, need, sayso
from bench.record import Figures, record_methods
from training.scoring import Row

EMULATOR = "qemu-x86_64-static"
PROCESSORS = ("Haswell", "Nehalem")
"""One with AVX2 and no more, one with SSE 4.2 and no more; this machine's own has more or less than either."""
REPORTS = 8
UNLIKE = frozenset({"probability"})
"""What is compared by itself: a number that moves in its last digits is no other reading."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read on every processor and record how far the records agree with this machine's."""
    asked = _options(arguments)
    if shutil.which(EMULATOR) is None:
        sys.exit(f"{EMULATOR} is not here: Debian and Ubuntu have it in the package qemu-user-static")
    reports = sorted(need(asked.data / asked.part / "docs").glob("*.txt"))[: asked.reports]
    with tempfile.TemporaryDirectory() as scratch:
        here = _exported(reports, [], Path(scratch, "here"))
        measured = {
            cpu: agreement(here, _exported(reports, [EMULATOR, "-cpu", cpu], Path(scratch, cpu))) for cpu in asked.cpu
        }
    remark = f"{len(reports)} reports; each column is another processor, beside the one of this machine."
    command = (
        f"python -m bench.quality.processors --part {asked.part} --reports {asked.reports} --cpu {' '.join(asked.cpu)}"
    )
    record_methods("Agreement of processors", command, measured, remark)


def agreement(here: Sequence[Row], there: Sequence[Row]) -> Figures:
    """Compare mentions of the same identifier; one that the other record lacks agrees in nothing."""
    ours, theirs = ({row["id"]: row for row in rows} for rows in (here, there))
    both = sorted(ours.keys() & theirs.keys())
    same = [_read(ours[one]) == _read(theirs[one]) for one in both]
    moved = [abs(ours[one]["probability"] - theirs[one]["probability"]) for one in both]
    return [
        ("mentions on this processor", len(ours)),
        ("mentions on both", len(both)),
        ("mentions on the other alone", len(theirs.keys() - ours.keys())),
        ("of those on both, alike in every field but the probability, share", f"{sum(same) / max(len(both), 1):.4f}"),
        ("probability: largest difference", f"{max(moved, default=0.0):.3f}"),
        ("probability: mean difference", f"{sum(moved) / max(len(moved), 1):.4f}"),
    ]


def _read(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in UNLIKE}


def _exported(reports: Sequence[Path], through: Sequence[str], folder: Path) -> list[Row]:
    """Build and export the reports with every command run ``through`` another."""
    case = folder.with_suffix(".sayso")
    commands = sayso("build", *reports, "-o", case, "-j", "1"), sayso("export", case, "--out", folder)
    for command in commands:
        subprocess.run([*through, *command], check=True, capture_output=True)
    return [json.loads(line) for line in (folder / "mentions.jsonl").read_text("utf-8").splitlines()]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "gold", help="a folder of reports by part")
    parser.add_argument("--part", default="dev", help="the part to read")
    parser.add_argument("--cpu", nargs="+", default=list(PROCESSORS), help="processors as the emulator names them")
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many reports to read, by name")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
