"""Print events for people: one with all it rests on, those on which reports differ, and what was decided on two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.export.decision_telling import decision_lines
from sayso.export.event_telling import edge_lines, event_lines, link_lines
from sayso.export.printing import console, counted, line, lines, section
from sayso.export.telling import mention_lines
from sayso.record.decisions import Decision
from sayso.record.events import Event

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.export.contested import ContestedEvent
    from sayso.export.dossier import Dossier


def print_event(out: Console, event: Event, dossier: Dossier) -> None:
    """Print an event: its fields with their sides, its links, why it is one event, and its mentions in words."""
    mentions = {mention.id: mention for mention in (*dossier.mentions, *dossier.near)}
    lines(out, event_lines(event, mentions))
    if dossier.links:
        section(out, "Linked to")
        lines(out, link_lines(event.id, dossier.links, dossier.titles))
    if dossier.edges:
        section(out, "Why these mentions are one event, and others are not in it")
        lines(out, edge_lines(event, dossier.edges, mentions))
    section(out, "In words")
    for mention in dossier.mentions:
        lines(out, mention_lines(mention))


def print_contested(events: Sequence[ContestedEvent]) -> None:
    """Print the events on which reports differ most, with the sides of each field."""
    out = console()
    section(out, "Where the reports differ most")
    if not events:
        line(out, "  nowhere")
    for event in events:
        line(out, f"  {event.title}  ({counted(event.documents, 'report')}) {event.id}")
        for difference in event.differences:
            line(out, f"    {difference.field.replace('_', ' ')}")
            for side in difference.sides:
                voices = "; ".join(side.voices) or "nobody named"
                line(out, f"      {side.value} — {voices} ({counted(side.documents, 'report')})")


def print_decision(decision: Decision, events: Mapping[str, str | None]) -> None:
    """Print what was decided, and the events that its mentions belong to now."""
    out = console()
    for text in decision_lines(decision):
        line(out, text)
    for identity, event in events.items():
        line(out, f"  {identity} is in event {event}" if event else f"  {identity} is in no event any more")
