"""The codebook as a whole: everything the readers of meaning look things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.agents import AgentNouns, load_name_words
from sayso.codebook.bearer_weights import BearerWeights, load_bearer_weights
from sayso.codebook.clause_words import ClauseWords
from sayso.codebook.cues import Cues
from sayso.codebook.frames import Frames
from sayso.codebook.inflect import Inflector
from sayso.codebook.places import PlaceTable
from sayso.codebook.plover import Plover
from sayso.codebook.references import Reference, load_references
from sayso.codebook.relations import RelationCues
from sayso.codebook.times import TimeGrammar
from sayso.codebook.triggers import TriggerTable
from sayso.codebook.words import WordClasses
from sayso.record.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class CodebookTables:
    """Hold every table of the codebook. Load it once for a run; it never changes."""

    plover: Plover
    triggers: TriggerTable
    cues: Cues
    frames: Frames
    words: WordClasses
    clauses: ClauseWords
    actors: ActorRegistry
    places: PlaceTable
    times: TimeGrammar
    agents: AgentNouns
    name_words: Mapping[str, tuple[ActorKind, float]]
    references: Mapping[str, Reference]
    relations: RelationCues
    bearers: BearerWeights

    @classmethod
    def load(cls, actors: Sequence[tuple[str, str]] = ()) -> CodebookTables:
        """Read all tables shipped with Sayso; ``actors`` are a user's changes of the registry.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        inflect = Inflector.load()
        return cls(
            Plover.load(),
            TriggerTable.load(inflect),
            Cues.load(inflect),
            Frames.load(),
            WordClasses.load(inflect),
            ClauseWords.load(),
            ActorRegistry.load(actors),
            PlaceTable.load(),
            TimeGrammar.load(),
            AgentNouns.load(inflect),
            load_name_words(),
            load_references(),
            RelationCues.load(inflect),
            load_bearer_weights(),
        )
