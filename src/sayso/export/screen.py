"""Print results for people: plain text in a terminal, every word from a document made safe first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.export.telling import event_lines, mention_lines, row_lines
from sayso.export.terminal import printable
from sayso.export.timeline import dates_to_show
from sayso.export.wording import act_words, link_words
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import QuadClass

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

_DEEDS: tuple[QuadClass, QuadClass] = ("material_conflict", "material_cooperation")


def print_summary(summary: BuildSummary, case: Path) -> None:
    """Print what a build did, and what to type next."""
    out = _console()
    unchanged = f" ({_counted(summary.unchanged, 'file')} unchanged)" if summary.unchanged else ""
    _line(out, f"{_counted(summary.documents, 'document')} read from"
               f" {_counted(summary.files - summary.unchanged, 'file')}{unchanged}"
               f" in {summary.seconds:.1f} s: {summary.coded} coded, {_counted(summary.mentions, 'event mention')},"
               f" {_counted(summary.commitments, 'commitment')}.")  # fmt: skip
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
    _timeline(out, report)
    _section(out, "Who did what to whom (told as done; documents, mentions, of these on another's word)")
    _table(
        out,
        ("who", "did", "to whom", "docs", "told", "attributed"),
        ((d.actor, d.type, d.recipient, d.documents, d.mentions, d.attributed) for d in report.deeds),
    )
    _section(out, "Acts of force and coercion told most fully")
    _table(
        out,
        ("event", "on whose word", "docs", "id"),
        ((e.title, "; ".join(e.voices), e.documents, e.id) for e in report.events),
    )
    _section(out, f"Commitments ({len(report.commitments)} of {report.n_commitments})")
    _table(out, ("kind", "holder", "words"), ((c.kind, c.holder, c.quote) for c in report.commitments))


def print_dossier(dossier: Dossier) -> None:
    """Print one row of the record in words, the mentions it rests on or that name it, and the documents."""
    out = _console()
    record = dossier.record
    _section(out, f"{dossier.kind} {record.id}")
    if isinstance(record, EventMention):
        _lines(out, mention_lines(record))
    elif isinstance(record, Event):
        _lines(out, event_lines(record))
        _mentions(out, "In words", dossier)
    elif isinstance(record, Document):
        _lines(out, row_lines(record, without=("segments", "shares_paragraphs")))
        _section(out, f"Mentions ({len(dossier.mentions)})")
        _table(
            out,
            ("at", "trigger", "type", "status", "on whose word", "id"),
            map(_mention_cells, dossier.mentions),
        )
    else:
        _lines(out, row_lines(record, without=("documents",)))
        _section(out, f"Documents ({len(dossier.documents)})")
        _lines(out, (f"{path}  {doc}" for doc, path in sorted(dossier.documents.items(), key=lambda pair: pair[::-1])))
        if dossier.kind != "commitment":
            more = " shown, there are more" if dossier.more else ""
            _mentions(out, f"Mentions ({len(dossier.mentions)}{more})", dossier)


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
    _line(
        out,
        "All is as it was written."
        if verdict.clean
        else f"{len(verdict.faults)} {'fault' if len(verdict.faults) == 1 else 'faults'}.",
    )


def _coverage(out: Console, coverage: Coverage) -> None:
    _section(out, "Coverage")
    dates = f", published {coverage.first_published} to {coverage.last_published}" if coverage.first_published else ""
    _line(out, f"  {coverage.documents} documents from {coverage.outlets} outlets{dates}; {coverage.coded} coded;"
               f" {coverage.copies} copies of others; {coverage.undated} without a publication date")  # fmt: skip
    if coverage.superseded:
        _line(out, f"  {coverage.superseded} superseded by a later version of the same file")
    for reason, n in coverage.not_coded.items():
        _line(out, f"  {n} not coded: {reason}")
    for reason, n in coverage.rejected.items():
        _line(out, f"  {n} rejected: {reason}")


def _voices(out: Console, report: Report) -> None:
    _section(out, "On whose word")
    share = f" ({report.attributed / report.mentions:.0%})" if report.mentions else ""
    _line(out, f"  {report.mentions} mentions: {report.own_voice} in the reports' own voice, {report.attributed}{share}"
               f" on another's word, {report.anonymous} of these unnamed")  # fmt: skip
    if report.mentions_in_copies:
        left_out = _counted(report.mentions_in_copies, "mention")
        _line(out, f"  copies left out, here and below: {left_out} in {_counted(report.coverage.copies, 'document')}")
    _line(out, "  how the act stands: " + _counts(report.statuses))
    _line(out, "  how the source stands to it: " + _counts(report.stances))


def _timeline(out: Console, report: Report) -> None:
    _section(out, "Timeline (acts told as done)")
    dates = dates_to_show(report.timeline, report.coverage)
    rows = (*dates.shown, *((dates.undated,) if dates.undated else ()))
    _table(
        out,
        ("when", "force", "help", "talk", "in words"),
        ((day.day, *map(day.quads.get, _DEEDS, (0, 0)), _talk(day), day.example) for day in rows),
    )
    for days, why in (
        (dates.quieter, "with fewer acts"),
        (dates.background, "of background, before the reports' own time"),
        (dates.later, "after the last report"),
    ):
        if days:
            when, acts = _counted(len(days), "date"), _counted(sum(day.n for day in days), "act")
            _line(out, f"  … and {when} {why}: {acts} (all with --json)")


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _talk(day: Day) -> int:
    return sum(n for quad, n in day.quads.items() if quad not in _DEEDS)


def _mentions(out: Console, title: str, dossier: Dossier) -> None:
    _section(out, title)
    for mention in dossier.mentions:
        _lines(out, mention_lines(mention))


def _mention_cells(mention: EventMention) -> tuple[object, ...]:
    trigger, kind = mention.trigger, act_words(mention.type, mention.mode)
    voices = " ← ".join(map(link_words, mention.attribution))
    return trigger.start, trigger.text, kind, mention.status, voices or "own voice", mention.id


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items()) or "none"


class _Output(Console):
    """A console that says when nobody reads it any more, where rich would end the program with status 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console() -> Console:
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    return _Output(highlight=False, markup=False, emoji=False, width=width)


def _line(out: Console, text: str) -> None:
    out.print(Text(printable(text)), soft_wrap=True)


def _lines(out: Console, lines: Iterable[str]) -> None:
    for text in lines:
        _line(out, f"  {text}")


def _section(out: Console, title: str) -> None:
    out.print()
    out.print(Text(printable(title), style="bold"))


_NUMERIC = ("docs", "told", "attributed", "force", "help", "talk", "at")
_WHOLE = ("id", "when", "kind", "type", "status")
_SHARES = {"words": 1, "in words": 1, "event": 2, "on whose word": 1}


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
