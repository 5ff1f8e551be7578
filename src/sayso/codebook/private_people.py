"""Who is a private individual: victims, detainees and minors, by what the reports tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from sayso.codebook.sectors import load_sectors
from sayso.codebook.tables import cell_fault, integer_cell, list_cell, one_of, read_rows, some_of
from sayso.record.vocabulary import EVENT_TYPES, EventType

Role = Literal["any", "actor", "recipient"]
ROLES: tuple[Role, ...] = get_args(Role)

NO_AGE = 0
OLDEST = 120

_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b|\baged? (\d{1,3})\b")
_AGE_AFTER = re.compile(r"\s*,\s*(\d{1,2})\s*[,.;]")


@dataclass(frozen=True, slots=True)
class Private:
    """Hold one rule: all that is not empty (``younger`` 0) must fit. ``words`` are folded phrases."""

    reason: str
    role: Role
    types: tuple[EventType, ...] = ()
    modes: tuple[str, ...] = ()
    younger: int = NO_AGE
    words: tuple[str, ...] = ()

    def fits(self, role: Role, type_: str, mode: str | None, around: str, after: str) -> bool:
        """Tell whether the rule holds of whoever stands in a role of an act.

        ``around`` are the words around the name in its sentence, the name among them, ``after`` those after it.

        >>> Private("minor", "any", younger=18).fits("recipient", "AID", None, "the 9-year-old Ada Vale", "")
        True
        >>> Private("minor", "any", younger=18).fits("recipient", "AID", None, "Ada Vale, 45, said", ", 45, said")
        False
        """
        return (
            self.role in ("any", role)
            and (not self.types or type_ in self.types)
            and (not self.modes or mode in self.modes)
            and (self.younger == NO_AGE or any(age < self.younger for age in _ages(around, after)))
            and (not self.words or any(_holds(around, word) for word in self.words))
        )


@dataclass(frozen=True, slots=True)
class PrivateRules:
    """Hold the rules by which people are private, and the sectors whose people never are."""

    rules: tuple[Private, ...]
    public: frozenset[str]

    def hold(self, role: Role, type_: str, mode: str | None, around: str, after: str) -> bool:
        """Tell whether any rule holds, as ``Private.fits`` does."""
        return any(rule.fits(role, type_, mode, around, after) for rule in self.rules)


@cache
def load_private_rules() -> PrivateRules:
    """Read private_people.tsv and public_sectors.tsv.

    Raises:
        CodebookError: a role, type, age or sector that does not exist, or a rule that fits everybody.
    """
    rows = read_rows("private_people.tsv", ("reason", "role", "types", "modes", "younger", "words"))
    known = {sector.code for sector in load_sectors()}
    public = read_rows("public_sectors.tsv", ("code", "reason"))
    for row in public:
        if row["code"] not in known:
            raise cell_fault(row, "code", "no sector", "Write a code of sectors.tsv")
    return PrivateRules(tuple(map(private_rule, rows)), frozenset(row["code"] for row in public))


def private_rule(row: Mapping[str, str]) -> Private:
    """Read one row.

    Raises:
        CodebookError: as ``load_private_rules``.
    """
    younger = integer_cell(row, "younger", least=1, most=OLDEST, empty=NO_AGE)
    words = tuple(word.casefold() for word in list_cell(row, "words"))
    types = some_of(row, "types", EVENT_TYPES)
    if not (types or younger or words):
        raise cell_fault(row, "types", "empty, as are younger and words: everybody would be private", "Fill one")
    return Private(row["reason"], one_of(row, "role", ROLES), types, list_cell(row, "modes"), younger, words)


def _ages(around: str, after: str) -> Iterator[int]:
    for told in _AGE.finditer(around.casefold()):
        yield int(told[1] or told[2])
    if told_after := _AGE_AFTER.match(after):
        yield int(told_after[1])


def _holds(around: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", around.casefold()) is not None
