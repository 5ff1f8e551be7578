"""How mentions give an event its standing: did it happen, who did it, and what kind of voice says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import (
    ActorBasis,
    EventStatus,
    Responsibility,
    SourceKind,
    Stance,
    Status,
    VoiceKind,
)

_UNSAID: frozenset[str] = frozenset({"denies", "doubts", "declines"})


@dataclass(frozen=True, slots=True)
class Standings:
    """Know the rules of event_status.tsv, actor_basis.tsv and voice_kinds.tsv.

    >>> rules = Standings.load()
    >>> rules.event_status("asserted", "denies"), rules.event_status("asserted", None)
    ('denied', 'reported')
    >>> rules.basis("states", own_act=True, implicit=False), rules.basis("alleges", own_act=False, implicit=False)
    ('admitted', 'accused')
    """

    _status: tuple[tuple[str, str, EventStatus], ...]
    _basis: Mapping[str, tuple[ActorBasis, Responsibility]]
    _voices: Mapping[str, tuple[VoiceKind, SourceKind]]

    @classmethod
    def load(cls) -> Standings:
        """Read the three tables.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        status = read_rows("event_status.tsv", ("status", "stance", "event"))
        basis = read_rows("actor_basis.tsv", ("ground", "basis", "responsibility"))
        voices = read_rows("voice_kinds.tsv", ("actor", "voice", "source"))
        return cls(
            tuple((row["status"], row["stance"], cast(EventStatus, row["event"])) for row in status),
            {
                row["ground"]: (cast(ActorBasis, row["basis"]), cast(Responsibility, row["responsibility"]))
                for row in basis
            },
            {row["actor"]: (cast(VoiceKind, row["voice"]), cast(SourceKind, row["source"])) for row in voices},
        )

    def event_status(self, status: Status, stance: Stance | None) -> EventStatus:
        """Give what one mention makes of its event; ``stance`` None is the author's own voice.

        Raises:
            CodebookError: no row of event_status.tsv fits.
        """
        for mention, voice, event in self._status:
            if mention in (status, "*") and voice in (stance or "own", "*"):
                return event
        raise CodebookError(f"no row fits {status!r}", path="event_status.tsv", remedy="Add one with '*'")

    def basis(self, stance: Stance | None, *, own_act: bool, implicit: bool) -> ActorBasis:
        """Give the ground on which somebody stands as an actor."""
        if own_act and stance not in _UNSAID:
            return self._basis["own_act"][0]
        if implicit and stance is None:
            return self._basis["implicit"][0]
        return self._basis[stance or "own"][0]

    def responsibility(self, basis: ActorBasis) -> Responsibility:
        """Give what a basis makes of who did it."""
        return next(answer for ground, answer in self._basis.values() if ground == basis)

    def voice_kind(self, actor_kind: str) -> VoiceKind:
        """Give the kind of a voice by the kind of actor, or by ``own``, ``hearsay`` or ``unnamed``."""
        return self._voices[actor_kind][0]

    def source_kind(self, actor_kind: str) -> SourceKind:
        """Give the kind of a source by the kind of actor, or by ``own``, ``hearsay`` or ``unnamed``."""
        return self._voices[actor_kind][1]
