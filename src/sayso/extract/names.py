"""Names: the words of a line that the registry of actors or the table of places knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.codebook.actors import ActorEntry
from sayso.codebook.names import Name as Spelling
from sayso.codebook.places import PlaceEntry, PlaceKind
from sayso.extract.lines import Line
from sayso.record.marks import NameLabel
from sayso.record.names import Name
from sayso.record.spans import Span
from sayso.record.vocabulary import ActorKind

ACTOR_LABELS: Mapping[ActorKind, NameLabel] = {
    "state": "LOC", "government_body": "ORG", "armed_group": "ORG", "organisation": "ORG", "media": "ORG",
    "person": "PER", "population": "NAT", "unknown": "MISC",
}  # fmt: skip
BUILT: frozenset[PlaceKind] = frozenset({"base", "airport", "crossing", "camp", "site"})
"""Kinds of places that are built and can be hit as one: their names are labelled FAC."""
_OF_A_PEOPLE = frozenset({"adjective", "demonym"})

Hit = tuple[int, Spelling[ActorEntry] | None, Spelling[PlaceEntry] | None]


def find_names(line: Line) -> Iterator[Name]:
    """Find the known names of a line, left to right, none overlapping; of two that begin together the longer.

    A word of a compound ("Iran" in "Iran-backed") is quoted alone. A seat of government ("the Kremlin",
    "Damascus") names its place; for whom it stands is left open.
    """
    capital = [word[:1].isupper() for word in line.words]
    reached = 0
    for at in sorted({*line.phrases.actors, *line.phrases.places}):
        if at < reached or not any(capital[at : at + 2]):  # "al-Qaeda" begins with a small one
            continue
        found = _longest(line, at)
        if found is None:
            continue
        last, actor, place = found
        span = quoted(line, at, last)
        if span is not None and any(capital[at:last]):
            yield _name(span, actor, place)
        reached = last


def _longest(line: Line, at: int) -> Hit | None:
    actor, place = line.phrases.actors.get(at), line.phrases.places.get(at)
    last = max(actor[0] if actor else 0, place[0] if place else 0)
    who = actor[1][0] if actor and actor[0] == last else None
    where = next((one for one in place[1] if one.form != "adjective"), None) if place and place[0] == last else None
    return (last, who, where) if who or where else None


def _name(span: Span, actor: Spelling[ActorEntry] | None, place: Spelling[PlaceEntry] | None) -> Name:
    seat = actor is not None and actor.form == "metonym"
    return Name(
        span.start,
        span.end,
        span.text,
        _label(actor, place),
        actor=actor.entry.id if actor and not seat else None,
        place=place.entry.id if place else None,
    )


def _label(actor: Spelling[ActorEntry] | None, place: Spelling[PlaceEntry] | None) -> NameLabel:
    if actor is None or actor.form == "metonym":
        return "FAC" if place is None or place.entry.kind in BUILT else "LOC"
    if actor.form in _OF_A_PEOPLE and actor.entry.kind in ("state", "population"):
        return "NAT"
    return ACTOR_LABELS[actor.entry.kind]


def quoted(line: Line, first: int, last: int) -> Span | None:
    """Quote words without the rest of a compound they are part of; None if the text writes them otherwise."""
    span = line.span(first, last)
    whole = [at for at in (first - 1, last) if 0 <= at < len(line.tokens)]
    if not any(line.tokens[at] in (line.tokens[first], line.tokens[last - 1]) for at in whole):
        return span
    start = span.text.find(line.words[first])
    end = span.text.find(line.words[last - 1], start) + len(line.words[last - 1])
    if start < 0 or end <= start:
        return None
    return Span(span.start + start, span.start + end, span.text[start:end])
