"""What a desk hands on: what happened, on whose word, where reports differ, what is promised, from which reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sayso.export.addresses import web_address
from sayso.export.by_date import DatedEvents, dated_events
from sayso.export.coverage import Coverage, coverage_of
from sayso.export.event_telling import grading_lines, origins_line, standing_lines, voice_line
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.terminal import printable
from sayso.export.wording import act_words, chain_words
from sayso.export.write_options import WriteOptions
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json
from sayso.record.spans import Span
from sayso.record.vocabulary import MATERIAL
from sayso.version import __version__

Kind = Literal["title", "section", "day", "act", "fact", "side", "quotation", "source", "plain"]
MOST_VOICES = 12
"""Voices of one event that are quoted: more than a reader weighs; the rest is counted."""
_LIMITS = (
    "What no report tells is not here. What is told here is not true for that: it stands on the word of those named.",
    "Sentences were read by machine, from English texts alone, but for what people decided on. Acts are missed, and "
    "some are read wrongly: the quotations decide.",
    "Quotations are of the texts of record. Their characters are counted from 0; the second number is not included.",
    "Reports that copy others, or rest on one named origin, count as one origin.",
)


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one piece of a brief, in one line: what it is, its words, the id it has or points to, an address.

    ``by`` says from whom and where a quotation is; its ``ref`` is the document's id, that of a source or act its own.
    """

    kind: Kind
    text: str
    ref: str | None = None
    href: str | None = None
    by: str | None = None


def brief_blocks(view: Readable, asked: WriteOptions, counts: dict[str, int]) -> Iterator[Block]:
    """Tell a case piece by piece: material acts by date, commitments, sources, limits. ``counts`` fills as it goes."""
    with dated_events() as events:
        told = _Brief(view, Facts(accept_attributed=asked.accept_attributed), Gathered(view), counts)
        counts.update(dict.fromkeys(("happened", "not_told_as_done", "commitments", "sources"), 0))
        held = events.keep(map(told.counted, view.events()))
        coverage = coverage_of(view.documents(), view.rejections())
        yield from _opening(held, coverage, asked)
        yield from told.acts("What happened", events, "happened")
        yield from told.acts("Disputed, denied, or not told as done", events, "not_told_as_done")
        yield from told.commitments()
        yield from told.sources()
        yield from _closing(held, told.seen, coverage)


@dataclass(slots=True)
class _Brief:
    """Tell acts, commitments and sources; ``cited`` are ids of the documents that were quoted."""

    view: Readable
    facts: Facts
    gathered: Gathered
    counts: dict[str, int]
    seen: Counter[str] = field(default_factory=Counter)
    cited: set[str] = field(default_factory=set)

    def counted(self, event: Event) -> Event:
        self.seen["words"] += event.quad not in MATERIAL
        self.seen["reviewed"] += event.review is not None
        return event

    def acts(self, section: str, events: DatedEvents, name: str) -> Iterator[Block]:
        """Tell the material acts that occurred, or all others, under their dates."""
        yield Block("section", section)
        day: str | None = None
        for event in events:
            reason = self.facts.why_not(event)
            if event.quad not in MATERIAL or (reason is None) != (name == "happened"):
                continue
            self.counts[name] += 1
            if (date := event.date or "undated") != day:
                day = date
                yield Block("day", day)
            yield from self._act(event, reason)
        if not self.counts[name]:
            yield Block("plain", "Nothing.")

    def _act(self, event: Event, reason: str | None) -> Iterator[Block]:
        self.cited.update(event.documents)
        yield Block("act", printable(event.title), event.id)
        yield Block("fact", f"{act_words(event.type, event.mode)}{f'; {reason}' if reason else ''}")
        yield from _lines(standing_lines(event))
        yield Block("fact", origins_line(event))
        mentions = {one.id: one for one in self.gathered.mentions(event)}
        for voice in event.voices[:MOST_VOICES]:
            told = [mentions[one] for one in voice.mentions if one in mentions]
            yield from self._voice(printable(voice_line(voice)), told)
        if (more := len(event.voices) - MOST_VOICES) > 0:
            yield Block("plain", f"… and {more} more voices")
        yield from _lines(grading_lines(event))

    def _voice(self, name: str, told: list[EventMention]) -> Iterator[Block]:
        """Quote the likeliest sentence of a voice."""
        best = max(told, key=lambda one: (one.probability, one.id), default=None)
        if best is None:
            yield Block("side", name)
        else:
            more = f"; {len(told) - 1} more of its sentences" if len(told) > 1 else ""
            named = _named(self.gathered.document(best.doc))
            yield _quotation(best.sentence, best.doc, named, f"{name}{more}")

    def commitments(self) -> Iterator[Block]:
        yield Block("section", "What is threatened, promised and demanded")
        for one in self.view.commitments():
            self.counts["commitments"] += 1
            self.cited.add(one.doc)
            report = printable(f"{one.path}, {one.doc}")  # a filter may let a commitment through and not its report
            yield Block("act", printable(f"{one.kind.replace('_', ' ')}: {one.holder.name or one.holder.text}"), one.id)
            yield from _lines(self._commitment(one))
            said = printable(chain_words(one.attribution) or "In the report's own voice")
            yield _quotation(one.quote, one.doc, report, said)
        if not self.counts["commitments"]:
            yield Block("plain", "Nothing.")

    def _commitment(self, one: Commitment) -> Iterator[str]:
        yield f"stands: {one.standing.replace('_', ' ')}"
        toward = self.gathered.actor(one.toward)
        told = {
            "toward": toward.name if toward else None, "voiced": one.date,
            "condition": one.condition.text if one.condition else None,
            "consequence": one.consequence.text if one.consequence else None,
        }  # fmt: skip
        yield from (f"{name}: {value}" for name, value in told.items() if value)

    def sources(self) -> Iterator[Block]:
        yield Block("section", "Sources")
        for document in self.view.documents():
            if document.id in self.cited:
                self.counts["sources"] += 1
                yield Block("source", _named(document), document.id, web_address(document.url))


def _opening(held: int, coverage: Coverage, asked: WriteOptions) -> Iterator[Block]:
    published = (
        f", published {coverage.first_published} to {coverage.last_published}" if coverage.first_published else ""
    )
    yield Block("title", "What reports tell")
    yield Block("plain", f"{held} events in {coverage.documents} reports of {coverage.outlets} outlets{published}.")
    yield Block("plain", f"Sayso {__version__}, codebook {asked.codebook}, tables {asked.mapping}.")
    for name in ("filter", "reviewed_only"):
        if name in asked.rules:
            told = printable(to_json(asked.rules[name]).decode())
            yield Block("plain", f"Not the whole case: {name.replace('_', ' ')} {told}")


def _closing(held: int, seen: Mapping[str, int], coverage: Coverage) -> Iterator[Block]:
    yield Block("section", "Coverage and limits")
    said = f"{seen['words']} are acts of words (talks, statements, threats), which are not told here"
    yield Block("fact", f"Of {held} events {seen['reviewed']} are confirmed by a person; {said}.")
    read = f"{coverage.coded} were read for acts, {coverage.copies} copy others, {coverage.undated} tell no date"
    yield Block("fact", f"Of {coverage.documents} reports {read}; {coverage.superseded} older versions are left out.")
    for name, counts in (("Not read for acts", coverage.not_coded), ("Could not be read", coverage.rejected)):
        if counts:
            yield Block("fact", f"{name}: {', '.join(f'{reason} {n}' for reason, n in counts.items())}.")
    yield from (Block("fact", limit) for limit in _LIMITS)


def _quotation(words: Span, doc: str, report: str, who: str) -> Block:
    place = f"{report}, characters {words.start} to {words.end}"
    return Block("quotation", printable(words.text), doc, by=f"{who}. {place}")


def _lines(lines: Iterable[str]) -> Iterator[Block]:
    for line in lines:
        yield Block("side" if line.startswith("  ") else "fact", printable(line).strip())


def _named(document: Document) -> str:
    """Name a report: outlet, title, date, id."""
    told = (document.outlet, document.title and f"“{document.title}”", document.published, document.path, document.id)
    return printable(", ".join(one for one in told if one))
