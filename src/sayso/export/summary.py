"""One event in flat values: what the properties of a map, the cells of a timeline or the columns of a table say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.export.gathered import Gathered
from sayso.export.wording import actor_words, field_words, voice_words
from sayso.record.events import Event, EventPlace, toll_of
from sayso.record.vocabulary import NumberKind

BETWEEN = "; "

_NUMBERS = (
    "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high", "geo_precision",
    "independent", "unstated", "reports", "mentions", "credibility_suggested", "credibility",
)  # fmt: skip
_TEXTS = (
    "id", "title", "type", "mode", "quad", "status", "responsibility", "date", "date_basis", "actors", "recipients",
    "place", "country", "contested", "voices", "review", "decided_by", "part_of", "tags", "words", "outlets",
    "addresses",
)  # fmt: skip
SUMMARY_TYPES: Mapping[str, str] = {
    **dict.fromkeys(_TEXTS, "VARCHAR"),
    **dict.fromkeys(_NUMBERS, "BIGINT"),
    **dict.fromkeys(("score", "latitude", "longitude"), "DOUBLE"),
    **dict.fromkeys(("date_first", "date_last"), "DATE"),
}
"""The values of a summary, with their types in SQL."""

Flat = dict[str, str | int | float | bool | None]


def summary_of(event: Event, gathered: Gathered, words: str) -> Flat:
    """Say of an event what happened, how it stands and on whose word; None where nothing is told.

    Actors who are not plainly told carry their ground, ``Iran (accused)``. Bounds of tolls are those of the act alone:
    of several classes or sides, which are never added up, the count with the highest floor. ``words`` is the sentence
    that tells the event best.
    """
    place = point_of(event)
    first = event.date.first_day if event.date else None
    last = event.date.last_day if event.date else None
    documents = tuple(gathered.documents(event))
    return {
        "id": event.id, "title": event.title, "type": event.type, "mode": event.mode, "quad": event.quad,
        "score": event.score, "status": event.status, "responsibility": event.responsibility,
        "date": str(event.date) if event.date else None, "date_first": first.isoformat() if first else None,
        "date_last": last.isoformat() if last else None, "date_basis": event.date_basis,
        "actors": joined(map(actor_words, event.actors)), "recipients": joined(map(actor_words, event.recipients)),
        "place": place.name if place else None, "country": place.country if place else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "geo_precision": place.geo_precision if place else None,
        **_toll(event, "killed"), **_toll(event, "wounded"),
        "contested": joined(one.field for one in event.contested), "voices": joined(map(voice_words, event.voices)),
        "independent": event.n_origins_shown, "unstated": event.n_origin_unstated, "reports": event.n_documents,
        "mentions": event.n_mentions, "credibility_suggested": event.credibility_suggested,
        "credibility": event.credibility, "review": event.review, "decided_by": event.decided_by,
        "part_of": event.part_of, "tags": joined(event.tags), "words": words or None,
        "outlets": joined(dict.fromkeys(one.outlet for one in documents if one.outlet)),
        "addresses": joined(dict.fromkeys(one.url for one in documents if one.url)),
    }  # fmt: skip


def own_fields(event: Event, names: Sequence[str]) -> Mapping[str, str | None]:
    """Say the values of a project's own fields, by name; None where none is set."""
    return {name: field_words(event.fields[name]) if name in event.fields else None for name in names}


def point_of(event: Event) -> EventPlace | None:
    """Give the first place of an event that has a point, else its first place, None where it has none."""
    return next((one for one in event.places if one.latitude is not None), next(iter(event.places), None))


def joined(parts: Iterable[str | None]) -> str | None:
    """Join what is there by ``; ``, None where nothing is."""
    words = [str(part) for part in parts if part]
    return BETWEEN.join(words) or None


def _toll(event: Event, kind: NumberKind) -> dict[str, int | None]:
    count = toll_of(event, kind)
    bounds = (count.low, count.best, count.high) if count else (None, None, None)
    return {f"{kind}_{end}": bound for end, bound in zip(("low", "best", "high"), bounds, strict=True)}
