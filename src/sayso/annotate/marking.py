"""Marking: what the encoder's graphs answer, as marks. Plain numpy, no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.annotate import labels
from sayso.annotate.questions import PLEDGE, Question
from sayso.annotate.spans import DECIMALS, Floats, Layer, peak_runs, rounded, runs, whole_runs
from sayso.annotate.windows import Range
from sayso.record.marks import NameMark, PledgeMark, Role, RoleMark, SenseMark, TriggerMark, VoiceMark, VoicePart
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES, NumberKind

FLOOR = 0.15
"""Tagger's probability at which words may be a trigger. On the held-in slice of gold/train (2026-11) 0.08 asks about
one tenth more words and changes no figure by more than .002."""
LEAST_ASKED = 0.003
"""Tagger's probability below which the reader is not asked about words that only the codebook takes for a trigger. Of
295 such on the held-in slice of gold/train (2026-11), 17 % of all questions, one was kept and none was right."""
PLEDGE_COST = 1.0
"""What the quote of a commitment costs to begin: F1 of commitments on the held-in slice (2026-11) was .60, .63, .63 at
-1, 0, 1."""
ROLE_FLOOR = 0.05
"""Probability below which a word is not told of in any role."""
ROLE_FIRM, VOICE_FIRM = 0.3, 0.15
"""Probability at which a role's words are taken without the weaker ones beside them; a source's and a cue's
words, which the decoder of the training takes at 0.15 (held-in slice of gold/train, 2026-11), are taken sooner."""
SPAN_CUT = 0.5
"""Probability at which words are a name."""
VOICE_COSTS: Mapping[VoicePart, float] = {"source": 0.5, "cue": 0.5, "content": 1.0}
"""What a part of a saying costs to begin. On 60 documents of PolNeAR train (2026-11) exact F1 at 0, 0.5, 1, 1.5, 2 was
.797, .799, .796, .785, .767 for sources, .732, .747, .748, .745, .722 for cues, .604, .623, .630, .630, .631 for
contents; of values as good the lower is taken, since what was not trained on is marked less surely. As runs at 0.5
contents had .36 where whole runs had .50."""
LEAST_SHARE = 0.005
"""Share below which a sense, a status or a stance is not told of."""
MOST_CERTAIN = 3.0
STRETCH, SHIFT = 1.06, 0.0
"""The head that tells certainty was trained to small squares and shies away from the ends of its scale. Stretched
so, its mean absolute error on every third sentence of UW train (2026-11) falls from .368 to .358."""

_FIRM: Mapping[Role, float] = dict.fromkeys(labels.ROLES, ROLE_FIRM) | {"source": VOICE_FIRM, "cue": VOICE_FIRM}

_BY_QUESTION = ("pair", "status", "stance", "attributed", "hearsay", "anonymous", "fact")
Answers = Mapping[str, NDArray[Any]]


def trigger_ranges(layer: Layer) -> Iterator[Range]:
    """Find the words that may be triggers."""
    return runs(layer.inside, layer.begins, FLOOR)


def pledge_ranges(layer: Layer) -> Iterator[Range]:
    """Find the words that may be the quote of a commitment."""
    return whole_runs(layer.inside, layer.begin, PLEDGE_COST)


def reader_marks(
    groups: Sequence[Sequence[Question]], start: int, answers: Sequence[Answers], vectors: Sequence[bytes]
) -> list[TriggerMark | PledgeMark]:
    """Say what the reader answers about each question, group by group.

    ``start`` is the word that their window begins with. There are answers for each group: ``roles`` is
    [questions, places, roles, 3], ``numbers`` [questions, places, kinds], all others [questions, labels]; ``fact`` is
    a number, -1 to 1 as the reader is trained. ``vectors`` are those of the triggers, one a question.
    """
    if not groups:
        return []
    shares = {name: rounded(np.concatenate([one[name] for one in answers])) for name in _BY_QUESTION}
    senses, statuses, stances = _senses(shares["pair"]), _likeliest(shares["status"]), _likeliest(shares["stance"])
    read = 1 - shares["pair"][:, labels.NO_EVENT]
    attributed, hearsay, anonymous = (shares[name][:, 1].tolist() for name in ("attributed", "hearsay", "anonymous"))
    asked = [question for group in groups for question in group]
    found: list[TriggerMark | PledgeMark] = []
    for at, (one, roles) in enumerate(zip(asked, _roles(asked, start, answers), strict=True)):
        first, last = start + one.focus[0], start + one.focus[1]
        if one.kind == PLEDGE:
            found.append(PledgeMark(first, last, labels.PLEDGES[one.label], one.probability, roles))
            continue
        found.append(
            TriggerMark(
                first,
                last,
                one.probability,
                round(float(read[at]), DECIMALS),
                senses[at],
                tuple((STATUSES[status], share) for status, share in statuses[at]),
                attributed[at],
                hearsay[at],
                tuple((STANCES[stance], share) for stance, share in stances[at]),
                anonymous[at],
                _certainty(float(shares["fact"][at, 0])),
                roles,
                vectors[at],
            )
        )
    return found


def _certainty(answer: float) -> float:
    stretched = STRETCH * MOST_CERTAIN * answer + SHIFT
    return round(min(max(stretched, -MOST_CERTAIN), MOST_CERTAIN), DECIMALS)


def name_marks(layer: Layer) -> Iterator[NameMark]:
    """Find the names of a document."""
    for words in runs(layer.inside, layer.begins, SPAN_CUT):
        yield NameMark(*words, labels.NAMES[layer.kind(words)], layer.probability(words))


def voice_marks(layers: Sequence[Layer]) -> list[VoiceMark]:
    """Find the parts of sayings, one layer for each of ``labels.VOICES``, in text order."""
    found = [
        VoiceMark(part, *words, layer.probability(words))
        for part, layer in zip(labels.VOICES, layers, strict=True)
        for words in whole_runs(layer.inside, layer.begin, VOICE_COSTS[part])
    ]
    return sorted(found, key=lambda one: (one.first, one.last))


def vectors_of(triggers: Sequence[NDArray[np.float32]], projection: NDArray[np.float32] | None) -> list[bytes]:
    """Press each trigger's encoded words into signed bytes, by ``projection`` whose last row is added; b"" without it.

    Each is multiplied on its own: the product of many at once may differ in a last bit, by how many they are.
    """
    if projection is None or not triggers:
        return [b"" for _ in triggers]
    factors = projection[:-1]
    found = np.rint(np.stack([words @ factors for words in triggers]) + projection[-1])
    return [row.tobytes() for row in np.clip(found, -127, 127).astype(np.int8)]


def _senses(pair: Floats) -> list[tuple[SenseMark, ...]]:
    events = pair[:, labels.NO_EVENT + 1 :]
    totals = events.sum(1, keepdims=True)
    # Nothing left of it after rounding: the reader is sure that this is no act, and every sense is as good.
    shares = np.divide(events, totals, out=np.full_like(events, 1 / events.shape[1]), where=totals > 0)
    pairs = labels.type_mode_pairs()
    return [
        tuple(SenseMark(*pairs[sense], share) for sense, share in row) for row in _likeliest(shares.round(DECIMALS))
    ]


def _likeliest(shares: Floats) -> list[list[tuple[int, float]]]:
    """Give index and share for each row, the greatest first; equals in the order of the labels; never empty."""
    order = np.argsort(-shares, axis=1, kind="stable")
    ranked = np.take_along_axis(shares, order, 1)
    told = (shares >= LEAST_SHARE).sum(1).tolist()
    return [
        list(zip(own[:many], values[:many], strict=True)) if many else [(own[0], 0.0)]
        for own, values, many in zip(order.tolist(), ranked.tolist(), told, strict=True)
    ]


def _roles(asked: Sequence[Question], start: int, answers: Sequence[Answers]) -> list[tuple[RoleMark, ...]]:
    """Find the words of each question's roles, in text order."""
    inside = [rounded(1 - one["roles"][..., labels.OUTSIDE]).swapaxes(1, 2) for one in answers]
    blocks = [block.reshape(-1, block.shape[2]) for block in inside]
    numbers = [row for one in answers for row in one["numbers"]]
    firm = np.array([_FIRM[role] for role in labels.ROLES] * len(asked))
    found: list[list[RoleMark]] = [[] for _ in asked]
    for layer, first, last, peak in peak_runs(blocks, ROLE_FLOOR, firm):
        at, role = layer // len(labels.ROLES), labels.ROLES[layer % len(labels.ROLES)]
        if role in labels.ROLES_ASKED[labels.QUESTIONS[asked[at].kind]]:
            kind = _number_kind(numbers[at][first:last]) if role == "number" else None
            begin = start + asked[at].context[0]
            found[at].append(RoleMark(role, begin + first, begin + last, peak, kind))
    return [tuple(sorted(marks, key=lambda one: (one.first, one.last))) for marks in found]


def _number_kind(numbers: NDArray[np.float32]) -> NumberKind:
    return NUMBER_KINDS[int(rounded(numbers).sum(0).argmax())]
