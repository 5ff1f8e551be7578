"""Find one row of the record by its id and gather what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from sayso.codebook.phrases import fold
from sayso.errors import UsageError
from sayso.export.versions import Versions, translations_of, versions_of
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.ids import DocumentId, EventId
from sayso.record.links import Link
from sayso.record.mentions import Attribution, EventMention
from sayso.store.filters import MentionFilter
from sayso.store.view import View

MOST_MENTIONS = 20
"""Mentions gathered for an actor, place or source: what a person reads; filters give the rest."""

Record = Event | EventMention | Commitment | Actor | Place | Source | Document


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold a row of the record (``kind`` says which), the mentions it rests on or that name it, and where.

    Of a document also its versions, where it has others, and its translations with their paths.

    Of an event also the edges that its mentions stand in, its links, and ``titles`` of the events at their other ends.
    ``near`` are the mentions of other events on those edges.

    ``documents`` maps the ids of the documents it stands in to their paths. For an actor, place or source
    ``mentions`` are at most ``MOST_MENTIONS``, and ``more`` says whether there are others.
    """

    kind: str
    record: Record
    mentions: tuple[EventMention, ...] = ()
    documents: dict[DocumentId, str] = field(default_factory=dict)
    more: bool = False
    edges: tuple[Edge, ...] = ()
    links: tuple[Link, ...] = ()
    titles: dict[EventId, str] = field(default_factory=dict)
    near: tuple[EventMention, ...] = ()
    versions: Versions | None = None
    translations: dict[DocumentId, str] = field(default_factory=dict)


def find_record(view: View, identity: str, *, private: bool = False) -> Dossier:
    """Find a document (by id or path), event, mention, commitment, actor, place or source.

    An actor who is sensitive, also as a source, is given only where ``private`` asks for it.

    An id that is both a mention's and its event's gives the event: the mention is inside. The id of an event that
    has become part of another gives that.

    Raises:
        UsageError: nothing in the case has this id, or it is a private individual's and was not asked for.
    """
    for event in view.events(view.became(identity) or identity):
        return _of_event(event, view)
    for mention in view.mentions(MentionFilter(id=identity)):
        return _of_mentions("mention", mention, [mention])
    for commitment in view.commitments(identity):
        return Dossier("commitment", commitment, (), {commitment.doc: commitment.path})
    for actor in view.actors(identity):
        if actor.sensitive and not private:
            raise _private(identity)
        return _of_name("actor", actor, _naming(view, actor), view, actor.documents)
    for source in view.sources(identity):
        if not private and _is_private(view, source):
            raise _private(identity)
        return _of_name("source", source, _quoting(view, source), view, source.documents)
    for place in view.places(identity):
        return _of_name("place", place, view.mentions(MentionFilter(place=place.id)), view)
    document = view.document(identity)
    found = _of_mentions("document", document, mentions_of_document(view, document))
    versions = versions_of(view, document.id)
    return replace(
        found,
        versions=versions if versions.changes else None,
        translations=translations_of(view, document),
    )


def _private(identity: str) -> UsageError:
    return UsageError(f"{identity} is a private individual", remedy="Show them with --private, or with --redact")


def _is_private(view: View, source: Source) -> bool:
    """Tell whether a source is called as a sensitive actor is, with whatever stands before the name."""
    called = f" {fold(source.name)}"
    people = (actor for actor in view.actors() if actor.sensitive)
    names = (name for actor in people for name in (actor.name, *(alias.text for alias in actor.aliases)))
    return any(called == f" {fold(name)}" or (" " in name and called.endswith(f" {fold(name)}")) for name in names)


def mentions_of_document(view: View, document: Document) -> Iterable[EventMention]:
    """List a document's mentions, of an older version as they were read: its events are the newer version's."""
    if document.superseded_by is None:
        return view.mentions(MentionFilter(doc=document.id))
    return view.mentions_read(document.id)


def _of_event(event: Event, view: View) -> Dossier:
    found = _of_mentions("event", event, view.mentions(MentionFilter(event=event.id)))
    edges, links = tuple(view.edges(event.id)), tuple(view.links(event.id))
    others = sorted({end for edge in edges for end in (edge.left, edge.right)} - set(event.mentions))
    ends = sorted({end for link in links for end in (link.source, link.target)} - {event.id})
    return replace(
        found,
        edges=edges,
        links=links,
        titles={one.id: one.title for end in ends for one in view.events(end)},
        near=tuple(mention for other in others for mention in view.mentions(MentionFilter(id=other))),
    )


def _of_mentions(kind: str, record: Record, mentions: Iterable[EventMention]) -> Dossier:
    found = _as_read(mentions)
    return Dossier(kind, record, found, {mention.doc: mention.path for mention in found})


def _of_name(
    kind: str, record: Record, mentions: Iterable[EventMention], view: View, documents: Iterable[DocumentId] = ()
) -> Dossier:
    found = tuple(islice(mentions, MOST_MENTIONS + 1))
    named = {mention.doc: mention.path for mention in found}
    wanted = set(documents) - set(named)
    named |= {document.id: document.path for document in (view.documents() if wanted else ()) if document.id in wanted}
    shown = _as_read(found[:MOST_MENTIONS])
    return Dossier(kind, record, shown, dict(sorted(named.items())), len(found) > MOST_MENTIONS)


def _as_read(mentions: Iterable[EventMention]) -> tuple[EventMention, ...]:
    """Put mentions in the order in which they stand in the reports."""
    return tuple(sorted(mentions, key=lambda one: (one.path, one.doc, one.trigger.start, one.id)))


def _naming(view: View, actor: Actor) -> Iterator[EventMention]:
    """List mentions in which somebody acts, then those in which they are acted on or quoted, each once."""
    seen = set()
    for mention in view.mentions(MentionFilter(actor=actor.id)):
        seen.add(mention.id)
        yield mention
    for mention in view.mentions(MentionFilter(recipient=actor.id)):
        if mention.id not in seen:
            seen.add(mention.id)
            yield mention
    for doc in actor.documents:
        for mention in view.mentions(MentionFilter(doc=doc)):
            quoted = any(link.source and link.source.actor == actor.id for link in mention.attribution)
            if quoted and mention.id not in seen:
                yield mention


def _quoting(view: View, source: Source) -> Iterator[EventMention]:
    """List mentions on a source's word: those it is quoted for and, of an outlet's own reports, those in its voice."""
    name = fold(source.name)
    outlets = {one.id: fold(one.outlet or "") for one in view.documents() if one.id in source.documents}
    for doc in source.documents:
        mentions = list(view.mentions(MentionFilter(doc=doc)))
        quoted = [
            mention for mention in mentions if any(_is_source(link, source, name) for link in mention.attribution)
        ]
        # a report that never quotes the outlet is in its list as its own, under another spelling
        own = source.kind == "outlet" and (outlets[doc] == name or not quoted)
        yield from (mention for mention in mentions if mention in quoted or (own and not mention.attribution))


def _is_source(link: Attribution, source: Source, name: str) -> bool:
    if link.source is None or link.anonymous != (source.kind == "unnamed"):
        return False
    return fold(link.source.name or link.source.text) == name
