"""Word classes: the closed classes of English, and the nouns for people and bodies."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.inflect import Inflector
from sayso.codebook.tables import one_of, read_rows
from sayso.errors import CodebookError

CLASSES = (
    "determiner", "pronoun", "possessive", "preposition", "conjunction", "subordinator", "relative", "auxiliary",
    "being", "modal", "negation", "number", "adverb", "month", "weekday", "agent", "title", "modifier", "notparty",
    "verb", "intention", "definite", "indefinite",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Hold the classes of words.tsv, one frozenset a class. A word may be in several.

    ``agent`` holds both numbers of its nouns, ``verb`` all forms of its lemmas.

    >>> classes = WordClasses.load()
    >>> "protesters" in classes.agent, "launched" in classes.verb, "the" in classes.determiner
    (True, True, True)
    """

    determiner: frozenset[str]
    pronoun: frozenset[str]
    possessive: frozenset[str]
    preposition: frozenset[str]
    conjunction: frozenset[str]
    subordinator: frozenset[str]
    relative: frozenset[str]
    auxiliary: frozenset[str]
    being: frozenset[str]
    modal: frozenset[str]
    negation: frozenset[str]
    number: frozenset[str]
    adverb: frozenset[str]
    month: frozenset[str]
    weekday: frozenset[str]
    agent: frozenset[str]
    title: frozenset[str]
    modifier: frozenset[str]
    notparty: frozenset[str]
    verb: frozenset[str]
    intention: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    function: frozenset[str]

    @classmethod
    def load(cls, inflector: Inflector | None = None) -> WordClasses:
        """Read words.tsv.

        Raises:
            CodebookError: a class is unknown or missing.
        """
        inflect = inflector or Inflector.load()
        found: dict[str, set[str]] = {name: set() for name in CLASSES}
        for row in read_rows("words.tsv", ("class", "words")):
            kind = one_of(row, "class", CLASSES)
            words = row["words"].split()
            if kind == "agent":
                words += [inflect.plural(word) for word in words]
            elif kind == "verb":
                words = [form for word in words for form in inflect.verb(word).values()]
            found[kind].update(words)
        empty = [name for name, words_of in found.items() if not words_of]
        if empty:
            raise CodebookError(f"no words for {', '.join(empty)}", path="words.tsv", remedy="Add a row")
        closed = (
            "determiner", "pronoun", "possessive", "preposition", "conjunction", "subordinator", "relative",
            "auxiliary", "modal", "negation", "number", "adverb", "month", "weekday",
        )  # fmt: skip
        function = frozenset().union(*(found[name] for name in closed))
        return cls(**{name: frozenset(words_of) for name, words_of in found.items()}, function=function)
