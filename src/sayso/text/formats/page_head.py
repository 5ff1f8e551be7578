"""Read what a web page states about itself: JSON-LD, OpenGraph, other meta elements."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.codebook.columns import load_field_names
from sayso.record.documents import Metadata
from sayso.text.formats.fields import stated_by
from sayso.text.formats.markup import collapsed

_GENRES = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "LiveBlogPosting": "live",
}
"""The subtypes of schema.org's Article that say what kind of report a page is."""

_ARTICLE_ENDS = ("Article", "Posting", "Report")
_MAX_DEPTH = 6
_TITLE_MARKS = (" - ", " | ", " – ", " — ")  # dashes as pages set them


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what a page states: metadata, its captions, and its text where JSON-LD repeats it."""

    stated: Metadata = field(default_factory=Metadata)
    captions: frozenset[str] = frozenset()
    article_body: str = ""


def read_head(tree: Any) -> Head:
    """Read a parsed page's own metadata; the publisher's JSON-LD comes before its meta elements.

    The title falls back on the page's only ``<h1>`` and then on ``<title>`` without the outlet's name.
    """
    article = next(linked_data(tree), {})
    stated = stated_by(article).over(_by_elements(tree))
    outlet = stated.outlet and html.unescape(stated.outlet)
    stated = replace(
        stated,
        title=_title(stated.title, outlet, tree),
        outlet=outlet,
        authors=tuple(html.unescape(name) for name in stated.authors if "://" not in name),
        genre=stated.genre or _genre(article),
    )
    captions = frozenset(collapsed("".join(caption.itertext())) for caption in tree.iter("figcaption"))
    body = article.get("articleBody")
    return Head(stated, captions, body if isinstance(body, str) else "")


def linked_data(tree: Any) -> Iterator[Mapping[str, object]]:
    """Give the articles, posts and reports that a page's JSON-LD describes, in its order."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                loaded = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue  # a page's script is no input of ours: what it would state is unsaid
            yield from _articles_in(loaded, 0)


def _articles_in(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles_in(item, depth + 1)
    if isinstance(value, dict):
        if any(kind.endswith(_ARTICLE_ENDS) for kind in types_of(value)):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles_in(value.get(key), depth + 1)


def types_of(article: Mapping[str, object]) -> list[str]:
    """List the types an object of JSON-LD says it is."""
    kinds = article.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _genre(article: Mapping[str, object]) -> str | None:
    return next((_GENRES[kind] for kind in types_of(article) if kind in _GENRES), None)


def _by_elements(tree: Any) -> Metadata:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = collapsed(element.get("content") or "")
        if name and content:
            meta.setdefault(name.lower(), content)

    def of(field_name: str) -> str | None:
        return next((meta[name] for name in load_field_names().page.get(field_name, ()) if name in meta), None)

    language = tree.get("lang") or tree.get("xml:lang") or of("language")
    author = of("authors") or _text(tree, ".//a[@rel='author']")
    return Metadata(
        title=of("title"),
        outlet=of("outlet"),
        authors=(author,) if author else (),
        published=of("published") or _attribute(tree, ".//time[@itemprop='datePublished']", "datetime"),
        url=_attribute(tree, ".//link[@rel='canonical']", "href") or of("url"),
        archive_url=of("archive_url"),
        language=language.replace("_", "-") if language else None,
        genre=of("genre"),
        updated=of("updated"),
        translation_of=of("translation_of"),
        translated_by=of("translated_by"),
    )


def _title(stated: str | None, outlet: str | None, tree: Any) -> str | None:
    headings = [collapsed("".join(heading.itertext())) for heading in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 and headings[0] != outlet else None
    title = stated or heading or _text(tree, ".//title")
    if not title:
        return None
    title = collapsed(html.unescape(title))
    for mark in _TITLE_MARKS:
        if outlet and title.endswith(mark + outlet):
            return title.removesuffix(mark + outlet)
    return title


def _text(tree: Any, path: str) -> str | None:
    found = tree.find(path)
    return (collapsed("".join(found.itertext())) or None) if found is not None else None


def _attribute(tree: Any, path: str, name: str) -> str | None:
    found = tree.find(path)
    return (found.get(name) or None) if found is not None else None
