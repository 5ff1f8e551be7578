"""CAMEO roots of PLOVER types and modes, and POLECAT's numbers of quad classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from sayso.codebook.schemes import fits_mode, scheme_rows
from sayso.codebook.tables import one_of
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES, EventType, QuadClass

QUAD_CODES: dict[QuadClass, int] = {quad: number for number, quad in enumerate(get_args(QuadClass), 1)}
"""Quad classes as PLOVER numbers them: 1 verbal cooperation, 2 material, 3 verbal conflict, 4 material."""


@dataclass(frozen=True, slots=True)
class Cameo:
    """Know the CAMEO root of each type and mode.

    >>> cameo = Cameo.load()
    >>> cameo.root("ASSAULT", "aerial"), cameo.root("ASSAULT", None), cameo.root("AGREE", None)
    ('19', '18', '03')
    """

    _roots: tuple[tuple[EventType, str, str], ...]

    @classmethod
    def load(cls) -> Cameo:
        """Read cameo_roots.tsv.

        Raises:
            CodebookError: the table is absent, breaks its form, or leaves out a type.
        """
        rows = scheme_rows("cameo_roots.tsv", ("type", "mode", "cameo", "meaning"))
        roots = tuple((one_of(row, "type", EVENT_TYPES), row["mode"], row["cameo"]) for row in rows)
        if missing := set(EVENT_TYPES) - {kind for kind, mode, _ in roots if mode == "*"}:
            raise CodebookError(f"no row for any {min(missing)}", path="cameo_roots.tsv", remedy="Add it with mode *")
        return cls(roots)

    def root(self, type_: EventType, mode: str | None) -> str:
        """Give the root code, two digits."""
        return next(root for kind, wanted, root in self._roots if kind == type_ and fits_mode(wanted, mode))
