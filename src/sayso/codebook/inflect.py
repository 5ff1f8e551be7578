"""Inflection: the forms of English verbs and nouns, so that the codebook can list lemmas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.codebook.tables import read_rows

Form = Literal["base", "s", "past", "participle", "ing", "singular", "plural", "fixed"]

_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_HISSING = re.compile(r"(s|x|z|ch|sh|[^aeiou]o)$")
_ONE_SYLLABLE_CVC = re.compile(r"^[^aeiou]*(qu)?[aeiou][bdgklmnprtv]$")
_MEN = re.compile(r"(wo)?man$")


@dataclass(frozen=True, slots=True)
class Inflector:
    """Make the forms of verbs and nouns. Built once by ``load``.

    >>> verbs = Inflector.load()
    >>> verbs.verb("carry out")["past"], verbs.verb("strike")["participle"], verbs.verb("expel")["ing"]
    ('carried out', 'struck', 'expelling')
    >>> verbs.plural("air strike"), verbs.plural("militiaman"), verbs.plural("ally")
    ('air strikes', 'militiamen', 'allies')
    """

    _irregular: dict[str, tuple[str, str]]
    _doubling: frozenset[str]

    @classmethod
    def load(cls) -> Inflector:
        """Read irregular.tsv.

        Raises:
            CodebookError: the table cannot be read.
        """
        rows = read_rows("irregular.tsv", ("lemma", "past", "participle"))
        irregular = {row["lemma"]: (row["past"], row["participle"] or row["past"]) for row in rows if row["past"]}
        return cls(irregular, frozenset(row["lemma"] for row in rows if not row["past"]))

    def verb(self, phrase: str) -> dict[Form, str]:
        """Give the five forms of a verb phrase; only its first word changes."""
        lemma, *rest = phrase.split(" ")
        stem = lemma + lemma[-1] if self._doubles(lemma) else lemma
        past, participle = self._irregular.get(lemma) or (_past(lemma, stem), _past(lemma, stem))
        forms: dict[Form, str] = {
            "base": lemma,
            "s": _plural(lemma),
            "past": past,
            "participle": participle,
            "ing": _ing(lemma, stem),
        }
        return {form: " ".join([word, *rest]) for form, word in forms.items()}

    def plural(self, phrase: str) -> str:
        """Give the plural of a noun phrase; only its last word changes."""
        *rest, noun = phrase.split(" ")
        return " ".join([*rest, _MEN.sub(r"\1men", noun) if _MEN.search(noun) else _plural(noun)])

    def _doubles(self, lemma: str) -> bool:
        return lemma in self._doubling or bool(_ONE_SYLLABLE_CVC.match(lemma))


def _plural(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _HISSING.search(word) else "s")


def _past(lemma: str, stem: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if _CONSONANT_Y.search(lemma) else stem + "ed"


def _ing(lemma: str, stem: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    return stem + "ing"
