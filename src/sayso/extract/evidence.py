"""Evidence: what around a trigger speaks for and against an act, as named features with weights."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sayso.codebook.book import CodebookTables
from sayso.codebook.triggers import Trigger
from sayso.extract.lines import Line, is_mark, is_quote
from sayso.extract.parties import Party

LOWEST, HIGHEST = 0.02, 0.98
"""Bounds of a word's own weight, so that its log-odds are finite."""


def probability(
    line: Line,
    first: int,
    last: int,
    trigger: Trigger,
    shape: str,
    near: tuple[Party | None, Party | None],
    tables: CodebookTables,
) -> float:
    """Weigh whether an occurrence of a trigger names an act (0–1).

    ``shape`` is how it stands ("noun", "passive", "verb"), ``near`` the parties right before and behind it.
    Log-odds are added up: the word's own, by the trigger table, and those of its features, by evidence.tsv.
    """
    weights = tables.triggers.evidence
    own = min(HIGHEST, max(LOWEST, trigger.weight))
    total = weights.get("bias", 0.0) + weights.get("word", 1.0) * math.log(own / (1 - own))
    total += sum(weights.get(name, 0.0) for name in features(line, first, last, trigger, shape, near, tables))
    return 1 / (1 + math.exp(-total))


def features(
    line: Line,
    first: int,
    last: int,
    trigger: Trigger,
    shape: str,
    near: tuple[Party | None, Party | None],
    tables: CodebookTables,
) -> Iterator[str]:
    """Name what is seen around a trigger, in the terms of evidence.tsv."""
    yield f"is:{shape}"
    if any(rule.holds(line.folded, first, last) for rule in tables.triggers.senses.get(trigger.lemma, ())):
        yield "is:settled"
    if shape == "verb":
        yield f"form:{_form(trigger)}"
    elif shape == "noun" and "plural" in trigger.forms:
        yield "form:plural"
    if last - first > 1:
        yield "is:phrase"
    if line.quoted[first]:
        yield "is:quoted"
    if line.words[first][:1].isupper():
        yield "is:first" if first == 0 else "is:capital"
    before, behind = near
    yield f"{shape}:before:{'party' if before else _before(line, first, tables)}"
    yield f"{shape}:behind:{'party' if behind else _behind(line, last, tables)}"


def _form(trigger: Trigger) -> str:
    for form in ("past", "participle", "ing", "s", "base"):
        if form in trigger.forms:
            return form
    return "base"


def _before(line: Line, first: int, tables: CodebookTables) -> str:
    word, words = line.word(first - 1), tables.words
    if first == 0:
        return "start"
    if word in ("to", "the", "a", "an", "of", "'s", "any", "no", "and", "or", ","):
        return {"an": "a", "'s": "owner", ",": "comma", "no": "any", "or": "and"}.get(word, word)
    if is_quote(word) or is_mark(word):
        return "mark"
    for name in ("possessive", "pronoun", "modal", "auxiliary", "negation", "subordinator", "preposition"):
        if word in getattr(words, name):
            return name
    if word in words.determiner or word in words.number or word[:1].isdigit():
        return "determiner"
    return "adverb" if word in words.adverb or word.endswith("ly") else "word"


def _behind(line: Line, last: int, tables: CodebookTables) -> str:
    word, words = line.word(last), tables.words
    if not word or is_mark(word) or is_quote(word):
        return "comma" if word == "," else "mark"
    if word in ("on", "against", "of", "in", "by", "with", "to", "for", "that", "from", "at"):
        return "on" if word in ("against", "at") else word
    for name in ("pronoun", "determiner", "modal", "auxiliary", "subordinator", "preposition", "conjunction"):
        if word in getattr(words, name):
            return name
    return "adverb" if word in words.adverb or word.endswith("ly") else "word"
