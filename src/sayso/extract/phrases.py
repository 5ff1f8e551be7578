"""Phrases: where the words of the codebook's tables stand in a line, looked up once for all who ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.actors import ActorEntry
from sayso.codebook.book import CodebookTables
from sayso.codebook.cues import CommitmentCue, StandingCue, VoiceCue
from sayso.codebook.names import Name
from sayso.codebook.phrases import Hit
from sayso.codebook.places import PlaceEntry
from sayso.codebook.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Phrases:
    """Hold the longest phrase of each table at every word at which one starts, by that word's place."""

    triggers: Mapping[int, Hit[Trigger]]
    vetoes: Mapping[int, Hit[str]]
    standings: Mapping[int, Hit[StandingCue]]
    voices: Mapping[int, Hit[VoiceCue]]
    commitments: Mapping[int, Hit[CommitmentCue]]
    actors: Mapping[int, Hit[Name[ActorEntry]]]
    places: Mapping[int, Hit[Name[PlaceEntry]]]

    @classmethod
    def of(cls, words: Sequence[str], folded: Sequence[str], tables: CodebookTables) -> Phrases:
        """Look up the words of a line, as written and folded."""
        return cls(
            tables.triggers.phrases.all_in(folded),
            tables.triggers.vetoes.all_in(folded),
            tables.cues.standings.all_in(folded),
            tables.cues.voices.all_in(folded),
            tables.cues.commitments.all_in(folded),
            tables.actors.all_in(words, folded),
            tables.places.all_in(words, folded),
        )
