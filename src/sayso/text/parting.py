"""Part a text at the lines that are nothing but a time or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.codebook.live import load_live_words
from sayso.record.documents import Segment
from sayso.text.body import Body
from sayso.text.headline import is_plain_headline
from sayso.text.stamps import Stamp, read_stamp

FEWEST_POSTS = 3
"""Posts from which a page is a live blog or a digest: an article may say when it was published and when updated. By
these rules 2 of the 11,795 articles of news-conflict and news-unlabelled are parted (2026-11): both are live reports of
an agency, and none is parted wrongly."""
LABEL_WORDS = 8
"""Words of a line at the top that announces a digest; in a sentence the same words announce nothing."""
POST_WORDS = 8
"""Words of text between two stamps, of most posts: what stands between the times of a list of links is less."""
MOST_POST_WORDS = 400
"""Words of a post at the median: the parts of a chronicle with times as headings are no posts beyond it."""

# Possessive, and anchored to the line: a text of blanks is gone through once.
_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
_Line = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one post as found: its stamp, its text, its headline and address where it has them."""

    stamp: Stamp
    body: Body
    title: str | None = None
    url: str | None = None


def parted(text: str, title: str = "") -> list[Piece]:
    """Part a text at its stamps, if it has posts; the headline before a date belongs to its item.

    ``title``, or a line at the top, may announce that the text is live or a digest. A text without posts gives none.
    """
    lines = [(match.start(), match.end(), match.group().strip()) for match in _LINE.finditer(text)]
    stamps = [(index, stamp) for index, line in enumerate(lines) if (stamp := read_stamp(line[2]))]
    top = f"{title}\n" + "\n".join(line[2] for line in lines[:3])
    if len(stamps) < FEWEST_POSTS or not _has_posts(lines, stamps, top):
        return []
    first = stamps[0][0]
    heads = first > 0 and all(is_plain_headline(lines[index - 1][2]) for index, _ in stamps if index)
    starts = [index - heads for index, _ in stamps]
    ends = [*starts[1:], len(lines)]
    return [
        _piece(text, lines, start, index, end, stamp)
        for start, end, (index, stamp) in zip(starts, ends, stamps, strict=True)
    ]


def _piece(text: str, lines: Sequence[_Line], start: int, at: int, end: int, stamp: Stamp) -> Piece:
    begin, stop = lines[start][0], lines[end - 1][1]
    words = text[begin:stop]
    parts = [Segment(lines[at][0] - begin, lines[at][1] - begin, "furniture")]
    title = None
    following = at + 1
    if start < at:
        title = lines[start][2]
        parts.insert(0, Segment(0, lines[start][1] - begin, "headline"))
    elif following + 1 < end and is_plain_headline(lines[following][2]):
        title = lines[following][2]
        parts.append(Segment(lines[following][0] - begin, lines[following][1] - begin, "headline"))
        following += 1
    if following < end:
        parts.append(Segment(lines[following][0] - begin, stop - begin, "body"))
    return Piece(stamp, Body(words, tuple(parts)), title)


def _has_posts(lines: Sequence[_Line], stamps: Sequence[tuple[int, Stamp]], top: str) -> bool:
    """Tell posts from the times in an article: most have text of their own, and little stands before the first."""
    gaps = [*pairwise([index for index, _ in stamps]), (stamps[-1][0], len(lines))]
    sizes = sorted(sum(len(line[2].split()) for line in lines[start + 1 : end]) for start, end in gaps)
    enough = sum(size >= POST_WORDS for size in sizes) * 3 >= 2 * len(sizes)
    before = sum(len(line[2].split()) for line in lines[: stamps[0][0]])
    # A chronicle has dates as headings, too: items that have no more than a date must be announced as a digest.
    known = _is_announced(top) or (before * 4 <= sum(sizes) and any(stamp.clock for _, stamp in stamps))
    return enough and sizes[len(sizes) // 2] <= MOST_POST_WORDS and known


def _is_announced(top: str) -> bool:
    return any(_announcement().search(line) for line in top.splitlines() if len(line.split()) <= LABEL_WORDS)


@cache
def _announcement() -> re.Pattern[str]:
    words = sorted(load_live_words().announced, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
