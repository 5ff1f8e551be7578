"""Split a live blog or a digest into its posts, each a document with a time of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from sayso.errors import InputError
from sayso.record.documents import Metadata, RawDocument, Segment
from sayso.text.body import Body
from sayso.text.formats.encoding import characters
from sayso.text.formats.live_page import Post, live_posts, page_blocks
from sayso.text.headline import is_plain_headline
from sayso.text.published import read_published
from sayso.text.stamps import Stamp, place_in_time, read_stamp

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

_POST = re.compile(r"; post=(\d+)$")
_MAY_BE = re.compile(
    rb"LiveBlogPosting|liveBlogUpdate|<time\b"
    rb"|(?m:^\W*(?:\w+ ){0,3}[012]?\d(?:[:.][0-5]\d|\s?[AaPp]\.?[Mm]\b)|^.{0,60}\b\d{4}\s*$"
    rb"|^\W*(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2})\b.{0,20}$)"
)
"""What a page with posts has somewhere; most articles have none of it, and are not looked at twice."""

_BRIEF = re.compile(
    r"\b(?:in brief|news briefs?|briefs|briefing|digest|round-?up|at a glance|live|as it happened|live updates"
    r"|timeline of today|latest updates|minute by minute|rolling coverage)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold one post as found: its stamp, its text, its headline and address where it has them."""

    stamp: Stamp
    body: Body
    title: str | None = None
    url: str | None = None


def split(raw: RawDocument) -> tuple[RawDocument, ...]:
    """Give the posts of a live blog or digest as documents, or the document alone where it is neither.

    A post's bytes are those of the whole page; ``locator`` is ``post 2``, counted from the earliest, so that it stays
    when the page goes on; ``post 0`` is what a text says above them. Plain texts and web pages are looked at.
    """
    kind = raw.media_type.partition(";")[0]
    if kind not in ("text/plain", "text/html") or "post=" in raw.media_type or not _MAY_BE.search(raw.content):
        return (raw,)
    try:
        found = _posts(raw)
    except InputError:
        return (raw,)  # decoding it as a whole says what is wrong
    if not found:
        return (raw,)
    holder = f"{raw.container}!{raw.locator}" if raw.container else raw.path
    return tuple(
        replace(
            raw,
            media_type=f"{raw.media_type}; post={number}",
            container=holder,
            locator=f"post {number}",
            given=_given(raw.given, post),
        )
        for number, post in found
    )


def decode_post(raw: RawDocument) -> Body:
    """Decode one post that ``split`` found."""
    match = _POST.search(raw.media_type)
    whole = replace(raw, media_type=_POST.sub("", raw.media_type))
    return dict(_posts(whole))[int(match[1] if match else 1)].body


def is_post(raw: RawDocument) -> bool:
    """Tell whether a raw document is one post of its page."""
    return bool(_POST.search(raw.media_type))


@dataclass(frozen=True, slots=True)
class _Placed:
    body: Body
    published: str | None
    url: str | None
    title: str | None
    genre: str | None


def _posts(raw: RawDocument) -> tuple[tuple[int, _Placed], ...]:
    return _posts_of(raw.content, raw.media_type, raw.given.published)


@lru_cache(maxsize=2)
def _posts_of(content: bytes, media_type: str, published: str | None) -> tuple[tuple[int, _Placed], ...]:
    """Find the posts of a page with their numbers, the earliest first.

    Kept for the page at hand, which is asked for post by post.
    """
    stated, top = Metadata(), ""
    if media_type.startswith("text/html"):
        page = live_posts(content, media_type)
        stated = page.stated
        pieces = [_of_page(post) for post in page.posts] or _of_blocks(page_blocks(content, media_type), stated)
    else:
        text, _ = characters(content)
        pieces = _of_text(text)
        top = text[: text.index(pieces[0].body.text)].strip() if pieces else ""
    if len(pieces) < FEWEST_POSTS:
        return ()
    times, latest_first = place_in_time([piece.stamp for piece in pieces], _base(published or stated.published))
    placed = [
        _Placed(_with_time(piece, time, stated), time, piece.url, piece.title, _genre(piece.stamp))
        for piece, time in zip(pieces, times, strict=True)
    ]
    numbered = enumerate(reversed(placed) if latest_first else placed, 1)
    above = [(0, _Placed(Body(top, (), stated), None, None, None, None))] if len(top.split()) >= POST_WORDS else []
    return (*above, *numbered)


def _given(given: Metadata, post: _Placed) -> Metadata:
    own = Metadata(published=post.published, title=post.title, url=post.url)
    return replace(own.over(given), genre=given.genre or post.genre)


def _genre(stamp: Stamp) -> str | None:
    """Posts with a time of day are live; items with no more than a date are a digest's, each of a genre of its own."""
    return "live" if stamp.clock or stamp.instant else None


def _with_time(piece: _Piece, time: str | None, stated: Metadata) -> Body:
    instant = time if time and "T" in time else None
    parts = tuple(replace(part, posted_at=instant) for part in piece.body.parts)
    said = replace(stated, title=piece.title or stated.title, published=time or stated.published)
    return replace(piece.body, parts=parts, stated=piece.body.stated.over(said))


def _base(published: str | None) -> date | None:
    found = read_published(published).date if published else None
    return found.first_day if found else None


def _of_page(post: Post) -> _Piece:
    title = post.title or ""
    paragraphs = [line for line in post.paragraphs if line.casefold() != title.casefold()]
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    parts = [Segment(0, len(title), "headline")] if title else []
    start = len(title) + 2 if title else 0
    parts += [Segment(start, len(text), "body")] if len(text) > start else []
    authors = Metadata(authors=post.authors)
    return _Piece(post.stamp, Body(text, tuple(parts), authors), post.title, post.url)


def _of_blocks(blocks: Sequence[str], stated: Metadata) -> list[_Piece]:
    """Part the paragraphs of a page at its stamps, if its title or top says that it is live or a digest."""
    text = "\n\n".join(blocks)
    return _of_text(text, stated.title or "")


def _of_text(text: str, title: str = "") -> list[_Piece]:
    """Part a text at the lines that are nothing but a time or date; the headline before a date belongs to its item."""
    lines = [(match.start(), match.end(), match.group().strip()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    stamps = [(index, stamp) for index, line in enumerate(lines) if (stamp := read_stamp(line[2]))]
    if len(stamps) < FEWEST_POSTS or not _has_posts(
        lines, stamps, f"{title}\n" + "\n".join(one[2] for one in lines[:3])
    ):
        return []
    first = stamps[0][0]
    heads = first > 0 and all(is_plain_headline(lines[index - 1][2]) for index, _ in stamps if index)
    starts = [index - heads for index, _ in stamps]
    ends = [*starts[1:], len(lines)]
    return [
        _piece(text, lines, start, index, end, stamp)
        for start, end, (index, stamp) in zip(starts, ends, stamps, strict=True)
    ]


def _piece(text: str, lines: Sequence[tuple[int, int, str]], start: int, at: int, end: int, stamp: Stamp) -> _Piece:
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
    return _Piece(stamp, Body(words, tuple(parts)), title)


def _has_posts(lines: Sequence[tuple[int, int, str]], stamps: Sequence[tuple[int, Stamp]], top: str) -> bool:
    """Tell posts from the times in an article: most have text of their own, and little stands before the first."""
    gaps = [*pairwise([index for index, _ in stamps]), (stamps[-1][0], len(lines))]
    sizes = sorted(sum(len(line[2].split()) for line in lines[start + 1 : end]) for start, end in gaps)
    enough = sum(size >= POST_WORDS for size in sizes) * 3 >= 2 * len(sizes)
    before = sum(len(line[2].split()) for line in lines[: stamps[0][0]])
    after = sum(sizes)
    # A chronicle has dates as headings, too: items that have no more than a date must be announced as a digest.
    announced = any(_BRIEF.search(line) for line in top.splitlines() if len(line.split()) <= LABEL_WORDS)
    known = announced or (before * 4 <= after and any(stamp.clock for _, stamp in stamps))
    return enough and sizes[len(sizes) // 2] <= MOST_POST_WORDS and known
