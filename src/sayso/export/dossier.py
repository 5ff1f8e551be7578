"""Find one row of the record by its id and gather what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.record.plain import to_plain
from sayso.store.filters import MentionFilter
from sayso.store.view import View


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold a row of the record (``kind`` says which) and the rows that hang on it, as plain values.

    ``quotations`` are (path, sentence) pairs: the words the row rests on.
    """

    kind: str
    record: dict[str, Any]
    mentions: tuple[dict[str, Any], ...] = ()
    quotations: tuple[tuple[str, str], ...] = ()


def find_record(view: View, identity: str) -> Dossier:
    """Find a document (by id or path), event, mention, commitment, actor, place or source.

    An id that is both a mention's and its event's gives the event: the mention is inside.

    Raises:
        UsageError: nothing in the case has this id.
    """
    for event in view.events(identity):
        mentions = list(view.mentions(MentionFilter(event=event.id)))
        quotations = tuple((mention.path, mention.sentence.text) for mention in mentions)
        return Dossier("event", to_plain(event), tuple(map(to_plain, mentions)), quotations)
    for mention in view.mentions(MentionFilter(id=identity)):
        return Dossier("mention", to_plain(mention), (), ((mention.path, mention.sentence.text),))
    for commitment in view.commitments(identity):
        return Dossier("commitment", to_plain(commitment), (), ((commitment.path, commitment.quote.text),))
    for kind, rows in (("actor", view.actors), ("place", view.places), ("source", view.sources)):
        for row in rows(identity):
            return Dossier(kind, to_plain(row))
    document = view.document(identity)
    return Dossier("document", to_plain(document), tuple(map(to_plain, view.mentions(MentionFilter(doc=document.id)))))
