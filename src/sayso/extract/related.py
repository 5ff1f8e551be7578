"""Related: the relations that a page states, made into the record's own objects."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.codebook.times import find_times
from sayso.extract.names import quoted
from sayso.extract.page import Page, as_denied
from sayso.extract.relations import RelationHit, find_relations
from sayso.extract.voices import chain_at
from sayso.record.mentions import ActorArgument, TimeArgument
from sayso.record.relations import RelationMention

SINCE_REACH = 6
"""Words between a relation and the time phrase that says since when it holds."""


def relations_of(page: Page) -> Iterator[RelationMention]:
    """Make the relations between actors that a page's line states."""
    for hit in find_relations(page.clauses):
        chain = chain_at(page.voices, hit.first, hit.last)
        attribution = tuple(map(page.link, chain))
        yield RelationMention(
            subject=_related(page, hit.subject),
            predicate=hit.cue.predicate,
            object=_related(page, hit.object),
            evidence=page.line.span(hit.first, hit.last),
            time=_since(page, hit),
            ended=hit.cue.ended,
            status=as_denied("negated" if hit.negated else "asserted", attribution),
            attribution=attribution,
        )


def _related(page: Page, words: tuple[int, int]) -> ActorArgument:
    party = next((party for party in page.heard.parties if (party.first, party.last) == words), None)
    if party is not None and party.kind == "pronoun":
        return page.argument(party)
    first, last = words
    if first and page.line.words[first - 1][:1].isdigit() and page.line.words[first][:1].isupper():
        first -= 1  # the 45th Brigade
    span = quoted(page.line, first, last) or page.line.span(first, last)
    return ActorArgument(span.start, span.end, span.text)


def _since(page: Page, hit: RelationHit) -> TimeArgument | None:
    """Give the time phrase from which a relation holds: "in 2009" behind a listing, "since 2011" behind any."""
    for first, last in find_times(page.line.words, page.codebook.times):
        since = page.line.word(first) == "since" or page.line.word(first - 1) == "since"
        if hit.last <= first <= hit.last + SINCE_REACH and (since or hit.cue.shape == "listed"):
            return page.time((first, last))
    return None
