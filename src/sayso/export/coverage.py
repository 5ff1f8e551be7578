"""What was read of a case and what was not: documents, dates, outlets, rejections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sayso.record.documents import Document, Rejection


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count what was read, what was coded, and what was not and why.

    ``first_published`` and ``last_published`` are the first and last ISO day that publication dates can mean.
    """

    documents: int
    coded: int
    copies: int
    superseded: int
    undated: int
    not_coded: dict[str, int]
    rejected: dict[str, int]
    first_published: str | None
    last_published: str | None
    outlets: int


def coverage_of(documents: Iterable[Document], rejections: Iterable[Rejection]) -> Coverage:
    """Add up documents and rejections, one at a time; superseded documents count as nothing but that."""
    counts, not_coded = Counter[str](), Counter[str]()
    outlets, first, last = set[str](), list[date](), list[date]()
    for document in documents:
        if document.superseded_by is not None:
            counts["superseded"] += 1
            continue
        counts.update(documents=1, coded=int(document.coded), copies=int(document.copy_of is not None))
        counts["undated"] += not document.published
        if not document.coded:
            not_coded[document.not_coded_reason or "unknown"] += 1
        if document.outlet:
            outlets.add(document.outlet)
        if document.published:
            first = _outermost(min, first, document.published.first_day)
            last = _outermost(max, last, document.published.last_day)
    return Coverage(
        documents=counts["documents"],
        coded=counts["coded"],
        copies=counts["copies"],
        superseded=counts["superseded"],
        undated=counts["undated"],
        not_coded=by_number(not_coded),
        rejected=by_number(Counter(rejection.reason for rejection in rejections)),
        first_published=first[0].isoformat() if first else None,
        last_published=last[0].isoformat() if last else None,
        outlets=len(outlets),
    )


def by_number(counts: Counter[str]) -> dict[str, int]:
    """Sort counts: the highest first, equals by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _outermost(choose: Callable[[Iterable[date]], date], known: list[date], day: date | None) -> list[date]:
    return known if day is None else [choose([*known, day])]
