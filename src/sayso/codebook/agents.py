"""Agent nouns: which sector people, bodies and things act for, told by the noun that names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sayso.codebook.inflect import Inflector
from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.sectors import load_sectors
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import ActorKind


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
            CodebookError: a row names a sector or kind that does not exist.
        """
        inflect = inflector or Inflector.load()
        known = {sector.code for sector in load_sectors()}
        pairs: list[tuple[str, AgentNoun]] = []
        for row in read_rows("agents.tsv", ("sector", "kind", "weight", "words")):
            sectors = list_cell(row, "sector")
            kind = next((kind for kind in get_args(ActorKind) if kind == row["kind"]), None)
            if kind is None or not known.issuperset(sectors) or not row["weight"].isdigit():
                raise CodebookError(
                    f"the row {row['sector']} {row['kind']} names no sector, kind or weight",
                    path="agents.tsv",
                    remedy=f"Sectors: {', '.join(sorted(known))}; kinds: {', '.join(get_args(ActorKind))}",
                )
            for noun in list_cell(row, "words"):
                agent = AgentNoun(noun, sectors, kind, int(row["weight"]))
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
    kinds: dict[str, ActorKind] = {kind: kind for kind in get_args(ActorKind)}
    for row in read_rows("name_words.tsv", ("kind", "share", "words")):
        share = float(row["share"])
        if row["kind"] not in kinds or not 0 <= share <= 1:
            raise CodebookError(
                f"{row['kind']!r} {share} is no kind and share", path="name_words.tsv", remedy="Mend it"
            )
        found.update((fold(word), (kinds[row["kind"]], share)) for word in list_cell(row, "words"))
    return found
