"""Reading: a document through the graphs, window by window. What is held at once does not grow with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate import labels
from sayso.annotate.encoder import Encoder
from sayso.annotate.excerpts import Excerpt, excerpts
from sayso.annotate.marking import (
    LEAST_ASKED,
    name_marks,
    pledge_ranges,
    reader_marks,
    trigger_ranges,
    vectors_of,
    voice_marks,
)
from sayso.annotate.questions import EVENT, PLEDGE, Question, mean_of, question_groups, reader_inputs
from sayso.annotate.spans import Layer
from sayso.annotate.windows import Range, context
from sayso.errors import RecordError
from sayso.record.analysis import Analysis
from sayso.record.marks import Marks, PledgeMark, TriggerMark


@dataclass(frozen=True, slots=True, eq=False)
class _Tagged:
    """Hold an excerpt's encoded words, [words, width] and [words, inner], and the probabilities of the heads.

    ``trigger`` is what the head of the triggers says of all its words.
    """

    excerpt: Excerpt
    words: NDArray[np.float32]
    narrowed: NDArray[np.float32]
    heads: dict[str, NDArray[np.float32]]
    trigger: Layer

    def layer(self, name: str) -> Layer:
        """Give what a head says of the words that the excerpt answers for."""
        return Layer.of(self.heads[name][slice(*self.excerpt.answers)])

    def voice(self, at: int) -> Layer:
        """Give what the head says of one part of sayings."""
        return Layer.of(self.heads["voices"][slice(*self.excerpt.answers), at])


def document_marks(analysis: Analysis, encoder: Encoder, also: Sequence[Range]) -> Marks:
    """Mark a document; see ``sayso.annotate.mark``."""
    names = Layer.empty(len(analysis.words), len(labels.NAMES))
    voices = [Layer.empty(len(analysis.words), 1) for _ in labels.VOICES]
    triggers: list[TriggerMark] = []
    pledges: list[PledgeMark] = []
    cut = _excerpts(analysis, encoder)
    wanted = _by_excerpt(also, cut)
    for at, excerpt in enumerate(cut):
        tagged = _tagged(excerpt, encoder)
        names.put(excerpt.answered, tagged.layer("names"))
        for part, voice in enumerate(voices):
            voice.put(excerpt.answered, tagged.voice(part))
        for _, found in _answered(tagged, _candidates(tagged, wanted.get(at, ())), encoder):
            if isinstance(found, PledgeMark):
                pledges.append(found)
            else:
                triggers.append(found)
    return Marks(
        encoder.identity.name,
        tuple(sorted(triggers, key=lambda one: (one.first, one.last))),
        tuple(sorted(pledges, key=lambda one: (one.first, one.last))),
        tuple(name_marks(names)),
        tuple(voice_marks(voices)),
    )


def answers_about(analysis: Analysis, ranges: Sequence[Range], encoder: Encoder) -> tuple[TriggerMark, ...]:
    """Ask about given words; see ``sayso.annotate.ask``."""
    found: dict[Range, TriggerMark] = {}
    for tagged, asked in _asked(analysis, ranges, encoder):
        questions = {words: _about(words, tagged) for words in asked}
        answered = dict(_answered(tagged, list(questions.values()), encoder))
        marks = ((words, answered[question]) for words, question in questions.items())
        found.update((words, mark) for words, mark in marks if isinstance(mark, TriggerMark))
    return tuple(found[words] for words in ranges)


def encoded(analysis: Analysis, ranges: Sequence[Range], encoder: Encoder) -> NDArray[np.float32]:
    """Give the mean of the encoded words in each of ``ranges``, of which trigger vectors are made: [ranges, width].

    Raises:
        RecordError: a range is empty, or begins outside every sentence.
    """
    found: dict[Range, NDArray[np.float32]] = {}
    for tagged, asked in _asked(analysis, ranges, encoder):
        found.update((words, mean_of(tagged.words, _about(words, tagged).focus)) for words in asked)
    return np.stack([found[words] for words in ranges])


def _asked(analysis: Analysis, ranges: Sequence[Range], encoder: Encoder) -> Iterator[tuple[_Tagged, list[Range]]]:
    """Read the excerpts that answer for some words, with those words."""
    cut = _excerpts(analysis, encoder)
    wanted = _by_excerpt(ranges, cut)
    for words in {*ranges}.difference(*wanted.values()):
        raise RecordError(f"no sentence holds words {words[0]} to {words[1]}")
    for at, asked in sorted(wanted.items()):
        yield _tagged(cut[at], encoder), asked


def _excerpts(analysis: Analysis, encoder: Encoder) -> list[Excerpt]:
    sentences = [(sentence.first, sentence.last) for sentence in analysis.sentences]
    return list(excerpts(analysis.words, sentences, encoder.cutter))


def _by_excerpt(ranges: Sequence[Range], cut: Sequence[Excerpt]) -> dict[int, list[Range]]:
    """Give each range to the excerpt that answers for its first word; an empty one, or one in none, is left out."""
    begins = [excerpt.answered[0] for excerpt in cut]
    found: dict[int, list[Range]] = {}
    for words in ranges:
        at = bisect_right(begins, words[0]) - 1
        if at >= 0 and words[0] < min(cut[at].answered[1], words[1]):
            found.setdefault(at, []).append(words)
    return found


def _tagged(excerpt: Excerpt, encoder: Encoder) -> _Tagged:
    found = encoder.words.run(excerpt.inputs())
    words, narrowed = found.pop("words")[0], found.pop("narrowed")[0]
    heads = {name: shares[0] for name, shares in found.items()}
    return _Tagged(excerpt, words, narrowed, heads, Layer.of(heads["trigger"]))


def _candidates(tagged: _Tagged, also: Sequence[Range]) -> list[Question]:
    """Ask about what may be a trigger or a quote, and about ``also`` where it may be one, too, and meets none."""
    trigger, pledges = tagged.trigger.part(tagged.excerpt.answers), tagged.layer("pledges")
    found = [_candidate(EVENT, words, trigger, tagged) for words in trigger_ranges(trigger)]
    taken = {word for one in found for word in range(*one.focus)}
    others = (_about(words, tagged) for words in also)
    found += [one for one in others if one.probability >= LEAST_ASKED and taken.isdisjoint(range(*one.focus))]
    return found + [_candidate(PLEDGE, words, pledges, tagged) for words in pledge_ranges(pledges)]


def _candidate(kind: int, words: Range, layer: Layer, tagged: _Tagged) -> Question:
    """Ask about words that a layer found, counted from the first that the excerpt answers for."""
    shift = tagged.excerpt.answers[0]
    focus = words[0] + shift, words[1] + shift
    return Question(kind, focus, context(tagged.excerpt.units, focus), layer.probability(words), layer.kind(words))


def _about(words: Range, tagged: _Tagged) -> Question:
    """Ask about words of the document, cut off where the excerpt that answers for the first of them ends."""
    excerpt = tagged.excerpt
    focus = words[0] - excerpt.start, min(words[1] - excerpt.start, len(excerpt.first))
    return Question(EVENT, focus, context(excerpt.units, focus), tagged.trigger.probability(focus))


def _answered(
    tagged: _Tagged, questions: Sequence[Question], encoder: Encoder
) -> Iterator[tuple[Question, TriggerMark | PledgeMark]]:
    """Give each question with what the reader answers.

    All is made ready before the graph runs: it leaves nothing else in the processor's caches, and what comes between
    two runs takes three times as long (2026-11).
    """
    groups = list(question_groups(questions))
    excerpt = tagged.excerpt
    inputs = [reader_inputs(group, tagged.words, tagged.narrowed, excerpt.units) for group in groups]
    answers = [encoder.reader.run(one) for one in inputs]
    vectors = vectors_of([words for one in inputs for words in one["focused"]], encoder.projection)
    marks = reader_marks(groups, excerpt.start, answers, vectors)
    return zip((question for group in groups for question in group), marks, strict=True)
