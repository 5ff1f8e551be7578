"""The page of a bundle: one HTML file without scripts that tells what the bundle holds, every word escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Protocol

from sayso.export.event_telling import edge_lines, event_lines, link_lines
from sayso.export.evidence import Evidence
from sayso.export.telling import mention_lines
from sayso.export.terminal import printable
from sayso.record.decisions import Decision
from sayso.record.mentions import EventMention

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
h1, h2, h3 { line-height: 1.25 } p { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
code { font-size: .85em; overflow-wrap: anywhere } blockquote { border-left: .25rem solid #999; margin: .5rem 0;
padding: .2rem .8rem } mark { background: #ffe08a } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top }
@media print { body { margin: 0; max-width: none } }
"""

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence bundle</title><style>{style}</style></head><body>
"""


class _Original(Protocol):
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def file(self) -> str | None: ...


class Listed(Protocol):
    """What the page tells of a document."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def fetched_at(self) -> str | None: ...
    @property
    def reader(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def original(self) -> _Original: ...


def bundle_page(evidence: Evidence, documents: Sequence[Listed], *, head: str, entries: int, redacted: bool) -> str:
    """Tell a bundle on one page: its events with all sides, its quotations with offsets, documents, decisions."""
    shown = " People are redacted, and originals that name them are withheld." if redacted else ""
    parts = [
        _HEAD.format(style=_STYLE),
        "<h1>Evidence bundle</h1>",
        _lines([
            f"Events: {len(evidence.events)}. Documents: {len(documents)}. Mentions: {len(evidence.mentions)}.{shown}",
            "Files of the evidentiary copy are as they came; all else is a working copy. Check both with:"
            " sha256sum -c SHA256SUMS",
            f"Head of the chain of custody (entry {entries}): {head}",
        ]),
        *_events(evidence),
        "<h2>Quotations</h2>",
        *map(_quotation, evidence.mentions),
        "<h2>Documents</h2>",
        *_documents(documents),
        "<h2>Decisions</h2>",
        _lines(map(_decision, evidence.decisions)) if evidence.decisions else "<p>None.</p>",
        "</body></html>\n",
    ]  # fmt: skip
    return "\n".join(parts)


def _events(evidence: Evidence) -> Iterable[str]:
    mentions = {mention.id: mention for mention in evidence.mentions}
    for event in evidence.events:
        yield f"<h2>{_safe(event.title)}</h2>\n<p><code>{_safe(event.id)}</code></p>"
        yield _lines(line for line in event_lines(event, mentions) if line != event.title)
        links = [link for link in evidence.links if event.id in (link.source, link.target)]
        if links:
            yield "<h3>Linked to</h3>" + _lines(link_lines(event.id, links, {}))
        edges = [edge for edge in evidence.edges if {edge.left, edge.right} & set(event.mentions)]
        if edges:
            yield "<h3>Why these mentions are one event</h3>" + _lines(edge_lines(event, edges, mentions))


def _quotation(mention: EventMention) -> str:
    sentence, trigger = mention.sentence, mention.trigger
    words = _safe(sentence.text)
    if sentence.holds(trigger):
        start, end = trigger.start - sentence.start, trigger.end - sentence.start
        before, after = sentence.text[:start], sentence.text[end:]
        words = f"{_safe(before)}<mark>{_safe(sentence.text[start:end])}</mark>{_safe(after)}"
    place = f"{mention.doc}, characters {sentence.start} to {sentence.end}"
    told = _lines(list(mention_lines(mention))[1:])
    return f"<blockquote><p>{words}</p><code>{_safe(place)}</code></blockquote>\n{told}"


def _documents(documents: Iterable[Listed]) -> Iterable[str]:
    for one in documents:
        original = f"{one.original.file}" if one.original.file else "withheld"
        told = {
            "id": one.id, "title": one.title, "outlet": one.outlet, "published": one.published, "address": one.url,
            "file": one.path, "read or fetched": one.fetched_at, "reader": one.reader,
            "evidentiary copy": f"{original} ({one.original.size} bytes, SHA-256 {one.original.sha256})",
            "working copy": one.text,
        }  # fmt: skip
        rows = (f"<tr><th>{name}</th><td>{_safe(str(value))}</td></tr>" for name, value in told.items() if value)
        yield f"<table>{''.join(rows)}</table>"


def _decision(decision: Decision) -> str:
    note = f": {decision.note}" if decision.note else ""
    note += f" (erased: {', '.join(decision.erased)})" if decision.erased else ""
    undone = f" (undone by {decision.undone_by})" if decision.undone_by else ""
    target = f"{decision.target.kind} {decision.target.id}"
    return f"{decision.at or ''} {decision.by}: {decision.action} {target}{note}{undone}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"<p><bdi>{_safe(line)}</bdi></p>" for line in lines)


def _safe(text: str) -> str:
    return html.escape(printable(text))
