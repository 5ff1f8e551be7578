"""Furniture glued into a paragraph: image names, links in brackets, lists of links after a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.codebook.page import PageCues
from sayso.text.parts import Part

LINK_LIST = (30, 500)
"""Characters of links glued between a name and the word MORE; those of gold/train have 60 to 420 (2026-11)."""
NAME_REACH = 60
"""Characters between a name and its repetition in full, where the list begins."""

_IMAGE_NAME = re.compile(r"\S{0,200}_\S{0,200}?[\d_](?:\.(?:jpe?g|png|gif|webp))?(?=[A-Z][a-z]+ )")
_LINK_LIST_END = re.compile(r"(?<=[\w'’\"”?.!)]) MORE(?=$|[\s,.’')])")
_GLUED_NAME = re.compile(r"(?<![\w-])([A-Z][a-zé’'-]*[a-zé])(?=[A-Z'‘\"“0-9][\w'’]*[ ,])")


def opened_parts(part: Part, cues: PageCues) -> list[Part]:
    """Cut a paragraph where furniture is glued into it; what is left stays open."""
    if part.settled:
        return [part]
    ranges = sorted([*_image_name(part.text), *_cued(part.text, cues), *_link_lists(part.text)])
    return _cut_out(part, ranges)


def _cut_out(part: Part, ranges: Sequence[tuple[int, int]]) -> list[Part]:
    """Settle ranges of a part's text as furniture; of two that overlap, the first counts."""
    pieces: list[Part] = []
    done = 0
    for start, end in ranges:
        if start >= done:
            pieces += [*part.piece_of(done, start), *(cut.settle("furniture") for cut in part.piece_of(start, end))]
            done = end
    return [*pieces, *part.piece_of(done, len(part.text))] if pieces else [part]


def _image_name(text: str) -> Iterator[tuple[int, int]]:
    if match := _IMAGE_NAME.match(text):
        yield match.span()


def _cued(text: str, cues: PageCues) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in cues.inline.finditer(text))


def _link_lists(text: str) -> Iterator[tuple[int, int]]:
    """Find "Jane Ann DoeOther headline … MORE" after the name "Doe": the list repeats the name in full."""
    for end in _LINK_LIST_END.finditer(text):
        start = _list_start(text, end.start())
        if start is not None:
            yield start, end.end()


def _list_start(text: str, end: int) -> int | None:
    for glued in _GLUED_NAME.finditer(text, max(0, end - LINK_LIST[1]), max(0, end - LINK_LIST[0])):
        reach = max(0, glued.start() - NAME_REACH)
        before = text.rfind(f"{glued.group(1)} ", reach, glued.start())
        if before >= 0:
            return before + len(glued.group(1)) + 1
    return None
