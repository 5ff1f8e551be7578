"""Agent nouns: which sector people, bodies and things act for, told by the noun that names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sayso.codebook.inflect import Inflector
from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.sectors import load_sectors
from sayso.codebook.tables import integer_cell, list_cell, number_cell, one_of, read_rows, some_of
from sayso.record.vocabulary import ActorKind

_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """Say what a noun tells of whom it names. ``sectors`` are PLOVER codes, the main one first.

    Of two nouns in one phrase the one of higher ``weight`` decides.
    """

    noun: str
    sectors: tuple[str, ...]
    kind: ActorKind
    weight: int


@dataclass(frozen=True, slots=True)
class AgentNouns:
    """Find agent nouns, singular or plural, in lists of folded words.

    >>> nouns = AgentNouns.load()
    >>> nouns.deciding(["riot", "police"]).sectors, nouns.deciding(["the", "reeds"]) is None
    (('COP',), True)
    """

    nouns: PhraseTable[AgentNoun]

    @classmethod
    def load(cls, inflector: Inflector | None = None) -> AgentNouns:
        """Read agents.tsv.

        Raises:
            CodebookError: a row names a sector or kind that does not exist, or a weight that is no number.
        """
        inflect = inflector or Inflector.load()
        known = tuple(sector.code for sector in load_sectors())
        pairs: list[tuple[str, AgentNoun]] = []
        for row in read_rows("agents.tsv", ("sector", "kind", "weight", "words")):
            sectors, kind = some_of(row, "sector", known), one_of(row, "kind", _KINDS)
            weight = integer_cell(row, "weight", least=0)
            for noun in list_cell(row, "words"):
                agent = AgentNoun(noun, sectors, kind, weight)
                pairs += [(noun, agent), (inflect.plural(noun), agent)]
        return cls(PhraseTable.of(pairs))

    def deciding(self, folded: Sequence[str]) -> AgentNoun | None:
        """Find the noun that decides for a phrase: the weightiest, of equals the last; None if none is known."""
        best: AgentNoun | None = None
        at = 0
        while at < len(folded):
            found = self.nouns.longest_at(folded, at)
            if found is None:
                at += 1
                continue
            if best is None or found[1][0].weight >= best.weight:
                best = found[1][0]
            at = found[0]
        return best


def load_name_words() -> Mapping[str, tuple[ActorKind, float]]:
    """Read name_words.tsv: words inside proper names, folded, with the kind of actor they tell and how surely.

    Raises:
        CodebookError: a row names a kind that does not exist or a share outside 0-1.

    >>> load_name_words()["brigade"][0]
    'armed_group'
    """
    found: dict[str, tuple[ActorKind, float]] = {}
    for row in read_rows("name_words.tsv", ("kind", "share", "words")):
        kind, share = one_of(row, "kind", _KINDS), number_cell(row, "share", least=0, most=1)
        found.update((fold(word), (kind, share)) for word in list_cell(row, "words"))
    return found
