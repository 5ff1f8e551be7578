"""Closed sets of words by which clauses, conditions and places are told apart."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sayso.codebook.tables import list_cell, one_of, read_rows
from sayso.errors import CodebookError

TABLE = "clause_words.tsv"


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Hold clause_words.tsv, whose head says what each set is asked for.

    >>> words = ClauseWords.load()
    >>> "unless" in words.condition, "northern" in words.region
    (True, True)
    """

    person: frozenset[str]
    thing: frozenset[str]
    many: frozenset[str]
    speaker: frozenset[str]
    speaking: frozenset[str]
    spoken_of: frozenset[str]
    acted_on: frozenset[str]
    plural: frozenset[str]
    relative: frozenset[str]
    clause: frozenset[str]
    clause_preposition: frozenset[str]
    behind_verb: frozenset[str]
    parts_act: frozenset[str]
    adjunct: frozenset[str]
    condition: frozenset[str]
    no_condition: frozenset[str]
    condition_cue: frozenset[str]
    joining: frozenset[str]
    before_condition: frozenset[str]
    parting: frozenset[str]
    before_stopped: frozenset[str]
    place: frozenset[str]
    town: frozenset[str]
    region: frozenset[str]
    before_count: frozenset[str]
    relation_link: frozenset[str]
    relation_between: frozenset[str]
    relation_negation: frozenset[str]
    terror: frozenset[str]

    @classmethod
    def load(cls) -> ClauseWords:
        """Read clause_words.tsv.

        Raises:
            CodebookError: a row names no set, or a set has no words.
        """
        found: dict[str, set[str]] = {field.name: set() for field in fields(cls)}
        for row in read_rows(TABLE, ("use", "words")):
            found[one_of(row, "use", tuple(found))].update(list_cell(row, "words"))
        empty = [name for name, words in found.items() if not words]
        if empty:
            raise CodebookError(f"no words for {', '.join(empty)}", path=TABLE, remedy="Add a row")
        return cls(**{name: frozenset(words) for name, words in found.items()})
