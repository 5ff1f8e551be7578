"""Frames: which role a party has, from where it stands around a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.phrases import fold
from sayso.codebook.tables import list_cell, one_of, read_rows
from sayso.record.vocabulary import EVENT_TYPES, EventType

Role = Literal["actor", "recipient", "none"]
COLUMNS = ("type", "lemmas", "preposition", "role")


_ROLES: tuple[Role, ...] = get_args(Role)
_TYPES: tuple[EventType | Literal["*"], ...] = ("*", *EVENT_TYPES)


@dataclass(frozen=True, slots=True)
class Frames:
    """Hold frames.tsv. Built once by ``load``.

    >>> frames = Frames.load()
    >>> frames.role("CONSULT", "meet", "with"), frames.role("ASSAULT", "death", "owner")
    ('actor', 'recipient')
    """

    _by_lemma: dict[tuple[EventType, str, str], Role]
    _by_type: dict[tuple[EventType, str], Role]
    _by_preposition: dict[str, Role]

    @classmethod
    def load(cls) -> Frames:
        """Read frames.tsv.

        Raises:
            CodebookError: a row names an unknown type or role.
        """
        frames = cls({}, {}, {})
        for row in read_rows("frames.tsv", COLUMNS):
            role, type_, preposition = one_of(row, "role", _ROLES), one_of(row, "type", _TYPES), row["preposition"]
            if type_ == "*":
                frames._by_preposition.setdefault(preposition, role)
            elif row["lemmas"]:
                for lemma in list_cell(row, "lemmas"):
                    frames._by_lemma.setdefault((type_, fold(lemma), preposition), role)
            else:
                frames._by_type.setdefault((type_, preposition), role)
        return frames

    def role(self, type_: EventType, lemma: str, preposition: str) -> Role:
        """Give the role of a party behind a preposition (or as subject, owner, object) of a trigger."""
        for role in (
            self._by_lemma.get((type_, lemma, preposition)),
            self._by_type.get((type_, preposition)),
            self._by_preposition.get(preposition),
        ):
            if role:
                return role
        return "none"
