"""Values of decisions: what was held before, what holds after, and the mention that was looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sayso.codebook.project_fields import ProjectFields
from sayso.decided_events import machine_event, plover
from sayso.errors import UsageError
from sayso.finding import as_read
from sayso.merge_rules import MergeRules
from sayso.record.counts import supports
from sayso.record.decisions import DecisionTarget, Quotation
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.ids import DocumentId, EventId, mention_id
from sayso.record.mentions import EventMention
from sayso.record.spans import Span
from sayso.record.vocabulary import Action, TargetKind
from sayso.resolve.actors import identity
from sayso.review.amend import BY_A_PERSON
from sayso.review.fields import event_value, mention_value, values_of
from sayso.review.given import ACCEPTED, value_given
from sayso.review.values import NUMBER, Known
from sayso.store.anchors import mention_at
from sayso.store.filters import MentionFilter
from sayso.store.targets import actor_called
from sayso.store.view import View

_KEEPS_MENTION: frozenset[Action] = frozenset({"confirm", "correct", "credibility", "tag", "field", "attach"})
"""Actions that take the mention for true: it stays, whatever a later reading finds."""


def prepare() -> None:
    """Load the tables in which values are looked up, once for each process."""
    from sayso.review.places import load

    plover()
    load()


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what a person asked for, as given."""

    action: Action
    target: str
    value: object
    field: str | None
    span: tuple[int, int] | None
    kind: TargetKind | None


def as_declared(asked: Asked, fields: ProjectFields) -> Asked:
    """Read the value of a project's own field as the field is declared; anything else is left as given.

    Raises:
        UsageError: there is no such field, or the value is none of its values.
    """
    if asked.action != "field" or asked.field is None or asked.value is None:
        return asked
    return replace(asked, value=fields.value(asked.field, asked.value))


def value_before_and_after(
    view: View,
    rules: MergeRules,
    asked: Asked,
    target: DecisionTarget,
    other: DecisionTarget | None,
    support: Quotation | None,
) -> tuple[Any, Any]:
    """Give what a decision finds and what it sets, as JSON.

    Raises:
        UsageError: the value cannot be one of the field, or the words that support a count do not give it.
    """
    registry = rules.maker.sides.registry
    known = Known(registry, lambda name: actor_called(view.connection, name), identity)
    before = _before(view, rules, asked, target)
    if other is not None:
        return before, other.id
    if asked.value is None:
        return before, True
    after = value_given(asked.action, target.kind, asked.field, asked.value, known)
    if asked.field == "stance":
        _check_voice(view, target)
    if asked.action == "credibility" and after == ACCEPTED:
        after = before
    if (asked.field or "").startswith(NUMBER) and support is not None and after is not None:
        _check_count(support, after)
    return before, after


def reading_of(
    view: View, asked: Asked, target: DecisionTarget, after: Any, support: Quotation | None
) -> EventMention | None:
    """Give the mention that is decided on as it is shown, of an event its lowest; or the one that is added.

    Raises:
        UsageError: the mention is out of the record, or another one stands where it is to be added.
    """
    if asked.action == "add" and support is not None:
        return _added(view, target, after, support)
    if asked.action not in _KEEPS_MENTION or not target.mentions:
        return None
    lowest = target.mentions[0].mention
    shown = next(view.mentions(MentionFilter(id=lowest)), None)
    if shown is None and asked.action != "confirm":
        raise UsageError(
            f"the mention {lowest} is out of the record: it was rejected, or its document left out",
            remedy="Confirm it, or undo that decision; sayso log CASE ID names it",
        )
    return shown or as_read(view.connection, lowest)


def _before(view: View, rules: MergeRules, asked: Asked, target: DecisionTarget) -> Any:
    """Give what the machine read, of a mention or event; of all else what is held now."""
    if target.kind == "mention" and asked.action in ("confirm", "correct"):
        mention = as_read(view.connection, target.id)
        held = None if mention is None else values_of(mention)
        return held if asked.field is None or mention is None else mention_value(mention, asked.field)
    if target.kind == "event":
        return _before_event(asked, machine_event(view, rules, target.id))
    if asked.action == "name":
        return target.quotation
    if asked.action == "sensitive":
        return next(view.actors(target.id)).sensitive
    if asked.action == "grade":
        return next(view.sources(target.id)).grade
    if asked.action == "copy":
        return view.document(target.id).copy_of
    if asked.action == "place":
        place = next(view.places(target.id))
        return {"latitude": place.latitude, "longitude": place.longitude, "geonames": place.geonames}
    return None


def _before_event(asked: Asked, event: Event) -> Any:
    if asked.action == "confirm":
        return values_of(event)
    if asked.action == "credibility":
        return event.credibility_suggested
    if asked.action == "field":
        return event.fields.get(asked.field or "")
    if asked.action == "correct" and asked.field is not None:
        return event_value(event, asked.field)
    return None


def _check_count(support: Quotation, after: dict[str, int | None]) -> None:
    low, high = after["low"], after["high"]
    if not supports(support.text, low, high):
        raise UsageError(
            f"the words {support.text!r} do not give the count {low}..{high}",
            remedy="Name the words that do, or leave --span out and say why with --note",
        )


def _check_voice(view: View, target: DecisionTarget) -> None:
    shown = next(view.mentions(MentionFilter(id=target.id)), None)
    if shown is not None and not shown.attribution:
        raise UsageError(
            f"{target.id} is told in the report's own voice, which has no stance", remedy="Correct its source first"
        )


def _added(view: View, target: DecisionTarget, act: dict[str, Any], support: Quotation) -> EventMention:
    """Make the mention that a person adds: its act and its words; all else comes by corrections."""
    document, text = view.document(target.id), view.text(target.id)
    held = mention_at(view.connection, target.id, support.start, support.end, None, read_alone=False)
    if held is not None:
        shown = next(view.mentions(MentionFilter(id=held)), None)
        raise UsageError(
            f"the mention {held} at {support.start}:{support.end} is there already" + ("" if shown else ", rejected"),
            remedy="Correct that one instead" if shown else "Confirm that one, and correct it",
        )
    found = mention_id(DocumentId(target.id), support.start, support.end)
    return EventMention(
        id=found, doc=document.id, path=document.path, event=EventId(found), type=act["type"], mode=act["mode"],
        quad=plover().quad(act["type"]), score=plover().score(act["type"], act["mode"]),
        trigger=Span(support.start, support.end, support.text), sentence=_sentence(document, text, support),
        probability=1.0, method=BY_A_PERSON,
    )  # fmt: skip


def _sentence(document: Document, text: str, words: Quotation) -> Span:
    """Give the sentence in which words stand, or the words alone where they stand in none that is coded."""
    from sayso.annotate import analyse
    from sayso.text.normalise import normalise

    analysis = analyse(normalise(text, document.segments), text, document)
    spans = (analysis.span(one.first, one.last) for one in analysis.sentences)
    return next((span for span in spans if span.meets(words)), Span(words.start, words.end, words.text))
