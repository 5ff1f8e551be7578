"""Offices: who holds the office that a phrase names, on a day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from sayso.codebook.actors import ActorEntry
from sayso.codebook.phrases import fold
from sayso.resolve.phrase import ActorPhrase

NOT_NOW = frozenset(
    {"former", "ex", "then", "late", "next", "future", "new", "previous", "past", "aspiring", "deputy", "vice"}
)
"""Words before a title by which another than its holder is meant."""
LONGEST_TITLE = 6


class Offices(Protocol):
    """Know who held an office; the registry of actors does."""

    def holders(self, title: str, country: str | None, day: date | None) -> tuple[ActorEntry, ...]:
        """Give who held an office of a country on a day; without a day, everybody who ever did."""
        ...


def holder(phrase: ActorPhrase, offices: Offices, day: date | None) -> tuple[ActorEntry, str] | None:
    """Find the one holder of the office that a whole phrase names, with the reason; None where there are several.

    "The Iranian president", "Israel's chief of staff", "the president of Iran" and "the Pentagon chief" name
    offices of a country; "the supreme leader" names one alone.
    """
    for title, country in _readings(phrase):
        if NOT_NOW.isdisjoint(title.replace("-", " ").split()):
            held = offices.holders(title, country, day)
            if len(held) == 1:
                when = f"on {day.isoformat()}" if day else "at any time"
                return held[0], f"{title} of {country or 'one country alone'} {when}"
    return None


def _readings(phrase: ActorPhrase) -> list[tuple[str, str | None]]:
    words = phrase.words
    if not 0 < len(words) <= LONGEST_TITLE + 2:
        return []
    whole = fold(phrase.text)
    opening = phrase.opening()
    if opening is None:
        of = words.index("of") if "of" in words[1:-1] else 0
        country = _country(phrase, of) if of else None
        return [(_title(words[:of]), country)] if country else [(whole, None)]
    end, name = opening
    country = name.entry.country
    rest = _title(words[end:])
    own = [] if name.entry.kind == "state" else [(whole, country)]
    return [*own, *([(rest, country)] if rest and country else [])]


def _country(phrase: ActorPhrase, of: int) -> str | None:
    names = phrase.registry.names_of(phrase.part(of + 1).text)
    entry = names[0].entry if names else None
    return entry.country if entry is not None and entry.kind == "state" else None


def _title(words: tuple[str, ...]) -> str:
    return fold(" ".join(words))
