"""Parties: whoever acts or is acted on, as numbers that can be compared by the thousand."""

from __future__ import annotations

from zlib import crc32

from sayso.merge.sides import Sides
from sayso.record.mentions import ActorArgument

NOBODY, STATE, PERSON, BODY = range(4)
"""What a party is: nobody in particular ("two soldiers"), a state, a named person, anybody else with a name."""
WHO = 0xFFFFFFFC
"""The bits of a party that say who it is; the two others say what."""


def hashed(words: str | None) -> int:
    """Give 32 bits for words, 0 for none."""
    return (crc32(words.encode("utf-8", "surrogatepass")) or 1) if words else 0


def party(who: ActorArgument, sides: Sides) -> int:
    """Give who somebody is as a hash, with what they are in its two lowest bits."""
    return hashed(who.actor or who.text) & WHO | _kind(who, sides)


def side_of(who: ActorArgument, sides: Sides) -> int:
    """Give on whose side somebody stands as a hash, its two lowest bits 0; 0 for nobody's."""
    return hashed(sides.of_argument(who)) & WHO


def _kind(who: ActorArgument, sides: Sides) -> int:
    entry = sides.registry.get(who.actor) if who.actor else None
    if entry is not None:
        return {"state": STATE, "person": PERSON}.get(entry.kind, BODY)
    words = (who.name or who.text).split()
    return PERSON if len(words) > 1 and all(word[:1].isupper() for word in words) else NOBODY
