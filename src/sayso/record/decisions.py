"""Decisions: what people decided, append-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.record.mentions import EventMention
from sayso.record.spans import Span
from sayso.record.vocabulary import Action, TargetKind


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """Quote words with those around them, by which they are found again in a text that was taken out of its page anew.

    ``before`` and ``after`` are at most ``record.decisions.SURROUNDINGS`` characters each.
    """

    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, document_text: str, start: int, end: int) -> Quotation:
        """Cut a quotation and its surroundings out of a document's text.

        Raises:
            RecordError: the range is empty, negative or runs past the text.
        """
        span = Span.of(document_text, start, end)
        before = document_text[max(0, start - SURROUNDINGS) : start]
        return cls(start, end, span.text, before, document_text[end : end + SURROUNDINGS])


SURROUNDINGS = 60
"""Characters kept on either side of a quotation: some ten words."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Point at a mention by its trigger, so that it is found again where a new reading gives it another id.

    ``text_hash`` names the text it stands in, whatever document holds that; ``before`` and ``after`` are the words
    around the trigger. All three are None or empty in decisions of older versions.
    """

    mention: str
    doc: str
    start: int
    end: int
    quotation: str
    text_hash: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class DecisionTarget:
    """Point at what was decided on, by id and by quotation, so that it is found again after a re-run.

    The span is a mention's trigger, of an event that of its lowest mention, of a document a stretch of its text;
    ``mentions`` are all that an event held when it was decided on, and the mention itself. Of an actor, a place or a
    source ``quotation`` is its name.
    """

    kind: TargetKind
    id: str
    doc: str | None = None
    start: int | None = None
    end: int | None = None
    quotation: str | None = None
    mentions: tuple[Anchor, ...] = ()
    text_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Say how a decision came here out of the file of another case: the file's SHA-256, when, and who brought it in.

    ``place`` is where it stands among the decisions of the case, before all that were there, which hold over it; null
    where it stands as the last. ``contests`` are decisions of the case that it contradicts: it waits while any of them,
    or one that took its place, holds.
    """

    file: str
    at: str | None
    by: str | None
    place: int | None = None
    contests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Record one decision; undoing it is a decision too. Fields are those of decisions.jsonl.

    ``field`` is what was corrected or set, ``before`` and ``after`` its values as JSON; of a judgement on ``target``
    and ``other`` how the two were judged before and since. ``support`` are the words that a correction rests on, in the
    target's document. ``reading`` is the mention as it was shown to whoever decided, or the one that was added.
    ``undone_by`` is the decision that undid this one, or a later one on the same thing, which takes its place; of one
    that came from another case also the one that it contradicts and waits for. ``erased`` names the fields of which a
    document's erasure took the value: null there is no value. A decision without its ``after`` holds no more.
    """

    id: str
    at: str | None
    by: str
    action: Action
    target: DecisionTarget
    before: Any
    after: Any
    note: str | None
    undone_by: str | None = None
    other: DecisionTarget | None = None
    field: str | None = None
    support: Quotation | None = None
    reading: EventMention | None = None
    came: Arrival | None = None
    erased: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether what was decided is erased."""
        return "after" in self.erased

    @property
    def waits(self) -> bool:
        """Tell whether it came from another case and contradicts a decision that holds here."""
        return self.came is not None and self.undone_by in self.came.contests


@dataclass(frozen=True, slots=True)
class Act:
    """Say what an action is taken on, what it takes, and whether it can be undone.

    ``other`` are the kinds of a second target; ``value`` whether it takes one, ``optional`` whether it may be left out,
    ``field`` whether it names one.
    ``once``: a later decision on the same target and field takes the place of the earlier.
    """

    on: tuple[TargetKind, ...]
    other: tuple[TargetKind, ...] = ()
    value: bool = False
    optional: bool = False
    field: bool = False
    once: bool = True
    undoable: bool = True


_READ: tuple[TargetKind, ...] = ("mention", "event")

ACTS: Mapping[Action, Act] = {
    "same": Act(_READ, other=_READ),
    "different": Act(_READ, other=_READ),
    "unsure": Act(_READ, other=_READ),
    "merge": Act(_READ, other=_READ),
    "split": Act(("mention",)),
    "confirm": Act(_READ),
    "reject": Act(_READ),
    "correct": Act(_READ, value=True, field=True),
    "add": Act(("document",), value=True, once=False),
    "credibility": Act(("event",), value=True),
    "tag": Act(("event",), value=True, once=False),
    "field": Act(("event",), value=True, field=True),
    "attach": Act(("event",), value=True, once=False),
    "name": Act(("actor",), value=True),
    "join": Act(("actor",), other=("actor",)),
    "sensitive": Act(("actor",), value=True, optional=True),
    "place": Act(("place",), value=True),
    "grade": Act(("source",), value=True),
    "irrelevant": Act(("document",)),
    "copy": Act(("document",), other=("document",)),
    "redact": Act(("document", "actor"), once=False),
    "remove": Act(("document",)),
    "erase": Act(("document",), undoable=False),
    "undo": Act(("decision",)),
}
"""What can be decided, in the order in which people are told of it."""

JUDGING: frozenset[Action] = frozenset({"same", "different", "unsure", "merge", "split"})
"""Actions that judge whether mentions are one event."""
