"""Print results for people: plain text in a terminal, every word from a document made safe first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.export.printing import console, counted, line, lines, section, table
from sayso.export.screen_events import print_event
from sayso.export.telling import mention_lines, row_lines
from sayso.export.timeline import dates_to_show
from sayso.export.versions import change_lines
from sayso.export.wording import act_words, link_words
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import QuadClass

if TYPE_CHECKING:
    from sayso.build import BuildSummary
    from sayso.export.coverage import Coverage
    from sayso.export.dossier import Dossier
    from sayso.export.report import Day, Report
    from sayso.store.finding import Hit
    from sayso.store.verify import Verdict


_DEEDS: tuple[QuadClass, QuadClass] = ("material_conflict", "material_cooperation")


def print_summary(summary: BuildSummary, case: Path) -> None:
    """Print what a build did, and what to type next."""
    out = console()
    unchanged = f" ({counted(summary.unchanged, 'file')} unchanged)" if summary.unchanged else ""
    line(out, f"{counted(summary.documents, 'document')} read from"
               f" {counted(summary.files - summary.unchanged, 'file')}{unchanged}"
               f" in {summary.seconds:.1f} s: {summary.coded} coded, {counted(summary.mentions, 'event mention')},"
               f" {counted(summary.commitments, 'commitment')}; the case holds"
               f" {counted(summary.events, 'event')}.")  # fmt: skip
    for reason, n in summary.not_coded.items():
        line(out, f"  {n} not coded: {reason}")
    for reason, n in summary.rejected.items():
        line(out, f"  {n} rejected: {reason} (see rejections.jsonl in the export)")
    line(out, f"Next: sayso report {case}")


def print_report(report: Report) -> None:
    """Print a report: coverage, voices, timeline, deeds, events, commitments."""
    out = console()
    _coverage(out, report.coverage)
    _voices(out, report)
    _events(out, report)
    _timeline(out, report)
    section(out, "Who did what to whom (told as done; documents, events, of these only on another's word)")
    table(
        out,
        ("who", "did", "to whom", "docs", "events", "attributed"),
        ((d.actor, d.type, d.recipient, d.documents, d.events, d.attributed) for d in report.deeds),
    )
    section(out, "Acts of force and coercion told most fully")
    table(
        out,
        ("event", "on whose word", "docs", "id"),
        ((e.title, "; ".join(e.voices), e.documents, e.id) for e in report.events),
    )
    section(out, f"Commitments ({len(report.commitments)} of {report.n_commitments})")
    rows = ((c.kind, c.holder, c.standing.replace("_", " "), c.quote) for c in report.commitments)
    table(out, ("kind", "holder", "stands", "words"), rows)


def print_dossier(dossier: Dossier) -> None:
    """Print one row of the record in words, the mentions it rests on or that name it, and the documents."""
    out = console()
    record = dossier.record
    section(out, f"{dossier.kind} {record.id}")
    if isinstance(record, EventMention):
        lines(out, mention_lines(record))
    elif isinstance(record, Event):
        print_event(out, record, dossier)
    elif isinstance(record, Document):
        lines(out, row_lines(record, without=("segments", "shares_paragraphs")))
        section(out, f"Mentions ({len(dossier.mentions)})")
        table(
            out,
            ("at", "trigger", "type", "status", "on whose word", "id"),
            map(_mention_cells, dossier.mentions),
        )
        _other_texts(out, record, dossier)
    else:
        lines(out, row_lines(record, without=("documents",)))
        section(out, f"Documents ({len(dossier.documents)})")
        lines(out, (f"{path}  {doc}" for doc, path in sorted(dossier.documents.items(), key=lambda pair: pair[::-1])))
        if dossier.kind != "commitment":
            more = " shown, there are more" if dossier.more else ""
            _mentions(out, f"Mentions ({len(dossier.mentions)}{more})", dossier)


def _other_texts(out: Console, document: Document, dossier: Dossier) -> None:
    for doc, path in dossier.translations.items():
        line(out, f"Read in translation: {path}  {doc}")
    if not document.coded and not dossier.translations:
        line(out, "Nothing was read from it. A translation beside it, with translation_of in its sidecar, would be.")
    if dossier.versions is not None:
        section(out, f"Versions ({len(dossier.versions.documents)})")
        for version in dossier.versions.documents:
            when = (
                version.updated_at or version.saved_at or version.published_at or version.published or "time not known"
            )
            line(out, f"  {version.id}  {when}  {version.path}" + (" (this)" if version.id == document.id else ""))
        for change in dossier.versions.changes:
            lines(out, change_lines(change))


def print_hits(hits: Sequence[Hit]) -> None:
    """Print found documents with their words in context."""
    out = console()
    if not hits:
        line(out, "No document holds all these words.")
    for hit in hits:
        line(
            out,
            f"{hit.title or hit.path}  ({hit.outlet or 'outlet not known'}, {hit.n_mentions} mentions) {hit.doc}",
        )
        line(out, f"    {hit.excerpt}")


def print_counts(counts: dict[str, int], out_path: Path) -> None:
    """Print how many rows an export holds."""
    out = console()
    line(out, f"Written to {out_path}:")
    for name, n in counts.items():
        line(out, f"  {n:8}  {name}")


def print_verdict(verdict: Verdict) -> None:
    """Print what was checked and every fault found."""
    out = console()
    line(
        out,
        f"{verdict.documents} documents, {verdict.originals} originals, {verdict.mentions} mentions,"
        f" {verdict.commitments} commitments, {verdict.events} events, {verdict.spans} spans checked.",
    )
    if verdict.waiting:
        waiting = counted(verdict.waiting, "document")
        line(out, f"  {waiting} not merged yet, so events were not checked: run the same sayso build again")
    erased = f", {counted(verdict.erased, 'document')} erased" if verdict.erased else ""
    line(out, f"Chain of custody: {verdict.entries} entries{erased}, head {verdict.head}")
    for fault in verdict.faults:
        line(out, f"  altered: {' '.join(filter(None, (fault.table, fault.id)))}: {fault.problem}")
    line(
        out,
        "All is as it was written." if verdict.clean else f"{counted(len(verdict.faults), 'fault')}.",
    )


def _coverage(out: Console, coverage: Coverage) -> None:
    section(out, "Coverage")
    first, last = coverage.first_published, coverage.last_published
    dates = f", published {first}{f' to {last}' if last != first else ''}" if first else ""
    line(out, f"  {counted(coverage.documents, 'document')} from {counted(coverage.outlets, 'outlet')}{dates};"
               f" {coverage.coded} coded; {counted(coverage.copies, 'copy', 'copies')} of others;"
               f" {coverage.undated} without a publication date")  # fmt: skip
    if coverage.superseded:
        line(out, f"  {coverage.superseded} superseded by a later version of the same file")
    for reason, n in coverage.not_coded.items():
        line(out, f"  {n} not coded: {reason}")
    for reason, n in coverage.rejected.items():
        line(out, f"  {n} rejected: {reason}")


def _voices(out: Console, report: Report) -> None:
    section(out, "On whose word")
    share = f" ({report.attributed / report.mentions:.0%})" if report.mentions else ""
    line(out, f"  {report.mentions} mentions: {report.own_voice} in the reports' own voice, {report.attributed}{share}"
               f" on another's word, {report.anonymous} of these unnamed")  # fmt: skip
    if report.mentions_in_copies:
        left_out = counted(report.mentions_in_copies, "mention")
        line(out, f"  copies left out, here and below: {left_out} in {counted(report.coverage.copies, 'document')}")
    line(out, "  how the act stands: " + _counts(report.statuses))
    line(out, "  how the source stands to it: " + _counts(report.stances))


def _events(out: Console, report: Report) -> None:
    section(out, "Events")
    differing = f"; the reports differ on {report.contested} (see --contested)" if report.contested else ""
    line(out, f"  {counted(report.n_events, 'event')}, {report.merged} of them told by several mentions{differing}")
    if report.waiting:
        waiting = counted(report.waiting, "document")
        line(out, f"  {waiting} not merged yet: run the same sayso build again")
    if report.opened:
        opened = report.opened
        line(out, f"  below: {counted(opened.shown, 'event')}, {opened.on};"
                   f" {counted(opened.hidden, 'event')} hidden (all with --all)")  # fmt: skip
        line(out, f"  {opened.share}")


def _timeline(out: Console, report: Report) -> None:
    section(out, "Timeline (acts told as done)")
    dates = dates_to_show(report.timeline, report.coverage)
    rows = (*dates.shown, *((dates.undated,) if dates.undated else ()))
    talk = report.opened is None
    table(
        out,
        ("when", "force", "help", *(("talk",) if talk else ()), "in words"),
        ((day.day, *map(day.quads.get, _DEEDS, (0, 0)), *((_talk(day),) if talk else ()), day.example) for day in rows),
    )
    for days, why in (
        (dates.quieter, "with fewer acts"),
        (dates.background, "of background, before the reports' own time"),
        (dates.later, "after the last report"),
    ):
        if days:
            when, acts = counted(len(days), "date"), counted(sum(day.n for day in days), "act")
            line(out, f"  … and {when} {why}: {acts} (all with --json)")


def _talk(day: Day) -> int:
    return sum(n for quad, n in day.quads.items() if quad not in _DEEDS)


def _mentions(out: Console, title: str, dossier: Dossier) -> None:
    section(out, title)
    for mention in dossier.mentions:
        lines(out, mention_lines(mention))


def _mention_cells(mention: EventMention) -> tuple[object, ...]:
    trigger, kind = mention.trigger, act_words(mention.type, mention.mode)
    voices = " ← ".join(map(link_words, mention.attribution))
    return trigger.start, trigger.text, kind, mention.status, voices or "own voice", mention.id


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items()) or "none"
