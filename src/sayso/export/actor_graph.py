"""Who acts on whom, as a graph for Gephi and its like: dated edges, one for each event and pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.codebook.phrases import fold
from sayso.export.beside import leaving_out, write_about
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts, Parties
from sayso.export.readable import Readable
from sayso.export.terminal import printable
from sayso.export.whole import file_in, whole_path
from sayso.export.write_options import WriteOptions
from sayso.record.events import Event, EventActor

if TYPE_CHECKING:
    from networkx import MultiDiGraph

NOBODY = "nobody is plainly told to have acted on anybody who is named"
PRIVATE = "a private individual would be a node"


def write_gexf(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write actors as nodes and, for each event that occurred, an edge from who acted to whom, as GEXF 1.2.

    An edge carries its event, type, mode, class, score, standing and first and last day (``start`` and ``end``). Only
    who is plainly told stands as a node, and no private individual; return how many nodes and edges, and how many
    events were left out, which left_out.csv names. Lost: places, numbers, sides, acts on nobody.

    Raises:
        CaseFull: the file cannot be written.
    Source: GEXF 1.2 draft, written by networkx.
    """
    from networkx.readwrite.gexf import GEXFWriter

    def write(graph: Any, path: Path) -> None:
        writer = GEXFWriter(version="1.2draft")
        writer.add_graph(graph)
        if not asked.times:
            for meta in writer.xml.iter("meta"):
                meta.attrib.pop("lastmodifieddate", None)
        writer.write(path)

    return _write(view, file_in(out, "actors.gexf"), asked, "gexf", write)


def write_graphml(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write the graph of ``write_gexf`` as GraphML.

    Raises:
        CaseFull: the file cannot be written.
    Source: GraphML 1.0, written by networkx.
    """
    from networkx import write_graphml_xml as write

    return _write(view, file_in(out, "actors.graphml"), asked, "graphml", write)


@dataclass(slots=True)
class _Drawing:
    """Draw events into a graph; ``left_out`` counts those that gave no edge."""

    graph: MultiDiGraph[str]
    gathered: Gathered
    facts: Facts
    left_out: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def why_not(self, event: Event) -> str | None:
        """Draw the edges of an event, or say why there are none."""
        reason = self.facts.why_not(event)
        if reason is None:
            pairs = list(_pairs(self.facts.doers(event), self.facts.recipients(event)))
            shown = [pair for pair in pairs if not any(map(self._is_private, pair))]
            reason = None if shown else PRIVATE if pairs else NOBODY
            for doer, recipient in shown if reason is None else ():
                self.graph.add_edge(self._node(doer), self._node(recipient), **_about(event))
        self.left_out += reason is not None
        return reason

    def _is_private(self, who: EventActor) -> bool:
        return self.gathered.is_private(who.actor)

    def _node(self, who: EventActor) -> str:
        identity = who.actor or fold(who.name or "")
        if identity not in self.graph:
            known = self.gathered.actor(who.actor)
            told = {"label": _clean(who.name or identity), "kind": known.kind if known else None,
                    "country": known.country if known else None}  # fmt: skip
            self.graph.add_node(identity, **{name: value for name, value in told.items() if value is not None})
        return identity


def _write(view: Readable, path: Path, asked: WriteOptions, name: str, write: Any) -> dict[str, int]:
    from networkx import MultiDiGraph

    drawing = _Drawing(MultiDiGraph(), Gathered(view), Facts(accept_attributed=asked.accept_attributed))
    with leaving_out(path, asked) as leave:
        for event in view.events():
            if reason := drawing.why_not(event):
                leave(event, reason)
    with whole_path(path) as half:
        write(drawing.graph, half)
    counts = {
        "actors": drawing.graph.number_of_nodes(), "edges": drawing.graph.number_of_edges(),
        "left_out": drawing.left_out,
    }  # fmt: skip
    write_about(path, name, asked, counts)
    return counts


def _pairs(doers: Parties, recipients: Parties) -> Iterator[tuple[EventActor, EventActor]]:
    for doer, recipient in product(doers.stand, recipients.stand):
        if (doer.actor or doer.name) != (recipient.actor or recipient.name):
            yield doer, recipient


def _about(event: Event) -> dict[str, str | float | int]:
    """Say what an edge carries; neither format can hold None."""
    first = event.date.first_day if event.date else None
    last = event.date.last_day if event.date else None
    told: dict[str, str | float | int | None] = {
        "event": event.id, "type": event.type, "mode": event.mode, "quad": event.quad, "score": event.score,
        "status": event.status, "title": _clean(event.title), "date": str(event.date) if event.date else None,
        "start": first.isoformat() if first else None, "end": last.isoformat() if last else None,
        "independent": event.n_origins_shown,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _clean(words: str) -> str:
    return printable(words)
