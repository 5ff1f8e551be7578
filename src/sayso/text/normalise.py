"""The normal view: a text as the machine reads it, each character with its way back to the text of record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.record.analysis import NormalView
from sayso.record.documents import Segment
from sayso.record.markup import MARKS
from sayso.text.apostrophes import lost_apostrophes
from sayso.text.draft import Draft, Edit
from sayso.text.glue import glued_places
from sayso.text.paragraphs import LINE_BREAKS, paragraphs

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛ʼ´`′＇", "'"),
        **dict.fromkeys("‐‑", "-"),
        "―": "—",
        **dict.fromkeys((chr(code) for code in (*range(9), 9, *range(14, 28), 0xA0, 0x1680)), " "),
        **dict.fromkeys((chr(code) for code in (*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)), " "),
        **dict.fromkeys(LINE_BREAKS.replace("\r", ""), "\n"),
    }
)
_CHARACTERS = re.compile(
    r"(?P<line>\r\n?)"
    r"|(?P<quote>(?<!')''(?!'))"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<spelling>(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff]))"
    rf"|(?P<markup>{MARKS})"
    r"|(?P<drop>[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+)"
)
_PUT = {"line": "\n", "quote": '"', "drop": "", "markup": ""}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def normalise(text: str, segments: Sequence[Segment] = (), names: frozenset[str] = frozenset()) -> NormalView:
    """Make the normal view of a text of record.

    Straight quotes, plain spaces, no zero-width marks or soft hyphens (the non-joiner stays between Arabic
    letters, where it is spelling), no ligatures, no bold marks or link
    addresses of Markdown; a line feed ends a paragraph and stands nowhere else; lost
    apostrophes are put back ("wasnt", and "Irans" for a name in ``names``), glued words parted. ``names`` are
    single words as the codebook spells them. A word that a border between ``segments`` cuts is parted there;
    no segments means no borders.

    >>> normalise("Tehran\u2019s\xa0army").text
    "Tehran's army"
    """
    spelt = Draft.of(text.translate(_SAME_LENGTH)).edited(_spelling(text))
    borders = frozenset(segment.start for segment in segments)
    edits = list(lost_apostrophes(spelt.text, names))
    edits += (Edit(at, at, " ") for at in glued_places(spelt.text, names))
    edits += (Edit(at, at, " ") for at in _cut_words(spelt, borders))
    draft = spelt.edited(_first_at_each_place(edits))
    return NormalView(draft.text, draft.offsets, draft.ends)


def _spelling(text: str) -> Iterator[Edit]:
    for match in _CHARACTERS.finditer(text.translate(_SAME_LENGTH)):
        kind = match.lastgroup or ""
        if kind == "ligature":
            yield Edit(match.start(), match.end(), _LIGATURES[match.group()])
        elif kind != "spelling":
            yield Edit(match.start(), match.end(), _PUT[kind])
    for start, end in paragraphs(text):
        for match in re.finditer(f"[{LINE_BREAKS}]+", text[start:end]):
            yield Edit(start + match.start(), start + match.end(), " ")


def _cut_words(draft: Draft, borders: frozenset[int]) -> Iterator[int]:
    """Give the places where a border of segments stands inside a word of the draft."""
    for border in borders:
        index = bisect_left(draft.offsets, border)
        if 0 < index < len(draft.text) and draft.text[index - 1 : index + 1].isalnum():
            yield index


def _first_at_each_place(edits: Sequence[Edit]) -> list[Edit]:
    return list({edit.start: edit for edit in reversed(edits)}.values())
