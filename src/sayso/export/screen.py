"""Print results for people: plain text in a terminal, every word from a document made safe first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.export.terminal import printable

if TYPE_CHECKING:
    from sayso.build import BuildSummary
    from sayso.export.dossier import Dossier
    from sayso.export.report import Coverage, Day, Report
    from sayso.store.verify import Verdict
    from sayso.store.view import Hit

PIPE_WIDTH = 110
"""Columns when the output is no terminal: wide enough for a sentence, narrow enough for a page."""

SHORTEST_NAME = 16
"""Columns a name is never cut below."""

LONGEST_TIMELINE = 40
"""Days shown; the rest is counted. A case of a year would push everything else off the screen."""


def print_summary(summary: BuildSummary, case: Path) -> None:
    """Print what a build did, and what to type next."""
    out = _console()
    _line(out, f"{summary.documents} documents read from {summary.files - summary.unchanged} files"
               + (f" ({summary.unchanged} files unchanged)" if summary.unchanged else "")
               + f" in {summary.seconds:.1f} s: {summary.coded} coded, {summary.mentions} event mentions,"
               f" {summary.commitments} commitments.")  # fmt: skip
    for reason, n in summary.not_coded.items():
        _line(out, f"  {n} not coded: {reason}")
    for reason, n in summary.rejected.items():
        _line(out, f"  {n} rejected: {reason} (see rejections.jsonl in the export)")
    _line(out, f"Next: sayso report {case}")


def print_report(report: Report) -> None:
    """Print a report: coverage, voices, timeline, deeds, events, commitments."""
    out = _console()
    _coverage(out, report.coverage)
    _voices(out, report)
    _timeline(out, report.timeline)
    _section(out, "Who did what to whom (told as done; documents, mentions, of these on another's word)")
    _table(
        out,
        ("who", "did", "to whom", "docs", "told", "attributed"),
        ((d.actor, d.type, d.recipient, d.documents, d.mentions, d.attributed) for d in report.deeds),
    )
    _section(out, "Most reported acts of force or coercion")
    _table(
        out,
        ("event", "on whose word", "docs", "id"),
        ((e.title, "; ".join(e.voices), e.documents, e.id) for e in report.events),
    )
    _section(out, f"Commitments ({len(report.commitments)} of {report.n_commitments})")
    _table(out, ("kind", "holder", "words"), ((c.kind, c.holder, c.quote) for c in report.commitments))


def print_dossier(dossier: Dossier) -> None:
    """Print one row of the record, the words it rests on, and what hangs on it."""
    out = _console()
    _section(out, f"{dossier.kind} {dossier.record.get('id', '')}")
    for name, value in dossier.record.items():
        if value not in (None, [], {}, "", ()) and name not in ("id", "segments"):
            _line(out, f"  {name:18} {_short(value)}")
    if dossier.quotations:
        _section(out, "In words")
        for path, words in dossier.quotations:
            _line(out, f"  “{words}”  — {path}")
    if dossier.mentions and dossier.kind == "document":
        _section(out, f"Mentions ({len(dossier.mentions)})")
        _table(
            out,
            ("at", "trigger", "type", "status", "on whose word", "id"),
            map(_mention_cells, dossier.mentions),
        )


def print_hits(hits: Sequence[Hit]) -> None:
    """Print found documents with their words in context."""
    out = _console()
    if not hits:
        _line(out, "No document holds all these words.")
    for hit in hits:
        _line(
            out,
            f"{hit.title or hit.path}  ({hit.outlet or 'outlet not known'}, {hit.n_mentions} mentions) {hit.doc}",
        )
        _line(out, f"    {hit.excerpt}")


def print_counts(counts: dict[str, int], out_path: Path) -> None:
    """Print how many rows an export holds."""
    out = _console()
    _line(out, f"Written to {out_path}:")
    for name, n in counts.items():
        _line(out, f"  {n:8}  {name}")


def print_verdict(verdict: Verdict) -> None:
    """Print what was checked and every fault found."""
    out = _console()
    _line(
        out,
        f"{verdict.documents} documents, {verdict.originals} originals, {verdict.mentions} mentions,"
        f" {verdict.commitments} commitments, {verdict.spans} spans checked.",
    )
    for fault in verdict.faults:
        _line(out, f"  altered: {fault.table} {fault.id}: {fault.problem}")
    _line(out, "All is as it was written." if verdict.clean else f"{len(verdict.faults)} faults.")


def _coverage(out: Console, coverage: Coverage) -> None:
    _section(out, "Coverage")
    dates = f", published {coverage.first_published} to {coverage.last_published}" if coverage.first_published else ""
    _line(out, f"  {coverage.documents} documents from {coverage.outlets} outlets{dates}; {coverage.coded} coded;"
               f" {coverage.copies} copies of others; {coverage.undated} without a publication date")  # fmt: skip
    for reason, n in coverage.not_coded.items():
        _line(out, f"  {n} not coded: {reason}")
    for reason, n in coverage.rejected.items():
        _line(out, f"  {n} rejected: {reason}")


def _voices(out: Console, report: Report) -> None:
    _section(out, "On whose word")
    share = f" ({report.attributed / report.mentions:.0%})" if report.mentions else ""
    _line(out, f"  {report.mentions} mentions: {report.own_voice} in the reports' own voice, {report.attributed}{share}"
               f" on another's word, {report.anonymous} of these unnamed")  # fmt: skip
    _line(out, "  how the act stands: " + _counts(report.statuses))
    _line(out, "  how the source stands to it: " + _counts(report.stances))


def _timeline(out: Console, days: Sequence[Day]) -> None:
    _section(out, "Timeline (acts told as done)")
    shown = days[:LONGEST_TIMELINE]
    _table(out, ("when", "acts", "of force", "words"),
           ((day.day, day.n, day.quads.get("material_conflict", 0), day.example) for day in shown))  # fmt: skip
    if len(days) > len(shown):
        _line(out, f"  … and {len(days) - len(shown)} more dates")


def _mention_cells(mention: dict[str, Any]) -> tuple[object, ...]:
    kind = f"{mention['type']}/{mention['mode']}" if mention["mode"] else mention["type"]
    voices = " ← ".join(
        f"{(link['source'] or {}).get('text', 'hearsay')} {link['stance']}" for link in mention["attribution"]
    )
    trigger = mention["trigger"]
    return trigger["start"], trigger["text"], kind, mention["status"], voices or "own voice", mention["id"]


def _short(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_short(item) for item in value)
    if isinstance(value, dict):
        shown = [f"{key} {_short(item)}" for key, item in value.items() if item not in (None, [], {}, "")]
        return "{" + ", ".join(shown) + "}"
    return str(value)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items()) or "none"


def _console() -> Console:
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    return Console(highlight=False, markup=False, emoji=False, width=width)


def _line(out: Console, text: str) -> None:
    out.print(Text(printable(text)), soft_wrap=True)


def _section(out: Console, title: str) -> None:
    out.print()
    out.print(Text(printable(title), style="bold"))


_NUMERIC = ("docs", "told", "attributed", "acts", "of force", "at")
_WHOLE = ("id", "when", "kind", "type", "status")
_SHARES = {"words": 1, "event": 2, "on whose word": 1}


def _table(out: Console, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns; numbers, dates and ids stay whole, long text takes what room is left."""
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    if not cells:
        _line(out, "  nothing")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=any(name in _SHARES for name in head))
    table.add_column("", width=1)
    for at, name in enumerate(head):
        longest = max(len(name), *(len(row[at]) for row in cells))
        table.add_column(
            name,
            justify="right" if name in _NUMERIC else "left",
            overflow="ellipsis",
            no_wrap=True,
            min_width=longest if name in _NUMERIC or name in _WHOLE else min(longest, SHORTEST_NAME),
            ratio=_SHARES.get(name),
        )
    for row in cells:
        table.add_row("", *map(Text, row))
    out.print(table)
