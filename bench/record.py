"""Write measured figures into RESULTS.md: date, machine, command, and each figure before and now."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")

_ROW = re.compile(r"^\| (?P<figure>[^|]+?) \| (?P<before>[^|]*?) \| (?P<now>[^|]*?) \|$", re.MULTILINE)


def record(section: str, command: str, figures: Sequence[tuple[str, object]], remark: str = "") -> None:
    """Replace one section of RESULTS.md; what stood under "now" moves to "before" where it has changed."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    opening, closing = f"<!-- {section} -->", f"<!-- end of {section} -->"
    start, end = text.find(opening), text.find(closing)
    before = dict(_earlier(text[start:end])) if start >= 0 else {}
    rows = [f"| {name} | {before.get(name, '–')} | {value} |" for name, value in figures]
    block = "\n".join(
        [
            opening, f"## {section}", "",
            f"{datetime.now(UTC).date().isoformat()} · {machine()} · `{command}`", "",
            *([remark, ""] if remark else []),
            "| figure | before | now |", "|---|---|---|", *rows, closing,
        ]
    )  # fmt: skip
    whole = text[:start] + block + text[end + len(closing) :] if start >= 0 else f"{text.rstrip()}\n\n{block}\n"
    RESULTS.write_text(whole, encoding="utf-8")
    for name, value in figures:
        print(f"{name:60} {value}")


def machine() -> str:
    """Say the size of this machine: cores, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def _earlier(block: str) -> list[tuple[str, str]]:
    return [(row["figure"], row["now"]) for row in _ROW.finditer(block) if row["figure"] != "figure"]
