"""Write measured figures into RESULTS.md: date, machine, command, and each figure before and now."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
NOT_MEASURED = "–"
Figures = Sequence[tuple[str, object]]
_Earlier = Mapping[tuple[str, str], str]


def record(section: str, command: str, figures: Figures, remark: str = "") -> None:
    """Replace one section of RESULTS.md; what stood under "now" moves to "before"."""
    _replace(section, command, {"": figures}, remark)


def record_methods(section: str, command: str, methods: Mapping[str, Figures], remark: str = "") -> None:
    """Replace one section of RESULTS.md with the figures of several methods beside each other.

    A figure that a method does not give shows as not measured.
    """
    _replace(section, command, methods, remark)


def _replace(section: str, command: str, methods: Mapping[str, Figures], remark: str) -> None:
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    opening, closing = f"<!-- {section} -->", f"<!-- end of {section} -->"
    start, end = text.find(opening), text.find(closing)
    earlier = _earlier(text[start:end]) if start >= 0 else {}
    block = "\n".join(
        [
            opening, f"## {section}", "",
            f"{datetime.now(UTC).date().isoformat()} · {machine()} · `{command}`", "",
            *([remark, ""] if remark else []),
            *_table(methods, earlier), closing,
        ]
    )  # fmt: skip
    whole = text[:start] + block + text[end + len(closing) :] if start >= 0 else f"{text.rstrip()}\n\n{block}\n"
    RESULTS.write_text(whole, encoding="utf-8")
    for method, figures in methods.items():
        for name, value in figures:
            print(f"{method:10}{name:60} {value}")


def machine() -> str:
    """Say the size of this machine: cores, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def _table(methods: Mapping[str, Figures], earlier: _Earlier) -> list[str]:
    columns = ["figure", *(f"{method} {when}".strip() for method in methods for when in ("before", "now"))]
    rows = [columns, ["---"] * len(columns)]
    known = {method: dict(figures) for method, figures in methods.items()}
    for name in dict.fromkeys(name for figures in methods.values() for name, _ in figures):
        row = [name]
        for method, values in known.items():
            row.append(earlier.get((name, f"{method} now".strip()), NOT_MEASURED))
            row.append(str(values.get(name, NOT_MEASURED)))
        rows.append(row)
    return ["|" + "|".join(row) + "|" if row[0] == "---" else f"| {' | '.join(row)} |" for row in rows]


def _earlier(block: str) -> dict[tuple[str, str], str]:
    """Read the table of a section: its cells by figure and column."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if line[:1] == "|"]
    if not rows:
        return {}
    columns = rows[0][1:]
    return {(row[0], column): value for row in rows[2:] for column, value in zip(columns, row[1:], strict=False)}
