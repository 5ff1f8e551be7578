"""Valid records in one readable line: ``mention("Israel attacked Syria.", "attacked", actors=["Israel"])``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sayso.record.actors import Actor, Alias
from sayso.record.documents import Document, Segment
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, EventId, document_id, mention_id
from sayso.record.mentions import ActorArgument, Attribution, EventMention, NumberArgument, SourceArgument
from sayso.record.readings import Fingerprint, Reading
from sayso.record.spans import Span

Who = str | tuple[str, str]


def span(text: str, words: str) -> Span:
    """Quote the first place of ``words`` in ``text``."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def document(text: str, path: str = "report.txt", **fields: Any) -> Document:
    """Make a document whose id and hash fit its text."""
    given = fields.get("published_given") or fields.get("published")
    outlet, url = fields.get("outlet"), fields.get("url")
    published = fields.pop("published", None)
    return Document(
        id=document_id(text, outlet, given, url, path),
        path=path,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        reader="test 1",
        n_characters=len(text),
        published=Edtf(published) if published else None,
        published_given=given,
        segments=(Segment(0, len(text), "body"),),
        **fields,
    )


def attribution(text: str, source: str | None = None, cue: str | None = None, **fields: Any) -> Attribution:
    """Make one link of a chain of sources from its words."""
    quoted = span(text, source) if source else None
    actor = fields.pop("actor", None)
    speaker = SourceArgument(quoted.start, quoted.end, quoted.text, actor, source) if quoted else None
    defaults: dict[str, Any] = {"anonymous": False, "stance": "states"}
    return Attribution(speaker, cue=span(text, cue) if cue else None, **{**defaults, **fields})


def mention(
    text: str,
    trigger: str,
    *,
    doc: Document | None = None,
    actors: Iterable[Who] = (),
    recipients: Iterable[Who] = (),
    numbers: Iterable[NumberArgument] = (),
    **fields: Any,
) -> EventMention:
    """Make a mention whose id fits its document and trigger; somebody is words, or words and an actor's id."""
    document_ = doc or document(text)
    quoted = span(text, trigger)
    identity = mention_id(document_.id, quoted.start, quoted.end)
    defaults: dict[str, Any] = {
        "type": "ASSAULT", "mode": None, "quad": "material_conflict", "score": -10.0, "method": "test 1",
    }  # fmt: skip
    return EventMention(
        id=identity,
        doc=document_.id,
        path=document_.path,
        event=EventId(identity),
        trigger=quoted,
        sentence=Span.of(text, 0, len(text)),
        actors=tuple(_who(text, who) for who in actors),
        recipients=tuple(_who(text, who) for who in recipients),
        numbers=tuple(numbers),
        **{**defaults, **fields},
    )


def number(text: str, words: str, kind: str, low: int, high: int | None, **fields: Any) -> NumberArgument:
    """Make a count from its words."""
    quoted = span(text, words)
    return NumberArgument(quoted.start, quoted.end, quoted.text, kind, None, low, high, **fields)  # type: ignore[arg-type]


def reading(text: str, path: str = "report.txt", triggers: Iterable[str] = (), **fields: Any) -> Reading:
    """Make a reading with a mention for each trigger, and the event of each."""
    from sayso.codebook.actors import ActorRegistry
    from sayso.codebook.standings import Standings
    from sayso.merge.event import EventMaker
    from sayso.merge.sides import Sides

    doc = document(text, path, **fields)
    mentions = tuple(mention(text, trigger, doc=doc) for trigger in triggers)
    events = EventMaker.of(Sides.of(ActorRegistry.of(()), Standings.load()))
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    return Reading(
        document=doc,
        text=text,
        mentions=mentions,
        commitments=(),
        events=tuple(events.event_of((one,), {doc.id: doc}) for one in mentions),
        actors=(Actor(ActorId("israel"), "Israel", "state", "IL", aliases=(Alias("Israel", 1),), documents=(doc.id,)),),
        named_places=(),
        sources=(),
        fingerprint=Fingerprint(text_hash, b"", (), ()),
    )


def _who(text: str, who: Who) -> ActorArgument:
    words, actor = (who, None) if isinstance(who, str) else who
    quoted = span(text, words)
    return ActorArgument(quoted.start, quoted.end, quoted.text, ActorId(actor) if actor else None, words)
