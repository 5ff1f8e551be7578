"""Links between events: threats and what came of them, denials of a part in an act, answers, members of series."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.ids import EventId, MentionId
from sayso.record.vocabulary import LinkKind


@dataclass(frozen=True, slots=True)
class Link:
    """Join two events. Fields are those of links.jsonl, where ``source`` and ``target`` are called ``from`` and ``to``.

    A threat ``threatens`` the act it foretold; a denier's speech ``denies_role`` in an act; an act ``answers`` another;
    a member is ``part_of`` its series or total. ``probability`` (0–1) is that the link is right.
    """

    source: EventId
    target: EventId
    kind: LinkKind
    evidence: tuple[MentionId, ...]
    probability: float

    def __post_init__(self) -> None:
        """Round to the record's four decimals."""
        object.__setattr__(self, "probability", round(self.probability, 4))
