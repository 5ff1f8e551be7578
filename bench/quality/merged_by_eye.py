"""Draw merged events and near misses to be read by eye: python -m bench.quality.merged_by_eye [--data FOLDER].

Of all articles of two days of one event, 40 events that several documents tell, and 40 near misses: two events kept
apart, each pair shown by the likeliest of its pairs of mentions of different documents. What is drawn goes to build/,
since it quotes publishers; what people found is docs/merging-by-eye.md.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import sayso
from bench.corpora import ROOT, SHARED, need, run
from bench.quality.options import options
from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.ids import DocumentId, MentionId
from sayso.record.mentions import EventMention

DAYS = ("2012-11-20", "2012-11-21")
"""Of all pairs of dates that follow each other the one with most articles of one group of same_event_silver.tsv; of
equals the one with most articles of any group."""
DRAWN = 40
SEED = 5
BEFORE = 250
"""Characters of the text shown before a sentence, which often name what it leaves unnamed."""
REASONS = 8
COLUMNS = "text=text,published=date,outlet=source,title=title,url=url"

Texts = Mapping[DocumentId, str]
Row = TypeVar("Row")


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the case of the two days, draw, and write what is to be read to build/merged_by_eye.txt."""
    asked = options("merged_by_eye", __doc__, SHARED / "data" / "news-conflict", arguments)
    with tempfile.TemporaryDirectory() as scratch:
        articles, case = Path(scratch, "articles.jsonl"), Path(scratch, "days.sayso")
        with gzip.open(need(asked.data / "articles.jsonl.gz"), "rt", encoding="utf-8") as lines:
            articles.write_text("".join(line for line in lines if json.loads(line)["date"][:10] in DAYS), "utf-8")
        run("build", articles, "-o", case, "-j", "1", "--map", COLUMNS)
        with sayso.open(case) as opened:
            page = "\n".join(_page(opened))
    out = ROOT / "build" / "merged_by_eye.txt"
    out.parent.mkdir(exist_ok=True)
    out.write_text(page, encoding="utf-8")
    print(f"To read: build/{out.name}")


def _page(case: sayso.Case) -> Iterator[str]:
    texts = {document.id: case.text(document.id) for document in case.documents()}
    mentions = {mention.id: mention for mention in case.mentions()}
    told = [event for event in case.events() if event.n_documents > 1]
    misses = nearest(case.edges(), mentions)
    yield f"{len(texts)} documents, {len(mentions)} mentions, {len(told)} events of several, {len(misses)} near misses"
    for number, event in enumerate(drawn(told), 1):
        yield from ("", f"== event {number} {event.id} {event.type} {event.mode} {event.date}: {_parties(event)}")
        yield from (_told(mentions[mention], texts) for mention in event.mentions)
    for number, edge in enumerate(drawn(misses), 1):
        signs = sorted(edge.reasons.items(), key=lambda sign: -abs(sign[1]))[:REASONS]
        yield from ("", f"== near miss {number} {edge.score:.2f} {signs}")
        yield from (_told(mentions[mention], texts) for mention in (edge.left, edge.right))


def nearest(edges: Iterable[Edge], mentions: Mapping[MentionId, EventMention]) -> list[Edge]:
    """Give of each two events kept apart the likeliest edge between different documents, by ids."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        left, right = mentions[edge.left], mentions[edge.right]
        if edge.judgement == "different" and left.doc != right.doc:
            events = (min(left.event, right.event), max(left.event, right.event))
            best[events] = max(best.get(events, edge), edge, key=lambda one: one.score)
    return [best[events] for events in sorted(best)]


def drawn(rows: Sequence[Row]) -> list[Row]:
    """Draw rows by a fixed seed, all of them where there are no more."""
    return random.Random(SEED).sample(rows, min(DRAWN, len(rows)))


def _parties(event: Event) -> str:
    return " -> ".join(", ".join(party.name or "" for party in side) for side in (event.actors, event.recipients))


def _told(mention: EventMention, texts: Texts) -> str:
    text, sentence, trigger = texts[mention.doc], mention.sentence, mention.trigger
    before = text[max(0, sentence.start - BEFORE) : sentence.start].replace("\n", " ")
    shown = (f"{text[sentence.start : trigger.start]}[[{trigger.text}]]{text[trigger.end : sentence.end]}").strip()
    where = ", ".join(place.name or place.text for place in mention.places)
    return (
        f"-- {mention.id} {mention.doc[:6]} {mention.event[:8]} {mention.type} {mention.mode} {mention.status} "
        f"{mention.date} ({mention.date_basis}) {where}\n   … {before}\n   {shown}"
    )


if __name__ == "__main__":
    main()
