"""Stems: what the forms of a word have in common, so that "struck", "striking" and "strikes" meet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from sayso.codebook.inflect import Inflector
from sayso.codebook.tables import read_rows

_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ations?|ings?|ed|es|s|e)$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_LIE = re.compile(r"^([dltv])(?:ied|ying)$")


@dataclass(frozen=True, slots=True)
class Stems:
    """Cut the endings of inflection off words. Built once by ``load``.

    A stem is no word ("bombing" gives "bomb", "seized" gives "seiz"); it only tells whether two words are forms of one.
    """

    _irregular: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Stems:
        """Read irregular.tsv.

        Raises:
            CodebookError: the table cannot be read.
        """
        return _load()

    def of(self, word: str) -> str:
        """Give the stem of a folded word.

        >>> stems = Stems.load()
        >>> [stems.of(word) for word in ("struck", "strikes", "striking", "airstrikes", "withdrawal")]
        ['strik', 'strik', 'strik', 'airstrik', 'withdrawal']
        >>> [stems.of(word) for word in ("carry", "carried", "die", "died", "dying")]
        ['carri', 'carri', 'die', 'die', 'die']
        """
        lemma = self._irregular.get(word) or _LIE.sub(r"\1ie", word)
        bare = _DOUBLED.sub(r"\1", _ENDINGS.sub("", lemma))
        return f"{bare[:-1]}i" if bare.endswith("y") else bare


@cache
def _load() -> Stems:
    inflector = Inflector.load()
    lemmas = [row["lemma"] for row in read_rows("irregular.tsv", ("lemma", "past", "participle"))]
    return Stems({form: lemma for lemma in lemmas for form in inflector.verb(lemma).values() if " " not in form})
