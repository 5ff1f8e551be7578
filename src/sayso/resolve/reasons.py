"""Reasons: how a phrase came to mean an actor, as a code, and in words made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sayso.codebook.names import NameForm

Way = Literal[
    NameForm, "sound", "slip", "short", "acronym", "full", "noun", "own", "title", "stranger", "absent", "office",
    "named", "side",
]  # fmt: skip
"""How: by a form of a name of the registry; by its sound; by one letter; as a short name or an acronym of the document,
or one that stands in full elsewhere; by a noun of somebody, or one of its own; behind a title, known or not; not at
all; by an office; by its name elsewhere; as the side that somebody speaks for."""

_PROSE: Mapping[Way, str] = {
    "name": "registry name",
    "alias": "registry alias",
    "spelling": "registry spelling",
    "adjective": "registry adjective",
    "demonym": "registry demonym",
    "metonym": "registry metonym",
    "sound": "sounds like {0}",
    "slip": "one letter from {0}",
    "short": "short for {0}",
    "acronym": "{0} stands for {1} in the text",
    "full": "{0} in the text",
    "noun": "{0!r} of {1}",
    "own": "{0!r} of its own",
    "title": "{0!r} before {1}",
    "stranger": "title before an unknown name",
    "absent": "not in the registry",
    "office": "{0}",
    "named": "named",
    "side": "their state",
}


class Reason(NamedTuple):
    """Say in which ``way`` an actor was found, with the words that it is told in, and what else was seen.

    >>> str(Reason("noun", ("warplanes", "Israel"))), str(Reason("sound", ("Qassem Soleimani",)))
    ("'warplanes' of Israel", 'sounds like Qassem Soleimani')
    """

    way: Way
    words: tuple[str, ...] = ()
    beside: str = ""

    def __str__(self) -> str:
        return _PROSE[self.way].format(*self.words) + self.beside
