"""Words that a page ran together: "JERUSALEMIf", "Syriabut", "Photos.The"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_OPENERS = (
    "A", "An", "And", "After", "Also", "Although", "Amid", "As", "At", "Before", "But", "By", "Despite",
    "During", "Even", "Five", "For", "Former", "Four", "From", "He", "Her", "Here", "His", "How", "I",
    "If", "In", "Iran", "Israel", "It", "Its", "Just", "Last", "More", "Most", "Nearly", "Next", "No",
    "Not", "Now", "Of", "On", "One", "Only", "Our", "Over", "President", "Prime", "Several", "She",
    "Since", "Six", "So", "Some", "Ten", "The", "Their", "There", "These", "They", "This", "Those",
    "Three", "Thousands", "To", "Two", "Under", "Until", "Up", "US", "We", "What", "When", "Where",
    "Whether", "While", "Who", "Why", "With", "Without", "You",
)  # fmt: skip
QUOTE_REACH = 5000
"""Characters before a quotation mark that tell whether it closes; a paragraph hardly has more."""
_DATELINE_GLUE = re.compile(r"(?:^|(?<=\n))[ ]*[A-Z][A-Z.]{3,}?(?=(?:" + "|".join(_OPENERS) + r")\b)")
_SENTENCE_GLUE = re.compile(
    r"(?<=[a-z]{2}[.!?;])(?=[A-Z][a-z]+\b(?!\.[A-Za-z])|(?:[A-Z]\.){2})(?<!www\.)"
    r"|(?<=[a-z\d)],)(?=[A-Za-z]{2})"
)
_QUOTE_GLUE = re.compile(r'(?<=[a-z][.,!?])"(?=[A-Z])')
_WEB_NAME = re.compile(r"(?:Com|Org|Net|Gov|Edu|Info|Io|Tv)\b")
_LOWER_GLUE = re.compile(
    r"(?<![\w'-])([A-Z][a-z]{3,}?)(?=(a|and|but|which|who|that|while|where|when|with|this|they|the|even|including)\b)"
)
_WORDS = re.compile(r"[A-Za-z]+")


def glued_places(text: str, names: frozenset[str]) -> Iterator[int]:
    """Give the places in a text where a space was lost between two words, in no order.

    A dateline's city in capitals and the word after it; a sentence's or comma's end and the next word; a
    name and a small word where a dash fell out ("Syriabut"): there the first part must stand elsewhere in
    the text as a word, the whole only here and not in ``names``.

    >>> list(glued_places("BEIRUTIf so.Yes", frozenset()))
    [6, 12]
    """
    yield from (match.end() for match in _DATELINE_GLUE.finditer(text))
    for match in _SENTENCE_GLUE.finditer(text):
        if not _WEB_NAME.match(text, match.end()):
            yield match.end()
    yield from (_outside_quote(text, match.start()) for match in _QUOTE_GLUE.finditer(text))
    yield from _dropped_dashes(text, names)


def glued_dateline(paragraph: str) -> int:
    """Give the length of a dateline in capitals that is glued to a paragraph's first word; 0 for none."""
    match = _DATELINE_GLUE.match(paragraph)
    return match.end() if match else 0


def _outside_quote(text: str, mark: int) -> int:
    """Tell where at a quotation mark the space fell out: after a closing one, before an opening one."""
    paragraph = text.rfind("\n", max(0, mark - QUOTE_REACH), mark) + 1 or max(0, mark - QUOTE_REACH)
    closes = text.count('"', paragraph, mark) % 2 == 1
    return mark + 1 if closes else mark


def _dropped_dashes(text: str, names: frozenset[str]) -> Iterator[int]:
    found = list(_LOWER_GLUE.finditer(text))
    if not found:
        return
    words = Counter(_WORDS.findall(text))
    for match in found:
        first, second = match.groups()
        if second == "a" and "'" in text:
            continue  # "Paula" beside "Paul": only a text that lost its marks loses a dash there
        if words[first] and words[first + second] == 1 and first + second not in names:
            yield match.end()
