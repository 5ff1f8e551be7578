"""Apostrophes that a page lost: "Irans role", "it wasnt"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.text.draft import Edit

_KEPT = re.compile(r"(?<=[A-Za-z])'(?=(?:s|t|re|ve|ll|d|m)\b)")
_KEPT_FORMS = (
    "don't", "didn't", "doesn't", "isn't", "wasn't", "aren't", "weren't", "hasn't", "haven't", "hadn't",
    "couldn't", "wouldn't", "shouldn't", "mustn't", "can't", "won't", "ain't", "that's", "there's", "they're",
    "you're", "they've", "you've", "we've", "they'll", "you'll", "I've",
)  # fmt: skip
"""Only those that are no English words without their apostrophe, except "cant" and "wont", which news all but
never means; "its", "well", "were", "hell", "id" stay."""
_CONTRACTIONS = {form.replace("'", ""): form.index("'") for form in _KEPT_FORMS}
_ENDINGS = "".join(sorted({form[-1] for form in _CONTRACTIONS} | {"s"}))
_WORD = re.compile(rf"(?<![\w'-])[A-Za-z]{{2,}}[{_ENDINGS}](?![\w'-])")
"""A word that ends as one that may have lost its apostrophe."""
_PLURAL_BEFORE = re.compile(
    r"\b(?:the|two|three|four|both|many|several|other|these|those|all|most|his|her|their|its|is|was|[0-9]+)\s+$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(r"[ \n]+[\w\"'(]")


def lost_apostrophes(text: str, names: frozenset[str]) -> Iterator[Edit]:
    """Find where an apostrophe was lost, in a text that has lost more of them than it kept.

    A name with s is a possessive if ``names`` hold the name but not the form, no word before makes it a
    plural ("the Clintons") and a word follows.

    >>> list(lost_apostrophes("Irans army", frozenset({"Iran"})))
    [Edit(start=4, end=4, words="'")]
    """
    found = [edit for match in _WORD.finditer(text) for edit in _in_word(text, match, names)]
    if len(found) > sum(1 for _ in _KEPT.finditer(text)):
        yield from found


def _in_word(text: str, match: re.Match[str], names: frozenset[str]) -> Iterator[Edit]:
    word = match.group()
    at = _CONTRACTIONS.get(word, _CONTRACTIONS.get(word[0].lower() + word[1:]))
    if at is None and word.endswith("s") and word[:-1] in names and word not in names:
        at = len(word) - 1 if _WORD_AFTER.match(text, match.end()) else None
    if at is not None and not _PLURAL_BEFORE.search(text, max(0, match.start() - 12), match.start()):
        yield Edit(match.start() + at, match.start() + at, "'")
