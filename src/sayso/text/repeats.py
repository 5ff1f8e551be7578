"""Pull quotes: paragraphs that only repeat what the report says elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.codebook.phrases import fold
from sayso.text.parts import Part

REPEAT_WORDS = (8, 80)
"""Words of a pull quote. Shorter repetitions are turns of speech, longer ones a page printed twice."""
_MARKS = re.compile(r"[^\w ]+")
_POST_SIGNATURE = re.compile(r"[—–-]+ [^—–\n]{2,50}\(@\w{1,30}\).{0,30}$")
SIGNATURE_REACH = 120
"""Characters at the end of an embedded post in which its signature stands."""
_LINKS = ("pic.twitter.com/", "http://", "https://")


def with_quote_blocks(parts: Sequence[Part]) -> list[Part]:
    """Mark open parts whose words stand in another open part, too.

    Of two that are the same, the later is the repetition, unless the earlier opens the page and the page is
    not printed twice. An embedded post is compared without its signature.
    """
    words = [_plain_words(part) for part in parts]
    sources = _paragraphs_holding({tuple(ws[: REPEAT_WORDS[0]]) for ws in words if _is_candidate(ws)}, words)
    judged = list(parts)
    for index, own in enumerate(words):
        if not _is_candidate(own):
            continue
        for other in sources[tuple(own[: REPEAT_WORDS[0]])]:
            if other != index and not judged[other].settled and _repeats(words, index, other):
                judged[index] = parts[index].settle("quote_block")
                break
    return judged


def _plain_words(part: Part) -> list[str]:
    if part.settled:
        return []
    signature = _POST_SIGNATURE.search(part.text, max(0, len(part.text) - SIGNATURE_REACH))
    words = part.text[: signature.start() if signature else None].split()
    while words and words[-1].startswith(_LINKS):
        words.pop()
    return _MARKS.sub("", fold(" ".join(words))).split()


def _is_candidate(words: Sequence[str]) -> bool:
    return REPEAT_WORDS[0] <= len(words) <= REPEAT_WORDS[1]


def _paragraphs_holding(keys: set[tuple[str, ...]], words: Sequence[Sequence[str]]) -> dict[tuple[str, ...], list[int]]:
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    size = REPEAT_WORDS[0]
    for index, own in enumerate(words):
        for key in {tuple(own[at : at + size]) for at in range(len(own) - size + 1)} & keys:
            holding[key].append(index)
    return holding


def _repeats(words: Sequence[Sequence[str]], index: int, other: int) -> bool:
    own, theirs = words[index], words[other]
    if own == theirs:
        return words[1:2] != words[other + 1 : other + 2] if index == 0 else index > other
    return len(own) < len(theirs) and f" {' '.join(own)} " in f" {' '.join(theirs)} "
