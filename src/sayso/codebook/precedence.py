"""Precedence: ordered rules that give one value for a set of words, the first that fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError

Value = TypeVar("Value", bound=str)
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Value]):
    """Ask that all words of ``has`` are there and none of ``lacks`` is; ``means`` says it in plain words."""

    has: frozenset[str]
    lacks: frozenset[str]
    value: Value
    means: str


@dataclass(frozen=True, slots=True)
class Precedence(Generic[Value]):
    """Hold the rules of one table in order; the last fits all."""

    rules: tuple[Rule[Value], ...]

    @classmethod
    def load(cls, table: str, column: str, words: Sequence[str], values: Sequence[Value]) -> Precedence[Value]:
        """Read a table with the columns has, lacks, ``column`` and means; ``words`` may stand in the first two.

        Raises:
            CodebookError: the table is absent, or breaks its form as ``of`` says.
        """
        return cls.of(table, column, read_rows(table, ("has", "lacks", column, "means")), words, values)

    @classmethod
    def of(
        cls, table: str, column: str, rows: Sequence[Row], words: Sequence[str], values: Sequence[Value]
    ) -> Precedence[Value]:
        """Build the rules from the rows of a table.

        Raises:
            CodebookError: a word or value is none that is known, or the last row does not fit all.
        """
        rules = tuple(
            Rule(
                _words(row, "has", words, table),
                _words(row, "lacks", words, table),
                _known(row, column, row[column], values, table),
                row["means"],
            )
            for row in rows
        )
        if not rules or rules[-1].has or rules[-1].lacks:
            raise CodebookError("the last row does not fit all", path=table, remedy="Add one with has and lacks empty")
        return cls(rules)

    def lines(self) -> Iterator[str]:
        """Print the rules in their order, one a line."""
        for rule in self.rules:
            asked = " + ".join(sorted(rule.has)) or "anything else"
            barred = f" without {', '.join(sorted(rule.lacks))}" if rule.lacks else ""
            yield f"{asked}{barred}: {rule.value} ({rule.means})"

    def first(self, words: Set[str]) -> Rule[Value]:
        """Give the first rule that fits."""
        return next(rule for rule in self.rules if rule.has <= words and rule.lacks.isdisjoint(words))


def _words(row: Row, column: str, words: Sequence[str], table: str) -> frozenset[str]:
    return frozenset(_known(row, column, word, words, table) for word in list_cell(row, column))


def _known(row: Row, column: str, word: str, known: Sequence[Value], table: str) -> Value:
    for value in known:
        if value == word:
            return value
    raise CodebookError(
        f"the {column} {word!r} is none that is known",
        path=table,
        locator=f"the row {' | '.join(row.values())}",
        remedy=f"Use one of: {', '.join(known)}",
    )
