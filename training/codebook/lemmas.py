"""Lemmas: the entry that an annotated trigger is a form of, by its ending and what occurs in the reports."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from sayso.codebook.inflect import Inflector
from sayso.codebook.tables import read_rows
from training.codebook.judgements import Lemma

_ENDINGS = (
    ("ies", ("y",)), ("ied", ("y",)), ("ying", ("ie", "y")), ("es", ("", "e")), ("ed", ("", "e")),
    ("ing", ("", "e")), ("s", ("",)),
)  # fmt: skip
_NEEDS_E = ("bl", "dl", "tl", "pl", "rg", "dg", "iz", "at")
"""No verb ends so unless the reports have it: "handl" is "handle" cut short."""


@dataclass(frozen=True, slots=True)
class Lemmatiser:
    """Find lemmas. ``counts`` are the words of the reports, ``verbs`` the lemmas known to be verbs."""

    inflector: Inflector
    counts: Counter[str]
    verbs: Set[str]
    irregular: dict[str, tuple[str, str]]

    @classmethod
    def load(cls, counts: Counter[str], verbs: Set[str]) -> Lemmatiser:
        """Read the codebook's irregular verbs."""
        rows = read_rows("irregular.tsv", ("lemma", "past", "participle"))
        irregular = {row["lemma"]: (row["past"], row["participle"] or row["past"]) for row in rows if row["past"]}
        return cls(Inflector.load(), counts, verbs, irregular)

    def entries(self, trigger: str) -> Iterator[Lemma]:
        """Give the entries for a folded trigger: a verb where its first word is a past or an -ing form, else a noun."""
        first, *rest = trigger.split(" ")
        verbs = self._verbs(first)
        past = first.endswith(("ed", "ing")) or any(first in forms for forms in self.irregular.values())
        if verbs and past:
            yield " ".join([verbs[0], *rest]), "v"
        elif not rest and first.endswith("s") and not first.endswith("ss") and len(first) > 4:
            yield self._singular(first), "n"
        else:
            yield trigger, "n"
            if not rest and trigger != "united" and self.counts[self.inflector.verb(trigger)["past"]]:
                yield trigger, "v"

    def forms(self, lemma: Lemma) -> dict[str, str]:
        """Give the spellings of an entry by form."""
        phrase, pos = lemma
        if pos == "v":
            return {str(form): written for form, written in self.inflector.verb(phrase).items()}
        return {"singular": phrase, "plural": self.inflector.plural(phrase)}

    def _singular(self, word: str) -> str:
        shorter = [word[:-3] + "y"] * word.endswith("ies") + [word[:-1]] + [word[:-2]] * word.endswith("es")
        return next((one for one in shorter if self.inflector.plural(one) == word), word)

    def _verbs(self, word: str) -> list[str]:
        """List the verbs a word can be a form of, the likeliest first."""
        found = [verb for verb in self._guesses(word) if verb in self.verbs and self._fits(verb, word)]
        return sorted(found, key=self._rarity)

    def _guesses(self, word: str) -> Iterator[str]:
        for ending, endings in _ENDINGS:
            stem = word[: -len(ending)]
            if not word.endswith(ending) or len(stem) < 2:
                continue
            yield from (stem + other for other in endings)
            if ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
        yield from (lemma for lemma, forms in self.irregular.items() if word in forms)

    def _fits(self, verb: str, word: str) -> bool:
        cut_short = verb[-1] in "zvcu" or (verb.endswith(_NEEDS_E) and not self.counts[verb])
        return not cut_short and word in self.inflector.verb(verb).values()

    def _rarity(self, verb: str) -> float:
        forms = self.inflector.verb(verb)
        seen = sum(self.counts[form] for form in forms.values())
        return -(self.counts[verb] + 0.1 * self.counts[forms["ing"]] + 0.01 * seen)


def treebank_verbs(folder: Path) -> frozenset[str]:
    """List the lemmas tagged VERB in the CoNLL-U files of a folder, packed or not; empty without any."""
    verbs: set[str] = set()
    for path in sorted(folder.glob("*.conllu*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.split("\t")
                if len(cells) > 3 and cells[3] == "VERB":
                    verbs.add(cells[2].lower())
    return frozenset(verbs)
