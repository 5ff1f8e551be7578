"""A made world of acts and reports, as skewed as news is: few conflicts fill most reports, few actors most acts.

Measures of gold/train are imitated (2026-11): ``vector_of``, ``FAVOURED``, the shares of what ``_Draw`` tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.plover import Plover
from sayso.codebook.tables import read_rows
from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Segment
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, EventId, PlaceId, commitment_id, document_id, mention_id
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    NumberArgument,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.readings import Fingerprint, Reading
from sayso.record.spans import Span
from sayso.record.vectors import LONGEST_VECTOR, TriggerVector
from sayso.record.vocabulary import CommitmentKind, EventType, Status

SEED = 20200103
FIRST_DAY = 737_000
"""A day of the year 2018, counted from 0001-01-01."""
MENTIONS_A_DAY = 500
"""Mentions published on a day: what some hundred outlets tell of a few conflicts."""
MENTIONS_A_REPORT = 20
SKEW, MOST_REPORTS_OF_AN_ACT = 2.3, 400
"""Zipf over the mentions of an act: 69 of 100 acts are told once, 1 by more than 22 mentions; of gold/train, a
319 reports of many years, 75 once and 1 by more than 12."""
COPIES = 0.06
"""Share of reports that repeat another word for word under another outlet."""

_TYPES: Mapping[EventType, float] = {
    "ASSAULT": 0.31, "ACCUSE": 0.10, "CONSULT": 0.09, "MOBILIZE": 0.06, "THREATEN": 0.06, "REJECT": 0.06,
    "COERCE": 0.07, "REQUEST": 0.06, "AGREE": 0.04, "SANCTION": 0.03, "RETREAT": 0.05, "AID": 0.03, "SUPPORT": 0.04,
}  # fmt: skip
FAVOURED = 0.65
"""Share of an act's tellings that use its own word: two of them share a stem in 47 of 100 pairs on gold/train."""
N_CONFLICTS, ACTORS_OF_A_CONFLICT, PLACES_OF_A_CONFLICT = 60, 12, 60
KIND, WORD, ACT, TELLING = 0.20, 0.20, 0.35, 0.25
"""What of a trigger vector's square is its type's, its word's, its act's and this telling's alone. On gold/train pairs
of one type have a likeness of .20 in the middle, those of one act .73 between documents."""
_SCALES = 34 / np.sqrt(np.sqrt(np.arange(1, LONGEST_VECTOR + 1)))
"""Spread of each component: 34 of the first, 16 of the twentieth on gold/train."""

_PLEDGES: Mapping[EventType, CommitmentKind] = {"THREATEN": "threat", "REQUEST": "demand"}
_STATUSES: Sequence[Status] = (*("asserted",) * 12, "negated", "planned", "hypothetical", "uncertain")
_COUNTRIES = [f"{first}{second}" for first in "ABCDEFGH" for second in "KLMNO"]


@dataclass(frozen=True, slots=True)
class Act:
    """Hold one act of the made world."""

    type: EventType
    conflict: int
    verb: int
    actor: ActorId
    recipient: ActorId
    place: int
    day: int
    killed: int
    vector: np.ndarray


@dataclass(frozen=True, slots=True)
class World:
    """Hold what acts are made of. Built once by ``of``; the same size gives the same world."""

    acts: Sequence[Act]
    told: np.ndarray
    published: np.ndarray
    chance: np.random.Generator

    @classmethod
    def of(cls, n: int) -> World:
        """Make the acts that ``n`` mentions tell, and for each mention its act and the day it is published."""
        chance = np.random.default_rng(SEED)
        days = max(30, n // MENTIONS_A_DAY)
        sizes = np.minimum(chance.zipf(SKEW, n), MOST_REPORTS_OF_AN_ACT)
        sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), n)) + 1]
        acts = _acts(chance, len(sizes), days)
        told = np.repeat(np.arange(len(sizes)), sizes)[:n]
        late = np.where(chance.random(n) < 0.05, chance.integers(0, 120, n), chance.geometric(0.55, n) - 1)
        published = np.array([act.day for act in acts])[told] + late
        return cls(acts, told, published, chance)

    def readings(self) -> Iterator[Reading]:
        """Make the reports, each with its mentions and their vectors, by day; some repeat the one before."""
        conflicts = np.array([act.conflict for act in self.acts])[self.told]
        order = np.lexsort((self.chance.random(len(self.told)), conflicts, self.published))
        acts: Sequence[Act] = ()
        for number, at in enumerate(range(0, len(order), MENTIONS_A_REPORT)):
            rows = order[at : at + MENTIONS_A_REPORT]
            if not acts or self.chance.random() >= COPIES:
                acts = [self.acts[act] for act in self.told[rows]]
                seed = int(self.chance.integers(2**32))
            yield report(acts, int(self.published[rows].max()), number, seed)


def report(acts: Sequence[Act], day: int, number: int, seed: int) -> Reading:
    """Make the reading of one report that tells acts, one sentence each; the same acts and seed give the same text."""
    chance = np.random.default_rng(seed)
    drawn = [_Draw.of(chance) for _ in acts]
    sentences = [_sentence(act, draw) for act, draw in zip(acts, drawn, strict=True)]
    text = " ".join(sentences)
    outlet = f"Outlet {min(int(np.random.default_rng(number).zipf(1.3)), 300)}"
    when, path = date.fromordinal(day).isoformat(), f"{number:07}.txt"
    doc = Document(
        document_id(text, outlet, when, None, path), path, hashlib.sha256(text.encode()).hexdigest(), "text/plain",
        "made 1", len(text), outlet=outlet, published=Edtf(when), published_given=when, published_basis="metadata",
        title=" ".join(sentences[0].split()[:8]), segments=(Segment(0, len(text), "body"),), n_sentences=len(sentences),
    )  # fmt: skip
    mentions, vectors, pledges, start = [], [], [], 0
    for act, draw, sentence in zip(acts, drawn, sentences, strict=True):
        told = _mention(act, draw, sentence, start, doc)
        if act.type in _PLEDGES:
            pledges.append(_pledge(act, sentence, start, doc))
        values = np.clip(np.rint(vector_of(act, draw)), -127, 127).astype(np.int8).tobytes()
        mentions.append(told)
        vectors.append(TriggerVector(told.id, "made 1", values))
        start += len(sentence) + 1
    mark = Fingerprint(hashlib.sha256(text.encode()).hexdigest(), b"", (), ())
    return Reading(doc, text, tuple(mentions), tuple(pledges), (), (), (), (), mark, vectors=tuple(vectors))


@dataclass(frozen=True, slots=True)
class _Draw:
    """Hold what chance does to one telling of an act: which of its parts are told, in which words."""

    told: Sequence[bool]
    verb: int | None
    words: Sequence[int]
    quoted: float
    noise: np.ndarray

    @classmethod
    def of(cls, chance: np.random.Generator) -> _Draw:
        told = (chance.random(5) < (0.85, 0.56, 0.35, 0.35, 0.3)).tolist()
        words = chance.integers(0, 5000, 4).tolist()
        verb = None if chance.random() < FAVOURED else int(chance.zipf(1.5))
        return cls(told, verb, words, float(chance.random()), chance.normal(0, 1, LONGEST_VECTOR))


def vector_of(act: Act, draw: _Draw) -> np.ndarray:
    """Make the trigger vector of a telling, as like to others as real ones are."""
    parts = (KIND, _direction(act.type)), (WORD, _direction(_verb(act, draw))), (ACT, act.vector), (TELLING, draw.noise)
    found: np.ndarray = _SCALES * sum(np.sqrt(share) * values for share, values in parts)
    return found


@cache
def _direction(name: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(0, 1, LONGEST_VECTOR)


def _verb(act: Act, draw: _Draw) -> str:
    verbs = _verbs()[act.type]
    return verbs[(act.verb if draw.verb is None else draw.verb) % len(verbs)]


def _acts(chance: np.random.Generator, n: int, days: int) -> list[Act]:
    weights = np.array([*_TYPES.values()])
    kinds = chance.choice(len(_TYPES), n, p=weights / weights.sum())
    conflicts = np.minimum(chance.zipf(1.4, n) - 1, N_CONFLICTS - 1)
    actors, names = _actors(), [*_TYPES]
    pools = chance.integers(0, len(actors), (N_CONFLICTS, ACTORS_OF_A_CONFLICT))
    who = pools[conflicts[:, None], np.minimum(chance.zipf(1.6, (n, 2)) - 1, ACTORS_OF_A_CONFLICT - 1)]
    places = conflicts * PLACES_OF_A_CONFLICT + np.minimum(chance.zipf(1.3, n) - 1, PLACES_OF_A_CONFLICT - 1)
    bursts = np.cumsum(chance.lognormal(0, 1, (N_CONFLICTS, days)), 1)
    drawn = chance.random(n) * bursts[conflicts, -1]
    on = [FIRST_DAY + int(np.searchsorted(bursts[one], at)) for one, at in zip(conflicts, drawn, strict=True)]
    killed = np.where(chance.random(n) < 0.3, chance.geometric(0.1, n), 0)
    verbs = chance.zipf(1.4, n)
    vectors = chance.normal(0, 1, (n, LONGEST_VECTOR)).astype(np.float32)
    return [
        Act(
            names[kind], int(conflict), int(verb), actors[one], actors[other], int(place), day, int(dead), vector,
        )
        for kind, conflict, verb, (one, other), place, day, dead, vector in zip(
            kinds, conflicts, verbs, who, places, on, killed, vectors, strict=True
        )
    ]  # fmt: skip


@cache
def _verbs() -> Mapping[EventType, Sequence[str]]:
    rows = read_rows("triggers.tsv", ("phrase", "pos", "type", "mode", "weight", "share", "forms"))
    return {
        name: [row["phrase"] for row in rows if row["type"] == name and " " not in row["phrase"]] for name in _TYPES
    }


@cache
def _actors() -> Sequence[ActorId]:
    kinds = ("state", "armed_group", "government_body", "person")
    return [entry.id for entry in ActorRegistry.load().entries if entry.kind in kinds][:800]


@cache
def _plover() -> Plover:
    return Plover.load()


def _sentence(act: Act, draw: _Draw) -> str:
    words = " ".join(f"word{word}" for word in draw.words[:2])
    names = " ".join(f"Name{act.conflict * 100 + word % 50}" for word in draw.words[2:])
    own = " ".join(f"own{(act.day * 31 + act.place * 7 + at) % 4999}" for at in range(4))
    verb = _verb(act, draw)
    when, speaker = date.fromordinal(act.day).isoformat(), "the army spokesman"
    told = f"{act.actor} {verb} {act.recipient} at Place{act.place} on {when} {own} {words} with {names}"
    return f"{told} {act.killed} said {speaker}."


def _mention(act: Act, draw: _Draw, sentence: str, start: int, doc: Document) -> EventMention:
    def at(words: str) -> tuple[int, int, str]:
        begin = start + sentence.index(words)
        return begin, begin + len(words), words

    actor, recipient, place, dated, counted = draw.told
    verb = _verb(act, draw)
    trigger = Span(*at(f"{verb} "[:-1]))
    identity = mention_id(doc.id, trigger.start, trigger.end)
    when = date.fromordinal(act.day).isoformat()
    speaker = SourceArgument(*at("the army spokesman"), None, "army spokesman")
    voice = (Attribution(speaker, False, Span(*at("said")), "states"),) if draw.quoted < 0.5 else ()
    exact = act.place % 10 < 7
    where = PlaceArgument(
        *at(f"Place{act.place}"), PlaceId(f"p{act.place}"), f"Place{act.place}", _COUNTRIES[act.place % 40],
        10 + act.place % 40, 20 + act.place % 60, 2 if exact else 6,
    )  # fmt: skip
    count = NumberArgument(*at(f"{act.killed} said"[:-5]), "killed", None, act.killed, act.killed)
    return EventMention(
        identity, doc.id, doc.path, EventId(identity), act.type, None, _plover().quad(act.type),
        _plover().score(act.type, None), trigger, Span(start, start + len(sentence), sentence),
        actors=(ActorArgument(*at(act.actor), act.actor, act.actor),) if actor else (),
        recipients=(ActorArgument(*at(act.recipient), act.recipient, act.recipient),) if recipient else (),
        places=(where,) if place else (),
        time=TimeArgument(*at(when), Edtf(when)) if dated else None,
        date=Edtf(when) if dated else None,
        date_basis="stated" if dated else "none",
        numbers=(count,) if counted and act.killed else (),
        status=_STATUSES[int(draw.quoted * 97) % len(_STATUSES)],
        attribution=voice, probability=round(0.5 + draw.quoted / 2, 4), method="made 1",
    )  # fmt: skip


def _pledge(act: Act, sentence: str, start: int, doc: Document) -> Commitment:
    holder = SourceArgument(start, start + len(act.actor), act.actor, act.actor, act.actor)
    quote = Span(start, start + len(sentence), sentence)
    identity = commitment_id(doc.id, quote.start, quote.end)
    return Commitment(identity, doc.id, doc.path, _PLEDGES[act.type], holder, quote, act.recipient)


def retold(mentions: Sequence[EventMention], path: str) -> Reading:
    """Make the reading of a report that tells what some mentions tell, in their own sentences."""
    text = " ".join(one.sentence.text for one in mentions)
    days = [one.date for one in mentions if one.date]
    when = max(days, default=Edtf("2019-01-01"))
    doc = Document(
        document_id(text, "Outlet again", when, None, path), path, hashlib.sha256(text.encode()).hexdigest(),
        "text/plain", "made 1", len(text), outlet="Outlet again", published=when, published_given=when,
        published_basis="metadata", segments=(Segment(0, len(text), "body"),), n_sentences=len(mentions),
    )  # fmt: skip
    found, start = [], 0
    for one in mentions:
        found.append(_moved(one, start - one.sentence.start, doc))
        start += len(one.sentence.text) + 1
    mark = Fingerprint(hashlib.sha256(text.encode()).hexdigest(), b"", (), ())
    return Reading(doc, text, tuple(found), (), (), (), (), (), mark)


def _moved(mention: EventMention, by: int, doc: Document) -> EventMention:
    def moved(part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(map(moved, part))
        if isinstance(part, Attribution):
            return replace(part, source=moved(part.source), cue=moved(part.cue))
        return replace(part, start=part.start + by, end=part.end + by) if isinstance(part, Span) else part

    spans = {
        name: moved(getattr(mention, name))
        for name in ("trigger", "sentence", "actors", "recipients", "places", "time", "numbers", "attribution")
    }
    identity = mention_id(doc.id, spans["trigger"].start, spans["trigger"].end)
    return replace(mention, id=identity, doc=doc.id, path=doc.path, event=EventId(identity), **spans)
