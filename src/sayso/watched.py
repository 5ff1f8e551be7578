"""What a watch asks for of an entry, and what it makes of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from sayso.fetch import Answer
from sayso.fetch.entries import Entry
from sayso.fetch.plan import Feed
from sayso.record.documents import Metadata
from sayso.store.fetched import Asked, Fetch


@dataclass(frozen=True, slots=True)
class Due:
    """Hold an entry that waits; ``said`` is what came with the feed, where the entry's content is the feed's own."""

    entry: Entry
    said: Fetch | None = None


def conditions(state: Asked) -> Mapping[str, str]:
    pairs = (("If-None-Match", state.etag), ("If-Modified-Since", state.last_modified))
    return {name: value for name, value in pairs if value}


def validated(state: Asked, answer: Answer) -> Asked:
    """Take what the server gives to ask again with; a 304 that gives nothing leaves what was there."""
    if answer.status == 304:
        return state
    return replace(state, etag=answer.header("etag"), last_modified=answer.header("last-modified"))


def given_of(feed: Feed, entry: Entry, *, full: bool) -> Metadata:
    """Say of an entry what its feed knows; a page states its title and authors itself, and better."""
    given = Metadata(outlet=feed.outlet, language=feed.language, published=entry.published, url=entry.url)
    if full:
        published = entry.published or entry.updated
        given = replace(given, title=entry.title, authors=entry.authors, published=published)
    return given


def as_page(entry: Entry, said: Fetch) -> Answer:
    """Make a page of an entry that its feed gives in full."""
    title = escape(entry.title or "")
    page = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{entry.content}</article></body></html>"
    ).encode("utf-8", "replace")
    headers = (*(pair for pair in said.headers if pair[0] != "content-type"), ("content-type", "text/html"))
    return Answer(entry.key, said.final_url, said.status, headers, page, said.redirects)
