"""Noun phrases: what of a long argument gold would mark as the mention of a participant.

PropBank and QANom mark whole phrases ("the men who held the bridge"), gold the shortest mention of each
participant ("men"). Of actors and recipients in gold/train 93 % have at most three words and 14 % begin with an
article; of PropBank's recipients 62 % and 21 % (2026-11). So phrases are cut before a pointer learns from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.annotate.windows import Range

ARTICLES = frozenset({"the", "a", "an"})
PREPOSITIONS = frozenset({"in", "on", "at", "by", "of", "to", "from", "with", "against", "near", "inside", "into"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NAMED_TIME = frozenset({"today", "tonight", "yesterday", "tomorrow", "now", "recently", "earlier", "later", "ago"})
HEADS = {
    "actor": _NOMINAL,
    "recipient": _NOMINAL,
    "place": frozenset({"NOUN", "PROPN"}),
    "time": frozenset({"NOUN", "PROPN", "NUM"}),
}
"""Word classes that may head a role's argument; a clause is no participant, "here" and "when" no place or time."""
_KEPT = frozenset({
    "amod", "compound", "nummod", "flat", "goeswith", "fixed", "det", "nmod:poss", "nmod:desc", "nmod:unmarked",
})  # fmt: skip
_OF_PHRASE = 4
"""Words, "of" included, up to which an "of" phrase belongs to the name in front of it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold one sentence's words, classes, heads (-1 for the root) and relations, all counted from its start."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


def participants(tree: Tree, first: int, last: int, role: str) -> list[Range]:
    """Give the short mentions in an argument, one for each coordinated noun; none if it is not nominal.

    >>> words = ("the", "men", "who", "fled", "and", "their", "chief")
    >>> tags = ("DET", "NOUN", "PRON", "VERB", "CCONJ", "PRON", "NOUN")
    >>> relations = ("det", "root", "nsubj", "acl:relcl", "cc", "nmod:poss", "conj")
    >>> participants(Tree(words, tags, (1, -1, 3, 1, 6, 6, 1), relations), 0, 7, "actor")
    [(1, 2), (5, 7)]
    """
    heads = [word for word in range(first, last) if not first <= tree.heads[word] < last]
    nouns = [noun for head in heads for noun in _coordinated(tree, head, first, last) if _fits(tree, noun, role)]
    return [without_lead(tree.words, *_short(tree, noun, first, last)) for noun in nouns]


def without_lead(words: Sequence[str], first: int, last: int) -> Range:
    """Leave out prepositions and articles in front; the last word always stays.

    >>> without_lead(["In", "the", "city"], 0, 3)
    (2, 3)
    """
    while first < last - 1 and words[first].lower() in ARTICLES | PREPOSITIONS:
        first += 1
    return first, last


def _fits(tree: Tree, noun: int, role: str) -> bool:
    named_time = role == "time" and tree.words[noun].lower() in _NAMED_TIME
    return named_time or tree.tags[noun] in HEADS[role]


def _children(tree: Tree, head: int, first: int, last: int) -> list[int]:
    return [word for word in range(first, last) if tree.heads[word] == head]


def _coordinated(tree: Tree, head: int, first: int, last: int) -> Iterator[int]:
    yield head
    for child in _children(tree, head, first, last):
        if tree.relations[child] == "conj":
            yield from _coordinated(tree, child, first, last)


def _short(tree: Tree, noun: int, first: int, last: int) -> Range:
    kept = [noun]
    for child in _children(tree, noun, first, last):
        phrase = _phrase(tree, child, first, last)
        relation = tree.relations[child]
        of_phrase = relation == "nmod" and len(phrase) <= _OF_PHRASE and tree.words[phrase[0]].lower() == "of"
        if of_phrase or relation in _KEPT:
            kept += phrase
    return min(kept), max(kept) + 1


def _phrase(tree: Tree, head: int, first: int, last: int) -> list[int]:
    inside = [word for child in _children(tree, head, first, last) for word in _phrase(tree, child, first, last)]
    return sorted([head, *inside])
