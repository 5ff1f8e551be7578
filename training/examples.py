"""Examples: windows of a passage with the answers that its corpus gives, as arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.annotate import labels
from sayso.annotate.excerpts import Excerpt, excerpts
from sayso.annotate.labels import BEGIN, INSIDE, OUTSIDE
from sayso.annotate.windows import BUDGET, Range, context
from sayso.annotate.wordpiece import WordPiece
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES
from training.labels import UNKNOWN
from training.passages import Act, Argument, Passage, Saying

Ints = NDArray[np.int32]
LAYERS = ("acts", "names", "frames", "sayings", "facts", "pledges")
"""What can be taken from a corpus; the configuration may leave some of a corpus's layers out."""


@cache
def pair_indices() -> dict[tuple[str, str | None], int]:
    """Give the reader's answer for every type and mode; 0 is left for "no event"."""
    return {pair: at for at, pair in enumerate(labels.type_mode_pairs(), start=labels.NO_EVENT + 1)}


@dataclass(frozen=True, slots=True)
class Question:
    """Ask the reader about the words in ``focus``, seeing those in ``context``; ranges are over window words.

    ``spans`` are (role, first, last) for the roles in ``asked``; a role that is asked and has no span is
    absent. ``numbers`` are (word, kind). Every class is an index or UNKNOWN; ``fact`` is -3..3 or NaN.
    """

    kind: int
    focus: Range
    context: Range
    asked: tuple[int, ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    pair: int = UNKNOWN
    status: int = UNKNOWN
    attributed: int = UNKNOWN
    hearsay: int = UNKNOWN
    stance: int = UNKNOWN
    anonymous: int = UNKNOWN
    fact: float = math.nan


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one window for the encoder.

    ``pieces`` and ``shapes`` run over pieces, [CLS] and [SEP] included; ``first`` and ``last`` give each
    word's first and last piece. ``start`` is the passage's word that the window begins with, ``answers`` the
    window words it answers for, ``units`` its sentences. ``layers`` hold labels for each word: trigger,
    names, pledges [words]; voices [words, 3].
    """

    corpus: str
    start: int
    answers: Range
    units: tuple[Range, ...]
    pieces: Ints
    shapes: Ints
    first: Ints
    last: Ints
    layers: dict[str, Ints]
    questions: tuple[Question, ...]


def examples(
    passage: Passage, cutter: WordPiece, taken: Sequence[str] = LAYERS, budget: int = BUDGET
) -> Iterator[Example]:
    """Cut a passage into examples with the answers of the layers in ``taken`` that it has."""
    layers = dict(_word_layers(passage, taken))
    asked = _questions(passage, taken)
    for excerpt in excerpts(passage.words, passage.sentences, cutter, budget):
        yield _example(passage, excerpt, layers, asked)


def _example(passage: Passage, excerpt: Excerpt, layers: dict[str, Ints], asked: Sequence[Question]) -> Example:
    begin, end = excerpt.answered
    last = excerpt.start + len(excerpt.first)
    return Example(
        passage.corpus,
        excerpt.start,
        excerpt.answers,
        excerpt.units,
        *(getattr(excerpt, name).astype(np.int32) for name in ("pieces", "shapes", "first", "last")),
        {name: _cut(labelled, excerpt) for name, labelled in layers.items()},
        tuple(
            _moved(question, excerpt)
            for question in asked
            if begin <= question.focus[0] < end and question.focus[1] <= last
        ),
    )


def _cut(labelled: Ints, excerpt: Excerpt) -> Ints:
    part = labelled[excerpt.start : excerpt.start + len(excerpt.first)].copy()
    part[: excerpt.answers[0]] = UNKNOWN
    part[excerpt.answers[1] :] = UNKNOWN
    return part


def _moved(question: Question, excerpt: Excerpt) -> Question:
    """Put a question over passage words into a window; what its context does not hold is not asked for."""
    focus = question.focus[0] - excerpt.start, question.focus[1] - excerpt.start
    begin, end = context(excerpt.units, focus)
    spans = ((role, first - excerpt.start, last - excerpt.start) for role, first, last in question.spans)
    numbers = ((word - excerpt.start, kind) for word, kind in question.numbers)
    return replace(
        question,
        focus=focus,
        context=(begin, end),
        spans=tuple(span for span in spans if begin <= span[1] and span[2] <= end),
        numbers=tuple(number for number in numbers if begin <= number[0] < end),
    )


def _word_layers(passage: Passage, taken: Sequence[str]) -> Iterator[tuple[str, Ints]]:
    size = len(passage.words)
    if "acts" in taken and passage.acts is not None:
        kinds = [(act.first, act.last, labels.TYPES.index(act.type)) for act in passage.acts]
        yield "trigger", _painted(size, kinds)
    if "names" in taken and passage.names is not None:
        named = [(name.first, name.last, labels.NAMES.index(name.label)) for name in passage.names]
        yield "names", _painted(size, named)
    if "pledges" in taken and passage.pledges is not None:
        quotes = [(*pledge.quote, labels.PLEDGES.index(pledge.kind)) for pledge in passage.pledges]
        yield "pledges", _painted(size, quotes)
    if "sayings" in taken and passage.sayings is not None:
        parts: tuple[Callable[[Saying], tuple[Range, ...]], ...]
        parts = (lambda s: s.source), (lambda s: s.cue), (lambda s: s.content)
        painted = [_painted(size, [(*span, 0) for s in passage.sayings for span in part(s)]) for part in parts]
        yield "voices", np.stack(painted, axis=1)


def _painted(size: int, spans: Sequence[tuple[int, int, int]]) -> Ints:
    """Paint spans as begin and inside; where two overlap the longer one stays."""
    painted = np.full(size, OUTSIDE, np.int32)
    for first, last, kind in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if not painted[first:last].any():
            painted[first:last] = INSIDE + 2 * kind
            painted[first] = BEGIN + 2 * kind
    return painted


def _questions(passage: Passage, taken: Sequence[str]) -> list[Question]:
    found: list[Question] = []
    if "acts" in taken:
        found += [_about_act(act) for act in passage.acts or ()]
    if "frames" in taken:
        found += [
            _question("frame", (frame.predicate, frame.predicate + 1), _spans(frame.arguments))
            for frame in passage.frames or ()
        ]
    if "facts" in taken:
        found += [Question(0, (word, word + 1), (0, 0), fact=fact) for word, fact in passage.facts or ()]
    if "pledges" in taken:
        for pledge in passage.pledges or ():
            parts = ("source", pledge.holder), ("condition", pledge.condition), ("consequence", pledge.consequence)
            arguments = [Argument(role, *words) for role, words in parts if words]
            found.append(_question("pledge", pledge.quote, _spans(arguments)))
    if "sayings" in taken and passage.sayings is not None:
        found += _about_content(passage, passage.sayings)
    return found


def _question(kind: str, focus: Range, spans: tuple[tuple[int, int, int], ...], **answers: int) -> Question:
    asked = tuple(labels.ROLES.index(role) for role in labels.ROLES_ASKED[kind])
    spans = tuple(span for span in spans if span[0] in asked)
    return Question(labels.QUESTIONS.index(kind), focus, (0, 0), asked, spans, **answers)  # type: ignore[arg-type]


def _spans(arguments: Sequence[Argument]) -> tuple[tuple[int, int, int], ...]:
    known = (argument for argument in arguments if argument.role in labels.ROLES)
    return tuple((labels.ROLES.index(argument.role), argument.first, argument.last) for argument in known)


def _about_act(act: Act) -> Question:
    pairs = pair_indices()
    said = {
        "hearsay": int(all(argument.role != "source" for argument in act.arguments)),
        "stance": STANCES.index(act.stance) if act.stance else UNKNOWN,
        "anonymous": int(act.anonymous),
    }
    question = _question(
        "event",
        (act.first, act.last),
        _spans(act.arguments),
        pair=pairs.get((act.type, act.mode), pairs[act.type, None]),
        status=STATUSES.index(act.status),
        attributed=int(act.attributed),
        **(said if act.attributed else {}),
    )
    numbers = (argument for argument in act.arguments if argument.kind)
    kinds = [(word, NUMBER_KINDS.index(n.kind)) for n in numbers for word in range(n.first, n.last)]
    return replace(question, numbers=tuple(kinds))


def _about_content(passage: Passage, sayings: Sequence[Saying]) -> Iterator[Question]:
    """Ask of every content word on whose word it stands: the innermost saying whose content holds it."""
    inner: dict[int, Saying] = {}
    for saying in sorted(sayings, key=lambda one: -sum(last - first for first, last in one.content)):
        for first, last in saying.content:
            inner.update(dict.fromkeys(range(first, last), saying))
    for at, word in enumerate(passage.words):
        if len(word) < 4 or not word.isalpha():
            continue
        said = inner.get(at)
        if said is None:
            yield _question("saying", (at, at + 1), (), attributed=0)
            continue
        arguments = [Argument("source", *words) for words in said.source]
        arguments += [Argument("cue", *words) for words in said.cue]
        yield _question("saying", (at, at + 1), _spans(arguments), attributed=1, hearsay=int(not said.source))
