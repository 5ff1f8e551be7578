"""Who is meant by names of actors as other schemes write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.phrases import fold
from sayso.codebook.schemes import scheme_rows
from sayso.codebook.tables import one_of

Means = Literal["state", "crowd"]

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class SchemeNames:
    """Know what names mean. Two names mean the same if they share a key.

    >>> names = SchemeNames.load(ActorRegistry.load())
    >>> sorted(names.keys("Military Forces of Turkey (2016-)") & names.keys("Turkey"))
    ['id:turkey', 'state:TR']
    >>> names.keys("Civilians (Iraq)")
    frozenset()
    """

    _registry: ActorRegistry
    _openings: tuple[tuple[str, Means], ...]

    @classmethod
    def load(cls, registry: ActorRegistry) -> SchemeNames:
        """Read actor_openings.tsv.

        Raises:
            CodebookError: the table is absent or breaks its form.
        """
        rows = scheme_rows("actor_openings.tsv", ("opening", "means"))
        return cls(registry, tuple((fold(row["opening"]), one_of(row, "means", get_args(Means))) for row in rows))

    def keys(self, name: str) -> frozenset[str]:
        """Give the keys of a name: the id of the actor the registry knows by it, its state, or the folded name.

        Empty for a crowd that the name does not tell apart.
        """
        bare = _BRACKETS.sub("", name).strip()
        folded = fold(bare)
        for opening, means in self._openings:
            if folded == opening or folded.startswith(f"{opening} "):
                rest = bare[len(opening) :].strip()
                return self._named(rest) if means == "state" and rest else frozenset()
        return self._named(bare) if bare else frozenset()

    def _named(self, name: str) -> frozenset[str]:
        entry = self._registry.lookup(name)
        if entry is None:
            return frozenset({f"name:{fold(name)}"})
        keys = {f"id:{entry.id}"}
        state = self._registry.state_of(entry)
        if state is not None and state.country is not None and entry.kind in ("state", "government_body"):
            keys.add(f"state:{state.country}")
        return frozenset(keys)
