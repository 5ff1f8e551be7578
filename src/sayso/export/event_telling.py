"""An event told in lines: how it stands and stood, where the reports differ, on whose word, and why it is one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.export.wording import count_words, field_words, voice_words
from sayso.record.counts import bounds_words
from sayso.record.edges import Edge
from sayso.record.events import Event, EventActor, EventNumber, EventPlace, StatusPoint, Voice
from sayso.record.ids import DocumentId, EventId, MentionId
from sayso.record.links import Link
from sayso.record.mentions import EventMention

Mentions = Mapping[MentionId, EventMention]

LONGEST_SENTENCE = 220
"""Characters of a quotation on a screen: a whole sentence but for the longest."""

MOST_REASONS = 6
"""Signs named for one pair: the strongest, which nearly always decide."""

MOST_APART = 5
"""Mentions of other events named as kept apart: those likeliest to have been joined."""

LINKS_TO = {
    "plans": "plans", "threatens": "threatens", "denies_role": "denies a part in", "answers": "answers",
    "part_of": "is part of", "follows_up": "follows up",
}  # fmt: skip
"""How an event stands to another that it links to."""
LINKED_FROM = {
    "plans": "planned by", "threatens": "threatened by", "denies_role": "a part in it denied by",
    "answers": "answered by", "part_of": "holds", "follows_up": "followed up by",
}  # fmt: skip
"""How an event stands to another that links to it."""


def event_lines(event: Event, mentions: Mentions) -> Iterator[str]:
    """Tell an event by its own fields; ``mentions`` are its own, for the words of each voice."""
    yield event.title
    yield from standing_lines(event)
    yield from _voices(event, mentions)
    yield from grading_lines(event)


def standing_lines(event: Event) -> Iterator[str]:
    """Tell how an event stands and stood, who, where, when, how many, and every side; sides begin with two blanks."""
    yield from _history("did it happen", event.status, event.status_history)
    yield from _history("who did it", event.responsibility, event.responsibility_history)
    voices = {voice.id: voice_words(voice) for voice in event.voices}
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        yield from (_party(role, who, voices) for who in parties)
    yield from map(_place, event.places)
    if event.date:
        yield f"date: {event.date} ({event.date_basis})"
    for number in event.numbers:
        yield from _number(number, voices)
    yield from _contested(event, voices)


def grading_lines(event: Event) -> Iterator[str]:
    """Tell how an event is graded, tagged and coded, and what people decided on it."""
    yield f"credibility: {event.credibility_suggested} of 6 suggested. {event.credibility_suggested_reason}"
    if event.credibility is not None:
        yield f"credibility: {event.credibility} of 6, by decision"
    if event.tags:
        yield f"tags: {', '.join(event.tags)}"
    yield from (f"{name}: {field_words(value)}" for name, value in event.fields.items())
    if event.review:
        yield f"{event.review} by a person"
    elif event.decided_by == "person":
        yield "what it says, or which mentions it holds, was decided on by a person"


def origins_line(event: Event) -> str:
    """Tell how many voices and reports an event rests on, and how many independent origins they show."""
    unstated = f", {event.n_origin_unstated} not stated" if event.n_origin_unstated else ""
    return (
        f"on whose word: {_counted(len(event.voices), 'voice')} in {_counted(event.n_documents, 'report')};"
        f" independent origins shown: {event.n_origins_shown}{unstated}"
    )


def voice_line(voice: Voice) -> str:
    """Name a voice with its stance and what it is: ``Vesta: states (party, a party to it)``."""
    return f"{voice_words(voice)} ({', '.join(_traits(voice))})"


def link_lines(event: EventId, links: Iterable[Link], titles: Mapping[EventId, str]) -> Iterator[str]:
    """Tell the links of an event to others, and from others to it."""
    for link in links:
        outward = link.source == event
        other, words = (link.target, LINKS_TO) if outward else (link.source, LINKED_FROM)
        yield f"{words[link.kind]}: {titles.get(other, 'an event')} (probability {link.probability:.2f}), id {other}"


def edge_lines(event: Event, edges: Sequence[Edge], mentions: Mentions) -> Iterator[str]:
    """Tell why mentions are one event: of each its likeliest tie to another, and what people decided.

    Then the mentions of other events that were nearly joined; ``mentions`` holds those of all edges.
    """
    members = set(event.mentions)
    inside = [edge for edge in edges if edge.left in members and edge.right in members]
    told: dict[tuple[MentionId, MentionId], Edge] = {}
    for mention in event.mentions:
        own = [edge for edge in inside if mention in (edge.left, edge.right) and edge.judgement == "same"]
        if own:
            best = min(own, key=lambda edge: (edge.decided_by == "machine", -edge.score, edge.left, edge.right))
            told[best.left, best.right] = best
    told.update(((edge.left, edge.right), edge) for edge in inside if edge.decided_by == "person")
    apart = [edge for edge in edges if not (edge.left in members and edge.right in members)]
    apart.sort(key=lambda edge: (edge.decided_by == "machine", -edge.score, edge.left, edge.right))
    for edge in (*told.values(), *apart[:MOST_APART]):
        yield _edge(edge, mentions)
    if len(apart) > MOST_APART:
        yield f"… and {len(apart) - MOST_APART} more kept apart (all with --json)"


def signs_of(edge: Edge) -> list[tuple[str, float]]:
    """Give the strongest signs for and against an edge, with what each added to its log-odds."""
    return sorted(edge.reasons.items(), key=lambda item: (-abs(item[1]), item[0]))[:MOST_REASONS]


def _history(question: str, now: str, points: Sequence[StatusPoint]) -> Iterator[str]:
    yield f"{question}: {_plain(now)}"
    if len(points) > 1:
        for point in points:
            yield f"  {point.as_of or 'undated'}: {_plain(point.status)}, by {_counted(len(point.mentions), 'mention')}"


def _party(role: str, who: EventActor, voices: Mapping[str, str]) -> str:
    ground = "" if who.basis == "stated" else f" ({who.basis})"
    return f"{role}: {who.name or 'unnamed'}{ground} — {_names(who.voices, voices)}"


def _place(place: EventPlace) -> str:
    return f"place: {place.called}{f', {place.country}' if place.country else ''} ({place.role})"


def _number(number: EventNumber, voices: Mapping[str, str]) -> Iterator[str]:
    best = f", best {number.best}" if number.best is not None and number.low != number.high else ""
    side = f", of {number.side}" if number.side else ""
    part = ", part of another count" if number.subset else ""
    yield f"number: {count_words(number)}{best} ({number.who_class}{side}, {_plain(number.scope)}{part})"
    if len(number.reported) > 1:
        for one in number.reported:
            yield f"  {one.as_of or 'undated'}: {bounds_words(one.low, one.high)} — {_names(one.voices, voices)}"


def _contested(event: Event, voices: Mapping[str, str]) -> Iterator[str]:
    for row in event.contested:
        yield f"the reports differ on {_plain(row.field)}:"
        for value in row.values:
            in_reports = _counted(len(value.documents), "report")
            yield f"  {_plain(value.value)} — {_names(value.voices, voices)} ({in_reports})"


def _voices(event: Event, mentions: Mentions) -> Iterator[str]:
    yield origins_line(event)
    for voice in event.voices:
        yield f"  {voice_line(voice)}"
        told = sorted((mentions[one] for one in voice.mentions if one in mentions), key=_as_read)
        yield from (f"    {_where(one)}: “{_short(one.sentence.text)}”" for one in told)


def _traits(voice: Voice) -> Iterator[str]:
    yield voice.kind
    if voice.party:
        yield "a party to it"
    if voice.anonymous:
        yield "unnamed"


def _edge(edge: Edge, mentions: Mentions) -> str:
    ends = " and ".join(_end(mention, mentions) for mention in (edge.left, edge.right))
    by = f" by {edge.decided_by}" if edge.decided_by == "person" else ""
    note = f" (“{edge.note}”)" if edge.note else ""
    why = f": {', '.join(f'{name} {value:+.1f}' for name, value in signs_of(edge))}" if edge.reasons else ""
    verdict = {"same": "joined", "different": "kept apart", "unsure": "left to the machine"}[edge.judgement]
    return f"{verdict}{by}{note}, score {edge.score:.2f}: {ends}{why}"


def _end(mention: MentionId, mentions: Mentions) -> str:
    one = mentions.get(mention)
    return f"“{one.trigger.text}” ({_where(one)})" if one else mention


def _where(mention: EventMention) -> str:
    return f"{mention.path} at {mention.trigger.start}"


def _as_read(mention: EventMention) -> tuple[str, DocumentId, int]:
    return mention.path, mention.doc, mention.trigger.start


def _names(ids: Iterable[str], voices: Mapping[str, str]) -> str:
    return "; ".join(dict.fromkeys(voices[one] for one in ids if one in voices)) or "nobody named"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_SENTENCE else plain[: LONGEST_SENTENCE - 1] + "…"


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
