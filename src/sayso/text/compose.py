"""A raw document and its body become a document with its text of record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from sayso.codebook.page import PageCues
from sayso.config import ReadOptions
from sayso.record.documents import Document, Metadata, RawDocument, Segment
from sayso.record.edtf import Edtf
from sayso.record.ids import document_id
from sayso.record.vocabulary import CODED_SEGMENTS, Genre, PublishedBasis
from sayso.text.body import Body
from sayso.text.genre import genre_of
from sayso.text.inferred import infer_published
from sayso.text.language import CODED_LANGUAGE, language_of
from sayso.text.published import read_published
from sayso.text.segments import segment_text

_AS_IS = ReadOptions()


def compose(raw: RawDocument, body: Body, cues: PageCues, options: ReadOptions = _AS_IS) -> tuple[Document, str]:
    """Make a document, and the text of record beside it, of what was read.

    What was given from outside (sidecar, columns, then ``options``) goes before what the bytes state of themselves. A
    publication date that is not stated is inferred from the text or left open with the reason; it is
    never today's. Text in a language that is not coded keeps its segments and is marked.
    """
    said = raw.given.over(body.stated)
    segments = segment_text(body.text, body.parts, said, cues)
    report = _coded_text(body.text, segments)
    language = language_of(report or body.text, said.language)
    reason = _not_coded_reason(body.text, report, language)
    published = _published(said, body.text, segments, cues, options)
    return (
        Document(
            id=document_id(body.text, said.outlet, said.published, said.url, raw.path),
            path=raw.path,
            sha256=raw.sha256,
            media_type=raw.media_type,
            reader=raw.reader,
            n_characters=len(body.text),
            container=raw.container,
            locator=raw.locator,
            url=said.url,
            final_url=raw.final_url or body.final_url,
            archive_url=said.archive_url,
            fetched_at=raw.fetched_at,
            title=said.title or _headline(body.text, segments),
            outlet=said.outlet,
            authors=said.authors,
            published=published.date,
            published_given=said.published,
            published_at=published.instant,
            published_basis=published.basis,
            published_reason=published.reason,
            language=language,
            genre=_genre(said, body.text, report, segments, cues),
            segments=segments,
            coded=reason is None,
            not_coded_reason=reason,
            updated_at=_updated(said),
            saved_at=raw.saved_at,
            excerpt=body.excerpt,
            original_given=said.translation_of,
            translated_by=said.translated_by,
        ),
        body.text,
    )


@dataclass(frozen=True, slots=True)
class _Published:
    date: Edtf | None
    instant: str | None
    basis: PublishedBasis
    reason: str | None


def _published(
    said: Metadata, text: str, segments: tuple[Segment, ...], cues: PageCues, options: ReadOptions
) -> _Published:
    unread = None
    if said.published:
        given = read_published(said.published)
        if given.date:
            by_option = said.published == options.given.published
            return _Published(given.date, given.instant, "given" if by_option else "metadata", None)
        unread = given.reason
    found = infer_published(text, segments, cues.known_events)
    reasons = "; ".join(reason for reason in (unread, found.reason) if reason)
    return _Published(found.date, None, found.basis, reasons or None)


def _updated(said: Metadata) -> str | None:
    """Give when a text was last changed, as it says."""
    given = read_published(said.updated) if said.updated else None
    stated = (given.instant or given.date) if given else None
    return str(stated) if stated else None


def _coded_text(text: str, segments: tuple[Segment, ...]) -> str:
    return "\n".join(text[part.start : part.end] for part in segments if part.kind in CODED_SEGMENTS)


def _not_coded_reason(text: str, report: str, language: str | None) -> str | None:
    if not text.strip():
        return "empty"
    if not report.strip():
        return "no report: the page holds nothing but furniture"
    if language is None:
        return "language: unknown"
    return None if language.split("-")[0] == CODED_LANGUAGE else f"language: {language}"


def _headline(text: str, segments: tuple[Segment, ...]) -> str | None:
    first = next((part for part in segments if part.kind == "headline"), None)
    return text[first.start : first.end].splitlines()[0] if first else None


def _genre(said: Metadata, text: str, report: str, segments: tuple[Segment, ...], cues: PageCues) -> Genre:
    stated = (said.genre or "").strip().casefold()
    named = next((genre for genre in get_args(Genre) if genre == stated), None)
    return named or genre_of(said, text, report, segments, cues.genres)
