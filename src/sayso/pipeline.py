"""Compose the stages: bytes to a reading. With build, api and cli, the only place where stages meet.

Each step takes what the one before gives, and the types say so: a wrong order does not type-check.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from sayso.annotate import analyse
from sayso.codebook.actors import possessive_names
from sayso.codebook.book import CodebookTables
from sayso.codebook.page import PageCues, load_page_cues
from sayso.codebook.private_people import load_private_rules
from sayso.codebook.standings import Standings
from sayso.codebook.tables import codebook_version
from sayso.config import BuildOptions
from sayso.extract import Extraction
from sayso.extracting import Extract, Reader, extractor, extractor_identity
from sayso.merge.event import EventMaker
from sayso.merge.names import actors_of, places_of, sources_of
from sayso.merge.private import with_private
from sayso.merge.relations import relations_of
from sayso.merge.sides import Sides
from sayso.readers.registry import readers_of_others
from sayso.record.analysis import Analysis
from sayso.record.counts import supports
from sayso.record.documents import Document, RawDocument, Rejection
from sayso.record.ids import content_hash
from sayso.record.mentions import EventMention
from sayso.record.readings import Reading
from sayso.record.times import TimeExpression
from sayso.resolve import Resolver
from sayso.text import compose, decode, fingerprint, normalise
from sayso.text.body import Body
from sayso.text.decode import decoders_of_others
from sayso.version import __version__


@dataclass(frozen=True, slots=True)
class Stages:
    """Hold what the stages need for a run, loaded once, and the options. It never changes."""

    options: BuildOptions
    tables: CodebookTables
    page: PageCues
    sides: Sides
    events: EventMaker
    names: frozenset[str]
    extract: Extract

    @property
    def reader(self) -> Reader | None:
        """Give the encoder and how far it is trusted; None where the method reads without it."""
        return self.extract if isinstance(self.extract, Reader) else None


def load_stages(options: BuildOptions) -> Stages:
    """Load the codebook, and the encoder if the method wants it, once for each process, whatever is to be read.

    Raises:
        CodebookError: a codebook file breaks its own rules.
        ModelError: the encoder's weights are missing or broken.
        UsageError: the package that brings the method cannot be loaded.
    """
    return replace(_loaded(options.method, options.actors), options=options)


@cache
def _loaded(method: str, actors: tuple[tuple[str, str], ...]) -> Stages:
    tables = CodebookTables.load(actors)
    sides = Sides.of(tables.actors, Standings.load())
    options = BuildOptions(method=method, actors=actors)
    names = possessive_names(tables.actors)
    return Stages(options, tables, load_page_cues(), sides, EventMaker.of(sides), names, extractor(method, tables))


def reading_signature(options: BuildOptions) -> str:
    """Name a way of reading: another version, codebook, encoder, method or set of options reads anew."""
    others = (*readers_of_others(), *decoders_of_others())
    return content_hash(
        __version__, codebook_version(), options.method, extractor_identity(options.method), repr(options.read),
        repr(options.actors), *others,
    )  # fmt: skip


def read_document(raw: RawDocument, stages: Stages) -> Reading:
    """Take one document through all stages.

    Raises:
        InputError: the bytes cannot be read as what they are.
    """
    return read_body(raw, decode(raw, stages.options.read), stages)


def read_body(raw: RawDocument, body: Body, stages: Stages) -> Reading:
    """Take a document whose text of record is there already through the other stages."""
    document, text = compose(raw, body, stages.page, stages.options.read)
    warnings = tuple(Rejection(raw.path, "text", reason, detail, raw.locator) for reason, detail in body.warnings)
    if not document.coded:
        return _reading(document, text, Extraction((), ()), stages, warnings)
    analysis = analyse(normalise(text, document.segments, stages.names), text, document)
    document = replace(document, n_sentences=len(analysis.sentences))
    found, times = _extracted(analysis, document, stages)
    extraction, refused = _checked(found, document)
    return replace(_reading(document, text, extraction, stages, (*warnings, *refused)), times=times)


def _extracted(analysis: Analysis, document: Document, stages: Stages) -> tuple[Extraction, tuple[TimeExpression, ...]]:
    found = stages.extract(analysis, document)
    resolver = Resolver.of(
        stages.tables, document, found.mentions, found.commitments, found.names, analysis, found.relations
    )
    extraction = Extraction(
        resolver.mentions(found.mentions),
        tuple(map(resolver.commitment, found.commitments)),
        found.names,
        tuple(map(resolver.saying, found.sayings)),
        found.vectors,
        tuple(filter(None, map(resolver.relation, found.relations))),
        resolver.cast.guessed(),
        resolver.places(found.mentions, found.names),
    )
    return extraction, resolver.times()


def _checked(extraction: Extraction, document: Document) -> tuple[Extraction, tuple[Rejection, ...]]:
    """Refuse every number that cannot be read from its own words; the rest of its mention stays."""
    mentions: list[EventMention] = []
    refused: list[Rejection] = []
    for mention in extraction.mentions:
        wrong = tuple(number for number in mention.numbers if not supports(number.text, number.low, number.high))
        refused.extend(
            Rejection(
                document.path, "check", "unsupported",
                f"The number {number.low} to {number.high} cannot be read from {number.text!r}: left out",
                f"{number.start}:{number.end}",
            )
            for number in wrong
        )  # fmt: skip
        kept = tuple(number for number in mention.numbers if number not in wrong)
        mentions.append(replace(mention, numbers=kept) if wrong else mention)
    return replace(extraction, mentions=tuple(mentions)), tuple(refused)


def _reading(
    document: Document, text: str, found: Extraction, stages: Stages, warnings: tuple[Rejection, ...]
) -> Reading:
    tables = stages.tables
    pronouns = tables.words.pronoun | tables.words.possessive
    guessed = {one.id: one for one in found.guessed}
    named = actors_of(document, found.mentions, found.commitments, tables.actors, pronouns, guessed, found.relations)
    return Reading(
        document=document,
        text=text,
        mentions=found.mentions,
        commitments=found.commitments,
        events=tuple(stages.events.event_of((mention,), {document.id: document}) for mention in found.mentions),
        actors=with_private(named, found.mentions, load_private_rules(), tables.actors),
        named_places=places_of(found.mentions, tables.places),
        sources=sources_of(document, found.mentions, stages.sides),
        fingerprint=fingerprint(text, document.segments),
        warnings=warnings,
        names=found.names,
        attributions=found.sayings,
        places=found.places,
        vectors=found.vectors,
        relations=relations_of(document, found.relations),
    )
