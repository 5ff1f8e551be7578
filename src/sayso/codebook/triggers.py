"""Triggers: the words and phrases that name acts, and how often they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.codebook.inflect import Form, Inflector
from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.tables import cell_fault, integer_cell, list_cell, number_cell, one_of, read_rows
from sayso.record.vocabulary import EVENT_TYPES, EventType

COLUMNS = ("phrase", "pos", "type", "mode", "weight", "share", "forms")
NOUN_FORMS: frozenset[Form] = frozenset({"singular", "plural"})


class Sense(NamedTuple):
    """Name an act: its type, its mode, and the share (0–1) of the word's events that are this one."""

    type: EventType
    mode: str | None
    share: float


class Trigger(NamedTuple):
    """Hold one spelling of a trigger.

    ``weight`` is the probability (0–1) that an occurrence names an act. ``forms`` are the forms the spelling
    can be: "attack" is a singular noun and a verb's base. ``senses`` are sorted by share, highest first.
    """

    lemma: str
    weight: float
    forms: frozenset[Form]
    senses: tuple[Sense, ...]

    @property
    def can_be_noun(self) -> bool:
        """Tell whether the spelling can be a noun."""
        return bool(self.forms & NOUN_FORMS)

    @property
    def can_be_verb(self) -> bool:
        """Tell whether the spelling can be a verb."""
        return bool(self.forms - NOUN_FORMS)


@dataclass(frozen=True, slots=True)
class ModeRule:
    """Give a mode to events of a type without one, when a word stands near their trigger."""

    type: EventType
    mode: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class SenseRule:
    """Choose a sense of a trigger when one of the words stands in its sentence within ``reach`` words."""

    lemma: str
    type: EventType
    mode: str | None
    reach: int
    words: frozenset[str]

    def holds(self, folded: Sequence[str], first: int, last: int) -> bool:
        """Tell whether one of the words is near the trigger at words ``first`` to ``last`` (exclusive)."""
        before, behind = folded[max(0, first - self.reach) : first], folded[last : last + self.reach]
        return not self.words.isdisjoint(before) or not self.words.isdisjoint(behind)


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """Hold all triggers, what forbids them, and what settles their modes. Built once by ``load``.

    ``spellings`` are the single words that can be verbs, ``known`` all single words.

    >>> table = TriggerTable.load()
    >>> [entry] = table.phrases.lookup("air strikes")
    >>> entry.senses[0].type, entry.senses[0].mode
    ('ASSAULT', 'aerial')
    >>> bool(table.vetoes.lookup("heart attack"))
    True
    """

    phrases: PhraseTable[Trigger]
    vetoes: PhraseTable[str]
    modes: tuple[ModeRule, ...]
    senses: dict[str, tuple[SenseRule, ...]]
    spellings: frozenset[str]
    known: frozenset[str]
    evidence: dict[str, float]

    @classmethod
    def load(cls, inflector: Inflector | None = None) -> TriggerTable:
        """Read triggers.tsv, vetoes.tsv, modes.tsv, senses.tsv and evidence.tsv.

        Raises:
            CodebookError: a row names an unknown type, or a number cannot be read.
        """
        return cls.of(read_rows("triggers.tsv", COLUMNS), inflector)

    @classmethod
    def of(cls, rows: Iterable[dict[str, str]], inflector: Inflector | None = None) -> TriggerTable:
        """Build the table from rows as triggers.tsv has them; all else is read as ``load`` does."""
        inflect = inflector or Inflector.load()
        merged: dict[str, Trigger] = {}
        for lemma, group in _by_lemma(rows):
            for written, trigger in _spell(lemma, group, inflect):
                merged[written] = _join(merged[written], trigger) if written in merged else trigger
        verbs = frozenset(w for w, trigger in merged.items() if trigger.can_be_verb and " " not in w)
        known = frozenset(word for word in merged if " " not in word)
        vetoes = ((row["phrase"], row["why"]) for row in read_rows("vetoes.tsv", ("phrase", "why")))
        return cls(
            PhraseTable.of(merged.items()),
            PhraseTable.of(vetoes),
            _mode_rules(),
            _sense_rules(),
            verbs,
            known,
            _evidence(),
        )


def _evidence() -> dict[str, float]:
    return {row["feature"]: number_cell(row, "weight") for row in read_rows("evidence.tsv", ("feature", "weight"))}


def _by_lemma(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(fold(row["phrase"]), []).append(row)
    yield from groups.items()


def _spell(lemma: str, rows: list[dict[str, str]], inflect: Inflector) -> Iterator[tuple[str, Trigger]]:
    head = rows[0]
    pos = one_of(head, "pos", ("v", "n", "nv"))
    forms: dict[str, set[Form]] = {}
    if "v" in pos:
        for form, written in inflect.verb(lemma).items():
            forms.setdefault(written, set()).add(form)
    if "n" in pos:
        forms.setdefault(lemma, set()).add("singular")
        forms.setdefault(inflect.plural(lemma), set()).add("plural")
    senses = tuple(_sense(row) for row in rows)
    weight, own = number_cell(head, "weight", least=0, most=1), _form_weights(head)
    for written, kinds in forms.items():
        yield written, Trigger(lemma, own.get(written, weight), frozenset(kinds), senses)


def _sense(row: dict[str, str]) -> Sense:
    share = number_cell(row, "share", least=0, most=1, empty=1)
    return Sense(one_of(row, "type", EVENT_TYPES), row["mode"] or None, share)


def _form_weights(row: dict[str, str]) -> dict[str, float]:
    """Read the forms of a word that have a weight of their own: "accept=0.28;accepted=0.9"."""
    pairs = [pair.partition("=") for pair in list_cell(row, "forms")]
    try:
        return {written: float(weight) for written, _, weight in pairs}
    except ValueError:
        raise cell_fault(row, "forms", "no list of forms and weights", "Write it as ran=0.3;runs=0.5") from None


def _join(one: Trigger, other: Trigger) -> Trigger:
    strong, weak = (one, other) if one.weight >= other.weight else (other, one)
    return Trigger(strong.lemma, strong.weight, strong.forms | weak.forms, strong.senses)


def _mode_rules() -> tuple[ModeRule, ...]:
    return tuple(
        ModeRule(one_of(row, "type", EVENT_TYPES), row["mode"], frozenset(row["words"].split()))
        for row in read_rows("modes.tsv", ("type", "mode", "words"))
    )


def _sense_rules() -> dict[str, tuple[SenseRule, ...]]:
    rules: dict[str, tuple[SenseRule, ...]] = {}
    for row in read_rows("senses.tsv", ("lemmas", "type", "mode", "reach", "words")):
        type_, reach = one_of(row, "type", EVENT_TYPES), integer_cell(row, "reach", least=1)
        words = frozenset(row["words"].split())
        for lemma in list_cell(row, "lemmas"):
            rule = SenseRule(fold(lemma), type_, row["mode"] or None, reach, words)
            rules[rule.lemma] = (*rules.get(rule.lemma, ()), rule)
    return rules
