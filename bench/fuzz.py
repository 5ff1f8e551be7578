"""Fuzz every form, one after another: python -m bench.fuzz [--seconds 600] [--targets page json] [--unrecorded]."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

from bench.fuzz_targets import TARGETS
from bench.fuzzing import CRASHES, RUNS, has_atheris
from bench.record import record

MOST_TOLD = 4_000
"""Characters of what a fuzzer says of an input that breaks."""
RUN_COUNT = re.compile(rf"(?:^{RUNS}|number_of_executed_units: +)(\d+)", re.M)


def main() -> None:
    """Fuzz, record executions and crashes, and end with status 1 if anything broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--targets", nargs="+", choices=TARGETS, default=list(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unrecorded", action="store_true")
    asked = parser.parse_args()
    figures: list[tuple[str, object]] = []
    broken = 0
    for name in asked.targets:
        runs, status = fuzzed(name, asked.seconds, asked.seed)
        broken += status != 0
        print(f"{name}: {runs} inputs, {'sound' if status == 0 else f'broken: look into {CRASHES.name}/'}", flush=True)
        figures += [(f"{name}: inputs", runs), (f"{name}: inputs that broke it", int(status != 0))]
    if not asked.unrecorded:
        by = "atheris, which follows coverage" if has_atheris() else "random changes of bytes"
        remark = f"{asked.seconds} s of wall-clock time a form, by {by}; seed {asked.seed}."
        record("Fuzzing of the readers", f"python -m bench.fuzz --seconds {asked.seconds}", figures, remark)
    sys.exit(bool(broken))


def fuzzed(name: str, seconds: int, seed: int) -> tuple[int, int]:
    """Fuzz one form in a process of its own; return how many inputs it read, and its exit status."""
    command = [sys.executable, "-m", "bench.fuzzing", name, "--seconds", str(seconds), "--seed", str(seed)]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if ended.returncode:
        print(ended.stderr[-MOST_TOLD:], file=sys.stderr)
    told = [int(count) for count in RUN_COUNT.findall(ended.stdout + ended.stderr)]
    return max(told, default=0), ended.returncode


if __name__ == "__main__":
    main()
