"""Versions of one report: which texts are versions of one another, and what changed from one to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.record.claims import Claim, claims_of
from sayso.record.ids import DocumentId, MentionId
from sayso.record.mentions import EventMention

MOST_WORDS = 200
"""Words of a sentence beyond which it is kept, dropped or added, and never taken for another that was changed."""
MOST_COMPARED = 250_000
"""Pairs of sentences looked at, and in tens of word pairs how much of them is compared: some seconds. What is beyond is
told as dropped and added."""

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"'”’)\]]*(?=\s|$)|(?=\n|$))")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class VersionBars:
    """Set from which share of sentences two texts are versions, and of words two sentences are the same, changed.

    Both lie between 0 and 1; the codebook holds them.
    """

    shared_sentences: float
    same_sentence: float


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """Hold one field of an act that an older and a newer version tell differently; None where one does not tell it.

    ``sentence`` is that of the newer version, of the older where the newer has none.
    """

    field: str
    older: str | None
    newer: str | None
    sentence: str
    older_mention: MentionId | None
    newer_mention: MentionId | None


@dataclass(frozen=True, slots=True)
class VersionChange:
    """Say what changed from the ``older`` version of a report to the ``newer``.

    ``revised`` are numbers and other values that an act both tell has; ``dropped`` and ``added`` are acts that only one
    tells, as ``type`` changes; sentences are in the order of their text, those changed as pairs.
    """

    older: DocumentId
    newer: DocumentId
    revised: tuple[ClaimChange, ...]
    dropped: tuple[ClaimChange, ...]
    added: tuple[ClaimChange, ...]
    sentences_changed: tuple[tuple[str, str], ...]
    sentences_dropped: tuple[str, ...]
    sentences_added: tuple[str, ...]


def is_version(text: str, title: str | None, other_text: str, other_title: str | None, bars: VersionBars) -> bool:
    """Tell whether two texts of one place or address are versions of one report: by title, or by what they share.

    What they share is counted against the sentences of the shorter.
    """
    if title and other_title and _words(title) == _words(other_title):
        return True
    one, other = ({_words(sentence) for sentence in sentences(words)} for words in (text, other_text))
    fewest = min(len(one), len(other))
    return bool(fewest) and len(one & other) >= bars.shared_sentences * fewest


def sentences(text: str) -> list[str]:
    """Cut a text roughly into sentences, white space at their ends left out.

    >>> sentences("Three died. Nobody said why.\\n\\nA quiet night")
    ['Three died.', 'Nobody said why.', 'A quiet night']
    """
    return [sentence for match in _SENTENCE.finditer(text) if (sentence := match.group().strip())]


def changes(
    older: tuple[DocumentId, str, Sequence[EventMention]],
    newer: tuple[DocumentId, str, Sequence[EventMention]],
    bars: VersionBars,
) -> VersionChange:
    """Compare two versions, each as its id, text and mentions.

    Acts are the same where they are of one type in one sentence, or in one that took its place, by their order there.
    """
    kept, changed, dropped, added = _aligned(sentences(older[1]), sentences(newer[1]), bars.same_sentence)
    replaced = {_words(old): _words(new) for old, new in (*kept, *changed)}
    ours, theirs = _keyed(older[2], replaced), _keyed(newer[2], {})
    revised = [change for key, mention in ours.items() if key in theirs for change in _revised(mention, theirs[key])]
    return VersionChange(
        older[0],
        newer[0],
        tuple(revised),
        tuple(_gone(mention) for key, mention in ours.items() if key not in theirs),
        tuple(_came(mention) for key, mention in theirs.items() if key not in ours),
        tuple(changed),
        tuple(dropped),
        tuple(added),
    )


def _aligned(
    old: Sequence[str], new: Sequence[str], bar: float
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[str], list[str]]:
    """Pair sentences: those kept, those changed; and those that only one text has."""
    still = {_words(sentence): sentence for sentence in new}
    kept = [(sentence, still[_words(sentence)]) for sentence in old if _words(sentence) in still]
    before = {_words(sentence) for sentence in old}
    gone = [sentence for sentence in old if _words(sentence) not in still]
    came = [sentence for sentence in new if _words(sentence) not in before]
    changed = _changed(gone, came, bar)
    was, now = {index for index, _ in changed}, {index for _, index in changed}
    return (
        kept,
        [(gone[one], came[other]) for one, other in changed],
        [sentence for index, sentence in enumerate(gone) if index not in was],
        [sentence for index, sentence in enumerate(came) if index not in now],
    )


def _changed(gone: Sequence[str], came: Sequence[str], bar: float) -> list[tuple[int, int]]:
    """Pair each sentence that went with the likest that came, if that is like enough; each is taken once."""
    left = {index: (words, Counter(words)) for index, one in enumerate(came) if len(words := _words(one)) <= MOST_WORDS}
    pairs: list[tuple[int, int]] = []
    looks, compared = MOST_COMPARED, 10 * MOST_COMPARED
    for index, sentence in enumerate(gone):
        words = _words(sentence)
        looks -= len(left)
        if looks < 0 or compared < 0:
            break
        counts = Counter(words if len(words) <= MOST_WORDS else ())
        # No ratio is above what the words have in common in any order, which is counted at once.
        able = [at for at, (other, said) in left.items() if _most_alike(counts, said, len(words) + len(other)) >= bar]
        compared -= sum(len(words) * len(left[at][0]) for at in able)
        scored = [(_alike(words, left[at][0]), -at) for at in able]
        score, likest = max(scored, default=(0.0, 0))
        if scored and score >= bar:
            pairs.append((index, -likest))
            del left[-likest]
    return pairs


def _most_alike(one: Counter[str], other: Counter[str], words: int) -> float:
    common = sum(min(n, other[word]) for word, n in one.items() if word in other)
    return 2 * common / words if words else 0.0


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


_Key = tuple[tuple[str, ...], str, int]


def _keyed(
    mentions: Iterable[EventMention], replaced: dict[tuple[str, ...], tuple[str, ...]]
) -> dict[_Key, EventMention]:
    """Key mentions by their sentence (as the newer text has it), type, and order among those alike."""
    keyed: dict[_Key, EventMention] = {}
    met: Counter[tuple[tuple[str, ...], str]] = Counter()
    for mention in sorted(mentions, key=lambda one: (one.trigger.start, one.id)):
        words = _words(mention.sentence.text)
        sentence = replaced.get(words, words)
        keyed[sentence, mention.type, met[sentence, mention.type]] = mention
        met[sentence, mention.type] += 1
    return keyed


def _revised(older: EventMention, newer: EventMention) -> Iterator[ClaimChange]:
    before, after = _values(older), _values(newer)
    for field in sorted(before.keys() | after.keys()):
        if before.get(field) != after.get(field):
            yield ClaimChange(
                field, before.get(field), after.get(field), newer.sentence.text, older.id, newer.id
            )  # fmt: skip


def _values(mention: EventMention) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for claim in claims_of(mention):
        values.setdefault(claim.field, []).append(_shown(claim))
    return {field: "; ".join(sorted(told)) for field, told in values.items()}


def _shown(claim: Claim) -> str:
    if claim.field.startswith("number:") and claim.original:
        return claim.original
    return claim.value if isinstance(claim.value, str) else repr(claim.value)


def _gone(mention: EventMention) -> ClaimChange:
    return ClaimChange("type", mention.type, None, mention.sentence.text, mention.id, None)


def _came(mention: EventMention) -> ClaimChange:
    return ClaimChange("type", None, mention.type, mention.sentence.text, None, mention.id)


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(sentence.casefold()))
