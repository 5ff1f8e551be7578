"""The internal format of the training: one passage, its words, and the layers its corpus annotates.

All ranges are half-open over the words of the passage. A layer that is None is not annotated by the corpus
and gives no loss; an empty layer says that the corpus looked and found nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.annotate.windows import Range


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold a span of words with a label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Hold one argument of an act or a frame.

    ``role`` is actor, recipient, place, time, number, source, cue or, in frames only, other. ``kind`` is the
    kind of a number (killed, wounded, ...) and None for every other role.
    """

    role: str
    first: int
    last: int
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Hold one event mention: its trigger, what it says happened, and on whose word.

    ``stance`` and ``anonymous`` are those of the innermost source; its source and cue ranges are arguments.
    Hearsay is ``attributed`` without a source argument. An argument may stand in another sentence.
    """

    first: int
    last: int
    type: str
    mode: str | None
    status: str
    arguments: tuple[Argument, ...]
    attributed: bool
    stance: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold a PropBank or QANom predicate; its roles are mapped to actor, recipient, place, time and other."""

    predicate: int
    sense: str | None
    arguments: tuple[Argument, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """Hold one attribution. Any of the three may be empty, and each may be several stretches."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Pledge:
    """Hold one commitment: the words it stands in, and who is bound to what."""

    kind: str
    quote: Range
    holder: Range | None
    condition: Range | None
    consequence: Range | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a whole document, or a stretch of one, with the layers its corpus annotates.

    ``sentences`` are sorted and do not overlap; they cover every word. ``facts`` are
    pairs (word, -3 certainly not .. 3 certainly).
    """

    corpus: str
    doc: str
    words: tuple[str, ...]
    sentences: tuple[Range, ...]
    names: tuple[Labelled, ...] | None = None
    acts: tuple[Act, ...] | None = None
    frames: tuple[Frame, ...] | None = None
    sayings: tuple[Saying, ...] | None = None
    facts: tuple[tuple[int, float], ...] | None = None
    pledges: tuple[Pledge, ...] | None = None
