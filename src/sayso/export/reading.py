"""One reading, as it is shown where there is no case: in lines that people read, or as one object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sayso.export.telling import OWN_VOICE, mention_lines
from sayso.export.wording import chain_words
from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Rejection
from sayso.record.readings import Reading


def reading_row(reading: Reading) -> dict[str, object]:
    """Give a reading as one object for JSON; all spans are offsets into its ``text``."""
    return {
        "document": reading.document,
        "text": reading.text,
        "mentions": reading.mentions,
        "commitments": reading.commitments,
        "relations": reading.relations,
        "names": reading.names,
        "attributions": reading.attributions,
        "times": reading.times,
        "places": reading.places,
        "warnings": reading.warnings,
    }


def reading_lines(reading: Reading) -> Iterator[str]:
    """Tell a reading: the document, its mentions, its commitments, and how many names and sayings it has."""
    yield _document(reading.document)
    yield from (f"  {rejection_line(warning)}" for warning in reading.warnings)
    for mention in reading.mentions:
        yield ""
        yield from mention_lines(mention)
    for commitment in reading.commitments:
        yield ""
        yield from _commitment(commitment)
    yield ""
    yield f"event mentions: {len(reading.mentions)}; commitments: {len(reading.commitments)}"
    yield f"names: {_counted(name.label for name in reading.names)}"
    yield f"attributions: {_counted(saying.stance for saying in reading.attributions)}"
    yield f"times: {_counted(time.kind for time in reading.times)}"


def rejection_line(rejection: Rejection) -> str:
    """Say in one line what could not be read, and why."""
    return f"{rejection.path}{f' {rejection.locator}' if rejection.locator else ''}: {rejection.detail}"


def _document(document: Document) -> str:
    where = f" {document.locator}" if document.locator else ""
    when = f"published {document.published} ({document.published_basis})" if document.published else "not dated"
    title = f", “{document.title}”" if document.title else ""
    return f"{document.path}{where}{title}, {document.outlet or 'outlet not known'}, {when}"


def _commitment(commitment: Commitment) -> Iterator[str]:
    holder = commitment.holder.name or commitment.holder.text
    yield f"{commitment.path}  “{' '.join(commitment.quote.text.split())}”"
    yield f"  {commitment.kind.replace('_', ' ')} of {holder}, id {commitment.id}"
    if commitment.condition:
        yield f"  if: “{commitment.condition.text}”"
    if commitment.consequence:
        yield f"  then: “{commitment.consequence.text}”"
    yield f"  on whose word: {chain_words(commitment.attribution) or OWN_VOICE}"


def _counted(kinds: Iterable[str]) -> str:
    counts = Counter(kinds)
    parts = ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))
    return f"{counts.total()} ({parts})" if parts else "0"
