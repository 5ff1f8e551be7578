"""Apply decisions to a case as it is now: find where each stands today, and what it makes of what was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.decided_events import plover
from sayso.finding import words_at
from sayso.naming import everywhere, mentions_naming, named_since
from sayso.record.decisions import Anchor, Decision
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.record.spans import Span
from sayso.review.amend import BY_A_PERSON, Amendment, amend, is_rejected
from sayso.review.amend_event import EVENT_ACTIONS
from sayso.review.anchoring import found_again, moved
from sayso.store.anchors import Held, documents_decided_on, latest_version, mention_at, texts_holding
from sayso.store.applied import Applied, anything_applied, keep_applied
from sayso.store.case_file import many
from sayso.store.log import in_force
from sayso.store.overlay import Overlay
from sayso.store.sketched import forget_documents

LEAVING = "irrelevant"
"""The action that leaves a document out of the record; how one is removed or erased stands in ``store.removing``."""


def apply_decisions(write: sqlite3.Connection) -> None:
    """Bring a case in line with its decisions, and note what is to be merged anew with it."""
    decisions = in_force(write)
    if decisions or anything_applied(write):
        forget_documents(write, sorted(keep_applied(write, applied_now(write, decisions))))


def applied_now(connection: sqlite3.Connection, decisions: Sequence[Decision]) -> Applied:
    """Say what decisions in force, first to last, come to in what was read."""
    return _Applying(connection, decisions).run()


def decided_now(connection: sqlite3.Connection) -> Applied:
    """Say what the decisions of a case come to now."""
    return applied_now(connection, in_force(connection))


@dataclass(frozen=True, slots=True)
class _Stand:
    """Hold where an anchor stands today: a mention, read or added, and its document."""

    mention: str
    held: Held


@dataclass(slots=True)
class _Applying:
    connection: sqlite3.Connection
    decisions: Sequence[Decision]
    applied: Applied = field(default_factory=Applied)
    amendments: dict[str, list[Amendment]] = field(default_factory=dict)

    def run(self) -> Applied:
        self._documents()
        for decision in self.decisions:
            if decision.action == "add":
                self._add(decision)
        for decision in self.decisions:
            self._decide(decision)
        laid = Overlay.of(self.decisions)
        for one in everywhere(laid):
            self._everywhere(one)
        for decision in self.decisions:
            if decision.target.kind == "event" and decision.action in EVENT_ACTIONS:
                self._hold(decision)
        self._amend(laid)
        return self.applied

    def _documents(self) -> None:
        for decision in self.decisions:
            if decision.action == LEAVING:
                self.applied.left_out.update(documents_decided_on(self.connection, decision.target))
            elif decision.action == "copy" and decision.other is not None:
                original = latest_version(self.connection, decision.other.id)
                for doc in documents_decided_on(self.connection, decision.target):
                    if doc != original:
                        self._copy(doc, original)

    def _copy(self, doc: str, original: str) -> None:
        """Call a document a copy; where its original was called a copy of it before, the later decision holds."""
        copied, one = self.applied.copied, original
        while (then := copied.get(one)) is not None:
            if then == doc:
                del copied[one]
                break
            one = then
        copied[doc] = original

    def _add(self, decision: Decision) -> None:
        kept = decision.reading
        if kept is None:
            return
        target, support = decision.target, decision.support
        before, after = (support.before, support.after) if support else ("", "")
        words = kept.trigger
        anchor = Anchor(kept.id, kept.doc, words.start, words.end, words.text, target.text_hash, before, after)
        for stand in self._stands(anchor, decision):
            if stand.mention not in self.applied.added:
                self._note(stand, decision)

    def _decide(self, decision: Decision) -> None:
        anchors = decision.target.mentions
        if decision.action == "reject" or (decision.target.kind == "mention" and decision.action in _ON_MENTIONS):
            for anchor in anchors:
                for stand in self._stands(anchor, decision):
                    self._note(stand, decision)

    def _hold(self, decision: Decision) -> None:
        """Anchor a decision on an event at the first of its mentions that is there, or at the one it keeps."""
        anchors = decision.target.mentions  # none where the documents they stood in are erased
        for at, anchor in enumerate((*anchors, *anchors[:1])):
            for stand in self._stands(anchor, decision if at == len(anchors) else None):
                if self._counts(stand):
                    self.applied.held[decision.id] = stand.mention
                    return

    def _counts(self, stand: _Stand) -> bool:
        rejected = is_rejected(self.amendments.get(stand.mention, ()))
        return not rejected and stand.held.doc not in self.applied.left_out

    def _stands(self, anchor: Anchor, keeping: Decision | None) -> Iterator[_Stand]:
        """Find an anchor's mentions of today; where a text holds its words and none is read, ``keeping`` puts one."""
        for held in texts_holding(self.connection, anchor):
            words = words_at(anchor, held)
            if words is None:
                continue
            known = anchor.mention if held.doc == anchor.doc else None
            mention = mention_at(self.connection, held.doc, words.start, words.end, known)
            mention = mention or self._added_at(held.doc, words) or self._kept(keeping, held, words)
            if mention is not None:
                yield _Stand(mention, held)

    def _added_at(self, doc: str, words: Span) -> str | None:
        found = (one for _, one in self.applied.added.values() if one.doc == doc and one.trigger.meets(words))
        return min((one.id for one in found), default=None)

    def _kept(self, keeping: Decision | None, held: Held, words: Span) -> str | None:
        """Put the mention that a decision was taken on back where no reading finds it any more.

        One that a person added goes with the decision that added it.
        """
        if keeping is None or keeping.reading is None or keeping.target.kind == "decision":
            return None
        if keeping.action != "add" and keeping.reading.method == BY_A_PERSON:
            return None
        mention = moved(keeping.reading, DocumentId(held.doc), held.path, held.text, words)
        self.applied.added[mention.id] = (keeping.id, mention)
        return mention.id

    def _note(self, stand: _Stand, decision: Decision) -> None:
        support = decision.support
        words: Span | None = None
        if support is not None:
            words = found_again(stand.held.text, support.text, support.before, support.after, support.start)
        reading = decision.reading
        if reading is not None and reading.doc != stand.held.doc:
            at = _words_of(reading, stand.held)
            reading = (
                moved(reading, DocumentId(stand.held.doc), stand.held.path, stand.held.text, at) if at else reading
            )
        why = f"decided by {decision.by}" + (f": {decision.note}" if decision.note else "")
        one = Amendment(decision.action, decision.field, decision.after, words, reading, why)
        self.amendments.setdefault(stand.mention, []).append(one)

    def _everywhere(self, one: Amendment) -> None:
        named = mentions_naming(self.connection, one.field or "")
        for mention in sorted({*named, *self.amendments, *self.applied.added}):
            self.amendments.setdefault(mention, []).append(one)

    def _amend(self, laid: Overlay) -> None:
        sql = "SELECT id, record FROM mentions WHERE added IS NULL AND id IN ({marks})"
        read = dict(many(self.connection, sql, sorted(self.amendments)))
        shown = [mention for _, mention in self.applied.added.values()]
        for identity, own in sorted(self.amendments.items()):
            mention = from_json(EventMention, read[identity]) if identity in read else self.applied.added[identity][1]
            found = amend(mention, own, plover())
            if found != mention:
                self.applied.amended[identity] = found
            if found is not None:
                shown.append(found)
        self.applied.named.update(named_since(self.connection, laid, shown))


_ON_MENTIONS = frozenset({"confirm", "correct"})


def _words_of(reading: EventMention, held: Held) -> Span | None:
    words = reading.trigger
    return found_again(held.text, words.text, "", "", words.start)
