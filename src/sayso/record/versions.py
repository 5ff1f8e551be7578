"""Versions of one report: which texts are versions of one another, and what changed from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.record.claims import Claim, claims_of
from sayso.record.ids import DocumentId, MentionId
from sayso.record.mentions import EventMention

SHARED_SENTENCES = 0.2
"""Share of the sentences of the shorter text that stand in the longer, from which the two are versions: an article
that is written on keeps its lead or its background, while two reports at one address (a front page, a table whose
rows all name their outlet's site) share none. Set by reason, not fitted."""
SAME_SENTENCE = 0.6
"""Share of words in common, in their order, from which one sentence took the place of another. Set by reason: a
sentence whose figures and verb are new keeps two thirds of its words."""

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"'”’)\]]*(?=\s|$)|(?=\n|$))")
_WORD = re.compile(r"\w+")


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


def is_version(text: str, title: str | None, other_text: str, other_title: str | None) -> bool:
    """Tell whether two texts of one place or address are versions of one report: by title, or by what they share."""
    if title and other_title and _words(title) == _words(other_title):
        return True
    one, other = ({_words(sentence) for sentence in sentences(words)} for words in (text, other_text))
    fewest = min(len(one), len(other))
    return bool(fewest) and len(one & other) >= SHARED_SENTENCES * fewest


def sentences(text: str) -> list[str]:
    """Cut a text roughly into sentences, white space at their ends left out.

    >>> sentences("Three died. Nobody said why.\\n\\nA quiet night")
    ['Three died.', 'Nobody said why.', 'A quiet night']
    """
    return [sentence for match in _SENTENCE.finditer(text) if (sentence := match.group().strip())]


def changes(
    older: tuple[DocumentId, str, Sequence[EventMention]], newer: tuple[DocumentId, str, Sequence[EventMention]]
) -> VersionChange:
    """Compare two versions, each as its id, text and mentions.

    Acts are the same where they are of one type in one sentence, or in one that took its place, by their order there.
    """
    kept, changed, dropped, added = _aligned(sentences(older[1]), sentences(newer[1]))
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
    old: Sequence[str], new: Sequence[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[str], list[str]]:
    """Pair sentences: those kept, those changed; and those that only one text has."""
    still = {_words(sentence): sentence for sentence in new}
    kept = [(sentence, still[_words(sentence)]) for sentence in old if _words(sentence) in still]
    before = {_words(sentence) for sentence in old}
    gone = [sentence for sentence in old if _words(sentence) not in still]
    came = [sentence for sentence in new if _words(sentence) not in before]
    changed: list[tuple[str, str]] = []
    for sentence in gone:
        likest = max(came, key=lambda other: _alike(sentence, other), default=None)
        if likest is not None and _alike(sentence, likest) >= SAME_SENTENCE:
            changed.append((sentence, likest))
            came.remove(likest)
    paired = {old_sentence for old_sentence, _ in changed}
    return kept, changed, [sentence for sentence in gone if sentence not in paired], came


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


_Key = tuple[tuple[str, ...], str, int]


def _keyed(
    mentions: Iterable[EventMention], replaced: dict[tuple[str, ...], tuple[str, ...]]
) -> dict[_Key, EventMention]:
    """Key mentions by their sentence (as the newer text has it), type, and order among those alike."""
    keyed: dict[_Key, EventMention] = {}
    for mention in sorted(mentions, key=lambda one: (one.trigger.start, one.id)):
        words = _words(mention.sentence.text)
        sentence = replaced.get(words, words)
        ordinal = sum(key[:2] == (sentence, mention.type) for key in keyed)
        keyed[sentence, mention.type, ordinal] = mention
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
