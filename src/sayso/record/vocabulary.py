"""The closed vocabularies of the exported record. They are a contract: fields may be added, none renamed."""

from __future__ import annotations

from typing import Literal, get_args

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
QuadClass = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
Status = Literal["asserted", "negated", "averted", "planned", "predicted", "conditional", "hypothetical", "uncertain"]
Stance = Literal["states", "confirms", "alleges", "hints", "denies", "doubts", "declines"]
NumberKind = Literal[
    "killed", "wounded", "detained", "missing", "released", "displaced", "deployed",
    "weapons", "strikes", "money", "other",
]  # fmt: skip
WhoClass = Literal["civilian", "combatant", "security", "mixed", "unknown"]
NumberScope = Literal["this_act", "cumulative", "period"]
DateBasis = Literal["stated", "relative", "narrative", "document", "none"]
PublishedBasis = Literal["metadata", "text", "inferred", "given", "none"]
Genre = Literal["report", "live", "analysis", "opinion", "other", "unknown"]
SegmentKind = Literal["headline", "dateline", "body", "quote_block", "caption", "comment", "editor_note", "furniture"]
PlaceRole = Literal["site", "origin", "target", "transit"]
CommitmentKind = Literal["threat", "vow", "red_line", "precondition", "promise", "demand", "expectation", "refusal"]
Standing = Literal["open", "condition_met", "carried_out", "withdrawn", "lapsed", "unknown"]
ActorKind = Literal[
    "state", "government_body", "armed_group", "organisation", "person", "population", "media", "unknown"
]
SourceKind = Literal["outlet", "official", "body", "party", "unnamed", "other"]
VoiceKind = Literal["official", "eyewitness", "document", "media", "party", "hearsay", "unknown"]
EventStatus = Literal[
    "confirmed", "reported", "uncertain", "contested", "denied", "not_happened", "averted", "planned",
    "hypothetical",
]  # fmt: skip
Responsibility = Literal["claimed", "admitted", "attributed", "disputed", "unknown"]
ActorBasis = Literal["stated", "admitted", "accused", "hinted", "denied", "inferred"]
DecidedBy = Literal["machine", "person"]
ReviewState = Literal["confirmed"]
Judgement = Literal["same", "different", "unsure"]
Action = Literal[
    "same", "different", "unsure", "merge", "split", "confirm", "reject", "correct", "add", "credibility", "tag",
    "field", "attach", "name", "join", "sensitive", "place", "grade", "irrelevant", "copy", "redact", "remove", "erase",
    "undo",
]  # fmt: skip
TargetKind = Literal["mention", "event", "actor", "place", "source", "document", "decision"]
LinkKind = Literal["plans", "threatens", "denies_role", "answers", "part_of", "follows_up"]

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
STANCES: tuple[Stance, ...] = get_args(Stance)
NUMBER_KINDS: tuple[NumberKind, ...] = get_args(NumberKind)
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
ACTIONS: tuple[Action, ...] = get_args(Action)
COMMITMENT_KINDS: tuple[CommitmentKind, ...] = get_args(CommitmentKind)
SEGMENT_KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)

MATERIAL: frozenset[QuadClass] = frozenset({"material_cooperation", "material_conflict"})
"""Acts that are done; those of the other two classes are said."""

CODED_SEGMENTS: frozenset[SegmentKind] = frozenset({"headline", "dateline", "body"})
"""Only these become mentions. A quote_block repeats the body; the rest is not the report's own text."""
