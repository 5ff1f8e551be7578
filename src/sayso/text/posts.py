"""Split a live blog or a digest into its posts, each a document with a time of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from sayso.config import ReadOptions
from sayso.errors import InputError
from sayso.record.documents import Metadata, RawDocument, Segment
from sayso.text.body import Body
from sayso.text.formats.encoding import characters, charset_of
from sayso.text.formats.json_article import article_of, decode_json
from sayso.text.formats.live_page import LivePage, Post, live_posts, page_blocks, stated_posts
from sayso.text.formats.message import decode_mail, main_page
from sayso.text.formats.table_row import decode_row
from sayso.text.parting import FEWEST_POSTS, POST_WORDS, Piece, parted
from sayso.text.published import read_published
from sayso.text.stamps import Stamp, place_in_time

MOST_POSTS = 2_000
"""Posts of one page beyond which it is read whole: each goes to a process with the whole page, so that 16 MiB of lines
that are a time would take hours. A day's live page has some 300."""

_POST = re.compile(r"; post=(\d+)(?:; day=([\d-]+))?$")
_MAY_BE = re.compile(
    rb"LiveBlogPosting|liveBlogUpdate|<time\b"
    rb"|(?m:(?:^|>)[^\w\n<]{0,80}+(?:\w{1,20} ){0,3}[012]?\d(?:[:.][0-5]\d|\s?[AaPp]\.?[Mm]\b)"
    rb"|^.{0,60}\b\d{4}[^\S\n]{0,80}+$"
    rb"|(?:^|>)[^\w\n<]{0,80}+(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2})\b[^<\n]{0,20}(?:$|<))"
)
"""What a page or text with posts has somewhere; most articles have none of it, and are not looked at twice. Nothing in
it goes beyond a line, so that its time grows with the length alone."""

_AS_IS = ReadOptions()
_FIELDS = {"application/json": decode_json, "text/csv": decode_row, "text/tab-separated-values": decode_row}


def split(raw: RawDocument, options: ReadOptions = _AS_IS) -> tuple[RawDocument, ...]:
    """Give the posts of a live blog or digest as documents, or the document alone where it is neither.

    A post's bytes are those of the whole page, message, row or object; ``locator`` is ``post 2``, counted from the
    earliest, so that it stays when the page goes on; ``post 0`` is what a text says above them. PDF files, Markdown and
    entries of feeds are never split. ``options`` must be those that it was read with.
    """
    if is_post(raw):
        return (raw,)
    try:
        base, found = _posts(raw, options, raw.given.published)
    except InputError:
        return (raw,)  # decoding it as a whole says what is wrong
    if not found:
        return (raw,)
    holder = f"{raw.container}!{raw.locator}" if raw.container else raw.path
    day = f"; day={base.isoformat()}" if base else ""
    return tuple(
        replace(
            raw,
            media_type=f"{raw.media_type}; post={number}{day}",
            container=holder,
            locator=f"post {number}",
            given=_given(raw.given, post),
        )
        for number, post in found
    )


def decode_post(raw: RawDocument, options: ReadOptions = _AS_IS) -> Body:
    """Decode one post that ``split`` found."""
    match = _POST.search(raw.media_type)
    number, day = (int(match[1]), match[2]) if match else (1, None)
    whole = replace(raw, media_type=_POST.sub("", raw.media_type))
    return dict(_posts(whole, options, day)[1])[number].body


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


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold the posts of a page in its order, what it states of itself, and what its text says above them."""

    pieces: tuple[Piece, ...] = ()
    stated: Metadata = field(default_factory=Metadata)
    top: str = ""


_Posts = tuple[date | None, tuple[tuple[int, _Placed], ...]]


def _posts(raw: RawDocument, options: ReadOptions, published: str | None) -> _Posts:
    return _posts_of(raw.content, raw.media_type, raw.columns, options, published)


@lru_cache(maxsize=2)
def _posts_of(
    content: bytes, media_type: str, columns: tuple[str, ...], options: ReadOptions, published: str | None
) -> _Posts:
    """Find the day a page is from, and its posts with their numbers, the earliest first.

    Kept for the page at hand, which is asked for post by post.
    """
    found = _found(RawDocument("", content, "", media_type, "", columns=columns), options)
    pieces, stated = found.pieces, found.stated
    if not FEWEST_POSTS <= len(pieces) <= MOST_POSTS:
        return None, ()
    base = _day(published) or _day(stated.published)
    times, latest_first = place_in_time([piece.stamp for piece in pieces], base)
    placed = [
        _Placed(_with_time(piece, time, stated), time, piece.url, piece.title, _genre(piece.stamp))
        for piece, time in zip(pieces, times, strict=True)
    ]
    numbered = enumerate(reversed(placed) if latest_first else placed, 1)
    has_top = len(found.top.split()) >= POST_WORDS
    above = [(0, _Placed(Body(found.top, (), stated), None, None, None, None))] if has_top else []
    return base, (*above, *numbered)


def _found(raw: RawDocument, options: ReadOptions) -> _Found:
    """Look for posts in what a form holds: a page, a text, or a text field."""
    kind = raw.media_type.partition(";")[0]
    if kind == "multipart/related":
        page, url = main_page(raw)
        return _in_page(page.content, page.media_type, Metadata(url=url))
    if kind in ("text/html", "application/xhtml+xml"):
        return _in_page(raw.content, raw.media_type, Metadata())
    if kind == "text/plain" and _MAY_BE.search(raw.content):
        return _in_text(characters(raw.content, charset_of(raw.media_type))[0], Metadata())
    if kind == "application/json" and (posts := stated_posts(article_of(raw))):
        return _Found(tuple(map(_of_page, posts)), replace(decode_json(raw, options).stated, authors=()))
    if kind in _FIELDS:
        body = _FIELDS[kind](raw, options)
        return _in_text(body.text, body.stated)
    if kind == "message/rfc822":
        body = decode_mail(raw, options)
        start = next((part.end for part in body.parts if part.kind == "headline"), 0)
        return _in_text(body.text[start:].lstrip("\n"), body.stated)
    return _Found()


def _in_page(content: bytes, media_type: str, outside: Metadata) -> _Found:
    if not _MAY_BE.search(content):
        return _Found()
    page: LivePage = live_posts(content, media_type)
    stated = outside.over(page.stated)
    if page.posts:
        return _Found(tuple(map(_of_page, page.posts)), stated)
    text = "\n\n".join(page_blocks(content, media_type))
    return _Found(tuple(parted(text, stated.title or "")), stated)


def _in_text(text: str, stated: Metadata) -> _Found:
    pieces = tuple(parted(text, stated.title or ""))
    return _Found(pieces, stated, text[: text.index(pieces[0].body.text)].strip() if pieces else "")


def _given(given: Metadata, post: _Placed) -> Metadata:
    own = Metadata(published=post.published, title=post.title, url=post.url)
    return replace(own.over(given), genre=given.genre or post.genre)


def _genre(stamp: Stamp) -> str | None:
    """Posts with a time of day are live; items with no more than a date are a digest's, each of a genre of its own."""
    return "live" if stamp.clock or stamp.instant else None


def _with_time(piece: Piece, time: str | None, stated: Metadata) -> Body:
    instant = time if time and "T" in time else None
    parts = tuple(replace(part, posted_at=instant) for part in piece.body.parts)
    said = replace(stated, title=piece.title or stated.title, published=time or stated.published)
    return replace(piece.body, parts=parts, stated=piece.body.stated.over(said))


def _day(published: str | None) -> date | None:
    found = read_published(published).date if published else None
    return found.first_day if found else None


def _of_page(post: Post) -> Piece:
    title = post.title or ""
    paragraphs = [line for line in post.paragraphs if line.casefold() != title.casefold()]
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    parts = [Segment(0, len(title), "headline")] if title else []
    start = len(title) + 2 if title else 0
    parts += [Segment(start, len(text), "body")] if len(text) > start else []
    return Piece(post.stamp, Body(text, tuple(parts), Metadata(authors=post.authors)), post.title, post.url)
