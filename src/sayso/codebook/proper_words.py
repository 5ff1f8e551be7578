"""Which words of a name are somebody's own, and which are titles, or names of states and bodies."""

from __future__ import annotations

import re

from sayso.codebook.actors import ActorRegistry

_WORD = re.compile(r"[^\W_]+")


def is_common(word: str, registry: ActorRegistry) -> bool:
    """Tell whether a word is a title, a measure, or a name or adjective of what is no person."""
    if any(word.casefold() in words for words in registry.leading.values()):
        return True
    return any(found.entry.kind != "person" for found in registry.names_of(word))


def is_named(name: str, registry: ActorRegistry) -> bool:
    """Tell whether a name has a word that is its bearer's own, and does not merely describe.

    >>> registry = ActorRegistry.load()
    >>> is_named("General Ada Vale", registry), is_named("a senior Iranian officer", registry)
    (True, False)
    """
    words = _WORD.findall(name)
    return any(word[0].isupper() and not is_common(word, registry) for word in words)
