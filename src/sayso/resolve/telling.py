"""Telling: every time phrase of a document in text order, each read from what was told before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.times import TimeGrammar, TimePhrase
from sayso.record.analysis import Analysis, Sentence
from sayso.record.edtf import Edtf
from sayso.record.spans import Span
from sayso.record.times import TimeExpression, TimeMeaning
from sayso.resolve.dates import meaning, reaching

AHEAD_BACK = 10
"""Words before a phrase among which the nearest verb says whether it is told as still to come."""


@dataclass(frozen=True, slots=True)
class ToldTime:
    """Hold one time phrase: its sentence (an index), its tokens, its quotation and what it means.

    ``before`` is what the text dated last before it, ``back`` whether it counts back ("a year earlier", "two days
    before"), ``since`` the character of the "since" it belongs to.
    """

    sentence: int
    first: int
    last: int
    span: Span
    phrase: TimePhrase
    meaning: TimeMeaning
    before: TimeMeaning | None
    back: bool
    since: int | None = None

    def begins(self, at: int) -> bool:
        """Tell whether an act at a character is told as having gone on since; not so one told of by the "since"."""
        return self.since is not None and not self.since < at < self.span.start

    def expression(self, published: Edtf | None, grammar: TimeGrammar) -> TimeExpression:
        """Give the phrase as the record shows it, reaching as far as the preposition before it says."""
        found = self.meaning
        edtf = reaching(self.phrase, found.edtf, published, grammar) if found.edtf else None
        return TimeExpression(
            self.span.start, self.span.end, self.span.text, found.kind, edtf, found.basis, found.unit, found.length,
            found.pattern, found.era, found.time_of_day, found.zone, found.conflict,
        )  # fmt: skip


def times_told(analysis: Analysis, published: Edtf | None, grammar: TimeGrammar) -> tuple[ToldTime, ...]:
    """Read the time phrases of all sentences, in text order; what means nothing is left out."""
    return tuple(_told(analysis, published, grammar))


def _told(analysis: Analysis, published: Edtf | None, grammar: TimeGrammar) -> Iterator[ToldTime]:
    last: TimeMeaning | None = None
    for number, sentence in enumerate(analysis.sentences):
        words = analysis.words[sentence.first : sentence.last]
        for phrase in grammar.phrases(words):
            ahead = told_ahead(words, phrase, grammar)
            found = meaning(phrase, published, grammar, told=last, ahead=ahead)
            if found is None:
                continue
            back = _counts_back(phrase, grammar)
            yield _placed(analysis, sentence, number, phrase, found, last, back)
            if _moves_on(phrase, found, back):
                last = found


def _moves_on(phrase: TimePhrase, found: TimeMeaning, back: bool) -> bool:
    """Tell whether what follows is read from a phrase: a clock or a look back by a year compares and goes on."""
    if found.kind != "date" or found.edtf is None or phrase.reads == "clock":
        return False
    return phrase.reads != "ago" or not back or found.unit != "year"


def _counts_back(phrase: TimePhrase, grammar: TimeGrammar) -> bool:
    kind = "offset" if phrase.reads == "offset" else "way"
    return grammar.number(kind, phrase.parts.get("way", "")) == -1


def _placed(
    analysis: Analysis,
    sentence: Sentence,
    number: int,
    phrase: TimePhrase,
    found: TimeMeaning,
    last: TimeMeaning | None,
    back: bool,
) -> ToldTime:
    first, end = sentence.first + phrase.first, sentence.first + phrase.last
    since = analysis.starts[sentence.first + phrase.since] if phrase.since is not None else None
    return ToldTime(number, first, end, analysis.span(first, end), phrase, found, last, back, since)


def told_ahead(words: Sequence[str], phrase: TimePhrase, grammar: TimeGrammar) -> bool:
    """Tell whether the nearest cue before a phrase, else behind it, tells it as still to come."""
    if words[phrase.last : phrase.last + 1] == ("'s",):
        return False
    if phrase.lead in grammar.values["deadline"] and phrase.reads in ("date", "month"):
        return "had" not in words
    before = words[max(0, phrase.first - AHEAD_BACK) : phrase.first]
    behind = words[phrase.last : phrase.last + AHEAD_BACK]
    for word in (*reversed(before), *behind):
        folded = word.lower()
        if folded in grammar.values["ahead"]:
            return True
        if folded in grammar.values["done"] or (folded.endswith("ed") and folded not in grammar.values["ahead"]):
            return False
    return False
