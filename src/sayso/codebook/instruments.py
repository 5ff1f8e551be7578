"""Instruments: nouns for what an act is done with, so that a drone is not taken for the one who sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.codebook.agents import AgentNouns
from sayso.codebook.inflect import Inflector
from sayso.codebook.phrases import fold
from sayso.codebook.tables import list_cell, read_rows

_WORD = re.compile(r"[\w'-]+")
MOST_WORDS = 2
"""Words of the longest noun of instruments.tsv."""


@dataclass(frozen=True, slots=True)
class Instruments:
    """Know the nouns of instruments.tsv, in both numbers and folded, and the nouns for whoever may use them.

    >>> instruments = Instruments.load()
    >>> instruments.name("two unmarked drones"), instruments.name("police helicopter"), instruments.name("pilots")
    (True, False, False)
    """

    nouns: frozenset[str]
    users: AgentNouns

    @classmethod
    def load(cls) -> Instruments:
        """Read instruments.tsv and agents.tsv.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        inflect = Inflector.load()
        nouns = {noun for row in read_rows("instruments.tsv", ("kind", "words")) for noun in list_cell(row, "words")}
        forms = frozenset(fold(form) for noun in nouns for form in (noun, inflect.plural(noun)))
        return cls(forms, AgentNouns.load(inflect))

    def name(self, words: str) -> bool:
        """Tell whether words end in such a noun and tell of nobody who uses it.

        A "police helicopter" tells of the police; "Houston Rockets" are a name.
        """
        found = _WORD.findall(words)
        if len(found) > 1 and found[-1][0].isupper():
            return False
        folded = [fold(word) for word in found]
        ends = range(max(len(folded) - MOST_WORDS, 0), len(folded))
        start = next((at for at in ends if " ".join(folded[at:]) in self.nouns), None)
        return start is not None and self.users.deciding(folded[:start]) is None
