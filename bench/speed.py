"""Time builds of many reports: python -m bench.speed [--reports FOLDER] [--sizes 240 2400 24000] [--jobs 1 2]."""

from __future__ import annotations

import argparse
import itertools
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import SHARED, need, sayso
from bench.record import record

POLL_SECONDS = 0.2
STARTS = 5


@dataclass(frozen=True)
class Run:
    """Hold one timed build: wall and processor seconds, peak memory of the largest process and of all, case size (MiB).

    ``processor`` counts the process itself and those it waited for, not the processes of ``-j 2`` and more.
    """

    seconds: float
    processor: float
    largest: float
    together: float
    case: float


def main() -> None:
    """Repeat the reports to each size, build with each number of processes, and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=SHARED / "gold" / "dev" / "docs")
    parser.add_argument("--sizes", type=int, nargs="+", default=[240, 2400, 24000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--section", default="Speed and memory of a build")
    asked = parser.parse_args()
    figures: list[tuple[str, object]] = []
    for size, jobs in itertools.product(asked.sizes, asked.jobs):
        if size > 2400 and jobs == 1:
            continue  # growth is measured on all cores: one process would take half an hour to say the same
        with tempfile.TemporaryDirectory() as scratch:
            repeat(need(asked.reports), size, Path(scratch, "reports"))
            case = Path(scratch, "speed.sayso")
            run = timed(sayso("build", Path(scratch, "reports"), "-o", case, "-j", str(jobs)), case)
        name = f"{size} reports, {jobs} process{'es' if jobs > 1 else ''}"
        figures.append((f"{name}: documents/s", f"{size / run.seconds:.1f}"))
        figures.append(
            (
                f"{name}: peak memory of the largest process / of all, MiB",
                f"{run.largest:.0f} / {run.together:.0f}",
            )
        )
        figures.append((f"{name}: case file, MiB", f"{run.case:.0f}"))
    command = f"python -m bench.speed --sizes {' '.join(map(str, asked.sizes))}"
    remark = "gold/dev's 24 reports, each repeat with a sixth of its words changed; from file to closed case."
    record(asked.section, command, figures, remark)


def repeat(reports: Path, size: int, folder: Path) -> None:
    """Copy reports with their sidecars under new names until there are ``size`` of them.

    Every copy after the first round has one word in six exchanged for one of its own, so that texts, names and
    paragraphs grow in number as they do in an archive, and no two texts are copies.
    """
    folder.mkdir()
    texts = sorted(reports.glob("*.txt"))
    for number in range(size):
        text = texts[number % len(texts)]
        told = text.read_text(encoding="utf-8")
        name = f"{number:06}-{text.name}"
        (folder / name).write_text(told if number < len(texts) else varied(told, number), encoding="utf-8")
        sidecar = text.with_suffix(".json")
        if sidecar.exists():
            shutil.copyfile(sidecar, (folder / name).with_suffix(".json"))


def varied(text: str, number: int) -> str:
    """Exchange every sixth word, drawn by number, for a made-up one of the same case."""
    words = text.split(" ")
    for at in range(number % 6, len(words), 6):
        if words[at].isalpha():
            made = f"{words[at][:1]}{number:x}ar"
            words[at] = made.capitalize() if words[at][0].isupper() else made
    return " ".join(words)


def of_length(reports: Path, size: int, words: int, folder: Path) -> None:
    """Write ``size`` reports of exactly ``words`` words: the reports joined and cut, each round of them varied."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(reports.glob("*.txt"))]
    for number in range(size):
        own = [f"{texts[(number + more) % len(texts)].strip()}\n\n" for more in range(len(texts))]
        told = first_words("".join(own), words)
        whole = told if number < len(texts) else varied(told, number)
        (folder / f"{number:06}.txt").write_text(whole, encoding="utf-8")


def first_words(text: str, words: int) -> str:
    """Cut a text behind its first words, which blanks and line ends part; a shorter text stays whole.

    >>> first_words("One\\ntwo  three", 2)
    'One\\ntwo'
    """
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[words - 1]] if len(ends) >= words else text


def start_seconds(command: Sequence[str]) -> float:
    """Give the median wall time of a command from start to end; the first run, which fills caches, is left out.

    Python may keep what it compiles, as it does where a package is installed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken: list[float] = []
    for _ in range(STARTS + 1):
        started = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        taken.append(time.monotonic() - started)
    return statistics.median(taken[1:])


def timed(command: list[str], case: Path) -> Run:
    """Run a command to its end; sample the memory of its process tree."""
    started, before = time.monotonic(), _processor_seconds()
    largest = together = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sizes = [resident(pid) for pid in tree(process.pid)]
            largest, together = max([largest, *sizes]), max(together, sum(sizes))
            time.sleep(POLL_SECONDS)
        if process.returncode:
            raise SystemExit(f"the build ended with {process.returncode}")
    seconds, processor = time.monotonic() - started, _processor_seconds() - before
    return Run(seconds, processor, largest, together, case.stat().st_size / 2**20)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree(pid: int) -> list[int]:
    """List a process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(below for child in children for below in tree(int(child)))]


def resident(pid: int) -> float:
    """Give a process's resident memory in MiB, 0 once it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
