"""Offices: who holds the office that a phrase names, on a day."""

from __future__ import annotations

from datetime import date

from sayso.codebook.actor_entry import ActorEntry
from sayso.codebook.actors import ActorRegistry
from sayso.codebook.phrases import fold
from sayso.resolve.phrase import ActorPhrase
from sayso.resolve.reasons import Reason

NOT_NOW = frozenset(
    {"former", "ex", "then", "late", "next", "future", "new", "previous", "past", "aspiring", "deputy", "vice"}
)
"""Words before a title by which another than its holder is meant."""
UNDER = ("vice ", "deputy ")
"""Openings of titles that are offices of their own."""
LONGEST_TITLE = 6


def holder(phrase: ActorPhrase, day: date | None) -> tuple[ActorEntry, Reason] | None:
    """Find the one holder of the office that a whole phrase names, with the reason; None where there are several.

    "The Iranian president", "Israel's chief of staff", "the president of Iran" and "the Pentagon chief" name an office;
    "the president" alone does not.
    """
    for title, country in _readings(phrase):
        found = held(phrase.registry, title, country, day)
        if found is not None:
            return found
    return None


def held(
    registry: ActorRegistry, title: str, country: str | None, day: date | None
) -> tuple[ActorEntry, Reason] | None:
    """Find who alone bore a folded title in a country on a day, with the reason; without a day, who alone ever did."""
    if not NOT_NOW.isdisjoint(title.replace("-", " ").split()) and not title.startswith(UNDER):
        return None
    holders = registry.holders(title, country, day)
    if len(holders) != 1:
        return None
    when = f"on {day.isoformat()}" if day else "at any time"
    return holders[0], Reason("office", (f"{title}{f' of {country}' if country else ''} {when}",))


def _readings(phrase: ActorPhrase) -> list[tuple[str, str | None]]:
    words = phrase.words
    if not 0 < len(words) <= LONGEST_TITLE + 2:
        return []
    whole = fold(phrase.text)
    opening = phrase.opening()
    if opening is None:
        of = words.index("of") if "of" in words[1:-1] else 0
        country = _country(phrase, of) if of else None
        named = any(word[:1].isupper() for word in words[1:]) or words[0].isupper()
        return [(_title(words[:of]), country)] if country else [(whole, None)] if named else []
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
